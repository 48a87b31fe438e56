package browser

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// plants returns a table in which the kind follows from the height and the colour, and
// the price, which its name makes the suggested target, from nothing.
func plants() string {
	var b strings.Builder
	b.WriteString("height,colour,kind,price\n")
	colours := []string{"green", "red", "white"}
	for i := range 300 {
		height, colour := 1000+float64(i*37%101)/10, i*53%7%3
		kind := "bush"
		if height > 1005 && colour != 1 || height > 1008 {
			kind = "tree"
		}
		fmt.Fprintf(&b, "%.1f,%s,%s,%d\n", height, colours[colour], kind, 100+i*71%97)
	}
	return b.String()
}

// A person's way: open a table, change the target, train, prune to 90 %, cross-validate,
// and take the network away. Outside, on the rows of the file as they are, it is as
// accurate as the page says.
func TestATablesNetworkIsAsAccurateOutside(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=")
	p.must(p.Upload("#files", file(t, "plants.csv", plants())))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.eval(`(() => {
		const select = document.querySelector('#tableTarget select')
		select.value = [...select.options].find((o) => o.textContent.includes('kind')).value
		select.dispatchEvent(new Event('change', {bubbles: true}))
	})()`, nil)
	p.wait(`[...document.querySelectorAll('#tableTarget select')][0].selectedOptions[0].textContent.includes('kind') &&
		!document.querySelector('[data-command="openTable"]').disabled`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'own' && s.preprocessing && s.preprocessing.target.name === 'kind' && s.epoch === 40 && !s.training)`)
	p.eval(`bonsai.set({trainShare: 80, layers: [16, 16], learningRate: 0.01, batchSize: 16}).then(() => bonsai.train({epochs: 40}))`, nil)
	p.eval(`bonsai.gradual({sparsity: 0.9, epochs: 40}).then(() => bonsai.finetune({epochs: 10}))`, nil)
	var choice struct{ Means []struct{ Accuracy float64 } }
	p.eval(`bonsai.crossValidate({folds: 4})`, &choice)
	if len(choice.Means) == 0 || choice.Means[0].Accuracy < 0.85 {
		t.Errorf("cross-validation has %+v", choice)
	}
	s := p.state()
	if removed := s.Total - s.Kept; removed != int(math.Round(0.9*float64(s.Total))) {
		t.Errorf("%d of %d connections are pruned, want 90 %%", removed, s.Total)
	}
	var measured struct{ TrainAccuracy, TestAccuracy float64 }
	p.eval(`bonsai.state()`, &measured)

	p.eval(`globalThis.saved = null, URL.createObjectURL = ((old) => (blob) => { saved = blob; return old.call(URL, blob); })(URL.createObjectURL)`, nil)
	p.click("[data-command=export]")
	p.wait(`saved`)
	var bytes []int
	p.eval(`saved.arrayBuffer().then((b) => [...new Uint8Array(b)])`, &bytes)
	module := make([]byte, len(bytes))
	for i, v := range bytes {
		module[i] = byte(v)
	}
	rows, err := csv.NewReader(strings.NewReader(plants())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	outside := accuracyOutside(t, module, rows[0], rows[1:])
	n := float64(len(rows) - 1)
	inside := 0.8*measured.TrainAccuracy + 0.2*measured.TestAccuracy // 240 and 60 of 300 rows
	if math.Abs(outside-inside) > 0.5/n || outside < 0.85 {
		t.Errorf("the accuracy is %v outside and %v in the page", outside, inside)
	}
}

// accuracyOutside runs a module as somebody would who has only the module and the
// table. It asks the module itself what the columns and classes are.
func accuracyOutside(t *testing.T, module []byte, names []string, rows [][]string) float64 {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCustomSections(true))
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	var about struct {
		Columns []struct {
			Name, Type string
			Use        bool
			Categories []string
		}
		Target struct {
			Name    string
			Classes []string
		}
	}
	if err := json.Unmarshal(compiled.CustomSections()[0].Data(), &about); err != nil {
		t.Fatal(err)
	}
	instance, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig())
	if err != nil {
		t.Fatal(err)
	}
	correct := 0
	for _, row := range rows {
		at := uint32(0)
		for _, c := range about.Columns {
			if !c.Use {
				continue
			}
			text := row[slices.Index(names, c.Name)]
			v := float64(slices.Index(c.Categories, text))
			if c.Type != "category" {
				if v, err = strconv.ParseFloat(text, 64); err != nil {
					t.Fatal(err)
				}
			}
			instance.Memory().WriteFloat64Le(at, v)
			at += 8
		}
		result, err := instance.ExportedFunction("predict").Call(ctx)
		if err != nil {
			t.Fatal(err)
		}
		probability, _ := instance.Memory().ReadFloat64Le(uint32(result[0]))
		class := about.Target.Classes[0]
		if probability > 0.5 {
			class = about.Target.Classes[1]
		}
		if class == row[slices.Index(names, about.Target.Name)] {
			correct++
		}
	}
	return float64(correct) / float64(len(rows))
}

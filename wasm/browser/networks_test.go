package browser

import (
	"encoding/base64"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/exchange"
)

// modelFile returns the path of a file that another program has written.
func modelFile(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("../../engine/exchange/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A person opens a table and the network that PyTorch has trained on it, prunes it,
// fine-tunes it and takes it home.
func TestANetworkComesAndGoes(t *testing.T) {
	p := open(t, "#steps=t1e")
	p.must(p.Upload("#files", modelFile(t, "iris.csv"), modelFile(t, "iris_torch.onnx")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`document.getElementById('networkPreview').open`)
	if about := p.text("#networkAbout"); !strings.Contains(about, "4 → 16") || !strings.Contains(about, "216") {
		t.Errorf("the network is %q", about)
	}
	if said := p.text("#networkQuestions"); !strings.Contains(said, "standardised · 9") {
		t.Errorf("the answers are %q, want standardised inputs with more than 90 %%", said)
	}
	p.must(p.Click(`[data-command="openNetwork"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.network !== '')`)
	if s := p.state(); s.TestAccuracy < 0.9 {
		t.Errorf("before anything is done, the accuracy is %v", s.TestAccuracy)
	}
	p.eval(`bonsai.prune({sparsity: 0.8}).then(() => bonsai.set({learningRate: 0.01})).then(() => bonsai.finetune({epochs: 40}))`, nil)
	s := p.state()
	if s.Kept != 43 || s.TestAccuracy < 0.9 { // a fifth of 216 weights
		t.Errorf("%d weights are kept", s.Kept)
		t.Errorf("after pruning and fine-tuning, the accuracy is %v", s.TestAccuracy)
	}
	// What is saved computes the accuracy that the page shows, in the units of the
	// table.
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('#saves [data-name=onnx]')`)
	if row := p.text("#saves tr"); !strings.Contains(row, "bytes") || !strings.Contains(row, "onnxruntime") {
		t.Errorf("the first row of the Save panel is %q", row)
	}
	p.click(`[data-command=closeShare]`)
	var encoded string
	p.eval(`bonsai.export('onnx').then(([f]) => btoa(String.fromCharCode(...f.bytes)))`, &encoded)
	b, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	rows := irisRows(t)
	n, err := exchange.Read([]exchange.File{{Name: "net.onnx", Bytes: b}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	saved, err := n.Predict(rows)
	if err != nil {
		t.Fatal(err)
	}
	var shown [][]float64
	p.eval(`bonsai.predict(`+strings.ReplaceAll(fmt.Sprint(rows), " ", ",")+`)`, &shown)
	for i := range rows {
		for k, v := range saved[i] {
			if math.Abs(float64(v)-shown[i][k]) > 1e-5 {
				t.Fatalf("row %d: the saved network computes %v, the page %v", i+1, saved[i], shown[i])
			}
		}
	}
	// The network stays open after a reload: the browser has kept both files.
	p.eval(`bonsai.link().then((l) => { location.hash = l.split('#')[1]; location.reload(); })`, nil)
	p.wait(`globalThis.bonsai && bonsai.state && bonsai.ready.then(() => bonsai.state()).then((s) => s.recipe.network !== '' && s.kept < 60)`)
}

// irisRows returns the features of iris.csv.
func irisRows(t *testing.T) (rows [][]float64) {
	t.Helper()
	table, err := os.ReadFile(modelFile(t, "iris.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		var row []float64
		for _, c := range strings.Split(line, ",")[:4] {
			v, err := strconv.ParseFloat(c, 64)
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		rows = append(rows, row)
	}
	return rows
}

func TestANetworkAloneAndOneThatDoesNotFit(t *testing.T) {
	p := open(t, "#steps=t1e")
	p.must(p.Upload("#files", modelFile(t, "wine_pruned_torch.pt")))
	p.wait(`document.getElementById('networkPreview').open`)
	p.must(p.Click(`[data-command="openNetwork"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.network !== '')`)
	p.eval(`bonsai.prune({sparsity: 0.9})`, nil)
	if s := p.state(); s.Kept != 38 { // a tenth of 384 weights
		t.Errorf("%d weights are kept, want 38", s.Kept)
	}
	var refused string
	p.eval(`bonsai.finetune({epochs: 1}).catch((e) => e.message)`, &refused)
	if !strings.Contains(refused, "without data") {
		t.Errorf("fine-tuning without data: %q", refused)
	}
	p.must(p.Upload("#files", modelFile(t, "iris.csv"), modelFile(t, "wine_pruned_torch.onnx")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`document.getElementById('networkPreview').open && !document.getElementById('networkProblem').hidden`)
	if problem := p.text("#networkProblem"); !strings.Contains(problem, "takes 13 inputs, and iris.csv has 4 features: sepal_length") {
		t.Errorf("the problem is %q", problem)
	}
	p.must(p.Click(`[data-command="networkAlone"]`))
	p.wait(`document.getElementById('networkProblem').hidden && !document.querySelector('[data-command=openNetwork]').disabled`)
	p.must(p.Click(`#networkPreview [data-command="cancelNetwork"]`))
	p.must(p.Upload("#files", modelFile(t, "gelu_torch.onnx")))
	p.wait(`document.getElementById('message').textContent.includes('Erf')`)
}

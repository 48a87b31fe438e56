package export_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/export"
)

// small is a network of two inputs and one output that has lost a connection.
func small() *snapshot.Snapshot {
	s := &snapshot.Snapshot{
		Recipe: recipe.Default(), Link: "#dataset=xor", Step: 44, Kept: 1, Total: 2, Epsilon: 0.5, Operations: 1,
		Bytes:  snapshot.Bytes{"gzip": 30, "dense": 12},
		Layers: []snapshot.Layer{{In: 2, Out: 1, W: []float32{0.1, -2}, B: []float32{1e-7}, Mask: []uint8{0, 1}}},
		Curve:  []snapshot.CurvePoint{{Step: 22, Train: snapshot.Metrics{Loss: 0.7}, Sparsity: 0.25}},
	}
	s.Test = snapshot.Metrics{Loss: 0.5, Accuracy: 0.75}
	return s
}

func TestEveryWeightAndBiasHasARow(t *testing.T) {
	want := "layer,to,from,value,kept\n0,0,-1,1e-07,1\n0,0,0,0.1,0\n0,0,1,-2,1\n"
	if got := export.Weights(small()); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func TestNumbersAreATable(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(export.Numbers(small()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, row := range rows {
		found[strings.Join(row, "|")] = true
	}
	for _, want := range []string{
		"what|step|value", "test accuracy|44|0.75", "sparsity|44|0.5", "bytes, gzip|44|30", "bytes, smallest: dense|44|12", "multiply-adds|44|1",
		"curve: training loss|22|0.7", "curve: sparsity|22|0.25",
	} {
		if !found[want] {
			t.Errorf("there is no row %s", want)
		}
	}
	if len(rows) != 1+11+1+2+5 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestAnExperimentsFileHasItsLink(t *testing.T) {
	file := export.Experiment(small())
	if link, ok := export.Link([]byte(file)); link != "#dataset=xor" || !ok {
		t.Errorf("the link is %q, %v", link, ok)
	}
	for _, other := range []string{"", "{", "[]", `{"bonsai":2,"link":"#"}`, `{"bonsai":1}`, `{"link":"#"}`} {
		if link, ok := export.Link([]byte(other)); ok {
			t.Errorf("%q has the link %q", other, link)
		}
	}
	for _, c := range []struct {
		name, content string
		want          bool
	}{{"Mine.JSON", file, true}, {"mine.csv", file, false}, {"old.json", `{"bonsai": 0}`, true}, {"plants.json", `[{"height": 3}]`, false}, {"empty.json", "", false}} {
		if got := export.IsExperiment(c.name, []byte(c.content)[:min(100, len(c.content))]); got != c.want {
			t.Errorf("%s with %.20q is an experiment: %v", c.name, c.content, got)
		}
	}
}

// What a table's network needs to be used elsewhere is in the file and in the state;
// other data have nothing of the kind.
func TestPreprocessingIsSavedWithTheNetwork(t *testing.T) {
	s := small()
	for _, want := range []string{"", `{"version":1}`} {
		if want != "" {
			s.Table = &snapshot.TableInfo{Preprocessing: json.RawMessage(want)}
		}
		for what, encoded := range map[string]string{"file": export.Experiment(s), "state": export.State(s)} {
			var saved struct{ Preprocessing *struct{ Version int } }
			if err := json.Unmarshal([]byte(encoded), &saved); err != nil {
				t.Fatal(err)
			}
			if (saved.Preprocessing != nil) != (want != "") || want != "" && saved.Preprocessing.Version != 1 {
				t.Errorf("the %s has the preprocessing %+v, want %s", what, saved.Preprocessing, want)
			}
		}
	}
}

func TestTheStateIsWhatScriptsKnow(t *testing.T) {
	var state struct {
		Sparsity, TestAccuracy float64
		Dense                  struct{ TestLoss float64 }
		Bytes                  map[string]int
		Recipe                 recipe.Recipe
	}
	s := small()
	s.Dense.Loss = 0.3
	if err := json.Unmarshal([]byte(export.State(s)), &state); err != nil {
		t.Fatal(err)
	}
	if state.Sparsity != 0.5 || state.TestAccuracy != 0.75 || state.Dense.TestLoss != 0.3 || state.Bytes["gzip"] != 30 || state.Recipe.Seed != 1 {
		t.Errorf("%+v", state)
	}
}

func Example() {
	link, ok := export.Link([]byte(`{"bonsai": 1, "link": "#dataset=xor"}`))
	fmt.Println(link, ok)
	// Output: #dataset=xor true
}

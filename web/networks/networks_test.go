package networks_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bonsai/web/markup"
	"bonsai/web/networks"
	"bonsai/web/text"
)

func TestFilesOfNetworksAreToldFromData(t *testing.T) {
	contents := map[string]string{
		"net.ONNX": "\n\x0elocation\x12\x07weights\x12\rnet.onnx.data", "weights": "", "net.onnx.data": "",
		"model.json": `{"modelTopology": {}, "weightsManifest": []}`, "weights.bin": "", "net.pt": "", "net.h5": "", "net.joblib": "",
	}
	data := []string{"iris.csv", "iris.data", "table.json", "train-images-idx3-ubyte.gz"}
	var files []networks.File
	for _, name := range append(slices.Sorted(maps.Keys(contents)), data...) {
		content := contents[name]
		files = append(files, networks.File{Name: name, Start: func(most int) []byte { return []byte(content)[:min(most, len(content))] }})
	}
	for i, part := range networks.Parts(files) {
		if want := !slices.Contains(data, files[i].Name); part != want {
			t.Errorf("%s is of a network: %v", files[i].Name, part)
		}
	}
}

// words say their keys and values.
var words = text.New(func(key string, values []string) string {
	return strings.TrimSpace(key + " " + strings.Join(values, " "))
}, func(v float64, digits int) string { return fmt.Sprintf("%.*f", digits, v) })

// flowers is what the engine says of a small network.
const flowers = `{"name": "net.npz", "choices": "n4x3s,ss/relu", "layers": [{"in": 4, "out": 5, "activation": "relu"}, {"in": 5, "out": 3}],
	"weights": 35, "zeros": 7, "rows": 105, "classes": 3, "result": {"loss": 0.1, "accuracy": 0.97}, "questions": [
	{"what": "activation", "layer": 0, "value": "relu", "options": [{"value": "relu", "result": {"accuracy": 0.97}}, {"value": "tanh", "result": {"accuracy": 0.6}}]},
	{"what": "means", "value": "0 1"}]}`

func show(t *testing.T, text string) *markup.View {
	t.Helper()
	var p networks.Preview
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	v := &markup.View{}
	networks.Show(v, words, &p)
	return v
}

func TestEachAnswerShowsItsResult(t *testing.T) {
	v := show(t, flowers)
	controls, _ := v.Get("#networkQuestions", "children")
	for _, part := range []string{"option.activation.relu · ", "option.activation.tanh · ", "97", "60", `data-what="means"`, `value="0 1"`} {
		if !strings.Contains(controls, part) {
			t.Errorf("%q is not in %s", part, controls)
		}
	}
	about, _ := v.Get("#networkAbout", "text")
	if !strings.Contains(about, "4 → 5 option.activation.relu → 3") || !strings.Contains(about, "network.pruned n 7") {
		t.Errorf("the network is %q", about)
	}
	if said, _ := v.Get("#networkResult", "text"); !strings.Contains(said, "105") {
		t.Errorf("the result is %q", said)
	}
}

func TestColumnsAreNamed(t *testing.T) {
	for preview, want := range map[string]string{
		`{"columns": [{"file": "Size ", "table": "size"}, {"file": "b", "table": "b"}]}`: "network.columns.names columns size, b",
		`{"columns": [{"file": "a", "table": "a"}], "leftOut": ["c", "d"]}`:              "network.columns.names columns a network.columns.leftOut columns c, d",
		`{"columns": [{"file": "x", "table": "a"}, {"table": "b"}]}`:                     "network.columns.order columns network.columns.pair file x table a, b",
		`{"columns": []}`: "",
	} {
		if said, _ := show(t, preview).Get("#networkColumns", "text"); said != want {
			t.Errorf("%s: %q, want %q", preview, said, want)
		}
	}
}

func TestAProblemKeepsTheExperimentFromBeginning(t *testing.T) {
	v := show(t, `{"problem": {"code": "networkInputs", "args": {"have": "13", "want": "12"}}}`)
	if said, _ := v.Get("#networkProblem", "text"); !strings.Contains(said, "13") {
		t.Errorf("the problem is %q", said)
	}
	if off, _ := v.Get(`[data-command="openNetwork"]`, "disabled"); off != "true" {
		t.Error("an experiment can begin")
	}
	if hidden, _ := v.Get("#networkAlone", "hidden"); hidden != "false" {
		t.Error("it cannot be opened without the data")
	}
	if said, _ := show(t, `{"questions": []}`).Get("#networkResult", "text"); said != "network.noData" {
		t.Errorf("without data: %q", said)
	}
}

package browser

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// drop lets go of files over the page, as a person does who has dragged them there.
func (p *tab) drop(paths ...string) {
	p.t.Helper()
	var files []map[string]string
	for _, path := range paths {
		b, err := os.ReadFile(path)
		p.must(err)
		files = append(files, map[string]string{"name": filepath.Base(path), "bytes": base64.StdEncoding.EncodeToString(b)})
	}
	list, err := json.Marshal(files)
	p.must(err)
	p.eval(fmt.Sprintf(`(() => {
		const dataTransfer = new DataTransfer()
		for (const {name, bytes} of %s)
			dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name))
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.getElementById('histogram').dispatchEvent(new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}))
	})()`, list), nil)
}

// reloaded reloads the page with the link of its experiment, and waits until the state s
// of the new page has a property.
func (p *tab) reloaded(property string) {
	p.t.Helper()
	p.eval(`bonsai.link().then((l) => history.replaceState(null, '', '#' + l.split('#')[1]))`, nil)
	p.must(p.Reload())
	p.wait(`globalThis.bonsai && bonsai.state && bonsai.ready.then(() => bonsai.state()).then((s) => ` + property + `)`)
}

// A person drops a table and the network that PyTorch has trained on it, prunes it,
// fine-tunes it and takes it home, where it is as accurate as the page says.
func TestANetworkComesAndGoes(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	p.drop(modelFile(t, "iris.csv"), modelFile(t, "iris_torch.onnx"))
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
	// ε goes to where 80 % of the weights are smaller.
	var sizes []float64
	p.eval(`bonsai.weights().then((layers) => layers.flatMap((l) => [...l.values]).map(Math.abs))`, &sizes)
	slices.Sort(sizes)
	p.must(p.Drag("#epsilon", 0.02, 0.02+0.96*sizes[len(sizes)*4/5]/p.property("#epsilon", "max"), 10))
	p.settled()
	s := p.state()
	if s.Kept < 33 || s.Kept > 54 { // 15 to 25 % of 216
		t.Errorf("%d of %d weights are kept", s.Kept, s.Total)
	}
	kept := s.Kept
	p.eval(`bonsai.set({learningRate: 0.01}).then(() => bonsai.finetune({epochs: 40}))`, nil)
	if s = p.state(); s.Kept != kept || s.TestAccuracy < 0.9 {
		t.Errorf("after fine-tuning %d weights are kept, and the accuracy is %v", s.Kept, s.TestAccuracy)
	}
	var measured struct {
		TrainAccuracy, TestAccuracy float64
		Preprocessing               struct{ Target struct{ Classes []string } }
	}
	p.eval(`bonsai.state()`, &measured)

	p.eval(`globalThis.saved = null, URL.createObjectURL = ((old) => (blob) => { saved = blob; return old.call(URL, blob); })(URL.createObjectURL)`, nil)
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('#saves [data-name=onnx]')`)
	if row := p.text("#saves tr"); !strings.Contains(row, "bytes") || !strings.Contains(row, "onnxruntime") {
		t.Errorf("the first row of the Save panel is %q", row)
	}
	p.click(`#saves [data-name=onnx]`)
	p.wait(`saved`)
	p.click(`[data-command=closeShare]`)
	var encoded string
	p.eval(`saved.arrayBuffer().then((b) => btoa(String.fromCharCode(...new Uint8Array(b))))`, &encoded)
	b, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	rows, kinds := irisRows(t)
	n, err := exchange.Read([]exchange.File{{Name: "net.onnx", Bytes: b}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	saved, err := n.Predict(rows)
	if err != nil {
		t.Fatal(err)
	}
	var shown [][]float32
	p.eval(`bonsai.predict(`+strings.ReplaceAll(fmt.Sprint(rows), " ", ",")+`)`, &shown)
	near(t, "the saved network, read again", saved, shown)
	outside, found := runtimeOutputs(t, b, rows)
	if found {
		near(t, "onnxruntime", outside, shown)
	} else {
		outside = saved
	}
	correct := 0
	for i, row := range outside {
		if measured.Preprocessing.Target.Classes[slices.Index(row, slices.Max(row))] == kinds[i] {
			correct++
		}
	}
	inside := 105*measured.TrainAccuracy + 45*measured.TestAccuracy // of 150 rows
	if math.Abs(float64(correct)-inside) > 0.5 {
		t.Errorf("outside, %d of 150 rows are correct; the page has %v", correct, inside)
	}
	// The network stays open after a reload: the browser has kept both files.
	p.reloaded(`s.recipe.network !== '' && s.kept < 60`)

	// The saved network, which names its columns, is dropped onto the open table. The link
	// that contains it needs nothing but the table.
	p.drop(file(t, "saved.onnx", string(b)))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`document.getElementById('networkPreview').open && document.getElementById('networkColumns').textContent.includes('petal_width')`)
	p.must(p.Click(`[data-command="openNetwork"]`))
	p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.network !== '' && s.kept === %d && s.step === 0)`, kept))
	p.click(`[data-command=share]`)
	p.must(p.Select(`#shareValues`, "0"))
	p.wait(`document.querySelector('[data-out=networkLength]').textContent !== ''`)
	p.click(`#share [value=network]`)
	var link string
	p.eval(`document.getElementById('link').value`, &link)
	p.click(`[data-command=closeShare]`)
	_, hash, _ := strings.Cut(link, "#")
	other := open(t, "#"+hash)
	if said := other.text("#message"); !strings.Contains(said, "same file") {
		t.Errorf("without the table, the receiver reads %q", said)
	}
	other.drop(modelFile(t, "iris.csv"))
	other.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.dataset === 'own' && s.kept <= %d)`, kept)) // dead connections are left out
	if a, b := p.state(), other.state(); a.TestLoss != b.TestLoss || a.TestAccuracy != b.TestAccuracy || b.Kept == 0 {
		t.Errorf("the state is %+v, behind the link %+v", a, b)
	}
}

// near compares outputs with those of the page.
func near(t *testing.T, who string, outputs, shown [][]float32) {
	t.Helper()
	for i, row := range shown {
		for k, v := range row {
			if math.Abs(float64(outputs[i][k]-v)) > 1e-5 {
				t.Fatalf("row %d: %s computes %v, the page %v", i+1, who, outputs[i], row)
			}
		}
	}
}

// onnxruntime is where the Makefile puts onnxruntime-web, of the npm registry.
const onnxruntime = "../../build/onnxruntime/node_modules/onnxruntime-web"

// runtimeOutputs runs a model in onnxruntime-web; found is false if that has not been
// fetched (make onnxruntime).
func runtimeOutputs(t *testing.T, model []byte, rows [][]float64) (outputs [][]float32, found bool) {
	t.Helper()
	library, err := filepath.Abs(onnxruntime)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(library); err != nil {
		t.Log("onnxruntime-web has not been fetched (make onnxruntime)")
		return nil, false
	}
	const script = `
const [library, model, text] = process.argv.slice(2), rows = JSON.parse(text), ort = require(library);
ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
ort.InferenceSession.create(model).then(async (session) => {
	const input = new ort.Tensor('float32', rows.flat(), [rows.length, rows[0].length]);
	const {data, dims: [, width]} = (await session.run({input})).output;
	console.log(JSON.stringify(rows.map((_, i) => [...data.slice(i * width, (i + 1) * width)])));
});`
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := exec.Command("node", file(t, "run.cjs", script), library, file(t, "net.onnx", string(model)), string(text)).Output()
	if err != nil {
		t.Fatalf("onnxruntime-web: %v", err)
	}
	if err := json.Unmarshal(printed, &outputs); err != nil {
		t.Fatalf("onnxruntime-web printed %q: %v", printed, err)
	}
	return outputs, true
}

// irisRows returns the features and the kinds of iris.csv.
func irisRows(t *testing.T) (rows [][]float64, kinds []string) {
	t.Helper()
	table, err := os.ReadFile(modelFile(t, "iris.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		var row []float64
		cells := strings.Split(strings.TrimSpace(line), ",")
		for _, c := range cells[:4] {
			v, err := strconv.ParseFloat(c, 64)
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		rows, kinds = append(rows, row), append(kinds, cells[4])
	}
	return rows, kinds
}

func TestANetworkAloneAndOneThatDoesNotFit(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	p.must(p.Upload("#files", modelFile(t, "wine_pruned_torch.pt")))
	p.wait(`document.getElementById('networkPreview').open`)
	p.must(p.Click(`[data-command="openNetwork"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.network !== '')`)
	p.eval(`bonsai.prune({sparsity: 0.9})`, nil)
	if s := p.state(); s.Kept != 38 { // a tenth of 384 weights
		t.Errorf("%d weights are kept, want 38", s.Kept)
	}
	// It stays open after a reload: the browser has kept the file.
	p.reloaded(`s.recipe.network !== '' && s.kept === 38`)
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
	// Weights in a file of their own are asked for by its name.
	p.must(p.Upload("#files", modelFile(t, "iris_external.onnx")))
	p.wait(`document.getElementById('message').textContent.includes('Open it together with iris_external.onnx.data')`)
	p.must(p.Upload("#files", modelFile(t, "iris_external.onnx"), modelFile(t, "iris_external.onnx.data")))
	p.wait(`document.getElementById('networkPreview').open && document.getElementById('networkAbout').textContent.includes('4 → 16')`)
	p.must(p.Click(`#networkPreview [data-command="cancelNetwork"]`))
	// JSON can be a table, also beside open data.
	p.must(p.Upload("#files", modelFile(t, "iris.csv")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.own !== '')`)
	var rows []string
	for i := range 30 {
		rows = append(rows, fmt.Sprintf(`{"height": %d, "tall": "%v"}`, 150+i%20, i%20 > 9))
	}
	p.must(p.Upload("#files", file(t, "people.json", "["+strings.Join(rows, ",")+"]")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	if said := p.text("#tablePreview"); !strings.Contains(said, "people.json") {
		t.Errorf("the table is %q", said)
	}
	p.must(p.Click(`[data-command="cancelTable"]`))
}

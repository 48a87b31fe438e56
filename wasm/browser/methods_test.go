package browser

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/study"
)

// methodRecipes use every method, on small networks.
var methodRecipes = []string{
	"#steps=t2e,p:obs:global:s0.5,c,t1e",
	"#steps=t2e,p:wanda:neuron:s0.6,c,q:codebook:8,t1e,q:off,t5",
	"#steps=t2e,p:obd:global:e0.1g,t5,p:taylor:erk:s0.7b0-90.0-100.0-50,c",
	"#steps=t1e,m,t1e,p:lamp:global:s0.5,r,t1e,p:synflow:global:s0.8,ri,t1e",
	"#steps=t2e,p:snip:layer:s0.4,t3,p:movement:global:s0.6,t3,p:sigma:global:s0.7,q:int8,t3,q:int8-row,t3",
	"#steps=t1e,g:magnitude:global:s0.9:cubic:100,q:ternary,t5",
	"#steps=t1e,g:obs:layer:s0.7:one-cycle:90:60,t5,q:binary,t5",
	"#steps=t1e,g:magnitude:global:e0.02:decay:90:90:10:1.3,rigl:0.85:88",
	"#steps=t2e,p:neuron-l2:global:s0.4,t5,p:apoz:layer:s0.6g,p:mean-activation:global:s0.7,d:5.4:4:0.5,t1e",
	"#dataset=digits14&layers=12&steps=t1e,x:0:3:-1,k:1:2:4,p:obs:global:s0.9,c,t9",
}

// Every method gives the same bits, or the same error, in the browser and natively.
func TestEveryMethodGivesTheSameBitsInTheBrowser(t *testing.T) {
	p := opened(t, "#steps=")
	for _, hash := range methodRecipes {
		l, err := replayed(hash)
		if err != nil {
			var message string
			p.eval(fmt.Sprintf(`bonsai.load(%q).then(() => '', (e) => e.message)`, hash), &message)
			if message != err.Error() {
				t.Errorf("%s: the error in the browser is %q, natively it is %q", hash, message, err)
			}
			continue
		}
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, hash), nil)
		p.equals(hash, l.Snapshot())
	}
}

// equals checks that the page's network has the same bits as a native one.
func (p *tab) equals(what string, native *snapshot.Snapshot) {
	p.t.Helper()
	for i, layer := range p.weights() {
		for j, bits := range layer.Values {
			if want := native.Layers[i].W[j]; bits != math.Float32bits(want) || layer.Mask[j] != native.Layers[i].Mask[j] {
				p.t.Fatalf("%s: layer %d, weight %d is %v, natively %v", what, i, j, math.Float32frombits(bits), want)
			}
		}
		for j, bits := range layer.Bias {
			if want := native.Layers[i].B[j]; bits != math.Float32bits(want) {
				p.t.Fatalf("%s: layer %d, bias %d is %v, natively %v", what, i, j, math.Float32frombits(bits), want)
			}
		}
	}
	if s := p.state(); s.TestLoss != native.Test.Loss || s.Bytes["arithmetic"] != native.Bytes["arithmetic"] {
		p.t.Errorf("%s: the loss is %v and the size %d, natively they are %v and %d", what, s.TestLoss, s.Bytes["arithmetic"], native.Test.Loss, native.Bytes["arithmetic"])
	}
}

// absolute returns the absolute path of a file, as a file chooser needs it.
func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// The excerpt of MNIST is opened in the file chooser. The network is trained on it, pruned
// by 90 % and compensated, and after each step the loss and accuracy are compared with
// those computed from the weights.
func TestMNISTThroughTheFileChooser(t *testing.T) {
	t.Parallel()
	const excerpt = "../../engine/data/testdata/mnist/"
	images, labels := absolute(t, excerpt+"train-images-idx3-ubyte.gz"), absolute(t, excerpt+"train-labels-idx1-ubyte.gz")
	p := open(t, "#steps=")
	p.must(p.Upload("#files", images, labels))
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'own' && s.epoch === 40 && !s.training)`) // they are trained at once
	a, err := os.ReadFile(images)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(labels)
	if err != nil {
		t.Fatal(err)
	}
	set, err := data.ReadIDX(a, b)
	if err != nil {
		t.Fatal(err)
	}
	_, test := set.Shuffled(1).Split(0.8)
	check := func(what string) state {
		t.Helper()
		s, layers := p.state(), p.weights()
		right, loss := 0, 0.0
		for row := range test.N {
			x := make([]float64, test.F)
			for i := range x {
				x[i] = float64(test.X[row*test.F+i])
			}
			z := logits(layers, "relu", x)
			best, sum := 0, 0.0
			for k, v := range z {
				sum += math.Exp(v)
				if v > z[best] {
					best = k
				}
			}
			truth := int(test.Y[row])
			loss += math.Log(sum) - z[truth]
			if best == truth {
				right++
			}
		}
		accuracy := float64(right) / float64(test.N)
		loss /= float64(test.N)
		if math.Abs(accuracy-s.TestAccuracy) > 1.5/float64(test.N) || math.Abs(loss-s.TestLoss) > 1e-3 {
			t.Errorf("%s: accuracy and loss are %v and %v in the page, and %v and %v computed from the weights", what, s.TestAccuracy, s.TestLoss, accuracy, loss)
		}
		return s
	}
	dense := check("trained")
	if dense.TestAccuracy < 0.6 { // with 160 images to train on
		t.Errorf("the accuracy after training is %v, want at least 0.6", dense.TestAccuracy)
	}
	p.eval(`bonsai.prune({sparsity: 0.9})`, nil)
	pruned := check("pruned")
	if pruned.Kept != pruned.Total-int(math.Round(0.9*float64(pruned.Total))) {
		t.Errorf("%d of %d are kept", pruned.Kept, pruned.Total)
	}
	p.click(`[value=methods]`)
	p.click(`[data-control=compensate] summary`)
	p.click(`[data-command=compensate]`)
	p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.testLoss !== %v)`, pruned.TestLoss))
	if c := check("compensated"); c.TestLoss >= pruned.TestLoss || c.Kept != pruned.Kept {
		t.Errorf("compensation changes the loss from %v to %v, and the kept connections from %d to %d", pruned.TestLoss, c.TestLoss, pruned.Kept, c.Kept)
	}
	p.must(p.Screenshot(screens + "/mnist.png"))
}

// Each method is used through its controls. Afterwards the address must have the operation
// with the arguments that the controls show.
func TestMethodsByTheirControls(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t3e")
	p.click(`[value=methods]`)
	link := func(end string) {
		t.Helper()
		p.wait(fmt.Sprintf(`bonsai.link().then((l) => l.endsWith(%q))`, end))
	}
	p.click("#guard")
	link("g")
	p.must(p.Select("#criterion", "obs"))
	link(",p:obs:global:e0g")
	p.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	p.click(`[data-control=compensate] summary`)
	p.click(`[data-command=compensate]`)
	link(",c")
	p.click(`[data-control=gradual] summary`)
	p.must(p.Type("#gradualEpochs", "2"))
	p.click(`[data-command=gradual]`)
	link(":s0.8:cubic:176")
	var schedule string
	p.eval(`document.querySelector('[data-chart=sparsity] .train').getAttribute('points')`, &schedule)
	if len(schedule) < 200 {
		t.Errorf("the line of the schedule is %q", schedule)
	}
	p.must(p.Select("#schedule", "decay"))
	p.click(`[data-command=gradual]`)
	link(":decay:176:176:88:1.17") // once an epoch
	p.click(`details:has([data-command=rigl]) summary`)
	p.must(p.Type("#riglEpochs", "1"))
	p.click(`[data-command=rigl]`)
	link(",rigl:0.8:88")
	p.click(`[data-control=quantize] summary`)
	p.click(`[data-command=quantize]`)
	link("q:codebook:16")
	p.wait(`document.querySelector('[data-out=sharing]').textContent !== ''`)
	p.click(`[data-control=lottery] summary`)
	p.must(p.Type("#rounds", "2"))
	p.must(p.Type("#lotteryEpochs", "1"))
	p.click(`[data-command=lottery]`)
	p.wait(`bonsai.state().then((s) => !s.training)`)
	link("r,t1e")
	p.click(`[data-control=distil] summary`)
	p.click(`[data-command=rivals]`)
	p.wait(`document.querySelectorAll('#rivals tbody tr').length === 3`)
	if said := p.text(`[data-out=rivalsClosest]`); !strings.Contains(said, p.text(`[data-out=bytes]`)) {
		t.Errorf("the comparison at equal bytes says %q", said)
	}
	p.click(`[data-control=lottery] summary`)
	p.click(`[data-command=tickets]`)
	p.wait(`document.querySelectorAll('#ticketsTable tr').length === 2`)
	p.must(p.Screenshot(screens + "/tickets.png"))
	p.click(`[data-control=distil] summary`)
	p.must(p.Type("#studentLayers", "4.3"))
	p.click(`[data-command=distil]`)
	link("d:4.3:4:0.5")
	p.wait(`document.querySelector('[data-out=student]').textContent !== ''`)
	p.eval(`bonsai.train({epochs: 2})`, nil)
	p.must(p.Screenshot(screens + "/methods.png"))
	if s := p.state(); fmt.Sprint(s.Recipe["layers"]) != "[4 3]" || s.Total != 20*4+4*3+3 {
		t.Errorf("the student has the layers %v and %d weights", s.Recipe["layers"], s.Total)
	}
}

// On the card of a neuron, a connection can be cut and the neuron protected.
func TestConnectionsAreCutAndProtectedOnTheCard(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t2e")
	p.must(p.Focus("#network"))
	p.must(p.Press("ArrowDown"))
	p.must(p.Press("Enter"))
	p.wait(`!document.getElementById('card').hidden`)
	p.must(p.Select("#cardPin", "cut"))
	p.wait(`bonsai.state().then((s) => s.kept === 309)`)
	p.must(p.Select("#cardNeuronPin", "protect"))
	p.wait(`bonsai.state().then((s) => s.kept === 310)`)
	p.eval(`bonsai.prune({sparsity: 1})`, nil)
	p.wait(`bonsai.state().then((s) => s.kept === 30)`) // the 20 connections to the neuron and 10 from it
}

// Criteria are compared, ε is chosen by cross-validation, and the choice is used. It must
// be the one that the engine finds natively.
func TestChoosingEpsilon(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=gauss&layers=6&learningRate=0.01&steps=t10e")
	p.wait(`(document.querySelector('#curve .test').getAttribute('points') ?? '').length > 100`)
	p.click(`[value=choose]`)
	p.click(`[data-command=compareCriteria]`)
	p.wait(fmt.Sprintf(`document.querySelectorAll('#studyTable tr').length === %d`, len(recipe.Criteria())))
	p.click(`[data-command=sensitivity]`)
	p.wait(`document.querySelectorAll('#studyTable tr').length === 2`)
	p.click(`[data-command=crossValidate]`)
	p.wait(`!document.querySelector('[data-command=useChoice]').hidden`)
	p.must(p.Screenshot(screens + "/choose.png"))

	var folds []snapshot.FoldResult
	var link string
	p.eval(`location.hash`, &link)
	var highest float64
	p.eval(`Number(document.getElementById('epsilon').max)`, &highest)
	helper, err := study.NewHelper(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		r, err := helper.Fold(snapshot.FoldTask{Folds: 5, Index: i, Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Highest: highest})
		if err != nil {
			t.Fatal(err)
		}
		folds = append(folds, r)
	}
	choice, err := snapshot.CombineFolds(folds, snapshot.ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	p.click(`[data-command=useChoice]`)
	p.wait(fmt.Sprintf(`bonsai.state().then((s) => Math.abs(s.epsilon - %v) < 1e-12)`, choice.Means[choice.Chosen].Amount))
}

// The results of measurements do not depend on the number of helper workers, also on the
// user's own data, which the helpers get as files.
func TestResultsDoNotDependOnTheNumberOfHelpers(t *testing.T) {
	p := opened(t, "#steps=t1e")
	measured := func(helpers int) (found string) {
		p.eval(fmt.Sprintf(`Object.defineProperty(navigator, 'hardwareConcurrency', {value: %d, configurable: true})`, helpers+1), nil)
		p.eval(`(async () => JSON.stringify([
			await bonsai.study({kind: 'sensitivity', criterion: 'taylor', scope: 'global'}),
			await bonsai.study({kind: 'tickets', criterion: 'magnitude', scope: 'global', rounds: 3, epochs: 1, fraction: 0.4}),
			await bonsai.crossValidate({folds: 3}),
		]))()`, &found)
		return found
	}
	compare := func() {
		t.Helper()
		alone := measured(1)
		if len(alone) < 1000 {
			t.Errorf("one helper found only %q", alone)
		}
		for _, helpers := range []int{2, 5} {
			if got := measured(helpers); got != alone {
				t.Errorf("%d helpers found other results than one", helpers)
			}
		}
	}
	compare()
	p.eval(`bonsai.open([{name: 'a.csv', bytes: new TextEncoder().encode('x,y,kind\n' +
		Array.from({length: 90}, (_, i) => [i % 7, i % 11, i % 7 > 3 ? 'a' : 'b'].join()).join('\n'))}]).then(() => bonsai.train({epochs: 3}))`, nil)
	compare()

	// A new request stops the one that is being worked on.
	var refused string
	p.eval(`(async () => {
		const first = bonsai.study({kind: 'criteria', criterion: 'magnitude', scope: 'global'}).then(() => 'found', (e) => e.message);
		await bonsai.crossValidate({folds: 2});
		return first;
	})()`, &refused)
	if !strings.Contains(refused, "stopped") {
		t.Errorf("the first study ended with %q, want an error that it was stopped", refused)
	}
}

// replayed carries out the experiment of an address natively.
func replayed(hash string) (*lab.Lab, error) {
	x, err := recipe.ParseAddress(hash)
	if err != nil {
		return nil, err
	}
	return lab.Replay(x, nil)
}

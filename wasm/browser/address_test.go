package browser

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// recipes are addresses of different kinds of experiments.
var recipes = []string{
	"#seed=3&epochs=2&steps=t2e,p:magnitude:global:e0.2,t1e",
	"#dataset=spiral&inputs=x1.x2.sinx1.sinx2&layers=8.6&activation=tanh.relu&learningRate=0.01&steps=t12e,p:random:layer:s0.4,t2e",
	"#dataset=spiral3&layers=7&activation=sigmoid&optimizer=momentum&learningRate=0.05&regularization=l2&steps=t5e,p:largest:global:s0.2",
	"#dataset=reg-gauss&noise=10&layers=&optimizer=sgd&learningRate=0.003&steps=t3e",
	"#dataset=moons&init=he&batchSize=7&regularization=l1&steps=t2e,s:learningRate:0.02,t41,w:0:1:0:0.5,b:1:0:-0.25,t3",
}

func TestAddressGivesTheSameBitsAfterAReloadAndInAnotherProfile(t *testing.T) {
	t.Parallel()
	for _, hash := range recipes[:2] {
		p := open(t, hash)
		want, link := p.weights(), ""
		p.eval(`bonsai.link()`, &link)
		p.wait(`bonsai.link().then((l) => l === location.href)`)
		p.must(p.Reload())
		p.wait(`globalThis.bonsai`)
		p.eval(`bonsai.ready`, nil)
		if !reflect.DeepEqual(p.weights(), want) {
			t.Errorf("%s: after a reload the weights differ", hash)
		}
		_, after, _ := strings.Cut(link, "#")
		other := open(t, "#"+after)
		if !reflect.DeepEqual(other.weights(), want) {
			t.Errorf("%s: in another profile the weights differ", hash)
		}
	}
}

// The weights in the page must be the same as if the engine runs natively.
func TestBrowserAndNativeEngineAgreeToTheLastBit(t *testing.T) {
	p := opened(t, "")
	for _, hash := range append(recipes, "") {
		x, err := recipe.ParseAddress(hash)
		if err != nil {
			t.Fatal(err)
		}
		l, err := lab.Replay(x, nil)
		if err != nil {
			t.Fatal(err)
		}
		native := l.Snapshot()
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, hash), nil)
		for i, layer := range p.weights() {
			for j, bits := range layer.Values {
				if want := math.Float32bits(native.Layers[i].W[j]); bits != want {
					t.Fatalf("%s: layer %d, weight %d is %#x in the browser and %#x natively", hash, i, j, bits, want)
				}
			}
			for j, bits := range layer.Bias {
				if want := math.Float32bits(native.Layers[i].B[j]); bits != want {
					t.Fatalf("%s: layer %d, bias %d is %#x in the browser and %#x natively", hash, i, j, bits, want)
				}
			}
		}
		if s := p.state(); s.TestLoss != native.Test.Loss || s.TestAccuracy != native.Test.Accuracy || s.Bytes["gzip"] != native.Bytes["gzip"] {
			t.Errorf("%s: the browser measures %+v, natively it is %+v", hash, s, native.Test)
		}
	}
}

func TestAWrongAddressShowsAMessageAndTheDefaultExperiment(t *testing.T) {
	t.Parallel()
	for hash, want := range map[string]string{
		"#dataset=iris":               "iris",
		"#steps=t10e,p:magnitude:glo": "p:magnitude:glo",
	} {
		p := open(t, hash)
		if message := p.text("#message"); !strings.Contains(message, want) {
			t.Errorf("%s: the message is %q, want one with %q", hash, message, want)
		}
		if s := p.state(); s.Epoch != 10 || s.Recipe["dataset"] != "tabular20" {
			t.Errorf("%s opens %+v", hash, s)
		}
	}
}

func TestAWrongAddressLaterKeepsTheExperiment(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&steps=t3e,p:magnitude:global:s0.5,t1e")
	before := p.weights()
	p.eval(`location.hash = 'dataset=nowhere'`, nil)
	p.wait(`!document.getElementById('message').hidden`)
	p.settled()
	if !reflect.DeepEqual(p.weights(), before) {
		t.Error("the weights changed")
	}
	hash := ""
	p.eval(`location.hash`, &hash)
	if !strings.HasPrefix(hash, "#dataset=xor") {
		t.Errorf("the address is %s, want that of the experiment", hash)
	}
	p.click(`[data-command=message]`)
	p.wait(`document.getElementById('message').hidden`)
}

func TestScriptErrorsSayWhatIsWrongAndChangeNothing(t *testing.T) {
	p := opened(t, "#steps=t30")
	before, _ := json.Marshal(p.state())
	for call, want := range map[string]string{
		`bonsai.set({lernrate: 1})`:                        "lernrate",
		`bonsai.set({learningRate: 'fast'})`:               "learningRate",
		`bonsai.set({learningRate: NaN})`:                  "learningRate",
		`bonsai.set({learningRate: 10.5})`:                 "between 0.00001 and 10",
		`bonsai.set({layers: [8, 9999]})`:                  "between 1 and 1",
		`bonsai.set({seed: 5, noise: -1})`:                 "between 0 and 50",
		`bonsai.set()`:                                     "",
		`bonsai.train({epochs: Infinity})`:                 "epochs",
		`bonsai.train()`:                                   "epochs",
		`bonsai.prune({epsilon: -1})`:                      "epsilon",
		`bonsai.prune({sparsity: 0.5, epsilon: 0.1})`:      "either",
		`bonsai.prune({sparsity: 0.5, criterion: 'luck'})`: "luck",
		`bonsai.finetune({epochs: 1.5})`:                   "whole",
		`bonsai.predict([[1, 2]])`:                         "20",
		`bonsai.predict('x')`:                              "rows",
		`bonsai.load('#steps=forever')`:                    "forever",
	} {
		message := ""
		p.eval(`(async () => { try { await `+call+`; return 'no error'; } catch (e) { return e instanceof Error ? e.message : 'not an Error'; } })()`, &message)
		if !strings.Contains(message, want) {
			t.Errorf("%s: the error is %q, want one with %q", call, message, want)
		}
	}
	if after, _ := json.Marshal(p.state()); string(after) != string(before) {
		t.Errorf("the state was\n%s\nand is\n%s", before, after)
	}
}

func TestDivergingTrainingShowsAMessageAndIsUndone(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=reg-plane&layers=8.8&activation=linear&optimizer=sgd&steps=t1e")
	before := p.weights()
	p.must(p.Type(`[data-field=learningRate]`, "99")) // is refused and gives way, although it has the focus
	p.wait(`!document.getElementById('message').hidden && document.querySelector('[data-field=learningRate]').value === '0.001'`)
	for _, refused := range []string{"0", "100000"} {
		p.must(p.Type(`#finetuneEpochs`, "7"))
		p.must(p.Type(`#finetuneEpochs`, refused))
		p.click(`[data-command=finetune]`)
		p.wait(`document.getElementById('finetuneEpochs').value === '7'`) // as before, although no experiment has it
	}
	p.must(p.Type(`[data-field=learningRate]`, "10"))
	p.wait(`bonsai.state().then((s) => s.recipe.learningRate === 10)`)
	p.click(`[data-command=epoch]`)
	p.wait(`!document.getElementById('message').hidden`)
	if !reflect.DeepEqual(p.weights(), before) {
		t.Error("the weights changed")
	}
}

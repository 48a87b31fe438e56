package browser

import (
	"fmt"
	"math"
	"reflect"
	"testing"
)

func TestThePageOpensWithTheDefaultExperimentAndTrainsIt(t *testing.T) {
	t.Parallel()
	p := openUnready(t, "")
	p.wait(`document.documentElement.dataset.state === 'training' && document.getElementById('training').value > 0`)
	p.wait(`+document.querySelector('[data-out=epoch]').textContent > 0`) // while it trains
	p.eval(`bonsai.ready`, nil)
	s := p.checked()
	if s.Epoch != 10 || s.Kept != 310 || s.TestAccuracy < 0.9 || s.Training {
		t.Errorf("the state after opening is %+v", s)
	}
	p.must(p.Screenshot(screens + "/opened.png"))
}

// below checks that exactly the weights with |w| < ε are pruned.
func (p *tab) below(epsilon float64) {
	p.t.Helper()
	for l, layer := range p.weights() {
		for i, bits := range layer.Values {
			if kept := !(math.Abs(value(bits)) < epsilon); kept != (layer.Mask[i] == 1) {
				p.t.Fatalf("ε = %v: in layer %d a weight with |w| = %v is kept: %v", epsilon, l, math.Abs(value(bits)), layer.Mask[i] == 1)
			}
		}
	}
}

func TestEpsilonDraggedOnTheHistogramAndOnTheSlider(t *testing.T) {
	t.Parallel()
	p := open(t, "")
	before := p.state()
	p.must(p.Drag("#histogram", 0.02, 0.3, 12))
	p.wait(`document.getElementById('epsilon').value > 0`)
	p.settled()
	s := p.checked()
	if s.Epsilon <= 0 || s.Kept >= 310 || s.Kept == 0 {
		t.Fatalf("after the drag ε is %v and %d are kept", s.Epsilon, s.Kept)
	}
	p.below(s.Epsilon)
	if s.Dense.TestAccuracy != before.TestAccuracy {
		t.Errorf("the accuracy before pruning was %v, the page says %v", before.TestAccuracy, s.Dense.TestAccuracy)
	}
	if slider := p.number("#epsilon"); slider != s.Epsilon {
		t.Errorf("the slider is at %v, ε is %v", slider, s.Epsilon)
	}
	p.must(p.Screenshot(screens + "/dragged.png"))

	p.must(p.Focus("#epsilon"))
	for range 5 {
		p.must(p.Press("ArrowRight"))
	}
	p.settled()
	more := p.checked()
	if more.Epsilon <= s.Epsilon {
		t.Errorf("after five arrow keys ε is %v, was %v", more.Epsilon, s.Epsilon)
	}
	p.below(more.Epsilon)

	// Drag the thumb of the slider to the right.
	from := more.Epsilon / p.property("#epsilon", "max")
	p.must(p.Drag("#epsilon", from*0.96+0.02, 0.6, 10))
	p.settled()
	far := p.checked()
	if far.Epsilon <= more.Epsilon {
		t.Errorf("after dragging the slider to the right ε is %v, was %v", far.Epsilon, more.Epsilon)
	}
	p.below(far.Epsilon)

	p.must(p.Type("#epsilonValue", "0.25"))
	p.wait(`bonsai.state().then((s) => s.epsilon === 0.25)`)
	p.below(0.25)
}

// settled waits until everything is done: two states in a row are equal, and the
// address is that of the state.
func (p *tab) settled() {
	p.t.Helper()
	p.eval(`new Promise((resolve) => {
		let last = '';
		const look = async () => {
			const now = JSON.stringify(await bonsai.state()) + location.hash;
			const link = await bonsai.link();
			if (now === last && link.endsWith(location.hash)) resolve();
			else { last = now; setTimeout(look, 50); }
		};
		look();
	})`, nil)
}

// number returns the value of an element as a number.
func (p *tab) number(selector string) (v float64) {
	p.t.Helper()
	return p.property(selector, "value")
}

// property returns a property of an element as a number.
func (p *tab) property(selector, property string) (v float64) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`+document.querySelector(%q).%s`, selector, property), &v)
	return v
}

func TestEpsilonToTheEndAndBackChangesNothing(t *testing.T) {
	p := opened(t, "")
	before, weights := p.state(), p.weights()
	p.must(p.Drag("#histogram", 0.015, 0.999, 15))
	p.settled()
	if s := p.checked(); s.Kept != 0 {
		t.Errorf("at the right end %d connections are kept", s.Kept)
	}
	p.must(p.Drag("#histogram", 0.985, 0.001, 15))
	p.settled()
	after := p.state()
	if after.Epsilon != 0 || after.TestAccuracy != before.TestAccuracy || after.TestLoss != before.TestLoss || after.Kept != before.Kept {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if !reflect.DeepEqual(weights, p.weights()) {
		t.Error("the weights changed")
	}
}

func TestCriteriaScopesAndLevels(t *testing.T) {
	p := opened(t, "")
	p.click(`input[name=by][value=sparsity]`)
	p.wait(`document.documentElement.dataset.by === 'sparsity'`)
	for _, level := range []string{"50", "33.3", "80"} {
		p.must(p.Type("#levelValue", level))
		var share float64
		fmt.Sscan(level, &share)
		want := 310 - int(math.Round(share/100*310))
		p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.kept === %d)`, want))
		p.checked()
	}
	dead := map[string]bool{}
	for _, criterion := range []string{"magnitude", "largest", "random"} {
		for _, scope := range []string{"layer", "global"} {
			p.must(p.Select("#criterion", criterion))
			p.must(p.Select("#scope", scope))
			p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.pruning.criterion === %q && s.pruning.scope === %q)`, criterion, scope))
			s := p.checked()
			if s.Kept != 62 {
				t.Errorf("%s, %s: %d kept, want 62", criterion, scope, s.Kept)
			}
			p.chosen(criterion, scope)
			dead[p.text(`[data-out=dead]`)] = true
		}
	}
	if len(dead) < 2 {
		t.Error("the number of dead neurons is the same for all criteria")
	}
}

// chosen checks which weights are pruned at a sparsity of 80 %.
func (p *tab) chosen(criterion, scope string) {
	p.t.Helper()
	layers := p.weights()
	smallestKept, largestPruned := math.Inf(1), 0.0
	for _, l := range layers {
		kept := 0
		for i, bits := range l.Values {
			w := math.Abs(value(bits))
			kept += int(l.Mask[i])
			if l.Mask[i] == 1 {
				smallestKept = min(smallestKept, w)
			} else {
				largestPruned = max(largestPruned, w)
			}
		}
		if want := len(l.Values) / 5; scope == "layer" && kept != want {
			p.t.Errorf("%s by layer keeps %d of %d, want %d", criterion, kept, len(l.Values), want)
		}
	}
	if criterion == "magnitude" && scope == "global" && largestPruned > smallestKept {
		p.t.Errorf("|w| = %v is pruned and %v is kept", largestPruned, smallestKept)
	}
	if criterion == "largest" && smallestKept > largestPruned {
		p.t.Errorf("|w| = %v is kept and %v is pruned", smallestKept, largestPruned)
	}
}

func TestFineTuningRaisesTheAccuracyAndKeepsTheMask(t *testing.T) {
	p := opened(t, "")
	dense := p.state()
	p.eval(`bonsai.prune({sparsity: 0.8})`, nil)
	pruned, before := p.checked(), p.weights()
	p.click(`[data-command=finetune]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 15 && !s.training)`)
	tuned := p.checked()
	if tuned.TestLoss >= pruned.TestLoss || tuned.TestAccuracy <= pruned.TestAccuracy {
		t.Errorf("accuracy %v dense, %v pruned, %v fine-tuned", dense.TestAccuracy, pruned.TestAccuracy, tuned.TestAccuracy)
	}
	for l, layer := range p.weights() {
		for i, m := range layer.Mask {
			if m != before[l].Mask[i] {
				t.Fatalf("layer %d: the mask of connection %d changed", l, i)
			}
			if m == 0 && layer.Values[i] != 0 {
				t.Fatalf("layer %d: pruned weight %d is %v", l, i, value(layer.Values[i]))
			}
		}
	}
	p.must(p.Screenshot(screens + "/finetuned.png"))
}

func TestUndoRedoAndReset(t *testing.T) {
	p := opened(t, "")
	states := [][]layer{p.weights()}
	for _, step := range []string{
		`bonsai.prune({epsilon: 0.2})`, `bonsai.finetune({steps: 30})`,
		`bonsai.prune({sparsity: 0.9, criterion: 'random', scope: 'layer'})`, `bonsai.train({epochs: 1})`,
		`bonsai.set({layers: [6]})`,
	} {
		p.eval(step, nil)
		states = append(states, p.weights())
	}
	same := func(i int, what string) {
		t.Helper()
		if !reflect.DeepEqual(p.weights(), states[i]) {
			t.Fatalf("after %s the weights are not those of state %d", what, i)
		}
	}
	link := ""
	p.eval(`bonsai.link()`, &link)
	for i := len(states) - 2; i >= 0; i-- {
		p.click(`[data-command=undo]`)
		p.wait(fmt.Sprintf(`bonsai.link().then((l) => l !== %q)`, link))
		p.settled()
		p.eval(`bonsai.link()`, &link)
		same(i, "undo")
	}
	for i := 1; i < len(states); i++ {
		p.click(`[data-command=redo]`)
		p.wait(fmt.Sprintf(`bonsai.link().then((l) => l !== %q)`, link))
		p.settled()
		p.eval(`bonsai.link()`, &link)
		same(i, "redo")
	}
	p.eval(`bonsai.set({seed: 1, layers: [10, 10]}).then(() => bonsai.train({epochs: 10}))`, nil)
	same(0, "the same recipe trained again")
	p.click(`[data-command=reset]`)
	p.wait(`bonsai.state().then((s) => s.step === 0 && s.kept === 310)`)
	p.eval(`bonsai.train({epochs: 10})`, nil)
	same(0, "training after a reset")
}

func TestPlayPauseStepAndEpoch(t *testing.T) {
	p := opened(t, "")
	p.click(`[data-command=step]`)
	p.wait(`bonsai.state().then((s) => s.step === 881)`)
	p.click(`[data-command=undo]`)
	p.wait(`bonsai.state().then((s) => s.step === 880)`)
	p.click(`[data-command=epoch]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 11 && s.step === 968)`)
	p.click(`[data-command=play]`)
	p.wait(`document.querySelector('[data-command=play]').getAttribute('aria-pressed') === 'true'`)
	p.wait(`bonsai.state().then((s) => s.epoch > 12 && s.training)`)
	p.click(`[data-command=play]`)
	p.wait(`document.querySelector('[data-command=play]').getAttribute('aria-pressed') === 'false'`)
	p.idle()
	s := p.checked()
	p.settled()
	if again := p.state(); again.Step != s.Step {
		t.Errorf("training went on after a pause, from step %d to %d", s.Step, again.Step)
	}
}

package browser

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

func TestEveryDataSetTrains(t *testing.T) {
	p := opened(t, "")
	for _, dataset := range []string{"circle", "xor", "gauss", "spiral", "moons", "spiral3", "reg-plane", "reg-gauss", "tabular20"} {
		p.click(fmt.Sprintf(`.thumb:has(input[value=%q])`, dataset))
		p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.dataset === %q && s.epoch > 0 && !s.training)`, dataset))
		if s := p.state(); s.TestAccuracy < 0.9 {
			t.Errorf("%s begins with settings that reach %v", dataset, s.TestAccuracy)
		}
	}
}

func TestTheGoodPresetLearnsXORAndTheBadOneDoesNot(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&steps=")
	p.click(`[data-command=good]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 60 && !s.training)`)
	good := p.state().TestAccuracy
	why := p.text(`[data-out=presetWhy]`)
	p.click(`[data-command=bad]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 60 && !s.training && s.recipe.layers.length === 0)`)
	if bad := p.state().TestAccuracy; good < 0.95 || bad > 0.8 {
		t.Errorf("the accuracy of the good preset is %v, that of the bad one %v; want at least 0.95 and at most 0.8", good, bad)
	}
	if other := p.text(`[data-out=presetWhy]`); why == "" || other == "" || why == other {
		t.Errorf("the explanations are %q and %q", why, other)
	}
}

// The heat map has the colour of the class that the network predicts at each place.
func TestHeatMapShowsWhatTheNetworkPredicts(t *testing.T) {
	p := opened(t, "#dataset=circle&activation=tanh&learningRate=0.01&discretize=1&epochs=30")
	p.must(p.Screenshot(screens + "/circle.png"))
	box := p.place("boundary")
	if math.Abs(box.W-box.H) > 1 {
		t.Fatalf("the plane is %v by %v", box.W, box.H)
	}
	picture := photograph(t, screens+"/circle.png")
	right, seen := 0, 0
	for x := -5.5; x < 6; x += 0.85 {
		for y := -5.5; y < 6; y += 0.85 {
			var out [][]float64
			p.eval(fmt.Sprintf(`bonsai.predict([[%v, %v]])`, x, y), &out)
			if math.Abs(out[0][0]-0.5) < 0.3 {
				continue // a cell of the heat map may be across the border
			}
			px, py := int(box.X+(x+6)/12*box.W), int(box.Y+(6-y)/12*box.H)
			r, _, b, _ := picture.At(px, py).RGBA()
			seen++
			if (b > r) == (out[0][0] > 0.5) { // class 1 is blue, class 0 orange
				right++
			}
		}
	}
	// Some places are under the edge of a point, which has the colour of the background.
	if seen < 50 || float64(right) < 0.93*float64(seen) {
		t.Errorf("%d of %d places have the colour of the predicted class", right, seen)
	}
}

// Pressing the down arrow moves the focus to the second hidden neuron. The heat map then
// shows that neuron's output, which is computed here from the weights: positive is blue,
// negative orange.
func TestFocusingANeuronShowsItsOutput(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=spiral&layers=4&activation=tanh&steps=t3e")
	p.must(p.Focus("#network"))
	p.must(p.Press("ArrowDown"))
	p.wait(`document.getElementById('announce').textContent === 'Neuron 2, layer 1'`)
	p.drawn()
	file := screens + "/focus.png"
	p.must(p.Screenshot(file))
	picture := photograph(t, file)
	box := p.place("boundary")
	first := p.weights()[0]
	output := func(neuron int, x, y float64) float64 {
		w := first.Values[neuron*first.Shape[1]:]
		return math.Tanh(value(first.Bias[neuron]) + value(w[0])*x + value(w[1])*y)
	}
	// As on the heat map of the classes, some places are under the edges of points.
	agreeing := func(neuron int) (right, seen int) {
		for x := -5.5; x < 6; x += 0.5 {
			for y := -5.5; y < 6; y += 0.5 {
				v := output(neuron, x, y)
				if math.Abs(v) < 0.4 {
					continue // hardly any colour
				}
				r, _, b, _ := picture.At(int(box.X+(x+6)/12*box.W), int(box.Y+(6-y)/12*box.H)).RGBA()
				seen++
				if (b > r) == (v > 0) {
					right++
				}
			}
		}
		return right, seen
	}
	if right, seen := agreeing(1); seen < 50 || float64(right) < 0.9*float64(seen) {
		t.Errorf("%d of %d places have the colour of the neuron's output", right, seen)
	}
	if right, seen := agreeing(0); float64(right) > 0.9*float64(seen) {
		t.Errorf("the first neuron has the same signs at %d of %d places: the test shows nothing", right, seen)
	}
}

// drawn waits until the canvas has been drawn with the newest state.
func (p *tab) drawn() {
	p.t.Helper()
	p.settled()
	p.eval(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))`, nil)
}

// box is a rectangle in the window, in CSS pixels.
type box struct{ X, Y, W, H float64 }

// place returns the rectangle of the element with an id.
func (p *tab) place(id string) (b box) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`(() => { const r = document.getElementById(%q).getBoundingClientRect(); return {X: r.left, Y: r.top, W: r.width, H: r.height}; })()`, id), &b)
	return b
}

func TestWeightAndBiasCanBeSetOnTheCard(t *testing.T) {
	p := opened(t, "#dataset=xor&layers=3&steps=t1e")
	p.must(p.Focus("#network"))
	p.must(p.Press("ArrowDown"))
	p.must(p.Press("Enter"))
	p.wait(`!document.getElementById('card').hidden && document.activeElement.id === 'cardBias'`)
	p.must(p.Select("#cardFrom", "1"))
	p.must(p.Type("#cardWeight", "-1.5"))
	p.wait(`bonsai.weights().then((w) => w[0].values[1 * 2 + 1] === -1.5)`)
	p.must(p.Type("#cardBias", "0.75"))
	p.wait(`bonsai.weights().then((w) => w[0].bias[1] === 0.75)`)
	hash := ""
	p.settled()
	p.eval(`location.hash`, &hash)
	if !strings.HasSuffix(hash, "w:0:1:1:-1.5,b:0:1:0.75") {
		t.Errorf("the address is %s", hash)
	}
	p.must(p.Press("Escape"))
	p.wait(`document.getElementById('card').hidden && document.activeElement.id === 'network'`)
	p.click(`[data-command=undo]`)
	p.wait(`bonsai.weights().then((w) => w[0].bias[1] !== 0.75)`)
}

func TestDrawnPointsAreTrainedOn(t *testing.T) {
	t.Parallel()
	p := open(t, "")
	p.click(`.thumb:has(input[value=drawn])`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'drawn')`)
	p.click(`[data-command=epoch]`) // there are no points yet
	p.wait(`!document.getElementById('message').hidden`)
	count := 0
	for class, x := range []float64{0.25, 0.75} {
		p.click(fmt.Sprintf(`input[name=pen][value="%d"]`, class))
		for i := range 6 {
			p.must(p.ClickAt("#boundary", x+0.02*float64(i%2), 0.2+0.1*float64(i)))
			count++
			p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.points.length === %d)`, 3*count))
		}
	}
	p.click(`[data-command=good]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 100 && !s.training)`)
	if s := p.state(); s.TrainAccuracy != 1 {
		t.Errorf("the training accuracy on two separate clouds is %v, want 1", s.TrainAccuracy)
	}
	p.click(`input[name=pen][value=erase]`)
	p.must(p.ClickAt("#boundary", 0.25, 0.2))
	p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.points.length === %d)`, 3*(count-1)))
}

func TestLayersAndNeuronsAreChangedInPlace(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=moons&layers=3&steps=")
	layers := func(want string) {
		t.Helper()
		p.wait(fmt.Sprintf(`bonsai.state().then((s) => JSON.stringify(s.recipe.layers) === %q)`, want))
		p.wait(fmt.Sprintf(`document.querySelectorAll('.layer-tools').length === JSON.parse(%q).length`, want))
	}
	p.click(`[data-tool="neuron.add-0"]`)
	layers("[4]")
	p.click(`.add-layer`)
	layers("[4,4]")
	p.click(`[data-tool="neuron.remove-1"]`)
	layers("[4,3]")
	p.must(p.Type(`[data-tool="count-0"]`, "300"))
	layers("[300,3]")
	p.must(p.Type(`[data-tool="count-0"]`, fmt.Sprint(recipe.MaxNeurons+1))) // shows a message and the old number
	p.wait(`!document.getElementById('message').hidden && document.querySelector('[data-tool="count-0"]').value === '300'`)
	p.must(p.Type(`[data-tool="count-0"]`, "0")) // the layer stays
	p.wait(`document.getElementById('message').textContent.includes(': 0 ') && document.querySelector('[data-tool="count-0"]').value === '300'`)
	layers("[300,3]")
	p.must(p.Select(`[data-tool="activation-1"]`, "tanh"))
	p.wait(`bonsai.state().then((s) => s.recipe.activation.join() === 'relu,tanh')`)
	for n := 2; n < 6; n++ {
		p.click(`.add-layer`)
		p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.layers.length === %d)`, n+1))
	}
	p.wait(`!document.querySelector('.add-layer')`) // there can be no more than six
	for n := 6; n > 0; n-- {
		p.click(`[data-tool="layer.remove-0"]`)
		p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.recipe.layers.length === %d)`, n-1))
	}
	p.click(`[data-command=epoch]`)
	p.wait(`bonsai.state().then((s) => s.epoch === 1 && s.total === 2)`)
	p.must(p.Type("#epochs", "3"))
	p.click(`[data-command=train]`) // for as many epochs as the field beside it has
	p.wait(`bonsai.state().then((s) => s.epoch === 4 && !s.training)`)
}

func TestTheLargestNetworkIsDrawnTrainedAndPruned(t *testing.T) {
	p := opened(t, "#dataset=spiral&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2&layers=64.64.64.64.64.64&steps=")
	p.click(`[data-command=step]`)
	p.wait(`bonsai.state().then((s) => s.step === 1)`)
	p.must(p.Drag("#histogram", 0.05, 0.4, 6))
	p.settled()
	s := p.state()
	if s.Total != 7*64+5*64*64+64 || s.Kept == 0 || s.Kept >= s.Total {
		t.Errorf("%d of %d are kept", s.Kept, s.Total)
	}
	p.below(s.Epsilon)
	// Once the pictures of all bands of lines are up to date, nothing is drawn any more.
	p.wait(`bonsai.frames().then(() => new Promise((passed) => setTimeout(passed, 300))).then(() => bonsai.frames()).then((drawn) => drawn.length === 0)`)
	p.must(p.Screenshot(screens + "/largest.png"))
}

func TestPointingAtAConnectionShowsItsWeight(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=1&steps=t1e")
	p.must(p.Move("#network", 0.5, 0.5)) // near the one hidden neuron
	for x := 0.3; x < 0.9; x += 0.02 {
		p.must(p.Move("#network", x, 0.52))
		shown := ""
		p.eval(`document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').textContent`, &shown)
		if strings.Contains(shown, "weight") {
			p.must(p.ClickAt("#network", x, 0.52))
			p.wait(`!document.getElementById('card').hidden`)
			var weight float64
			p.eval(`+document.getElementById('cardWeight').value`, &weight)
			if want := fmt.Sprintf("weight %.3f", weight); shown != want {
				t.Errorf("the tooltip says %q, the card %q", shown, want)
			}
			return
		}
	}
	t.Error("no weight is shown anywhere between the neurons")
}

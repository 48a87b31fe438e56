package browser

import (
	"math"
	"reflect"
	"testing"

	"bonsai/engine/data"
)

// The functions in this file compute losses and accuracies from a network's weights,
// in float64 and without the engine's code, to compare them with what the page says.

// value returns the float32 with these bits.
func value(bits uint32) float64 { return float64(math.Float32frombits(bits)) }

// logits returns the logits of one sample.
func logits(layers []layer, activation string, x []float64) []float64 {
	for l, layer := range layers {
		out := make([]float64, layer.Shape[0])
		for o := range out {
			z := value(layer.Bias[o])
			for i, v := range x {
				at := o*layer.Shape[1] + i
				z += value(layer.Values[at]) * float64(layer.Mask[at]) * v
			}
			if l < len(layers)-1 {
				switch activation {
				case "relu":
					z = math.Max(z, 0)
				case "tanh":
					z = math.Tanh(z)
				}
			}
			out[o] = z
		}
		x = out
	}
	return x
}

// binary returns the mean loss and the accuracy on a set of two classes.
func binary(layers []layer, activation string, set data.Set) (loss, accuracy float64) {
	for row := range set.N {
		x := make([]float64, set.F)
		for i := range x {
			x[i] = float64(set.X[row*set.F+i])
		}
		z, y := logits(layers, activation, x)[0], float64(set.Y[row])
		loss += math.Log1p(math.Exp(-math.Abs(z))) + math.Max(z, 0) - z*y
		if (z > 0) == (y == 1) {
			accuracy++
		}
	}
	return loss / float64(set.N), accuracy / float64(set.N)
}

// tabular returns the training and test set of the default experiment.
func tabular(t *testing.T, seed uint32) (train, test data.Set) {
	t.Helper()
	set, err := data.Generate("tabular20", 0, seed)
	if err != nil {
		t.Fatal(err)
	}
	return set.Split(0.7)
}

// checked returns the state of the default experiment, after checking that the losses,
// accuracies and counts in it follow from the weights, and that the numbers on the
// screen are those of the state.
func (p *tab) checked() state {
	p.t.Helper()
	s, layers := p.state(), p.weights()
	train, test := tabular(p.t, uint32(s.Recipe["seed"].(float64)))
	near := func(what string, got, want, tolerance float64) {
		p.t.Helper()
		if math.Abs(got-want) > tolerance {
			p.t.Errorf("the %s is %v in the page and %v computed from the weights", what, got, want)
		}
	}
	loss, accuracy := binary(layers, "relu", test)
	// A sample on the border between the classes may be on either side in float32.
	near("test loss", s.TestLoss, loss, 1e-4)
	near("test accuracy", s.TestAccuracy, accuracy, 1.5/float64(test.N))
	loss, accuracy = binary(layers, "relu", train)
	near("training loss", s.TrainLoss, loss, 1e-4)
	near("training accuracy", s.TrainAccuracy, accuracy, 1.5/float64(train.N))
	kept, total := 0, 0
	for _, l := range layers {
		for _, m := range l.Mask {
			kept += int(m)
			total++
		}
	}
	if s.Kept != kept || s.Total != total {
		p.t.Errorf("the page says that %d of %d are kept, the masks keep %d of %d", s.Kept, s.Total, kept, total)
	}
	p.shows(s)
	return s
}

// shows checks that the numbers on the screen are those of the state.
func (p *tab) shows(s state) {
	p.t.Helper()
	var shown, want map[string]string
	p.eval(`Object.fromEntries(['testAccuracy', 'testLoss', 'denseAccuracy', 'kept', 'total', 'bytes', 'epoch']
		.map((name) => [name, document.querySelector('[data-out="' + name + '"]').textContent]))`, &shown)
	p.eval(`bonsai.state().then((s) => {
		const n = (v, d) => v.toLocaleString('en', {minimumFractionDigits: d, maximumFractionDigits: d});
		return {testAccuracy: n(100 * s.testAccuracy, 1) + ' %', testLoss: n(s.testLoss, 3),
			denseAccuracy: n(100 * s.dense.testAccuracy, 1) + ' %', kept: n(s.kept, 0), total: n(s.total, 0),
			bytes: n(Math.min(...Object.values(s.bytes)), 0), epoch: n(s.epoch, 0)};
	})`, &want)
	if !reflect.DeepEqual(shown, want) {
		p.t.Errorf("on the screen: %v\nin the state: %v", shown, want)
	}
}

package browser

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"bonsai/engine/data"
)

// The functions in this file do for every kind of experiment what those in
// oracle_test.go do for the default one: they compute samples, losses and accuracies
// from the page's recipe and weights, in float64 and without the engine's code.

func (s state) word(name string) string    { return s.Recipe[name].(string) }
func (s state) number(name string) float64 { return s.Recipe[name].(float64) }

func (s state) list(name string) []string {
	words := []string{}
	for _, v := range s.Recipe[name].([]any) {
		words = append(words, fmt.Sprint(v))
	}
	return words
}

// samples returns the training and test set of the recipe. For a plane set they have the
// coordinates of the points, not yet the network's inputs.
func (s state) samples(t *testing.T) (train, test data.Set) {
	t.Helper()
	seed := uint32(s.number("seed"))
	set, err := data.Generate(s.word("dataset"), int(s.number("noise")), seed)
	if err != nil {
		t.Fatal(err)
	}
	return set.Split(s.number("trainShare") / 100)
}

// inputs returns the network's inputs for a row: the row itself or, for a plane set, the
// inputs that the recipe has chosen.
func (s state) inputs(set data.Set, row int) []float64 {
	x := make([]float64, set.F)
	for i := range x {
		x[i] = float64(set.X[row*set.F+i])
	}
	if s.word("dataset") == "tabular20" {
		return x
	}
	features := map[string]float64{
		"x1": x[0], "x2": x[1], "x1x1": x[0] * x[0], "x2x2": x[1] * x[1],
		"x1x2": x[0] * x[1], "sinx1": math.Sin(x[0]), "sinx2": math.Sin(x[1]),
	}
	x = nil
	for _, name := range s.list("inputs") {
		x = append(x, features[name])
	}
	return x
}

// activations returns the name of each hidden layer's activation.
func (s state) activations(layers int) []string {
	names := s.list("activation")
	for len(names) < layers {
		names = append(names, names[0])
	}
	return names
}

// outputs returns the logits of one sample.
func outputs(layers []layer, activations []string, x []float64) []float64 {
	for l, layer := range layers {
		z := logits(layers[l:l+1], "linear", x)
		if l < len(layers)-1 {
			for o := range z {
				z[o] = activate(activations[l], z[o])
			}
		}
		if len(z) != layer.Shape[0] {
			panic("the number of outputs is wrong")
		}
		x = z
	}
	return x
}

// activate applies an activation.
func activate(name string, z float64) float64 {
	switch name {
	case "relu":
		return math.Max(z, 0)
	case "tanh":
		return math.Tanh(z)
	case "sigmoid":
		return 1 / (1 + math.Exp(-z))
	}
	return z
}

// measure returns the mean loss on a set, and the accuracy or, in regression, R². doubtful
// is the number of samples that are so near to the border between two classes that they
// may be on either side in float32.
func (s state) measure(layers []layer, set data.Set) (loss, accuracy float64, doubtful int) {
	n := float64(set.N)
	activations := s.activations(len(layers) - 1)
	mean := 0.0
	for _, y := range set.Y {
		mean += float64(y) / n
	}
	spread, residual := 0.0, 0.0
	for row := range set.N {
		z, y := outputs(layers, activations, s.inputs(set, row)), float64(set.Y[row])
		switch {
		case set.Classes == 0:
			loss += (z[0] - y) * (z[0] - y) / 2
			residual += (z[0] - y) * (z[0] - y)
			spread += (y - mean) * (y - mean)
		case set.Classes == 2:
			loss += math.Log1p(math.Exp(-math.Abs(z[0]))) + math.Max(z[0], 0) - z[0]*y
			accuracy += count((z[0] > 0) == (y == 1))
			doubtful += int(count(math.Abs(z[0]) < 1e-4))
		default:
			top := slices.Max(z)
			sum := 0.0
			for _, v := range z {
				sum += math.Exp(v - top)
			}
			loss += math.Log(sum) + top - z[int(y)]
			accuracy += count(slices.Index(z, top) == int(y))
			sorted := slices.Sorted(slices.Values(z))
			doubtful += int(count(sorted[len(z)-1]-sorted[len(z)-2] < 1e-4))
		}
	}
	if set.Classes == 0 {
		return loss / n, 1 - residual/spread, 0
	}
	return loss / n, accuracy / n, doubtful
}

// count returns 1 for true and 0 for false.
func count(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// checkMetrics checks the page's losses and accuracies against those computed from the
// weights.
func (p *tab) checkMetrics() {
	p.t.Helper()
	s, layers := p.state(), p.weights()
	train, test := s.samples(p.t)
	for _, part := range []struct {
		name           string
		set            data.Set
		loss, accuracy float64
	}{{"training", train, s.TrainLoss, s.TrainAccuracy}, {"test", test, s.TestLoss, s.TestAccuracy}} {
		loss, accuracy, doubtful := s.measure(layers, part.set)
		if math.Abs(part.loss-loss) > 1e-4*math.Max(1, loss) {
			p.t.Errorf("%s: the %s loss is %v in the page and %v computed from the weights", s.word("dataset"), part.name, part.loss, loss)
		}
		tolerance := 1e-4 + float64(doubtful)/float64(part.set.N)
		if math.Abs(part.accuracy-accuracy) > tolerance {
			p.t.Errorf("%s: the %s accuracy is %v in the page and %v computed from the weights", s.word("dataset"), part.name, part.accuracy, accuracy)
		}
	}
}

// The experiments have every data set, loss and activation, several shapes, and are pruned
// or not.
func TestMetricsFollowFromTheWeightsForEveryKindOfExperiment(t *testing.T) {
	p := opened(t, "#steps=")
	for _, hash := range []string{
		"#noise=20&seed=9&layers=7.5&activation=tanh.relu&steps=t2e,p:random:global:s0.3",
		"#dataset=circle&noise=15&trainShare=30&layers=6&activation=sigmoid&steps=t5e",
		"#dataset=xor&inputs=x1x2.x1&layers=&steps=t5e",
		"#dataset=gauss&noise=50&layers=3.3.3&activation=relu.tanh.linear&steps=t5e",
		"#dataset=spiral&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2&layers=9.6&activation=tanh&learningRate=0.01&steps=t20e,p:magnitude:layer:s0.5,t2e",
		"#dataset=moons&seed=4294967295&layers=4&optimizer=momentum&steps=t5e,p:largest:global:s0.25",
		"#dataset=spiral3&layers=8.4&activation=sigmoid.tanh&learningRate=0.03&steps=t10e,p:magnitude:global:e0.3",
		"#dataset=reg-plane&noise=5&layers=4&activation=linear&steps=t3e,p:random:layer:s0.4",
		"#dataset=reg-gauss&layers=8.8.8.8.8.8&activation=tanh&batchSize=128&steps=t10e",
		"#dataset=circle&layers=64.64.64.64.64.64&trainShare=90&batchSize=128&steps=t3,p:random:global:s0.9",
	} {
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, hash), nil)
		p.checkMetrics()
	}
}

func TestPredictAnswersWithProbabilitiesOrValues(t *testing.T) {
	p := opened(t, "#dataset=spiral3&layers=6&activation=tanh&steps=t5e")
	for _, hash := range []string{
		"#dataset=spiral3&layers=6&activation=tanh&steps=t5e",
		"#dataset=moons&inputs=x1.x2x2&layers=5&activation=sigmoid&steps=t5e",
		"#dataset=reg-plane&layers=5&steps=t5e",
	} {
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, hash), nil)
		s, layers := p.state(), p.weights()
		points := data.Set{X: []float32{-5, 4.5, 0.25, -1, 3, 3, 0, 0}, N: 4, F: 2}
		var got [][]float64
		p.eval(`bonsai.predict([[-5, 4.5], [0.25, -1], [3, 3], [0, 0]])`, &got)
		for row := range points.N {
			want := outputs(layers, s.activations(len(layers)-1), s.inputs(points, row))
			switch len(want) {
			case 3:
				sum := math.Exp(want[0]) + math.Exp(want[1]) + math.Exp(want[2])
				for i := range want {
					want[i] = math.Exp(want[i]) / sum
				}
			default:
				if s.word("dataset") == "moons" {
					want[0] = activate("sigmoid", want[0])
				}
			}
			if !slices.EqualFunc(got[row], want, func(a, b float64) bool { return math.Abs(a-b) < 1e-5 }) {
				t.Errorf("%s: row %d is predicted as %v, computed from the weights it is %v", hash, row, got[row], want)
			}
		}
	}
}

// deadUnits counts the neurons that are not on any path of kept connections from an input
// to an output, by following all paths.
func deadUnits(layers []layer) int {
	var reaches func(l, unit int, forward bool) bool
	reaches = func(l, unit int, forward bool) bool {
		if forward && l == len(layers) || !forward && l == 0 {
			return true
		}
		if forward {
			for o := range layers[l].Shape[0] {
				if layers[l].Mask[o*layers[l].Shape[1]+unit] == 1 && reaches(l+1, o, true) {
					return true
				}
			}
			return false
		}
		for i := range layers[l-1].Shape[1] {
			if layers[l-1].Mask[unit*layers[l-1].Shape[1]+i] == 1 && reaches(l-1, i, false) {
				return true
			}
		}
		return false
	}
	dead := 0
	for l := range layers {
		for o := range layers[l].Shape[0] {
			if !reaches(l+1, o, true) || !reaches(l+1, o, false) {
				dead++
			}
		}
	}
	return dead
}

func TestDeadNeuronsAreThoseWithoutAPath(t *testing.T) {
	p := opened(t, "#layers=8.6.4&steps=t1e")
	seen := map[int]bool{}
	for _, share := range []float64{0, 0.5, 0.7, 0.85, 0.95, 1} {
		p.eval(fmt.Sprintf(`bonsai.prune({sparsity: %v, criterion: 'random'})`, share), nil)
		want := deadUnits(p.weights())
		seen[want] = true
		if got := p.text(`[data-out=dead]`); got != fmt.Sprint(want) {
			t.Errorf("sparsity %v: %s dead neurons on the screen, %d in the masks", share, got, want)
		}
	}
	if !seen[0] || !seen[19] || len(seen) < 4 {
		t.Errorf("the numbers of dead neurons are %v; want 0, 19 and two others to test enough", seen)
	}
}

func TestAWeightOfExactlyEpsilonStays(t *testing.T) {
	p := opened(t, "#dataset=xor&layers=3&steps=t1e,w:0:0:0:0.25,w:0:1:0:-0.25")
	below := math.Nextafter(0.25, 0)
	above := math.Nextafter(0.25, 1)
	for _, c := range []struct {
		epsilon float64
		kept    uint8
	}{{below, 1}, {0.25, 1}, {above, 0}, {0.25, 1}} {
		p.eval(fmt.Sprintf(`bonsai.prune({epsilon: %v})`, c.epsilon), nil)
		mask := p.weights()[0].Mask
		if mask[0] != c.kept || mask[2] != c.kept {
			t.Errorf("ε = %v: weights of ±0.25 have the mask %d, %d, want %d", c.epsilon, mask[0], mask[2], c.kept)
		}
		p.below(c.epsilon)
	}
}

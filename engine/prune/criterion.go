package prune

import "bonsai/engine/nn"

// A Criterion scores what can be pruned: what has the lowest score goes
// first, among equals what has the lowest index.
type Criterion interface {
	// Scores returns one score a weight, in the layers' shapes, or one score a
	// neuron for a criterion of whole neurons (see Whole): only for hidden
	// layers, so the last entry is empty. Only the order of scores matters.
	Scores(e *Evidence) [][]float32
}

// Evidence is what criteria look at. Each says which parts it needs.
type Evidence struct {
	Net *nn.Network // as trained; its masks are what was cut for good

	Start    func() *nn.Network // the network before its first training step
	Movement [][]float32        // −Σ w·∂L/∂w over the training steps, in the weights' shapes

	X []float32 // calibration samples, [n][inputs]
	Y []float32 // their classes or values, [n]

	Seed uint32 // for lots
}

// criteria in the order in which they are offered.
var criteria = []struct {
	name string
	Criterion
	whole bool // scores neurons
}{
	{"magnitude", Magnitude{}, false},
	{"largest", Largest{}, false},
	{"random", Random{}, false},
	{"sigma", Sigma{}, false},
	{"lamp", LAMP{}, false},
	{"taylor", Taylor{}, false},
	{"snip", SNIP{}, false},
	{"movement", Movement{}, false},
	{"wanda", Wanda{}, false},
	{"obd", OBD{}, false},
	{"obs", OBS{}, false},
	{"synflow", SynFlow{}, false},
	{"neuron-l1", NeuronL1{}, true},
	{"neuron-l2", NeuronL2{}, true},
	{"apoz", APoZ{}, true},
	{"mean-activation", MeanActivation{}, true},
}

// Criteria returns the names of all criteria.
func Criteria() []string {
	names := make([]string, len(criteria))
	for i, c := range criteria {
		names[i] = c.name
	}
	return names
}

// Scores returns the scores of the criterion of a known name.
func Scores(name string, e *Evidence) [][]float32 {
	for _, c := range criteria {
		if c.name == name {
			return c.Scores(e)
		}
	}
	panic("prune: unknown criterion " + name)
}

// Whole tells whether a criterion removes whole neurons.
func Whole(name string) bool {
	for _, c := range criteria {
		if c.name == name {
			return c.whole
		}
	}
	return false
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// mapScores gives every weight the score f(w).
func mapScores(n *nn.Network, f func(w float32) float32) [][]float32 {
	scores := make([][]float32, len(n.Layers))
	for l, layer := range n.Layers {
		scores[l] = make([]float32, len(layer.W))
		for i, w := range layer.W {
			scores[l][i] = f(w)
		}
	}
	return scores
}

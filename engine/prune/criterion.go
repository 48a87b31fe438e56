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
	name  string
	whole bool // scores neurons
}{
	{"magnitude", false},
	{"largest", false},
	{"random", false},
	{"sigma", false},
	{"lamp", false},
	{"taylor", false},
	{"snip", false},
	{"movement", false},
	{"wanda", false},
	{"obd", false},
	{"obs", false},
	{"synflow", false},
	{"neuron-l1", true},
	{"neuron-l2", true},
	{"apoz", true},
	{"mean-activation", true},
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
func Scores(name string, e *Evidence) [][]float32 { return criterion(name).Scores(e) }

// criterion finds one by its name. It is apart from the list, so that a program
// that only knows the names need not contain what they stand for.
func criterion(name string) Criterion {
	switch name {
	case "magnitude":
		return Magnitude{}
	case "largest":
		return Largest{}
	case "random":
		return Random{}
	case "sigma":
		return Sigma{}
	case "lamp":
		return LAMP{}
	case "taylor":
		return Taylor{}
	case "snip":
		return SNIP{}
	case "movement":
		return Movement{}
	case "wanda":
		return Wanda{}
	case "obd":
		return OBD{}
	case "obs":
		return OBS{}
	case "synflow":
		return SynFlow{}
	case "neuron-l1":
		return NeuronL1{}
	case "neuron-l2":
		return NeuronL2{}
	case "apoz":
		return APoZ{}
	case "mean-activation":
		return MeanActivation{}
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

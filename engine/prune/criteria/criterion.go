package criteria

import (
	"iter"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// A Criterion scores what can be pruned. What has the lowest score is pruned
// first, and of equal scores the one with the lowest index.
type Criterion interface {
	// Scores returns one score for each weight, in the layers' shapes; or, for
	// a criterion that prune.Whole reports to remove whole neurons, one score
	// for each neuron of the hidden layers and none for the last layer. Only
	// the order of the scores matters.
	//
	// A criterion that takes long tells m what it has done, and returns nil when
	// m stops it.
	Scores(e *Evidence, m *pace.Meter) [][]float32
}

// Evidence is what criteria may look at. Each criterion says which of the parts
// besides Net it needs.
type Evidence struct {
	Net *nn.Network // as trained; its masks say what was pruned for good

	Start    func() *nn.Network // the network before its first training step
	Movement [][]float32        // −Σ w·∂L/∂w over the training steps, in the weights' shapes

	X []float32 // the calibration set, [n][inputs]
	Y []float32 // its classes or values, [n]

	Seed uint32 // for what is random
}

// byName holds every criterion under the name that package prune lists.
var byName = map[string]Criterion{}

// register adds a criterion. Its result serves only to call it in the
// declaration of a package variable.
func register(name string, c Criterion) struct{} {
	byName[name] = c
	return struct{}{}
}

// Scores returns the scores of the named criterion. The name must be one of
// prune.Criteria.
func Scores(name string, e *Evidence) (scores [][]float32) {
	for range Steps(name, e, func(s [][]float32) { scores = s }) {
	}
	return scores
}

// Steps computes what Scores does, piece by piece: see pace.Steps. It calls done
// with the scores after the last piece. e must not change in between.
func Steps(name string, e *Evidence, done func(scores [][]float32)) iter.Seq[float64] {
	c, ok := byName[name]
	if !ok {
		panic("criteria: unknown criterion " + name)
	}
	return pace.Steps(func(m *pace.Meter) {
		if scores := c.Scores(e, m); scores != nil {
			done(scores)
		}
	})
}

// sortWork is about how many products take as long as sorting one number.
const sortWork = 8

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

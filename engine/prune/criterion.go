package prune

// A Criterion scores weights: those with the lowest score are pruned first,
// among equals the one with the lowest index.
type Criterion interface {
	// Scores returns one score a weight, in the layers' shapes. Only the
	// order of the scores matters. seed is used by criteria that draw lots.
	Scores(layers []Layer, seed uint32) [][]float32
}

// A Layer is what a criterion sees of one layer.
type Layer struct {
	W []float32 // [Out][In], row-major

	// Base is the part of the mask that is final, in W's shape: a 0 is a
	// connection that was pruned before the last training and stays pruned.
	Base []uint8
}

// criteria in the order in which they are offered.
var criteria = []struct {
	name      string
	criterion Criterion
}{
	{"magnitude", Magnitude{}},
	{"largest", Largest{}},
	{"random", Random{}},
}

// Criteria returns the names of all criteria.
func Criteria() []string {
	names := make([]string, len(criteria))
	for i, c := range criteria {
		names[i] = c.name
	}
	return names
}

func lookup(name string) (Criterion, bool) {
	for _, c := range criteria {
		if c.name == name {
			return c.criterion, true
		}
	}
	return nil, false
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// mapScores gives every weight the score f(w).
func mapScores(layers []Layer, f func(w float32) float32) [][]float32 {
	scores := make([][]float32, len(layers))
	for l, layer := range layers {
		scores[l] = make([]float32, len(layer.W))
		for i, w := range layer.W {
			scores[l][i] = f(w)
		}
	}
	return scores
}

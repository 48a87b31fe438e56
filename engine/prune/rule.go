package prune

import (
	"math"
	"slices"
)

// What the amount of a rule means.
const (
	ByEpsilon  = "epsilon"  // a threshold on |w|
	BySparsity = "sparsity" // a fraction of all weights, 0 to 1
)

// A Rule says which weights to prune.
//
// By sparsity s, exactly round(s·n) of all n weights go; how the scope shares
// them out is said at the scopes.
//
// By threshold ε, the criterion Magnitude removes exactly the weights with
// |w| < ε: ties stay. For every other criterion ε says how many go, as many
// as have |w| < ε, and the criterion says which. So criteria are compared at
// equal sparsity.
//
// A criterion of whole neurons removes as many neurons as it can without
// removing more weights than the amount says.
type Rule struct {
	Criterion string  `json:"criterion"`
	Scope     string  `json:"scope"`
	By        string  `json:"by"`
	Amount    float64 `json:"amount"`

	// Bounds of what may be cut of each layer, in order; layers beyond have
	// none. Guard keeps at least one connection of every layer, and one neuron
	// of every hidden layer where whole neurons go.
	Bounds []Bound `json:"bounds,omitempty"`
	Guard  bool    `json:"guard,omitempty"`
}

// A Bound says how much of a layer is cut at least and at most, in per cent of
// its weights.
type Bound struct{ Least, Most int }

// Same tells whether two rules say the same.
func (r Rule) Same(s Rule) bool {
	return r.Criterion == s.Criterion && r.Scope == s.Scope && r.By == s.By && r.Amount == s.Amount &&
		r.Guard == s.Guard && slices.Equal(r.Bounds, s.Bounds)
}

// A Layer is what a rule looks at of a layer, besides scores.
type Layer struct {
	In, Out int
	W       []float32 // [Out][In], row-major

	// Base is the part of the mask that is final, in W's shape: a 0 is a
	// connection that was pruned before the last training and stays pruned.
	Base []uint8

	// Pins, in W's shape, are what a person decided about single connections;
	// nil where there is nothing of that.
	Pins []Pin
}

// A Pin takes a connection out of the competition.
type Pin int8

const (
	Free      Pin = iota
	Cut           // goes first, whatever its score
	Protected     // stays
)

// Masks returns the mask of each layer under the rule, for scores of the
// rule's criterion (nil will do for "magnitude": they are in the layers), and
// how many weights stay only because of bounds and guard. What Base has cut stays cut and counts as removed first, then what
// pins cut.
func (r Rule) Masks(layers []Layer, scores [][]float32) (masks [][]uint8, held int) {
	masks = make([][]uint8, len(layers))
	for l, layer := range layers {
		masks[l] = slices.Clone(layer.Base)
		for i, pin := range layer.Pins {
			if pin == Cut {
				masks[l][i] = 0
			}
		}
	}
	if r.Criterion == "magnitude" && r.By == ByEpsilon && !r.restrained(layers) {
		cutBelow(masks, layers, r.Amount)
		return masks, 0
	}
	if scores == nil {
		scores = magnitudes(layers)
	}
	c := newCutter(r, layers, masks)
	if Whole(r.Criterion) {
		c.cutNeurons(scores)
	} else {
		c.cutWeights(scores)
	}
	return masks, c.held
}

// restrained tells whether anything keeps a weight that its score would not.
func (r Rule) restrained(layers []Layer) bool {
	if r.Guard || len(r.Bounds) > 0 {
		return true
	}
	for _, layer := range layers {
		if slices.Contains(layer.Pins, Protected) {
			return true
		}
	}
	return false
}

// magnitudes are the scores of Magnitude.
func magnitudes(layers []Layer) [][]float32 {
	scores := make([][]float32, len(layers))
	for l, layer := range layers {
		scores[l] = make([]float32, len(layer.W))
		for i, w := range layer.W {
			scores[l][i] = abs(w)
		}
	}
	return scores
}

// cutBelow clears the mask where |w| < ε. A weight that is not a number is
// not below anything: it stays, and can be seen.
//
// The page does this in every frame of a drag, so it compares the bits, which
// have the order of the magnitudes, and does without a branch that nobody can
// foresee: a borrow in the difference says that the weight is below.
func cutBelow(masks [][]uint8, layers []Layer, epsilon float64) {
	limit := math.Float32bits(ceil32(epsilon))
	for l, layer := range layers {
		mask := masks[l][:len(layer.W)]
		for i, w := range layer.W {
			below := (math.Float32bits(w)&^(1<<31) - limit) >> 31
			mask[i] &^= uint8(below)
		}
	}
}

// ceil32 is the least float32 that is no less than a threshold, and no less
// than 0: what is below the one is below the other.
func ceil32(epsilon float64) float32 {
	if !(epsilon > 0) {
		return 0
	}
	f := float32(epsilon)
	if float64(f) < epsilon {
		f = math.Nextafter32(f, float32(math.Inf(1)))
	}
	return f
}

// EpsilonFor returns the threshold on |w| that removes n weights, the nth of
// all in the order of |w|; with ties at that place it removes fewer. Weights
// cut for good count as 0.
func EpsilonFor(layers []Layer, n int) float64 {
	if n <= 0 {
		return 0
	}
	magnitudes := make([]float32, 0, size(layers))
	for _, layer := range layers {
		for i, w := range layer.W {
			if layer.Base[i] == 0 {
				w = 0
			}
			magnitudes = append(magnitudes, abs(w))
		}
	}
	slices.Sort(magnitudes)
	if n >= len(magnitudes) {
		largest := magnitudes[len(magnitudes)-1]
		return float64(math.Nextafter32(largest, float32(math.Inf(1))))
	}
	return float64(magnitudes[n])
}

func size(layers []Layer) int {
	n := 0
	for _, layer := range layers {
		n += len(layer.W)
	}
	return n
}

// Kept counts the weights that the masks keep.
func Kept(masks [][]uint8) int {
	n := 0
	for _, mask := range masks {
		for _, m := range mask {
			n += int(m)
		}
	}
	return n
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

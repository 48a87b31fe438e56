package prune

import (
	"math"
	"slices"

	"bonsai/engine/order"
)

// What Rule.By can be: how to read Rule.Amount.
const (
	ByEpsilon  = "epsilon"  // a threshold on |w|
	BySparsity = "sparsity" // a fraction of all weights, 0 to 1
)

// A Rule says which weights to prune.
//
// By sparsity s, exactly round(s·n) of all n weights are removed, if bounds, guard
// and pins allow it; the scope says how they are divided among layers and neurons.
// Where more is pruned already than a layer's or a neuron's part, the others lose
// less.
//
// By threshold ε, the criterion "magnitude" removes exactly the weights with
// |w| < ε; a weight with |w| = ε stays. For every other criterion ε determines
// only how many weights are removed, namely the number with |w| < ε, and the
// criterion determines which. So criteria are compared at equal sparsity.
//
// A criterion of whole neurons removes as many neurons as it can without
// removing more weights than the amount allows.
type Rule struct {
	Criterion string  `json:"criterion"`
	Scope     string  `json:"scope"`
	By        string  `json:"by"`
	Amount    float64 `json:"amount"`

	// Bounds limit how much of each layer is removed, in the order of the
	// layers; a layer without an entry has no limits.
	Bounds []Bound `json:"bounds,omitempty"`

	// Guard keeps at least one connection of every layer and, if whole neurons
	// are removed, at least one neuron of every hidden layer.
	Guard bool `json:"guard,omitempty"`

	// Legacy divides a sparsity among layers or neurons without regard to what
	// is pruned already or must be kept, so that the total can miss round(s·n).
	// Links made before the total was exact have this rule.
	Legacy bool `json:"legacy,omitempty"`
}

// A Bound says how much of a layer is removed at least and at most, in per cent
// of its weights.
type Bound struct{ Least, Most int }

// Same reports whether r and s are the same rule.
func (r Rule) Same(s Rule) bool {
	return r.Criterion == s.Criterion && r.Scope == s.Scope && r.By == s.By && r.Amount == s.Amount &&
		r.Guard == s.Guard && r.Legacy == s.Legacy && slices.Equal(r.Bounds, s.Bounds)
}

// A Layer is the part of a network layer that a rule works on.
type Layer struct {
	In, Out int
	W       []float32 // [Out][In], row-major

	// Base is the part of the mask that is final, in W's shape: a 0 is a
	// connection that was pruned before the last training and stays pruned.
	Base []uint8

	// Pins, in W's shape, are decisions that a person made about single
	// connections. nil means that there are none.
	Pins []Pin
}

// A Pin decides about one connection, whatever its score.
type Pin int8

const (
	Free      Pin = iota
	Cut           // removed first
	Protected     // never removed
)

// Masks returns the mask of each layer under the rule, and how many weights are
// kept only because of bounds or guard.
//
// scores are those of the rule's criterion: one for each weight, in the layers'
// shapes, or one for each hidden neuron for a criterion of whole neurons. For
// "magnitude" they may be nil, because they follow from the layers. Connections
// that Base has pruned stay pruned and count towards the amount, and so do those
// that pins cut.
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

// restrained reports whether anything besides the scores can keep a weight.
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

// magnitudes returns the scores of the criterion "magnitude": |w|.
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

// cutBelow clears the mask where |w| < ε. A weight that is NaN is not below
// anything: it stays, and is seen.
//
// The page does this in every frame while ε is dragged, so it is written without
// a branch, which the processor could not predict. Without the sign, the bits of
// float32 numbers have the same order as the numbers; so the difference of the
// bits has its highest bit set where |w| is below the limit.
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

// ceil32 returns the smallest float32 that is at least epsilon and at least 0. A
// float32 |w| is below it exactly if it is below epsilon.
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

// EpsilonFor returns the threshold ε on |w| that removes n weights: if the
// weights are sorted by |w|, the size of the one after the first n. Where that
// size occurs more than once, ε removes fewer than n. Weights that Base has
// pruned count as 0.
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
	rising := order.Float32(magnitudes)
	if n >= len(magnitudes) {
		largest := magnitudes[rising[len(rising)-1]]
		return float64(math.Nextafter32(largest, float32(math.Inf(1))))
	}
	return float64(magnitudes[rising[n]])
}

// size returns the number of weights of all layers.
func size(layers []Layer) int {
	n := 0
	for _, layer := range layers {
		n += len(layer.W)
	}
	return n
}

// Kept returns the number of weights that the masks keep.
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

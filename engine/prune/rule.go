package prune

import (
	"cmp"
	"math"
	"slices"
)

// Scopes: whether all weights compete, or only those of the same layer.
const (
	Global  = "global"
	ByLayer = "layer"
)

// What the amount of a rule means.
const (
	ByEpsilon  = "epsilon"  // a threshold on |w|
	BySparsity = "sparsity" // a fraction of all weights, 0 to 1
)

// A Rule says which weights to prune.
//
// By sparsity s, exactly round(s·n) of all n weights go; layer by layer each
// layer gives its share, rounded so that the sum is the same.
//
// By threshold ε, the criterion Magnitude removes exactly the weights with
// |w| < ε: ties stay. For every other criterion ε says how many go, as many
// as have |w| < ε (in the network, or in each layer), and the criterion says
// which. So criteria are compared at equal sparsity.
type Rule struct {
	Criterion string  `json:"criterion"`
	Scope     string  `json:"scope"`
	By        string  `json:"by"`
	Amount    float64 `json:"amount"`
}

// Masks returns the mask of each layer under the rule, which must have a
// known criterion. What Base has cut stays cut and counts as removed first.
func (r Rule) Masks(layers []Layer, seed uint32) [][]uint8 {
	masks := make([][]uint8, len(layers))
	for l, layer := range layers {
		masks[l] = slices.Clone(layer.Base)
	}
	if r.Criterion == "magnitude" && r.By == ByEpsilon {
		cutBelow(masks, layers, r.Amount)
		return masks
	}
	criterion, ok := lookup(r.Criterion)
	if !ok {
		panic("prune: unknown criterion " + r.Criterion)
	}
	scores := criterion.Scores(layers, seed)
	if r.Scope == ByLayer {
		counts := r.layerCounts(layers)
		for l := range layers {
			cutLowest(masks[l:l+1], layers[l:l+1], scores[l:l+1], counts[l])
		}
		return masks
	}
	cutLowest(masks, layers, scores, r.count(layers))
	return masks
}

// count is the number of weights to remove from the layers together.
func (r Rule) count(layers []Layer) int {
	if r.By == ByEpsilon {
		return countBelow(layers, r.Amount)
	}
	return int(math.Round(r.Amount * float64(size(layers))))
}

// layerCounts shares the number to remove among the layers: by ε each layer
// has its own, by sparsity each gives the same fraction, and the layers with
// the largest remainders give one more until the sum is right.
func (r Rule) layerCounts(layers []Layer) []int {
	counts := make([]int, len(layers))
	if r.By == ByEpsilon {
		for l := range layers {
			counts[l] = r.count(layers[l : l+1])
		}
		return counts
	}
	left := r.count(layers)
	remainders := make([]float64, len(layers))
	order := make([]int, len(layers))
	for l, layer := range layers {
		exact := float64(r.Amount * float64(len(layer.W))) // rounded here, on every machine
		counts[l] = int(math.Floor(exact))
		remainders[l] = exact - math.Floor(exact)
		order[l] = l
		left -= counts[l]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainders[b], remainders[a]) })
	for _, l := range order[:left] {
		counts[l]++
	}
	return counts
}

// cutBelow clears the mask where |w| < ε. A weight that is not a number is
// not below anything: it stays, and can be seen.
func cutBelow(masks [][]uint8, layers []Layer, epsilon float64) {
	for l, layer := range layers {
		for i, w := range layer.W {
			if float64(abs(w)) < epsilon {
				masks[l][i] = 0
			}
		}
	}
}

func countBelow(layers []Layer, epsilon float64) int {
	n := 0
	for _, layer := range layers {
		for i, w := range layer.W {
			if float64(abs(w)) < epsilon || layer.Base[i] == 0 && epsilon > 0 {
				n++
			}
		}
	}
	return n
}

// cutLowest clears the masks of the n weights that go first: those already
// cut for good, then those with the lowest scores.
func cutLowest(masks [][]uint8, layers []Layer, scores [][]float32, n int) {
	type place struct {
		layer, index int
		score        float32
	}
	var places []place
	for l, layer := range layers {
		for i := range layer.W {
			if layer.Base[i] == 0 {
				n--
				continue
			}
			places = append(places, place{l, i, scores[l][i]})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.score, b.score) })
	for _, p := range places[:max(n, 0)] {
		masks[p.layer][p.index] = 0
	}
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

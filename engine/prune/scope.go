package prune

import (
	"cmp"
	"math"
	"slices"
)

// Scopes say which weights are compared with one another, and how the amount of
// a rule is divided among such groups.
const (
	// Global compares all weights of the network.
	Global = "global"

	// ByLayer compares the weights of one layer. By sparsity, the same fraction
	// of each layer is removed; by ε, as many of each layer as have |w| < ε.
	ByLayer = "layer"

	// ByNeuron does the same with the incoming weights of each single neuron.
	ByNeuron = "neuron"

	// ByERK compares the weights of one layer and keeps small layers denser:
	// the density of a layer is proportional to (in+out)/(in·out). A layer for
	// which that is above 1 stays dense, and the others are thinned out more
	// (Evci et al., "Rigging the Lottery", ICML 2020, section 3, Erdős–Rényi).
	ByERK = "erk"
)

// Scopes returns the names of all scopes.
func Scopes() []string { return []string{Global, ByLayer, ByNeuron, ByERK} }

// A group is a set of weights that are compared with one another: those with
// indices from ≤ i < to in each of the layers first ≤ l < end.
type group struct {
	first, end int
	from, to   int
	cut        int     // weights to remove, counting those that are removed already
	exact      float64 // the share that was rounded to cut
}

// groups returns the groups of the rule's scope with the number of weights to
// remove from each.
func (r Rule) groups(layers []Layer) []group {
	if r.Scope == Global {
		return []group{{first: 0, end: len(layers), to: math.MaxInt, cut: r.count(layers, 0, len(layers), 0, math.MaxInt)}}
	}
	var groups []group
	for l, layer := range layers {
		width := len(layer.W)
		if r.Scope == ByNeuron {
			width = layer.In
		}
		for from := 0; from < len(layer.W); from += width {
			groups = append(groups, group{first: l, end: l + 1, from: from, to: from + width})
		}
	}
	switch {
	case r.Scope == ByERK:
		n := r.count(layers, 0, len(layers), 0, math.MaxInt)
		share(groups, n, erk(layers, size(layers)-n))
	case r.By == ByEpsilon:
		for i, g := range groups {
			groups[i].cut = r.count(layers, g.first, g.end, g.from, g.to)
		}
	default:
		exact := make([]float64, len(groups))
		for i, g := range groups {
			exact[i] = float64(r.Amount * float64(g.to-g.from)) // the conversion keeps a compiler from fusing this with a sum
		}
		share(groups, r.count(layers, 0, len(layers), 0, math.MaxInt), exact)
	}
	return groups
}

// count returns how many weights the amount alone would remove from those with
// indices from ≤ i < to in the layers first ≤ l < end.
func (r Rule) count(layers []Layer, first, end, from, to int) int {
	n, below := 0, 0
	for _, layer := range layers[first:end] {
		last := min(to, len(layer.W))
		n += last - from
		if r.By != ByEpsilon {
			continue
		}
		for i := from; i < last; i++ {
			if float64(abs(layer.W[i])) < r.Amount || layer.Base[i] == 0 && r.Amount > 0 {
				below++
			}
		}
	}
	if r.By == ByEpsilon {
		return below
	}
	return int(math.Round(r.Amount * float64(n)))
}

// share sets how many weights to remove from each group, n in all: exact, the
// group's share as a fraction, is rounded down, and the groups with the largest
// remainders get one more until the sum is n.
func share(groups []group, n int, exact []float64) {
	order := make([]int, len(groups))
	for i := range groups {
		groups[i].exact = exact[i]
		groups[i].cut = int(math.Floor(exact[i]))
		n -= groups[i].cut
		order[i] = i
	}
	remainder := func(i int) float64 { return exact[i] - math.Floor(exact[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for _, i := range order[:min(max(n, 0), len(order))] {
		groups[i].cut++
	}
}

// erk returns how many weights to remove from each layer, as fractions, so that
// kept weights are left in all. The layers have densities f·(in+out)/(in·out) with
// one factor f. A layer that would get a density above 1 is made dense, and f is
// computed again for the others, until there is none.
func erk(layers []Layer, kept int) []float64 {
	dense := make([]bool, len(layers))
	for {
		left, raw := float64(kept), 0.0
		for l, layer := range layers {
			if dense[l] {
				left -= float64(len(layer.W))
			} else {
				raw += float64(layer.In + layer.Out)
			}
		}
		full := false
		for l, layer := range layers {
			if !dense[l] && left*float64(layer.In+layer.Out) > float64(raw*float64(len(layer.W))) {
				dense[l], full = true, true
			}
		}
		if full {
			continue
		}
		cut := make([]float64, len(layers))
		for l, layer := range layers {
			if !dense[l] {
				cut[l] = float64(len(layer.W)) - float64(left*float64(layer.In+layer.Out))/raw
			}
		}
		return cut
	}
}

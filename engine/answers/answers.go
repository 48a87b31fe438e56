// Package answers looks at what networks answer for single samples: which class, with
// which probabilities, through which connections, and for which samples two networks
// disagree.
package answers

import (
	"math/rand/v2"
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/snapshot"
)

// Classes returns the class that a network answers for each sample of a set. As many
// samples go through it at once as when it is measured, so the answers are the same to
// the last bit.
func Classes(n *nn.Network, set data.Set) []int {
	pass := nn.NewPass(n, measure.Rows)
	pass.Hold()
	defer pass.Release()
	classes := make([]int, 0, set.N)
	for first := 0; first < set.N; first += measure.Rows {
		rows := min(measure.Rows, set.N-first)
		logits := pass.Forward(set.X[first*set.F:(first+rows)*set.F], rows)
		for width := len(logits) / rows; len(logits) > 0; logits = logits[width:] {
			classes = append(classes, n.Loss.Class(logits[:width]))
		}
	}
	return classes
}

// Compare compares the classes that two networks answer for the first samples of a
// set.
func Compare(before, after []int, set data.Set) snapshot.Forgotten {
	f := snapshot.Forgotten{Tests: len(after), Of: set.N, Before: matrix(set.Classes), After: matrix(set.Classes)}
	var lost, other, gained []int
	for i, now := range after {
		truth, then := int(set.Y[i]), before[i]
		f.Before[truth][then]++
		f.After[truth][now]++
		switch {
		case then == now:
		case then == truth:
			lost = append(lost, i)
		case now == truth:
			gained = append(gained, i)
		default:
			other = append(other, i)
		}
	}
	f.Changed = slices.Concat([]int{}, lost, other, gained)
	f.Lost, f.Gained = len(lost), len(gained)
	return f
}

func matrix(classes int) [][]int {
	m := make([][]int, classes)
	for i := range m {
		m[i] = make([]int, classes)
	}
	return m
}

// Probabilities returns the probability of each class for one sample x.
func Probabilities(n *nn.Network, x []float32) []float64 {
	outputs := slices.Clone(nn.NewPass(n, 1).Forward(x, 1))
	nn.Outputs(n, outputs)
	if len(outputs) == 1 {
		one := float64(outputs[0])
		return []float64{1 - one, one}
	}
	probabilities := make([]float64, len(outputs))
	for i, v := range outputs {
		probabilities[i] = float64(v)
	}
	return probabilities
}

// Largest returns the class with the largest probability, the first of several.
func Largest(probabilities []float64) int {
	best := 0
	for class, p := range probabilities {
		if p > probabilities[best] {
			best = class
		}
	}
	return best
}

// Noisy returns an image x in which each pixel has changed by up to a share of the
// difference between its darkest and its brightest pixel, as in the generated digits.
func Noisy(x []float32, noise float64, seed uint32) []float32 {
	least, most := slices.Min(x), slices.Max(x)
	r := rand.New(rand.NewPCG(uint64(seed), noiseStream))
	noisy := make([]float32, len(x))
	for i, v := range x {
		change := float64(2*r.Float64()-1) * noise
		noisy[i] = min(max(v+float32(change)*(most-least), least), most)
	}
	return noisy
}

// noiseStream separates the noise from everything else that is drawn from a seed.
const noiseStream = 0x6e6f697365

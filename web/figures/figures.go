// Package figures computes the single numbers that the page shows of a
// snapshot and that no field of the snapshot holds.
package figures

import (
	"bytes"
	"math"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Sparsity returns the share of all weights that is pruned, 0 to 1.
func Sparsity(s *snapshot.Snapshot) float64 { return 1 - float64(s.Kept)/float64(s.Total) }

// Level returns the share of all weights that the rule in force is to prune,
// 0 to 1. A rule that has a threshold names no share: then it is the sparsity.
func Level(s *snapshot.Snapshot) float64 {
	if s.Pruning.By == recipe.BySparsity {
		return s.Pruning.Amount
	}
	return Sparsity(s)
}

// Settled returns the share of all weights that were pruned before the last training
// and stay pruned, 0 to 1.
func Settled(s *snapshot.Snapshot) float64 {
	n := 0
	for _, layer := range s.Layers {
		n += bytes.Count(layer.Base, []byte{0})
	}
	return float64(n) / float64(s.Total)
}

// Limit returns the threshold up to which nothing more is pruned than what is settled:
// the smallest |w| that is left, or 0 if nothing is settled.
func Limit(s *snapshot.Snapshot) float64 {
	if Settled(s) == 0 {
		return 0
	}
	limit := math.Inf(1)
	for _, layer := range s.Layers {
		for i, w := range layer.W {
			if layer.Base[i] != 0 {
				limit = min(limit, math.Abs(float64(w)))
			}
		}
	}
	return limit
}

// Below returns the number of kept weights that a threshold in force would prune now:
// training has made them smaller since.
func Below(s *snapshot.Snapshot) int {
	if s.Pruning.By != recipe.ByEpsilon || s.Pruning.Criterion != "magnitude" {
		return 0
	}
	n := 0
	for _, layer := range s.Layers {
		for i, w := range layer.W {
			pinned := i < len(layer.Pins) && layer.Pins[i] == prune.Protected
			if layer.Mask[i] != 0 && !pinned && math.Abs(float64(w)) < s.Epsilon {
				n++
			}
		}
	}
	return max(n-s.Held, 0)
}

// LevelAt returns the share of all weights that a threshold on |w| prunes, as a
// slider offers it: in steps of half a per cent, and at least what is settled.
func LevelAt(s *snapshot.Snapshot, epsilon float64) float64 {
	return max(math.Round(200*ShareBelow(s, epsilon))/200, Settled(s))
}

// ShareBelow returns the share of all weights that are settled or have |w| < epsilon: as
// much as a threshold prunes, 0 to 1.
func ShareBelow(s *snapshot.Snapshot, epsilon float64) float64 {
	n := 0
	for _, layer := range s.Layers {
		for i, w := range layer.W {
			if layer.Base[i] == 0 || math.Abs(float64(w)) < epsilon {
				n++
			}
		}
	}
	return float64(n) / float64(s.Total)
}

// Reached returns the share that the rule in force has reached, 0 to 1: the level it
// names, or the sparsity if whole neurons, bounds or pins made the level impossible.
func Reached(s *snapshot.Snapshot) float64 {
	if level := Level(s); s.Total-s.Kept == int(math.Round(level*float64(s.Total))) {
		return level
	}
	return Sparsity(s)
}

// Dead returns the number of dead neurons, inputs not counted.
func Dead(s *snapshot.Snapshot) int {
	dead, _ := counted(s.Dead[1:])
	return dead
}

// Neurons returns the number of neurons in the hidden layers and the output, of inputs,
// and of dead inputs.
func Neurons(s *snapshot.Snapshot) (neurons, inputs, deadInputs int) {
	_, neurons = counted(s.Dead[1:])
	deadInputs, inputs = counted(s.Dead[:1])
	return neurons, inputs, deadInputs
}

// counted returns how many units of layers are dead, and how many there are.
func counted(layers [][]bool) (dead, all int) {
	for _, layer := range layers {
		all += len(layer)
		for _, d := range layer {
			if d {
				dead++
			}
		}
	}
	return dead, all
}

// Smallest returns the size of the network in bytes in the format in which it
// is smallest.
func Smallest(sizes snapshot.Bytes) int {
	smallest := math.MaxInt
	for _, n := range sizes {
		smallest = min(smallest, n)
	}
	return smallest
}

// SmallestFormat returns the name of the format in which the network is smallest;
// of several, the plainest.
func SmallestFormat(sizes snapshot.Bytes) string {
	best := ""
	for _, name := range recipe.Formats() {
		if n, ok := sizes[name]; ok && (best == "" || n < sizes[best]) {
			best = name
		}
	}
	return best
}

// Largest returns the size of the network in bytes in the format in which it
// is largest.
func Largest(sizes snapshot.Bytes) int {
	largest := 0
	for _, n := range sizes {
		largest = max(largest, n)
	}
	return largest
}

// Compression returns how many times smaller the smallest format is than all
// weights as float32.
func Compression(sizes snapshot.Bytes) float64 {
	return float64(sizes["dense"]) / float64(Smallest(sizes))
}

// Unmeasured reports whether there are no samples to measure on, or too few drawn points
// for both a training and a test set.
func Unmeasured(s *snapshot.Snapshot) bool { return s.Empty || TooFewPoints(s) }

// TooFewPoints reports whether the samples are drawn by hand, and too few to train on.
func TooFewPoints(s *snapshot.Snapshot) bool {
	if s.Recipe.Dataset != recipe.DrawnDataset {
		return false
	}
	var counts [2]int
	for _, p := range s.Points {
		counts[int(p.Label)]++
	}
	return min(counts[0], counts[1]) < recipe.FewestDrawn
}

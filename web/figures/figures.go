// Package figures computes the single numbers that the page shows of a
// snapshot and that no field of the snapshot holds.
package figures

import (
	"math"

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
	n := 0
	for _, layer := range s.Dead[1:] {
		for _, dead := range layer {
			if dead {
				n++
			}
		}
	}
	return n
}

// Smallest returns the size of the network in bytes in the format in which it
// is smallest.
func Smallest(bytes snapshot.Bytes) int {
	smallest := math.MaxInt
	for _, n := range bytes {
		smallest = min(smallest, n)
	}
	return smallest
}

// SmallestFormat returns the name of the format in which the network is smallest;
// of several, the plainest.
func SmallestFormat(bytes snapshot.Bytes) string {
	best := ""
	for _, name := range recipe.Formats() {
		if n, ok := bytes[name]; ok && (best == "" || n < bytes[best]) {
			best = name
		}
	}
	return best
}

// Largest returns the size of the network in bytes in the format in which it
// is largest.
func Largest(bytes snapshot.Bytes) int {
	largest := 0
	for _, n := range bytes {
		largest = max(largest, n)
	}
	return largest
}

// Compression returns how many times smaller the smallest format is than all
// weights as float32.
func Compression(bytes snapshot.Bytes) float64 {
	return float64(bytes["dense"]) / float64(Smallest(bytes))
}

// Package measure measures the loss and the accuracy of a network, on as many samples as
// there is time for.
package measure

import (
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/snapshot"
)

// Rows is how many samples go through a network at once: few enough that the matrix
// products of the widest layers run on one goroutine, in one order.
const Rows = 64

// How much is measured, in multiplications.
const (
	Glance = 60_000_000  // while a person drags, or the network trains: the first samples
	Whole  = 600_000_000 // of the training samples otherwise; of the test samples all
)

// leastRows is how many samples are measured however large the network is.
const leastRows = 500

// Affordable returns how many samples of a network can be measured with a number of
// multiplications.
func Affordable(work, weights int) int { return max(work/weights, leastRows) }

// First returns the first n rows of a set, or all if it has fewer. It shares memory with
// the set.
func First(set data.Set, n int) data.Set {
	n = min(n, set.N)
	set.X, set.Y, set.N = set.X[:n*set.F], set.Y[:n], n
	return set
}

// kernelWork is about how many multiplications of a forward pass take as long as
// one that the meter counts.
const kernelWork = 4

// Metrics measures a network of a number of weights on all samples of a set. The loss is
// multiplied by units. Without samples, or if the meter stops it, the result says
// nothing.
func Metrics(pass *nn.Pass, weights int, set data.Set, units float64, m *pace.Meter) snapshot.Metrics {
	if set.N == 0 {
		return snapshot.Metrics{}
	}
	loss, accuracy := nn.EvaluateWhile(pass, set.X, set.Y, func(rows int) bool {
		return m.Did(rows * weights / kernelWork)
	})
	return snapshot.Metrics{Loss: snapshot.Bounded(float64(loss * units)), Accuracy: snapshot.Bounded(accuracy)}
}

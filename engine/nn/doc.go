// Package nn is a neural network of dense layers that can be pruned: the weights, a
// mask over them, and the forward and backward pass that training needs.
//
// Read it in this order: [Dense] and [Network] say what a network is,
// [Pass.Forward] computes its outputs, [Loss] measures how wrong they are, and
// [Pass.Backward] computes the gradients, which tell in which direction to change
// every weight. A connection is pruned if its mask is 0. It counts as a weight of
// 0 in both passes, whatever value the weight still has.
//
// Numbers are float32. Weights are row-major, [out][in]; activations are
// [sample][feature]. Sums are always taken in the same order, so a network
// computes the same bits on every machine.
package nn

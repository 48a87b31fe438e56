// Package nn is a dense neural network that can be pruned: layers of weights,
// a mask over each, and the two passes that training needs.
//
// Read it in this order: [Dense] and [Network] say what a network is,
// [Pass.Forward] computes its outputs, [Loss] says how wrong they are, and
// [Pass.Backward] finds in which direction every weight should go. A pruned
// connection is one whose mask is 0: it computes as if its weight were 0, and
// no gradient flows back through it.
//
// Numbers are float32. Weights are row-major [out][in], activations
// [sample][feature]. Every sum is taken in one order, so that a network
// computes the same bits on every machine.
package nn

// Package train trains a network: an [Optimizer] changes the weights by their
// gradients, and a [Trainer] runs it batch by batch and epoch by epoch.
//
// The masks hold during training: after every step the pruned weights are exactly
// 0, and what the optimiser keeps for them is cleared, because its momentum would
// bring them back. So fine-tuning a pruned network is the same as training it.
package train

// Package train teaches a network: an [Optimizer] turns gradients into steps,
// and a [Trainer] feeds it batch by batch and epoch by epoch.
//
// A mask is held: after every step the pruned weights are exactly 0 and the
// optimiser remembers nothing of them, or its momentum would bring them back.
// So training a pruned network is fine-tuning it, and nothing else is needed.
package train

// Package choose helps to decide how much of a network to prune.
//
// A [Sweep] measures a network at one amount of pruning after the other; the
// results are the curve of accuracy over sparsity. With [Only] it prunes a single
// layer, which shows how sensitive that layer is. In cross-validation [Measure]
// does a sweep for each fold, and [Combine] chooses the largest amount that is not
// clearly worse than the best one.
//
// The amounts are compared on the samples that the caller passes in. To keep the
// test set untouched, pass training or validation samples.
package choose

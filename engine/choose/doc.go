// Package choose decides how much to prune by cross-validation.
//
// A [Fold] has the measurements of a network that was trained on the other folds, at
// several amounts of pruning. [Combine] averages the folds and chooses the largest amount
// that is not clearly worse than the best one. The package only computes with
// measurements; package study takes them, and never on test samples.
package choose

// Package choose decides how much to prune by cross-validation.
//
// Each [Fold] has a network trained on the other folds, measured at several
// amounts. [Combine] chooses from all folds the largest amount whose loss cannot
// be told from the lowest. The package holds figures only; package study
// measures them, and never on test samples.
package choose

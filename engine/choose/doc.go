// Package choose helps to decide how much to prune.
//
// A [Sweep] measures a network at one amount after the other, so that the cliff
// is seen before it is reached; [Sensitivity] does so for one layer at a time.
// [Measure] takes the amounts of a cross-validation for one fold, and [Combine]
// chooses from all folds the largest amount that costs nothing that could be
// told from chance. Nothing here looks at a test set.
package choose

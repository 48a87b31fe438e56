// Package snapshot holds what can be seen of an experiment at one moment, and
// how it crosses from the worker to the page.
//
// A [Snapshot] has revision numbers for its large parts (weights, masks and so
// on). [Marshal] leaves out the parts that the receiver has already, and
// [Unmarshal] takes those from the snapshot before. Two parts with the same
// revision are equal, so nobody has to compare them.
//
// [Snapshot.WithPruning] tells how a snapshot would look under another pruning
// rule. The page uses it to draw while ε is being dragged.
//
// The package also has what studies ask for and find ([StudyTask],
// [StudyCurve], [FoldTask] and others): all that page and helpers tell each
// other.
package snapshot

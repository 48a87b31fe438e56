// Package lab runs one experiment.
//
// A [Lab] starts from a recipe and carries out one operation after the other
// ([Lab.Do]). An operation that trains only sets the goal; [Lab.Advance] goes
// some steps towards it, so that the caller can look at the experiment, or
// change its mind, in between. [Lab.Snapshot] shows what there is to see.
//
// The lab keeps a history for undo and redo, and records what was done. The
// recipe and the recorded operations are the address of the present state:
// opening it repeats them, to the same bits.
package lab

// Package recipe describes an experiment as data: what it starts from, and what
// was done to it.
//
// A [Recipe] has the fields that an experiment needs before its first training
// step. An [Operation] is one thing that is done to it, such as [Train] or
// [Prune]. An [Experiment] is a recipe and the operations that followed; it is
// written as an address ([Experiment.Address]), which every later version opens
// to the same bits, and as a short link ([ShortLink]).
//
// Fields and operations are each declared once, in the tables [Fields] and
// [Operations]. From these come the ranges of the controls in the page, the
// reading of scripts and addresses, and the reference in the README.
//
// The package holds data only. It does not know how anything is carried out,
// so the page can use it without containing the engine.
package recipe

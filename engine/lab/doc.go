// Package lab is one experiment with pruning: a [Recipe] goes in, commands act
// on it, [Snapshot]s come out.
//
// It is the face of the engine, the only package that the page knows. A [Lab]
// does one thing at a time: [Lab.Do] carries out a [Command]; a command that
// trains only sets the goal, and [Lab.Advance] goes some steps towards it, so
// that whoever drives the lab can look at it, or change its mind, in between.
//
// Everything that was done is kept as a list of steps. With the recipe they
// are the address of the state ([Snapshot.Link]): opening it does them again,
// to the same bits.
package lab

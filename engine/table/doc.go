// Package table opens a person's table, such as a CSV file, so that a network
// can learn from it. A [Reader] reads the bytes of the file step by step and
// detects how it is written. The result is a [Table] with the cells. It
// suggests what to do with each column ([Table.Suggest]), and shows the effect
// of [Choices] before anything is trained ([Table.Preview]). [Table.Rows]
// returns the rows to learn from under these choices. A
// preprocess.Preprocessing that is fitted to some of the rows turns all of them
// into the inputs of a network.
//
// The same bytes with the same choices give the same numbers to the last bit,
// in every version of this package: choices name all that matters, so that
// better detection never changes what an old link means.
package table

// Package table opens a person's table, such as a CSV file, so that a network
// can learn from it. A [Reader] reads the bytes of the file step by step and
// detects how it is written. The [Table] that it makes has what the cells are,
// suggests what to do with each column ([Table.Suggest]), and shows what
// [Choices] about it come to ([Table.Preview]). With choices made, [Table.Rows]
// are the rows to learn from; a preprocess.Preprocessing fitted to some of them
// turns all into the inputs of a network.
//
// The same bytes with the same choices give the same numbers to the last bit,
// in every version of this package: choices name all that matters, so that
// better detection never changes what an old link means.
package table

// Package study measures what an experiment would do under other choices.
//
// A [Study] measures one curve of the experiment of a lab: accuracy, loss and
// bytes over the sparsity. A [Helper] repeats an experiment from its address
// and carries out pieces of work on it: curves, folds of a cross-validation,
// the rounds of a lottery, and the comparison with distilled networks. The
// result of a piece of work does not depend on which helper does it, nor on
// what that helper did before, so the work can be shared among processors.
//
// Studies look at training samples only. Tickets and rivals, which are finished
// networks, are measured on the test samples.
package study

// Package criteria scores the connections or the neurons of a network: those
// with the lowest scores are pruned first.
//
// Each criterion is one file. To add one, write its file with a type that
// implements [Criterion] and a call of register, and put its name into the
// table of package prune.
package criteria

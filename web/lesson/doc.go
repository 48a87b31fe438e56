// Package lesson reads the lessons of the page and checks their tasks.
//
// A lesson is a file in static/src/lessons: short texts beside the network, questions
// whose answer is predicted before it is revealed, and tasks. A task has a check, a set
// of conditions on what a snapshot shows. Every number that a text states is a claim:
// the text names it as {id}, and the file says which experiment it comes from and what
// is measured there. A test of this package measures all claims over the seeds 1 to 5.
package lesson

// Package course takes a person through the lessons: which lesson and step it is, what
// the pane beside the network shows, what the buttons do, and whether a task is solved.
// The lessons themselves are those of package lesson.
package course

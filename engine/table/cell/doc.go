// Package cell reads single cells of a table: numbers as people and programs
// write them, dates, words for yes and no, and marks for a missing value.
//
// A link to an experiment names the rules by which a file was read, and must
// open to the same bits years later. So what is a number, a date or a missing
// value here never changes; a new rule needs a new [Type] or a new version of
// the choices that name it.
package cell

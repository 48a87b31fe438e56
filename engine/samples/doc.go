// Package samples prepares the data of an experiment for its network: generated
// sets, points drawn by hand, or a person's own files, split into training and
// test samples.
package samples

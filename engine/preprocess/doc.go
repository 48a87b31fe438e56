// Package preprocess turns rows in the units of a person's file into the inputs
// of a network, and the network's output back into the units of the target.
//
// A [Preprocessing] is fitted to the training rows alone ([Fit]): means and
// deviations of numbers, the categories there are, what fills in for missing
// values, the scale of the target. It belongs to the network that was trained
// with it and is stored with it, in JSON. It takes rows of the file itself
// ([Preprocessing.Inputs]) and rows that a person gives later
// ([Preprocessing.Rows]), and gives the same bits on every machine.
package preprocess

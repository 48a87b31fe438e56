// Package web draws what a snapshot.Snapshot shows: the network, the histogram of
// its weights and the plane with its decision boundary, one view a file.
//
// A view is a function of a snapshot and a rectangle. What it keeps between
// two calls of Draw only saves work; it knows nothing that the next snapshot
// does not say. Where things are is decided in package layout, and nothing
// moves by itself: a frame is drawn when the page asks for one.
//
// Lengths are device pixels of the destination; scale is the number of device
// pixels in a CSS pixel. Weights that are no numbers are drawn, as dead ones.
package web

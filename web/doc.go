// Package web draws what a [snapshot.Snapshot] contains: the network, the histogram
// of its weights, the weights of a layer as an image, and the plane with its decision
// boundary. Each of these views has its own file.
//
// A view is a function of a snapshot and a rectangle. It keeps images and vertices
// between two calls of Draw to save work, and computes them again when the revision
// of what they show has changed. Package layout decides where everything is. Nothing
// moves by itself: a frame is drawn when the page asks for one.
//
// Lengths are in device pixels of the destination; scale is the number of device
// pixels in a CSS pixel. A weight that is NaN is drawn in the colour of dead neurons.
//
// A unit is a neuron or an input; layer 0 of the units are the inputs.
package web

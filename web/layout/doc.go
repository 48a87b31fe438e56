// Package layout computes where everything in the pictures is: units and connections
// of the network, cells of a weight matrix, bars of the histogram, points of the
// plane. It also finds what is at the place that somebody points to.
//
// It draws nothing, so it can be tested without a screen. All lengths are in device
// pixels and y grows downwards. A scale is the number of device pixels in a CSS pixel
// (window.devicePixelRatio).
package layout

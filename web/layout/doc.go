// Package layout is the geometry of the pictures: where units, connections,
// bars and points are, and what is at a place that somebody points to.
//
// It draws nothing, so that it can be tested without a screen. All lengths
// are device pixels, y grows downwards; a scale is the number of device
// pixels in a CSS pixel (window.devicePixelRatio).
package layout

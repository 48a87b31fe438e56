//go:build js

package main

import (
	"fmt"
	"strings"
)

// A polyline is the points of a line in a chart's box of 300×100.
type polyline struct{ strings.Builder }

// add adds a point at shares of the box, from its lower left corner.
func (p *polyline) add(x, y float64) {
	fmt.Fprintf(p, "%.1f,%.1f ", 300*x, 100-100*min(max(y, 0), 1))
}

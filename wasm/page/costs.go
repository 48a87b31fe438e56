//go:build js

package main

import "time"

// costs are how long the last frames took in the page's own code: for bringing
// the page up to date since the frame before, and for drawing.
type costs struct {
	frames  [256]time.Duration
	count   int
	pending time.Duration
}

// add counts what began at a time towards the next frame.
func (c *costs) add(began time.Time) { c.pending += time.Since(began) }

// endFrame ends a frame whose drawing began at a time.
func (c *costs) endFrame(began time.Time) {
	c.add(began)
	c.frames[c.count%len(c.frames)] = c.pending
	c.count++
	c.pending = 0
}

// list returns the frames since it was called last, 256 at most, in
// milliseconds and in no order.
func (c *costs) list() []any {
	list := make([]any, min(c.count, len(c.frames)))
	for i := range list {
		list[i] = float64(c.frames[i]) / float64(time.Millisecond)
	}
	c.count = 0
	return list
}

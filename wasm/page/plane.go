//go:build js

package main

import (
	"math"
	"slices"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// bindPlane lets points be drawn by hand on the picture of the plane.
func (a *app) bindPlane() {
	picture := byID("boundary")
	on(picture, "pointerdown", func(event js.Value) {
		if a.snapshot == nil || a.snapshot.Recipe.Dataset != "drawn" {
			return
		}
		plane := layout.NewPlane(a.scene.place("boundary"))
		x, y := plane.Point(event.Get("clientX").Float(), event.Get("clientY").Float())
		a.draw(tenths(x), tenths(y))
	})
}

// tenths is a coordinate as the recipe writes it.
func tenths(v float64) int {
	return int(math.Round(10 * min(max(v, -snapshot.PlaneSpan), snapshot.PlaneSpan)))
}

// draw puts a point where the pen is, or takes the nearest away.
func (a *app) draw(x, y int) {
	points := slices.Clone(a.snapshot.Recipe.Points)
	switch pen := one(document, `input[name="pen"]:checked`).Get("value").String(); pen {
	case "0":
		points = append(points, x, y, 0)
	case "1":
		points = append(points, x, y, 1)
	default:
		points = withoutNearest(points, x, y)
	}
	a.set("points", points)
}

// withoutNearest leaves out the point nearest to a place, when it is within
// half a unit of it.
func withoutNearest(points []int, x, y int) []int {
	const reach = 5
	best, at := reach*reach+1, -1
	for i := 0; i < len(points); i += 3 {
		dx, dy := points[i]-x, points[i+1]-y
		if d := dx*dx + dy*dy; d < best {
			best, at = d, i
		}
	}
	if at < 0 {
		return points
	}
	return slices.Delete(points, at, at+3)
}

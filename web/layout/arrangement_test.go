package layout

import (
	"math"
	"testing"
)

// The rectangle leaves 300×200 inside the margins of 48, 44, 20 and 16.
var byHand = Rect{X: 10, Y: 20, W: 368, H: 260}

func TestArrangementByHand(t *testing.T) {
	a := Arrange([]int{2, 3, 1}, byHand, 1, 10)
	// Inside: x from 58 to 358, y from 64 to 264, its middle 164. Columns keep
	// a radius from the sides: 68 and 348, and 208 between. The pitch would be
	// 100, 66.7 and 200, but is never above 64.
	for _, want := range []struct {
		layer, index int
		x, y         float64
	}{
		{0, 0, 68, 132}, {0, 1, 68, 196},
		{1, 0, 208, 100}, {1, 1, 208, 164}, {1, 2, 208, 228},
		{2, 0, 348, 164},
	} {
		x, y := a.Unit(want.layer, want.index)
		if x != want.x || y != want.y {
			t.Errorf("unit %d of layer %d is at %v, %v, want %v, %v", want.index, want.layer, x, y, want.x, want.y)
		}
	}
	for layer, c := range a.Columns {
		if c.Radius != 10 {
			t.Errorf("radius in layer %d is %v, want 10", layer, c.Radius)
		}
	}
	x0, y0, x1, y1 := a.Span(Connection{Layer: 0, Out: 2, In: 1})
	if x0 != 78 || y0 != 196 || x1 != 198 || y1 != 228 {
		t.Errorf("connection from %v, %v to %v, %v, want from 78, 196 to 198, 228", x0, y0, x1, y1)
	}
}

func TestScaleScalesEverything(t *testing.T) {
	units := []int{20, 10, 10, 1}
	one := Arrange(units, byHand, 1, 11)
	two := Arrange(units, Rect{2 * byHand.X, 2 * byHand.Y, 2 * byHand.W, 2 * byHand.H}, 2, 11)
	for layer, c := range one.Columns {
		if want := (Column{2 * c.X, 2 * c.Top, 2 * c.Pitch, 2 * c.Radius}); !near(two.Columns[layer], want) {
			t.Errorf("layer %d at scale 2 is %+v, want %+v", layer, two.Columns[layer], want)
		}
	}
}

func near(a, b Column) bool {
	return math.Abs(a.X-b.X)+math.Abs(a.Top-b.Top)+math.Abs(a.Pitch-b.Pitch)+math.Abs(a.Radius-b.Radius) < 1e-9
}

func TestUnitsStayInsideAndApart(t *testing.T) {
	for _, units := range [][]int{{1, 1}, {20, 10, 10, 1}, {7, 64, 64, 64, 64, 64, 64, 1}, {64, 3}} {
		for _, r := range []Rect{byHand, {0, 0, 1400, 700}, {5, 5, 300, 240}} {
			a := Arrange(units, r, 1, 19)
			for layer, c := range a.Columns {
				last := c.Y(units[layer] - 1)
				if c.X-c.Radius < r.X || c.X+c.Radius > r.X+r.W || c.Top-c.Radius < r.Y || last+c.Radius > r.Y+r.H {
					t.Errorf("layer %d of %v leaves %+v: %+v", layer, units, r, c)
				}
				if 2*c.Radius > c.Pitch {
					t.Errorf("units of layer %d of %v overlap in %+v: %+v", layer, units, r, c)
				}
				if layer > 0 && a.Columns[layer-1].X+a.Columns[layer-1].Radius >= c.X-c.Radius {
					t.Errorf("layers %d and %d of %v overlap in %+v", layer-1, layer, units, r)
				}
			}
		}
	}
}

func TestArrangementWithoutRoomIsFinite(t *testing.T) {
	a := Arrange([]int{2, 3, 1}, Rect{}, 1, 10)
	for layer, n := range a.Units {
		for index := range n {
			if x, y := a.Unit(layer, index); x-x != 0 || y-y != 0 {
				t.Errorf("unit %d of layer %d is at %v, %v", index, layer, x, y)
			}
		}
	}
}

// bezier is a point of the cubic curve from (0, 0) to (1, 1) with its handles
// at (½, 0) and (½, 1), by de Casteljau's construction.
func bezier(t float64) (x, y float64) {
	px, py := []float64{0, 0.5, 0.5, 1}, []float64{0, 0, 1, 1}
	for n := 3; n > 0; n-- {
		for i := range n {
			px[i] += (px[i+1] - px[i]) * t
			py[i] += (py[i+1] - py[i]) * t
		}
	}
	return px[0], py[0]
}

// bezierAt finds t for a given x by bisection.
func bezierAt(x float64) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		middle := (low + high) / 2
		if at, _ := bezier(middle); at < x {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

func TestKnotsLieOnTheBezierCurve(t *testing.T) {
	for _, connections := range []int{1, 400, 401, 1500, 1501, 6000} {
		list := knots(connections)
		for i, k := range list {
			at := bezierAt(k.Along)
			if _, y := bezier(at); math.Abs(y-k.Across) > 1e-6 {
				t.Errorf("%d connections: knot %d is %+v, but the curve is at %v", connections, i, k, y)
			}
			const h = 1e-5
			x0, y0 := bezier(at - h)
			x1, y1 := bezier(at + h)
			if slope := (y1 - y0) / (x1 - x0); math.Abs(slope-k.Slope) > 1e-3 {
				t.Errorf("%d connections: slope of knot %d is %v, want %v", connections, i, k.Slope, slope)
			}
		}
		if first, last := list[0], list[len(list)-1]; first.Along != 0 || last.Along != 1 || first.Across != 0 || last.Across != 1 {
			t.Errorf("%d connections: knots run from %+v to %+v", connections, first, last)
		}
	}
}

func TestCrowdsHaveFewerSegments(t *testing.T) {
	for _, want := range []struct{ connections, segments int }{
		{310, 24}, {400, 24}, {401, 14}, {1500, 14}, {1501, 7}, {6000, 7}, {6001, 1}, {20992, 1},
	} {
		if got := len(knots(want.connections)) - 1; got != want.segments {
			t.Errorf("%d connections have %d segments, want %d", want.connections, got, want.segments)
		}
	}
}

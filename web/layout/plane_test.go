package layout

import (
	"math"
	"testing"
)

func TestPlaneIsTheSquareInTheMiddle(t *testing.T) {
	p := NewPlane(Rect{X: 10, Y: 20, W: 240, H: 120})
	for _, c := range []struct{ x, y, px, py float64 }{
		{0, 0, 130, 80}, {-6, 6, 70, 20}, {6, -6, 190, 140}, {3, -1.5, 160, 95},
	} {
		px, py := p.Pixel(c.x, c.y)
		if px != c.px || py != c.py {
			t.Errorf("point %v, %v is at %v, %v, want %v, %v", c.x, c.y, px, py, c.px, c.py)
		}
		x, y := p.Point(px, py)
		if math.Abs(x-c.x) > 1e-12 || math.Abs(y-c.y) > 1e-12 {
			t.Errorf("point %v, %v came back as %v, %v", c.x, c.y, x, y)
		}
	}
}

func TestRectContainsItsLeftAndUpperEdges(t *testing.T) {
	r := Rect{X: 1, Y: 2, W: 3, H: 4}
	for _, c := range []struct {
		x, y float64
		want bool
	}{{1, 2, true}, {3.9, 5.9, true}, {4, 3, false}, {2, 6, false}, {0.9, 3, false}} {
		if got := r.Contains(c.x, c.y); got != c.want {
			t.Errorf("%+v contains %v, %v: %v", r, c.x, c.y, got)
		}
	}
}

func TestGrownMovesEachSideOutwards(t *testing.T) {
	if got, want := (Rect{X: 1, Y: 2, W: 3, H: 4}).Grown(5), (Rect{X: -4, Y: -3, W: 13, H: 14}); got != want {
		t.Errorf("grown by 5: %+v, want %+v", got, want)
	}
}

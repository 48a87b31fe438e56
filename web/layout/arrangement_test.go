package layout

import (
	"math"
	"testing"
)

// The rectangle minus the margins of 48, 44, 20 and 16 is 300×200.
var byHand = Rect{X: 10, Y: 20, W: 368, H: 260}

func TestArrangementByHand(t *testing.T) {
	a := Arrange([]int{2, 3, 1}, Image{}, byHand, 1, 10)
	// Without the margins, x is 70 to 358 and y is 64 to 264, with the middle at 164.
	// The outer columns are a radius away from the sides, at 80 and 348, and the
	// other one is between them at 214. The pitches would be 200/2, 200/3 and 200/1,
	// but are at most 64.
	for _, want := range []struct {
		layer, index int
		x, y         float64
	}{
		{0, 0, 80, 132}, {0, 1, 80, 196},
		{1, 0, 214, 100}, {1, 1, 214, 164}, {1, 2, 214, 228},
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
	if x0 != 90 || y0 != 196 || x1 != 204 || y1 != 228 {
		t.Errorf("the connection goes from %v, %v to %v, %v, want from 90, 196 to 204, 228", x0, y0, x1, y1)
	}
}

func TestTheScaleMultipliesAllLengths(t *testing.T) {
	units := []int{20, 10, 10, 1}
	one := Arrange(units, Image{}, byHand, 1, 11)
	two := Arrange(units, Image{}, Rect{2 * byHand.X, 2 * byHand.Y, 2 * byHand.W, 2 * byHand.H}, 2, 11)
	for layer, c := range one.Columns {
		if want := (Column{X: 2 * c.X, Top: 2 * c.Top, Pitch: 2 * c.Pitch, Radius: 2 * c.Radius}); !near(two.Columns[layer], want) {
			t.Errorf("layer %d at scale 2 is %+v, want %+v", layer, two.Columns[layer], want)
		}
	}
}

func near(a, b Column) bool {
	return math.Abs(a.X-b.X)+math.Abs(a.Top-b.Top)+math.Abs(a.Pitch-b.Pitch)+math.Abs(a.Radius-b.Radius) < 1e-9
}

func TestUnitsStayInsideAndApart(t *testing.T) {
	for _, c := range []struct {
		image Image
		units []int
	}{
		{Image{}, []int{1, 1}}, {Image{}, []int{20, 10, 10, 1}}, {Image{}, []int{7, 64, 64, 64, 64, 64, 64, 1}}, {Image{}, []int{64, 3}},
		{Image{14, 14}, []int{196, 32, 10}}, {Image{7, 8}, []int{56, 12, 10}}, {Image{40, 3}, []int{120, 12, 10}}, {Image{28, 28}, []int{784, 300, 100, 10}}, {Image{28, 28}, []int{784, 300, 300, 300, 300, 300, 300, 10}},
	} {
		for _, r := range []Rect{byHand, {0, 0, 1400, 700}, {5, 5, 300, 240}} {
			a := Arrange(c.units, c.image, r, 1, 19)
			for layer := range a.Columns {
				column := &a.Columns[layer]
				checkApart(t, column, c.units[layer], r)
				if layer > 0 && a.Columns[layer-1].Right() >= column.Left() {
					t.Errorf("layers %d and %d of %v overlap in %+v", layer-1, layer, c.units, r)
				}
			}
		}
	}
}

// checkApart checks that all units of a column are inside a rectangle, and that no
// two of them overlap.
func checkApart(t *testing.T, c *Column, n int, r Rect) {
	t.Helper()
	for i := range n {
		x, y := c.Unit(i)
		if x-c.Radius < r.X || x+c.Radius > r.X+r.W || y-c.Radius < r.Y || y+c.Radius > r.Y+r.H {
			t.Errorf("unit %d of %+v leaves %+v", i, c, r)
		}
		for j := range i {
			ox, oy := c.Unit(j)
			if math.Hypot(x-ox, y-oy) < 2*c.Radius-1e-9 {
				t.Fatalf("units %d and %d of %+v overlap in %+v", i, j, c, r)
			}
		}
	}
}

func TestImageByHand(t *testing.T) {
	// 780×464 minus the margins of 20, 44, 20 and 16 is 740×404. A third of the width
	// is 246⅔, which is 8.8 for each of 28 pixels. So the pitch is 8, the image is 224
	// wide, from 20 to 244, and with a gap of 1 the radius of a pixel is 3.5. The
	// middle of the height is 44 + 202 = 246, so the first row is at 246 − 112 + 4 =
	// 138.
	a := Arrange([]int{784, 4, 10}, Image{28, 28}, Rect{W: 780, H: 464}, 1, 11)
	for _, want := range []struct {
		index int
		x, y  float64
	}{
		{0, 24, 138}, {27, 240, 138}, {28, 24, 146}, {28*13 + 5, 64, 242}, {783, 240, 354},
	} {
		if x, y := a.Unit(0, want.index); x != want.x || y != want.y {
			t.Errorf("pixel %d is at %v, %v, want %v, %v", want.index, x, y, want.x, want.y)
		}
	}
	if r := a.Columns[0].Radius; r != 3.5 {
		t.Errorf("half the side of a pixel is %v, want 3.5", r)
	}
	if x0, y0, _, _ := a.Span(Connection{Layer: 0, Out: 2, In: 28*13 + 5}); x0 != 243.5 || y0 != 242 {
		t.Errorf("a connection begins at %v, %v, want 243.5, 242 at the edge of the image", x0, y0)
	}
	// There are two equal gaps between the edge and the last column at 760 − 11.
	if got, want := a.Columns[1].X, (243.5+749)/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("the hidden layer is at %v, want %v", got, want)
	}
}

func TestColumnsOfManyUnitsAreStaggered(t *testing.T) {
	// 300 units in 600 pixels are 2 apart. With three units in a row, rows are 6 apart,
	// which is at least 5.
	a := Arrange([]int{10, 300, 10}, Image{}, Rect{W: 900, H: 660}, 1, 11)
	c := a.Columns[1]
	if c.Across != 3 || c.Pitch != 6 || c.Stagger != 2 {
		t.Fatalf("%+v, want 3 across, 6 apart, staggered by 2", c)
	}
	for index := range 300 {
		if _, y := a.Unit(1, index); math.Abs(y-(c.Top+2*float64(index))) > 1e-9 {
			t.Errorf("unit %d is at y = %v, want %v", index, y, c.Top+2*float64(index))
		}
	}
	x0, _ := a.Unit(1, 0)
	x1, _ := a.Unit(1, 1)
	x2, _ := a.Unit(1, 2)
	if x1 != c.X || x1-x0 != x2-x1 || x1 <= x0 {
		t.Errorf("the units of a row are at x = %v, %v, %v; the column is at %v", x0, x1, x2, c.X)
	}
	if a.Columns[0].Across != 1 {
		t.Errorf("10 units are %d in a row, want 1", a.Columns[0].Across)
	}
}

func TestAnArrangementInAnEmptyRectangleIsFinite(t *testing.T) {
	a := Arrange([]int{2, 3, 1}, Image{}, Rect{}, 1, 10)
	for layer, n := range a.Units {
		for index := range n {
			if x, y := a.Unit(layer, index); x-x != 0 || y-y != 0 {
				t.Errorf("unit %d of layer %d is at %v, %v", index, layer, x, y)
			}
		}
	}
}

// bezier returns a point of the cubic curve from (0, 0) to (1, 1) with its handles at
// (½, 0) and (½, 1), by de Casteljau's algorithm.
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

// bezierAt returns the t at which the curve has a given x, by bisection.
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
	for pieces, list := range knotsOf[1:] {
		for i, k := range list {
			at := bezierAt(k.Along)
			if _, y := bezier(at); math.Abs(y-k.Across) > 1e-6 {
				t.Errorf("%d pieces: knot %d is %+v, but the curve is at %v", pieces+1, i, k, y)
			}
			const h = 1e-5
			x0, y0 := bezier(at - h)
			x1, y1 := bezier(at + h)
			if slope := (y1 - y0) / (x1 - x0); math.Abs(slope-k.Slope) > 1e-3 {
				t.Errorf("%d pieces: slope of knot %d is %v, want %v", pieces+1, i, k.Slope, slope)
			}
		}
		if first, last := list[0], list[len(list)-1]; first.Along != 0 || last.Along != 1 || first.Across != 0 || last.Across != 1 {
			t.Errorf("%d pieces: knots run from %+v to %+v", pieces+1, first, last)
		}
	}
}

// largestError returns the largest vertical distance between the curve and the
// straight pieces between knots, for a connection that goes up by 1.
func largestError(knots []Knot) float64 {
	most := 0.0
	for i := range len(knots) - 1 {
		p, q := knots[i], knots[i+1]
		for step := range 101 {
			s := float64(step) / 100
			_, y := bezier(bezierAt(p.Along + (q.Along-p.Along)*s))
			most = max(most, math.Abs(y-p.Across-(q.Across-p.Across)*s))
		}
	}
	return most
}

func TestPiecesStayNearTheCurve(t *testing.T) {
	for _, c := range []struct {
		connections int
		most        float64 // in CSS pixels
	}{{310, 0.25}, {400, 0.25}, {401, 0.5}, {1500, 0.5}, {1501, 1}, {4000, 1}, {266200, 1}} {
		for _, scale := range []float64{1, 2} {
			a := Arrange([]int{c.connections, 1}, Image{}, byHand, scale, 11) // as many connections as inputs
			for _, dy := range []float64{0, 1, -20, 200, -600} {
				// |y″|h²/8 is exact only if y″ is the same along a piece. With few
				// pieces the error may be a little larger.
				if got, want := largestError(a.Knots(dy))*math.Abs(dy), c.most*scale; got > 1.25*want && len(a.Knots(dy)) <= mostPieces {
					t.Errorf("%d connections, %v pixels up: the error of %d pieces is %v pixels, want %v", c.connections, dy, len(a.Knots(dy))-1, got, want)
				}
			}
		}
	}
}

func TestThereAreNoMorePiecesThanNeeded(t *testing.T) {
	a := Arrange([]int{4000, 1}, Image{}, byHand, 1, 11)
	before := 0
	for dy := 0.0; dy <= 800; dy += 10 {
		pieces := len(a.Knots(dy)) - 1
		if pieces < before || len(a.Knots(-dy))-1 != pieces {
			t.Errorf("%v pixels: %d pieces up, %d down, %d for less", dy, pieces, len(a.Knots(-dy))-1, before)
		}
		if fewer := pieces - 2; fewer >= 1 && largestError(knotsOf[fewer])*dy < 1 {
			t.Errorf("%v pixels: there are %d pieces, but %d are enough", dy, pieces, fewer)
		}
		before = pieces
	}
}

func TestAcrossFollowsTheCurve(t *testing.T) {
	for along := 0.0; along <= 1; along += 0.01 {
		_, want := bezier(bezierAt(along))
		if got := Across(along); math.Abs(got-want) > 0.005 {
			t.Errorf("Across(%v) = %v, want %v", along, got, want)
		}
	}
}

// The names of inputs are as high as the inputs are apart, from 9 to 12 CSS pixels. In
// a height of 200, 20 inputs are 10 apart and 25 are 8; at a scale of 2 the height is
// 140, and 7 inputs are 20 pixels or 10 CSS pixels apart. An image has no names.
func TestNamesNeedRoom(t *testing.T) {
	for _, c := range []struct {
		inputs, side int
		scale, want  float64
	}{{10, 0, 1, 12}, {20, 0, 1, 10}, {7, 0, 2, 10}, {25, 0, 1, 0}, {16, 4, 1, 0}} {
		if got := Arrange([]int{c.inputs, 1}, Image{c.side, c.side}, byHand, c.scale, 11).NameSize(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d inputs, side %d, scale %v: names %v high, want %v", c.inputs, c.side, c.scale, got, c.want)
		}
	}
}

// An image that is 8 high and 7 wide is drawn so: 740×404 are left of 780×464, a third
// of the width is 246⅔; 404/8 = 50.5 and 246⅔/7 = 35.2, so the pitch is 35, with a gap
// of 4. The rows begin at 44 + (404 − 8·35)/2 = 106.
func TestAnImageThatIsNotSquareIsDrawnAsItIs(t *testing.T) {
	a := Arrange([]int{56, 4, 10}, Image{7, 8}, Rect{W: 780, H: 464}, 1, 11)
	for index, want := range map[int][2]float64{0: {37.5, 123.5}, 6: {247.5, 123.5}, 7: {37.5, 158.5}, 55: {247.5, 368.5}} {
		if x, y := a.Unit(0, index); x != want[0] || y != want[1] {
			t.Errorf("pixel %d is at %v, %v, want %v", index, x, y, want)
		}
	}
	// Its weights too: 12 images of 7×8 cells, one cell apart.
	m := ArrangeMatrix(12, 56, Image{7, 8}, Rect{W: 780, H: 464}, 1)
	first, below := m.Square(0, 0), m.Square(0, 55)
	if below.X-first.X != 6*m.Cell || below.Y-first.Y != 7*m.Cell {
		t.Errorf("the last weight is at %v, the first at %v, cells of %v", below, first, m.Cell)
	}
	next := m.Square(1, 0)
	if next.X-first.X != 8*m.Cell {
		t.Errorf("the second image is %v cells to the right", (next.X-first.X)/m.Cell)
	}
}

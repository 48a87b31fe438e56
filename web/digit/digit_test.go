package digit

import (
	"math"
	"testing"
)

// drawing returns a drawing of strokes, each a list of x and y in turn.
func drawing(strokes ...[]float64) *Drawing {
	d := &Drawing{}
	for _, s := range strokes {
		d.Begin(Point{s[0], s[1]})
		for i := 2; i < len(s); i += 2 {
			d.To(Point{s[i], s[i+1]})
		}
	}
	return d
}

// A horizontal line, wherever it is drawn and however long, goes from x = 4 to 24 with
// its ink (20 pixels), so its middle from 5.25 to 22.75, at y = 14. The middles of rows
// 13 and 14 are 0.5 away: full ink. Those of rows 12 and 15 are 1.5 away, so the ink is
// 1.25 + 0.5 − 1.5 = 0.25. In column 4 the end of the line is √(0.75² + 0.5²) = 0.9014
// away: ink 0.8486, and in row 12 √(0.75² + 1.5²) = 1.6771: ink 0.0729. Column 3 is
// √(1.75² + 0.5²) = 1.82 away: no ink.
func TestALineCalculatedByHand(t *testing.T) {
	want := map[[2]int]float64{
		{13, 14}: 1, {14, 14}: 1, {12, 14}: 0.25, {15, 14}: 0.25, {11, 14}: 0, {16, 14}: 0,
		{13, 4}: 0.8486, {12, 4}: 0.0729, {13, 3}: 0, {13, 23}: 0.8486, {13, 24}: 0, {13, 5}: 1,
	}
	for name, d := range map[string]*Drawing{
		"at the upper left": drawing([]float64{0.1, 0.1, 0.2, 0.1}),
		"to the left":       drawing([]float64{160, 20, 40, 20}),
		"in pieces":         drawing([]float64{0, 5, 1, 5, 4, 5}, []float64{2, 5, 7, 5}),
	} {
		image := d.Image(28)
		for at, ink := range want {
			if got := image[at[0]*28+at[1]]; math.Abs(got-ink) > 1e-4 {
				t.Errorf("%s: row %d, column %d has the ink %v, want %v", name, at[0], at[1], got, ink)
			}
		}
	}
}

// The small image has the mean of four pixels: rows 12 and 13 become row 6, with
// (0.25 + 0.25 + 1 + 1) / 4 = 0.625, and columns 4 and 5 of them
// (0.0729 + 0.25 + 0.8486 + 1) / 4 = 0.5429.
func TestTheSmallImageIsTheMeanOfFourPixels(t *testing.T) {
	image := drawing([]float64{0, 0, 1, 0}).Image(14)
	if len(image) != 196 {
		t.Fatalf("the image has %d pixels", len(image))
	}
	for at, ink := range map[[2]int]float64{{6, 7}: 0.625, {7, 7}: 0.625, {5, 7}: 0, {8, 7}: 0, {6, 2}: 0.5429, {6, 1}: 0} {
		if got := image[at[0]*14+at[1]]; math.Abs(got-ink) > 1e-4 {
			t.Errorf("row %d, column %d has the ink %v, want %v", at[0], at[1], got, ink)
		}
	}
}

// A tall drawing is as high as the box and keeps its shape: twice as high as wide, its
// middle lines are 17.5 and 8.75 pixels long.
func TestTheShapeStays(t *testing.T) {
	image := drawing([]float64{0, 0, 10, 0, 10, 20, 0, 20, 0, 0}).Image(28)
	var rows, columns []int
	for i := range 28 {
		row, column := 0.0, 0.0
		for j := range 28 {
			row += image[i*28+j]
			column += image[j*28+i]
		}
		if row > 0 {
			rows = append(rows, i)
		}
		if column > 0 {
			columns = append(columns, i)
		}
	}
	// The outline reaches from 14 − 8.75 − 1.25 = 4 to 24, and from
	// 14 − 4.375 − 1.25 = 8.375 to 19.625.
	if len(rows) != 20 || rows[0] != 4 || len(columns) != 12 || columns[0] != 8 {
		t.Errorf("there is ink in the rows %v and the columns %v, want 4 to 23 and 8 to 19", rows, columns)
	}
}

// The angle of a 7 has most of its ink at the upper right; its centre of mass comes to
// the middle.
func TestTheCentreOfMassIsInTheMiddle(t *testing.T) {
	for name, d := range map[string]*Drawing{
		"a seven":  drawing([]float64{0, 0, 10, 0, 4, 16}),
		"an angle": drawing([]float64{0, 0, 10, 0, 10, 2}),
		"a dot":    drawing([]float64{3, 3}),
	} {
		image := d.Image(28)
		x, y := centre(image)
		if math.Abs(x-14) > 0.1 || math.Abs(y-14) > 0.1 {
			t.Errorf("%s: the centre of mass is at %.2f, %.2f, want 14, 14", name, x, y)
		}
	}
}

// A block at the left, 8.5 pixels wide and 20 high with its ink, and a line of 11.5
// pixels from there to the right: the centre of mass is at about
// (8.25·170 + 18.2·29) / 199 = 9.7, and 4.3 pixels are missing to the middle. But the
// image ends 4 pixels from the box, so the end of the line comes to rest there, with the
// ink 0.8486 in column 27 as in the line above.
func TestNoInkLeavesTheImage(t *testing.T) {
	block := []float64{}
	for y := 0.0; y <= 17.5; y += 0.5 {
		block = append(block, 0, y, 6, y)
	}
	image := drawing(block, []float64{6, 8.75, 17.5, 8.75}).Image(28)
	if got := image[13*28+27]; math.Abs(got-0.8486) > 1e-4 {
		t.Errorf("the end of the line has the ink %v, want 0.8486", got)
	}
}

func TestThePathOfTheStrokes(t *testing.T) {
	d := drawing([]float64{1, 2, 3, 4.5}, []float64{7, 8})
	if got, want := d.Path(), "M1.00 2.00L3.00 4.50M7.00 8.00h0"; got != want {
		t.Errorf("the path is %s, want %s", got, want)
	}
	if d.Clear(); !d.Empty() || d.Path() != "" {
		t.Error("it is not empty")
	}
}

package layout

import "testing"

// The rectangle minus the margins of 20, 44, 20 and 16 is 328×200, from (30, 64).
func TestMatrixByHand(t *testing.T) {
	for _, c := range []struct {
		name          string
		out, in, side int
		want          Matrix
	}{
		// 328/20 = 16.4 and 200/10 = 20: cells of 16 whole pixels, in the middle.
		{"rows and columns", 10, 20, 0, Matrix{Rect{34, 84, 320, 160}, 16, 10, 20, Image{}, 1, 20, 10}},
		// No cell is larger than 40: 80×40 in the middle of 328×200.
		{"few", 1, 2, 0, Matrix{Rect{154, 144, 80, 40}, 40, 1, 2, Image{}, 1, 2, 1}},
		// 6 images of 2×2 cells with one cell between two. 3 in a row are 8×5 cells of
		// the size min(328/8, 200/5) = 40. 2 in a row would make it 25, 4 in a row 29.8.
		{"images", 6, 4, 2, Matrix{Rect{34, 64, 320, 200}, 40, 6, 4, Image{2, 2}, 3, 8, 5}},
		// More weights than pixels: a cell is smaller than a pixel.
		{"large", 300, 656, 0, Matrix{Rect{30, 89, 328, 150}, 0.5, 300, 656, Image{}, 1, 656, 300}},
	} {
		if got := ArrangeMatrix(c.out, c.in, Image{c.side, c.side}, byHand, 1); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestEveryWeightIsFoundWhereItIsDrawn(t *testing.T) {
	for _, m := range []Matrix{
		ArrangeMatrix(10, 20, Image{}, byHand, 1),
		ArrangeMatrix(7, 16, Image{4, 4}, byHand, 2),
		ArrangeMatrix(7, 24, Image{4, 6}, byHand, 2),
	} {
		for out := range m.Out {
			for in := range m.In {
				r := m.Square(out, in)
				if gotOut, gotIn, ok := m.At(r.X+r.W/2, r.Y+r.H/2); !ok || gotOut != out || gotIn != in {
					t.Fatalf("%+v: %d, %d is found as %d, %d, %v", m, out, in, gotOut, gotIn, ok)
				}
			}
		}
		for _, outside := range [][2]float64{{m.Rect.X - 1, m.Rect.Y}, {m.Rect.X, m.Rect.Y - 1}, {m.Rect.X + m.Rect.W, m.Rect.Y}, {m.Rect.X, m.Rect.Y + m.Rect.H}} {
			if _, _, ok := m.At(outside[0], outside[1]); ok {
				t.Errorf("%+v: there is a weight at %v", m, outside)
			}
		}
	}
	images := ArrangeMatrix(7, 16, Image{4, 4}, byHand, 2)
	cell := images.Square(2, 5)
	if c := images.ConnectionAt(1, cell.X+1, cell.Y+1); c == nil || *c != (Connection{Layer: 1, Out: 2, In: 5}) {
		t.Errorf("the weight of neuron 2 and input 5 is found as %v", c)
	}
	if c := images.ConnectionAt(1, images.Rect.X-1, images.Rect.Y); c != nil {
		t.Errorf("beside the picture is %v", c)
	}
	between := images.Square(0, 3)
	if _, _, ok := images.At(between.X+images.Cell*1.5, between.Y); ok {
		t.Error("there is a weight between two images")
	}
	last := images.Square(6, 15) // the 7 images leave room for an eighth
	if out, _, ok := images.At(last.X+images.Cell*3, last.Y); ok {
		t.Errorf("there is a weight of neuron %d", out)
	}
}

// In the matrix of images of TestMatrixByHand, neuron 4 is the second image of the
// second row: its upper left cell is at column 3 and row 3.
func TestTheRectangleOfANeuron(t *testing.T) {
	m := ArrangeMatrix(6, 4, Image{2, 2}, byHand, 1)
	if got, want := m.Neuron(4), (Rect{34 + 3*40, 64 + 3*40, 2 * 40, 2 * 40}); got != want {
		t.Errorf("neuron 4 is at %+v, want %+v", got, want)
	}
	for _, c := range []struct {
		out, in int
		want    bool
	}{{5, 3, true}, {6, 0, false}, {0, 4, false}, {-1, 0, false}, {0, -1, false}} {
		if got := m.Has(c.out, c.in); got != c.want {
			t.Errorf("Has(%d, %d) = %v, want %v", c.out, c.in, got, c.want)
		}
	}
}

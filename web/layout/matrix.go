package layout

import "math"

// A Matrix is where the weights of a layer are in a picture of them: a row for
// each neuron and a column for each of its inputs or, where the inputs are an
// image, an image for each neuron, side by side.
type Matrix struct {
	Rect     Rect    // of all weights, in pixels of the screen
	Cell     float64 // the side of a weight
	Out, In  int
	Side     int // of the images; 0: rows and columns
	PerRow   int // images side by side
	Columns  int // cells across, those between the images included
	RowsDown int
}

// mostCell is the largest side of a weight in CSS pixels.
const mostCell = 40

// ArrangeMatrix places the weights of out neurons with in inputs each in r,
// which has scale pixels to a CSS pixel. The inputs are an image of side rows
// when side is not 0.
func ArrangeMatrix(out, in, side int, r Rect, scale float64) Matrix {
	inner := r.shrink(ImageMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
	best := Matrix{Out: out, In: in, Side: side, PerRow: 1, Columns: in, RowsDown: out}
	best.Cell = min(inner.W/float64(in), inner.H/float64(out))
	if side > 0 {
		best.Cell = 0
		for perRow := 1; perRow <= out; perRow++ {
			columns, rows := perRow*(side+1)-1, (out+perRow-1)/perRow*(side+1)-1
			if cell := min(inner.W/float64(columns), inner.H/float64(rows)); cell > best.Cell {
				best.Cell, best.PerRow, best.Columns, best.RowsDown = cell, perRow, columns, rows
			}
		}
	}
	best.Cell = min(best.Cell, mostCell*scale)
	if best.Cell > 1 { // whole pixels are sharp
		best.Cell = math.Floor(best.Cell)
	}
	w, h := best.Cell*float64(best.Columns), best.Cell*float64(best.RowsDown)
	best.Rect = Rect{X: math.Round(inner.X + (inner.W-w)/2), Y: math.Round(inner.Y + (inner.H-h)/2), W: w, H: h}
	return best
}

// Place is the cell of a weight, counted from the left and the top.
func (m *Matrix) Place(out, in int) (column, row int) {
	if m.Side == 0 {
		return in, out
	}
	return out%m.PerRow*(m.Side+1) + in%m.Side, out/m.PerRow*(m.Side+1) + in/m.Side
}

// At is the weight at a place on the screen.
func (m *Matrix) At(x, y float64) (out, in int, ok bool) {
	if x < m.Rect.X || y < m.Rect.Y {
		return 0, 0, false
	}
	column, row := int((x-m.Rect.X)/m.Cell), int((y-m.Rect.Y)/m.Cell)
	if column >= m.Columns || row >= m.RowsDown {
		return 0, 0, false
	}
	if m.Side == 0 {
		return row, column, true
	}
	tile := m.Side + 1
	if column%tile == m.Side || row%tile == m.Side {
		return 0, 0, false // between two images
	}
	out = row/tile*m.PerRow + column/tile
	return out, row%tile*m.Side + column%tile, out < m.Out
}

// ConnectionAt is the connection whose weight is at a place on the screen, nil
// if there is none. Layer is the place of the weights in a snapshot's Layers.
func (m *Matrix) ConnectionAt(layer int, x, y float64) *Connection {
	out, in, ok := m.At(x, y)
	if !ok {
		return nil
	}
	return &Connection{Layer: layer, Out: out, In: in}
}

// Square is where a weight is on the screen.
func (m *Matrix) Square(out, in int) Rect {
	column, row := m.Place(out, in)
	return Rect{X: m.Rect.X + float64(column)*m.Cell, Y: m.Rect.Y + float64(row)*m.Cell, W: m.Cell, H: m.Cell}
}

// Neuron is where all weights of a neuron are.
func (m *Matrix) Neuron(out int) Rect {
	first, last := m.Square(out, 0), m.Square(out, m.In-1)
	return Rect{X: first.X, Y: first.Y, W: last.X + last.W - first.X, H: last.Y + last.H - first.Y}
}

// Has tells whether there is such a weight.
func (m *Matrix) Has(out, in int) bool { return out >= 0 && out < m.Out && in >= 0 && in < m.In }

package layout

import "math"

// A Matrix is the layout of a picture of a layer's weights. Each weight is a square
// cell. Usually each neuron is a row of cells and each input a column. If the inputs
// are an image, the weights of each neuron are an image of the same size, and these
// images are arranged in rows.
type Matrix struct {
	Rect     Rect    // of all weights, in device pixels
	Cell     float64 // width and height of a cell
	Out, In  int     // neurons, inputs
	Image    Image   // of the weights of a neuron, in cells
	PerRow   int     // images in a row
	Columns  int     // cells across, with one between two images
	RowsDown int     // cells down, with one between two images
}

// maxCell is the largest size of a cell in CSS pixels.
const maxCell = 40

// ArrangeMatrix lays out the weights of out neurons with in inputs each in r. picture
// is the image that the inputs are.
func ArrangeMatrix(out, in int, picture Image, r Rect, scale float64) Matrix {
	inner := r.shrink(ImageMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
	best := Matrix{Out: out, In: in, Image: picture, PerRow: 1, Columns: in, RowsDown: out}
	best.Cell = min(inner.W/float64(in), inner.H/float64(out))
	if picture.Is() {
		best.Cell = 0
		for perRow := 1; perRow <= out; perRow++ {
			columns, rows := perRow*(picture.Width+1)-1, (out+perRow-1)/perRow*(picture.Height+1)-1
			if cell := min(inner.W/float64(columns), inner.H/float64(rows)); cell > best.Cell {
				best.Cell, best.PerRow, best.Columns, best.RowsDown = cell, perRow, columns, rows
			}
		}
	}
	best.Cell = min(best.Cell, maxCell*scale)
	if best.Cell > 1 { // whole pixels, for sharp edges
		best.Cell = math.Floor(best.Cell)
	}
	w, h := best.Cell*float64(best.Columns), best.Cell*float64(best.RowsDown)
	best.Rect = Rect{X: math.Round(inner.X + (inner.W-w)/2), Y: math.Round(inner.Y + (inner.H-h)/2), W: w, H: h}
	return best
}

// Place returns the column and row of a weight's cell, counted from the upper left.
func (m *Matrix) Place(out, in int) (column, row int) {
	if !m.Image.Is() {
		return in, out
	}
	w, h := m.Image.Width, m.Image.Height
	return out%m.PerRow*(w+1) + in%w, out/m.PerRow*(h+1) + in/w
}

// At returns the weight at a place. ok is false if there is none.
func (m *Matrix) At(x, y float64) (out, in int, ok bool) {
	if x < m.Rect.X || y < m.Rect.Y {
		return 0, 0, false
	}
	column, row := int((x-m.Rect.X)/m.Cell), int((y-m.Rect.Y)/m.Cell)
	if column >= m.Columns || row >= m.RowsDown {
		return 0, 0, false
	}
	if !m.Image.Is() {
		return row, column, true
	}
	w, h := m.Image.Width, m.Image.Height
	if column%(w+1) == w || row%(h+1) == h {
		return 0, 0, false // between two images
	}
	out = row/(h+1)*m.PerRow + column/(w+1)
	return out, row%(h+1)*w + column%(w+1), out < m.Out
}

// ConnectionAt returns the connection whose weight is at a place, nil if there is
// none. Layer is the index of the weights in a snapshot's Layers.
func (m *Matrix) ConnectionAt(layer int, x, y float64) *Connection {
	out, in, ok := m.At(x, y)
	if !ok {
		return nil
	}
	return &Connection{Layer: layer, Out: out, In: in}
}

// Square returns the cell of a weight.
func (m *Matrix) Square(out, in int) Rect {
	column, row := m.Place(out, in)
	return Rect{X: m.Rect.X + float64(column)*m.Cell, Y: m.Rect.Y + float64(row)*m.Cell, W: m.Cell, H: m.Cell}
}

// Neuron returns the rectangle around all weights of a neuron.
func (m *Matrix) Neuron(out int) Rect {
	first, last := m.Square(out, 0), m.Square(out, m.In-1)
	return Rect{X: first.X, Y: first.Y, W: last.X + last.W - first.X, H: last.Y + last.H - first.Y}
}

// Has reports whether the layer has a weight from input in to neuron out.
func (m *Matrix) Has(out, in int) bool { return out >= 0 && out < m.Out && in >= 0 && in < m.In }

// Package digit turns a digit that a person draws into an image like those of MNIST:
// fitted into a box, with its centre of mass in the middle (LeCun, Bottou, Bengio and
// Haffner, "Gradient-Based Learning Applied to Document Recognition", Proceedings of the
// IEEE 86, 1998).
package digit

import (
	"math"
	"strconv"
	"strings"
)

// The image in which a digit is fitted, and the pen, in pixels.
const (
	Side   = 28
	box    = 20.0 // the longer side of a digit, with its ink
	radius = 1.25 // of the pen, as in many images of MNIST
)

// A Point is a place on the paper; x goes to the right and y down.
type Point struct{ X, Y float64 }

// A Drawing is strokes of a pen, in any unit. The zero value is empty.
type Drawing struct{ strokes [][]Point }

// Begin puts the pen down.
func (d *Drawing) Begin(p Point) { d.strokes = append(d.strokes, []Point{p}) }

// To moves the pen, which is down.
func (d *Drawing) To(p Point) {
	last := len(d.strokes) - 1
	d.strokes[last] = append(d.strokes[last], p)
}

// Empty reports whether nothing is drawn.
func (d *Drawing) Empty() bool { return len(d.strokes) == 0 }

// Clear removes all strokes.
func (d *Drawing) Clear() { d.strokes = nil }

// Path returns the strokes as the path of an SVG drawing.
func (d *Drawing) Path() string {
	var out strings.Builder
	for _, stroke := range d.strokes {
		for i, p := range stroke {
			command := "L"
			if i == 0 {
				command = "M"
			}
			out.WriteString(command + decimal(p.X) + " " + decimal(p.Y))
		}
		if len(stroke) == 1 { // a line to where it begins is a dot
			out.WriteString("h0")
		}
	}
	return out.String()
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// Image returns the drawing as an image of 28×28 pixels, or of 14×14, row by row, from 0
// (paper) to 1 (ink). A pixel of the smaller image is the mean of four. The drawing is
// not empty.
func (d *Drawing) Image(side int) []float64 {
	lines := d.fitted()
	image := render(lines)
	x, y := centre(image)
	left, top, right, bottom := bounds(lines)
	// Moving must not push ink out of the image.
	dx := min(max(Side/2-x, radius-left), Side-radius-right)
	dy := min(max(Side/2-y, radius-top), Side-radius-bottom)
	for _, line := range lines {
		for i := range line {
			line[i].X += dx
			line[i].Y += dy
		}
	}
	image = render(lines)
	if side == Side {
		return image
	}
	return halved(image)
}

// fitted returns the strokes in the middle of the image, as large as the box allows,
// without a change of shape.
func (d *Drawing) fitted() [][]Point {
	left, top, right, bottom := bounds(d.strokes)
	scale := 0.0
	if size := max(right-left, bottom-top); size > 0 {
		scale = (box - 2*radius) / size
	}
	lines := make([][]Point, len(d.strokes))
	for i, stroke := range d.strokes {
		for _, p := range stroke {
			lines[i] = append(lines[i], Point{
				X: Side/2 + (p.X-(left+right)/2)*scale,
				Y: Side/2 + (p.Y-(top+bottom)/2)*scale,
			})
		}
	}
	return lines
}

// bounds returns the smallest rectangle around all points.
func bounds(lines [][]Point) (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, line := range lines {
		for _, p := range line {
			left, right = min(left, p.X), max(right, p.X)
			top, bottom = min(top, p.Y), max(bottom, p.Y)
		}
	}
	return left, top, right, bottom
}

// render draws lines, in pixels of the image. A pixel whose middle is within half a
// pixel of the edge of the ink is grey: 1 where the ink reaches half a pixel further, and
// 0 where it ends half a pixel before.
func render(lines [][]Point) []float64 {
	image := make([]float64, Side*Side)
	const reach = radius + 0.5
	for _, line := range lines {
		for i, a := range line {
			b := line[min(i+1, len(line)-1)]
			for row := max(int(min(a.Y, b.Y)-reach), 0); row <= min(int(max(a.Y, b.Y)+reach), Side-1); row++ {
				for column := max(int(min(a.X, b.X)-reach), 0); column <= min(int(max(a.X, b.X)+reach), Side-1); column++ {
					d := distance(Point{float64(column) + 0.5, float64(row) + 0.5}, a, b)
					ink := max(0, min(1, reach-d))
					image[row*Side+column] = max(image[row*Side+column], ink)
				}
			}
		}
	}
	return image
}

// distance returns how far p is from the line between a and b.
func distance(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	}
	return math.Hypot(p.X-a.X-along*dx, p.Y-a.Y-along*dy)
}

// centre returns the centre of mass of the ink.
func centre(image []float64) (x, y float64) {
	sum := 0.0
	for i, ink := range image {
		x += ink * (float64(i%Side) + 0.5)
		y += ink * (float64(i/Side) + 0.5)
		sum += ink
	}
	return x / sum, y / sum
}

// halved returns the image in half the size.
func halved(image []float64) []float64 {
	const half = Side / 2
	small := make([]float64, half*half)
	for i := range small {
		at := 2*(i/half)*Side + 2*(i%half)
		small[i] = (image[at] + image[at+1] + image[at+Side] + image[at+Side+1]) / 4
	}
	return small
}

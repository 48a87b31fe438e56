package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"bonsai/web"
	"bonsai/web/layout"
)

// A canvas is an image on which shapes with smooth edges are drawn.
type canvas struct {
	*image.RGBA
	raster  vector.Rasterizer
	cover   []uint8 // how much of each pixel in a shape's rectangle the shape covers, 0 to 255
	letters letters
}

var _ web.Pen = (*canvas)(nil)

func newCanvas(width, height int) *canvas {
	return &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, width, height)), letters: letters{}}
}

// A polygon is a closed path. Where two that are filled together overlap, one in
// the other direction makes a hole.
type polygon []web.Point

// stripWidth is the width in pixels of the strips in which shapes are filled.
const stripWidth = 32

// fill fills polygons with a colour of an opacity from 0 to 1. It goes from left to
// right in strips, each only as high as the shapes are there: a network has thousands
// of thin lines, whose surrounding rectangles are mostly empty.
func (c *canvas) fill(paint color.RGBA, opacity float64, shapes ...polygon) {
	box := around(shapes, math.Inf(-1), math.Inf(1)).Intersect(c.Bounds())
	strength := uint32(math.Round(opacity * 255))
	for left := box.Min.X; left < box.Max.X; left += stripWidth {
		right := min(left+stripWidth, box.Max.X)
		strip := around(shapes, float64(left), float64(right)).Intersect(c.Bounds())
		strip.Min.X, strip.Max.X = left, right
		if strip.Dy() > 0 {
			c.fillStrip(strip, shapes)
			c.paint(strip, paint, strength)
		}
	}
}

// fillStrip computes how much of each pixel in a strip the shapes cover.
func (c *canvas) fillStrip(strip image.Rectangle, shapes []polygon) {
	width, height := strip.Dx(), strip.Dy()
	c.raster.Reset(width, height)
	c.raster.DrawOp = draw.Src
	for _, shape := range shapes {
		for i, p := range shape {
			x, y := float32(p.X-float64(strip.Min.X)), float32(p.Y-float64(strip.Min.Y))
			if i == 0 {
				c.raster.MoveTo(x, y)
			} else {
				c.raster.LineTo(x, y)
			}
		}
		c.raster.ClosePath()
	}
	if len(c.cover) < width*height {
		c.cover = make([]uint8, width*height)
	}
	mask := &image.Alpha{Pix: c.cover[:width*height], Stride: width, Rect: image.Rect(0, 0, width, height)}
	c.raster.Draw(mask, mask.Rect, image.Opaque, image.Point{})
}

// paint blends the covered pixels of a strip with a colour of a strength from 0 to 255.
func (c *canvas) paint(strip image.Rectangle, paint color.RGBA, strength uint32) {
	width := strip.Dx()
	for y := range strip.Dy() {
		row := c.Pix[c.PixOffset(strip.Min.X, strip.Min.Y+y):]
		for x, covered := range c.cover[y*width : (y+1)*width] {
			if covered != 0 {
				blend(row[4*x:4*x+3], paint, uint32(covered)*strength)
			}
		}
	}
}

// blend covers a pixel with a share of a colour, from 0 to 255².
func blend(pixel []uint8, paint color.RGBA, share uint32) {
	const whole = 255 * 255
	for i, v := range [3]uint8{paint.R, paint.G, paint.B} {
		pixel[i] = uint8((uint32(pixel[i])*(whole-share) + uint32(v)*share + whole/2) / whole)
	}
}

// around returns the smallest rectangle of whole pixels that contains the edges of
// shapes, as far as they are between two columns.
func around(shapes []polygon, left, right float64) image.Rectangle {
	low, high := web.Point{X: math.Inf(1), Y: math.Inf(1)}, web.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, shape := range shapes {
		for i, p := range shape {
			q := shape[(i+1)%len(shape)]
			if p.X > q.X {
				p, q = q, p
			}
			if q.X < left || p.X > right {
				continue
			}
			begin, end := p, q
			if slope := (q.Y - p.Y) / (q.X - p.X); q.X > p.X {
				if p.X < left {
					begin = web.Point{X: left, Y: p.Y + slope*(left-p.X)}
				}
				if q.X > right {
					end = web.Point{X: right, Y: p.Y + slope*(right-p.X)}
				}
			}
			for _, e := range [...]web.Point{begin, end} {
				low.X, low.Y = min(low.X, e.X), min(low.Y, e.Y)
				high.X, high.Y = max(high.X, e.X), max(high.Y, e.Y)
			}
		}
	}
	if low.X > high.X {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y)))
}

// Rect implements web.Pen.
func (c *canvas) Rect(r layout.Rect, paint color.RGBA) {
	box := image.Rect(int(math.Round(r.X)), int(math.Round(r.Y)), int(math.Round(r.X+r.W)), int(math.Round(r.Y+r.H)))
	draw.Draw(c, box, image.NewUniform(paint), image.Point{}, draw.Src)
}

// Curve implements web.Pen.
func (c *canvas) Curve(from, to web.Point, s web.Stroke) {
	c.fill(s.Color, s.Opacity, curve(from, to, s.Width))
}

// Line implements web.Pen.
func (c *canvas) Line(from, to web.Point, s web.Stroke) {
	c.fill(s.Color, s.Opacity, line(from, to, s.Width))
}

// Circle implements web.Pen.
func (c *canvas) Circle(middle web.Point, radius float64, paint color.RGBA, edge web.Stroke) {
	c.fill(paint, 1, arc(middle, radius, 0, 1))
	switch half := edge.Width / 2; {
	case half == 0:
	case edge.Dashed:
		c.fill(edge.Color, edge.Opacity, dashes(middle, radius-half, radius+half)...)
	default:
		c.fill(edge.Color, edge.Opacity, arc(middle, radius+half, 0, 1), arc(middle, radius-half, 1, 0))
	}
}

// Squares implements web.Pen.
func (c *canvas) Squares(middles []web.Point, half float64, paint color.RGBA) {
	for _, p := range middles {
		c.fill(paint, 1, polygon{{X: p.X - half, Y: p.Y - half}, {X: p.X + half, Y: p.Y - half}, {X: p.X + half, Y: p.Y + half}, {X: p.X - half, Y: p.Y + half}})
	}
}

// Name implements web.Pen.
func (c *canvas) Name(end web.Point, size float64, name string, paint color.RGBA) {
	start := end.X - c.letters.width(name, size)
	c.write(web.Point{X: start, Y: end.Y + middle*size}, size, name, paint)
}

package layout

import "math"

// A Column is a layer of units in rows. Usually a row has one unit. In a layer with
// many units a row has several, each a little lower than the one to the left of it.
// If the units are an image, a row is a row of pixels.
type Column struct {
	X       float64 // middle of the column
	Top     float64 // y of the first unit's centre
	Pitch   float64 // distance from one row to the next
	Radius  float64 // of a unit; of a pixel, half the side
	Across  int     // units in a row
	Step    float64 // distance to the right from one unit of a row to the next
	Stagger float64 // distance downwards from one unit of a row to the next
}

// Limits of a column, in CSS pixels or as shares of another length.
const (
	maxPitch    = 64  // between the centres of two units
	minPitch    = 5   // a layer whose units would be closer has several in a row
	radiusShare = 0.4 // of a unit, as a share of the pitch
	widthShare  = 0.4 // of a column, as a share of the distance to the next layer
	stepShare   = 0.9 // Step as a share of Pitch, if rows have several units
)

// column lays out n units over the height of inner. Rows have several units only if
// needed, and no more than make the column as wide as width. The caller sets X.
func column(n int, inner Rect, scale, radius, width float64) Column {
	pitch := min(inner.H/float64(n), maxPitch*scale)
	across := 1
	if pitch > 0 && pitch < minPitch*scale {
		across = int(math.Ceil(minPitch * scale / pitch))
		for across > 1 && width < float64(across)*float64(across)*pitch*stepShare {
			across--
		}
	}
	c := Column{
		Top:    inner.Y + inner.H/2 - pitch*float64(n-1)/2,
		Pitch:  pitch * float64(across),
		Across: across,
	}
	c.Radius = min(radius, c.Pitch*radiusShare)
	if across > 1 {
		c.Step, c.Stagger = c.Pitch*stepShare, pitch
	}
	return c
}

// image lays out the pixels of an image at the left of inner. The image is as large
// as the height and a third of the width allow. If a pixel of the image is larger than
// one of the screen, it has a whole number of them, with a gap to the next.
func image(size Image, inner Rect) Column {
	pitch := min(inner.H/float64(size.Height), inner.W*imageWidth/float64(size.Width))
	if pitch > 1 {
		pitch = math.Floor(pitch)
	}
	left := math.Round(inner.X)
	top := math.Round(inner.Y + (inner.H-pitch*float64(size.Height))/2)
	return Column{
		X:      left + pitch*float64(size.Width)/2,
		Top:    top + pitch/2,
		Pitch:  pitch,
		Radius: (pitch - math.Floor(pitch/gapEvery)) / 2,
		Across: size.Width,
		Step:   pitch,
	}
}

const (
	imageWidth = 1.0 / 3 // largest width of an image, as a share of the picture
	gapEvery   = 8       // a pitch of this many pixels has one pixel of gap, twice as many two, …
)

// Unit returns the centre of a unit.
func (c *Column) Unit(index int) (x, y float64) {
	row, lane := index/c.Across, float64(index%c.Across)
	return c.X + (lane-float64(c.Across-1)/2)*c.Step, c.Top + float64(row)*c.Pitch + lane*c.Stagger
}

// Left returns the left edge of the leftmost units.
func (c *Column) Left() float64 { return c.X - c.halfWidth() }

// Right returns the right edge of the rightmost units.
func (c *Column) Right() float64 { return c.X + c.halfWidth() }

func (c *Column) halfWidth() float64 { return float64(c.Across-1)/2*c.Step + c.Radius }

// at returns the unit, of n, whose centre is nearest to a place. ok is false if it is
// farther away than reach, horizontally or vertically.
func (c *Column) at(x, y, reach float64, n int) (index int, ok bool) {
	if math.Abs(x-c.X) > c.halfWidth()-c.Radius+reach {
		return 0, false
	}
	best := math.Inf(1)
	lane := 0.0
	if c.Step > 0 {
		lane = (x-c.X)/c.Step + float64(c.Across-1)/2
	}
	for _, l := range [...]float64{math.Floor(lane), math.Ceil(lane)} {
		l = max(0, min(l, float64(c.Across-1)))
		row := math.Round((y - c.Top - l*c.Stagger) / c.Pitch)
		if !(row >= 0) || row*float64(c.Across)+l > float64(n-1) {
			continue
		}
		candidate := int(row)*c.Across + int(l)
		ux, uy := c.Unit(candidate)
		if dx, dy := math.Abs(x-ux), math.Abs(y-uy); dx <= reach && dy <= reach && math.Hypot(dx, dy) < best {
			index, ok, best = candidate, true, math.Hypot(dx, dy)
		}
	}
	return index, ok
}

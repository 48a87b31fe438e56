package layout

import "math"

// A Column is a layer of units on a lattice. Units are counted along a row of
// Across and then row by row, and every next unit of a row may be a little
// lower. So a column proper has one unit a row, a crowded one some, staggered,
// and an image as many as it has pixels.
type Column struct {
	X       float64 // of the middle
	Top     float64 // of the first centre
	Pitch   float64 // from one row to the next
	Radius  float64 // of a unit; half the side of a pixel
	Across  int     // units in a row
	Step    float64 // from one unit of a row to the next, to the right
	Stagger float64 // and downwards
}

// Limits of a column, in CSS pixels or as shares.
const (
	maxPitch    = 64  // between the centres of two units of a layer
	minPitch    = 5   // below it, rows have several units
	fillOfPitch = 0.4 // the largest radius, as a share of the pitch
	mostOfGap   = 0.4 // the largest width, as a share of the way to the next layer
	slant       = 0.9 // from lane to lane of a crowded column, as a share of the pitch
)

// column places n units in the height of inner, no wider than width as long
// as units can be told apart. Its X is left to the caller.
func column(n int, inner Rect, scale, radius, width float64) Column {
	pitch := min(inner.H/float64(n), maxPitch*scale)
	across := 1
	if pitch > 0 && pitch < minPitch*scale {
		across = int(math.Ceil(minPitch * scale / pitch))
		for across > 1 && width < float64(across)*float64(across)*pitch*slant {
			across--
		}
	}
	c := Column{
		Top:    inner.Y + inner.H/2 - pitch*float64(n-1)/2,
		Pitch:  pitch * float64(across),
		Across: across,
	}
	c.Radius = min(radius, c.Pitch*fillOfPitch)
	if across > 1 {
		c.Step, c.Stagger = c.Pitch*slant, pitch
	}
	return c
}

// image places the pixels of an image at the left of inner: as large as its
// height and a third of its width allow, and where that leaves a pixel any
// size, on whole pixels of the screen with a gap between them.
func image(side int, inner Rect) Column {
	pitch := min(inner.H, inner.W*mostOfWidth) / float64(side)
	if pitch > 1 {
		pitch = math.Floor(pitch)
	}
	left := math.Round(inner.X)
	top := math.Round(inner.Y + (inner.H-pitch*float64(side))/2)
	return Column{
		X:      left + pitch*float64(side)/2,
		Top:    top + pitch/2,
		Pitch:  pitch,
		Radius: (pitch - math.Floor(pitch/gapEvery)) / 2,
		Across: side,
		Step:   pitch,
	}
}

const (
	mostOfWidth = 1.0 / 3
	gapEvery    = 8 // pixels of the screen for each of the gap between an image's pixels
)

// Unit is the centre of a unit.
func (c *Column) Unit(index int) (x, y float64) {
	row, lane := index/c.Across, float64(index%c.Across)
	return c.X + (lane-float64(c.Across-1)/2)*c.Step, c.Top + float64(row)*c.Pitch + lane*c.Stagger
}

// Left and Right are the edges of the leftmost and the rightmost units.
func (c *Column) Left() float64  { return c.X - c.reach() }
func (c *Column) Right() float64 { return c.X + c.reach() }

func (c *Column) reach() float64 { return float64(c.Across-1)/2*c.Step + c.Radius }

// at is the unit, of n, whose centre is nearest to a place along both axes,
// provided it is no farther than reach along either.
func (c *Column) at(x, y, reach float64, n int) (index int, ok bool) {
	if math.Abs(x-c.X) > c.reach()-c.Radius+reach {
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

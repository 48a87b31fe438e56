package layout

import "math"

// Room around the bars of a histogram, in CSS pixels: the handle of ε reaches
// beyond them.
const (
	plotSide   = 14
	plotTop    = 10
	plotBottom = 16
)

// An Axis runs from 0 at the left edge of Plot to Max at its right edge.
type Axis struct {
	Max  float64
	Plot Rect
}

// NewAxis is the axis of a histogram in r whose largest value is maxAbs.
func NewAxis(maxAbs float64, r Rect, scale float64) Axis {
	return Axis{
		Max:  NiceMax(maxAbs),
		Plot: r.shrink(plotSide*scale, plotTop*scale, plotSide*scale, plotBottom*scale),
	}
}

// X is where a value is. Values that are not on the axis are at its ends.
func (a Axis) X(value float64) float64 {
	return a.Plot.X + a.Plot.W*max(0, min(1, value/a.Max))
}

// Value is the value at x, from 0 to Max.
func (a Axis) Value(x float64) float64 {
	if a.Plot.W <= 0 {
		return 0
	}
	return a.Max * max(0, min(1, (x-a.Plot.X)/a.Plot.W))
}

// NiceMax is the least of 1, 1.5, 2, 3, 5 times a power of ten that is above
// a value. So an axis does not move with every step of training, and an ε at
// its end is above every weight. What is not a positive number gets 1.
func NiceMax(value float64) float64 {
	if !(value > 0) || math.IsInf(value, 0) {
		return 1
	}
	for exponent := int(math.Floor(math.Log10(value))) - 1; ; exponent++ {
		for _, digits := range [...]float64{1, 1.5, 2, 3, 5} {
			if nice := timesPowerOfTen(digits, exponent); nice > value {
				return nice
			}
		}
	}
}

// timesPowerOfTen divides where the exponent is negative: powers of ten below
// 1 are not exact, and 0.15 should be.
func timesPowerOfTen(x float64, exponent int) float64 {
	if exponent < 0 {
		return x / math.Pow10(-exponent)
	}
	return x * math.Pow10(exponent)
}

package layout

import "math"

// Margins around the bars of the histogram, in CSS pixels. At the left there is room for
// the numbers of a scale, up to 100,000. The handle of ε is wider and higher than the bars.
const (
	plotLeft   = 44
	plotRight  = 14
	plotTop    = 10
	plotBottom = 16
)

// An Axis is a horizontal axis from 0 at the left edge of Plot to Max at the right, with
// bars on it of which the highest, as high as Plot, stands for Tallest weights.
type Axis struct {
	Max     float64
	Plot    Rect
	Tallest int
}

// NewAxis returns the axis of a histogram in r whose largest value is maxAbs.
func NewAxis(maxAbs float64, r Rect, scale float64) Axis {
	return Axis{
		Max:  NiceMax(maxAbs),
		Plot: r.shrink(plotLeft*scale, plotTop*scale, plotRight*scale, plotBottom*scale),
	}
}

// X returns the x of a value. Values outside the axis are at its ends.
func (a Axis) X(value float64) float64 {
	return a.Plot.X + a.Plot.W*max(0, min(1, value/a.Max))
}

// Value returns the value at x. It is 0 to Max, even if x is outside the axis.
func (a Axis) Value(x float64) float64 {
	if a.Plot.W <= 0 {
		return 0
	}
	return a.Max * max(0, min(1, (x-a.Plot.X)/a.Plot.W))
}

// Y returns the y at which a bar ends that stands for n weights. Its height is the square
// root of n, so that the few large weights can be seen beside the many small ones.
func (a Axis) Y(n int) float64 {
	return a.Plot.Y + a.Plot.H*(1-math.Sqrt(float64(n)/float64(max(a.Tallest, 1))))
}

// Counts returns two numbers of weights to write beside the bars, or one if the bars are
// low: round numbers, of which the larger is near the top and the smaller at most half as high.
func (a Axis) Counts() []int {
	upper := roundBelow(a.Tallest)
	if lower := roundBelow(upper / 4); lower > 0 && a.Y(lower)-a.Y(upper) >= countHeight {
		return []int{upper, lower}
	}
	return []int{upper}
}

// countHeight is the least distance of two numbers beside the bars, in CSS pixels.
const countHeight = 14

// roundBelow returns the largest number with one digit, followed by zeros, that is not
// above n, which is not negative.
func roundBelow(n int) int {
	unit := 1
	for n/unit >= 10 {
		unit *= 10
	}
	return n / unit * unit
}

// NiceMax returns the end of an axis for values up to value: the smallest number
// above it that is 1, 1.5, 2, 3 or 5 times a power of ten. So the axis does not
// change in every step of training, and an ε at its end prunes every weight. For a
// value that is not positive and finite it returns 1.
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

// timesPowerOfTen returns x·10^exponent. For a negative exponent it divides, because
// powers of ten below 1 are not exact floating-point numbers: 15/100 is 0.15, but
// 15·0.01 may not be.
func timesPowerOfTen(x float64, exponent int) float64 {
	if exponent < 0 {
		return x / math.Pow10(-exponent)
	}
	return x * math.Pow10(exponent)
}

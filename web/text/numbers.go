package text

import (
	"math"
	"strconv"

	"bonsai/engine/recipe"
)

// mostWritten is how many written numbers are kept. The next frame mostly
// writes the numbers of the last one again.
const mostWritten = 1000

// Number writes a number with the given number of decimal places. What is rounded to
// zero has no sign.
func (w *Words) Number(v float64, digits int) string {
	if math.Abs(v) < 0.5*math.Pow10(-digits) {
		v = 0
	}
	key := written{v, digits}
	text, ok := w.written[key]
	if !ok {
		if len(w.written) >= mostWritten {
			clear(w.written)
		}
		text = w.number(v, digits)
		w.written[key] = text
	}
	return text
}

// Count writes a whole number.
func (w *Words) Count(n int) string { return w.Number(float64(n), 0) }

// NotMeasured stands for a measurement where there are no data.
const NotMeasured = "–"

// Percent writes a share, 0 to 1, in per cent with one digit.
func (w *Words) Percent(share float64) string { return w.Number(100*share, 1) + " %" }

// Accuracy writes the share of samples that are classified right or, in
// regression, R².
func (w *Words) Accuracy(regression bool, v float64) string {
	if regression {
		return w.Number(v, 3)
	}
	return w.Percent(v)
}

// Amount writes how much a rule prunes: a share of the weights or a threshold.
func (w *Words) Amount(by string, v float64) string {
	if by == recipe.BySparsity {
		return w.Percent(v)
	}
	return "ε = " + w.Number(v, 4)
}

// Decimal writes a number for the value of a control, a file or an attribute:
// the same in every language, with all digits.
func Decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// Rounded writes a number for a control, with at most four decimal
// places: nobody reads more.
func Rounded(v float64) string { return Decimal(math.Round(v*1e4)/1e4 + 0) } // −0 becomes 0

// Weight writes a weight or a bias for a control, with five significant digits.
func Weight(w float32) string { return strconv.FormatFloat(float64(w), 'g', 5, 32) }

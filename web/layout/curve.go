package layout

import (
	"math"
	"sort"
)

// curveTolerance returns how far, in CSS pixels, the straight pieces of a connection
// may be from its curve. Among many lines nobody notices a small angle.
func curveTolerance(lines int) float64 {
	switch {
	case lines <= 400:
		return 0.25
	case lines <= 1500:
		return 0.5
	}
	return 1
}

// A Knot is a point of a connection's curve. Along is the share of the horizontal way
// at that point and Across the share of the vertical way, both 0 at the beginning and
// 1 at the end. Slope is the curve's slope in these units.
type Knot struct{ Along, Across, Slope float64 }

// knotAt returns the point at t, 0 to 1, of the cubic Bézier curve that leaves and
// arrives horizontally, with handles half as long as the horizontal way:
// Along = 3t(1−t)/2 + t³ and Across = 3t² − 2t³.
func knotAt(t float64) Knot {
	return Knot{
		Along:  1.5*t*(1-t) + t*t*t,
		Across: t * t * (3 - 2*t),
		Slope:  4 * t * (1 - t) / (1 - 2*t*(1-t)),
	}
}

// knotsOf[n] are the knots that divide the curve into n straight pieces with the
// smallest error. A piece of the width h is up to |y″|h²/8 from a curve with the
// second derivative y″. So the largest error of n pieces is smallest if each has the
// same share of ∫√|y″|dx; it is bend/n² then, with bend = (∫√|y″|dx)²/8. For this
// curve √|y″|dx = √(12v/(1+v²))dt, where v = |1−2t|.
var bend, knotsOf = func() (bend float64, knots [mostPieces + 1][]Knot) {
	const steps = 1000
	var sums [steps + 1]float64
	for i := range steps {
		v := math.Abs(1 - 2*(float64(i)+0.5)/steps)
		sums[i+1] = sums[i] + math.Sqrt(12*v/(1+v*v))/steps
	}
	for n := 1; n <= mostPieces; n++ {
		knots[n] = append(knots[n], knotAt(0))
		for i := 1; i < n; i++ {
			sum := sums[steps] * float64(i) / float64(n)
			after := sort.SearchFloat64s(sums[:], sum)
			t := float64(after) - (sums[after]-sum)/(sums[after]-sums[after-1])
			knots[n] = append(knots[n], knotAt(t/steps))
		}
		knots[n] = append(knots[n], knotAt(1))
	}
	return sums[steps] * sums[steps] / 8, knots
}()

// mostPieces is the largest number of pieces of a connection.
const mostPieces = 24

// Knots returns the knots of a connection whose ends differ by dy pixels in height.
// The larger the difference, the more knots it has.
func (a *Arrangement) Knots(dy float64) []Knot {
	pieces := math.Ceil(math.Sqrt(bend * math.Abs(dy) / (a.tolerance * a.Scale)))
	return knotsOf[int(max(1, min(pieces, mostPieces)))]
}

// Across returns the share of the vertical way at which a connection's curve is when
// it has gone a share of the horizontal way.
func Across(along float64) float64 {
	knots := knotsOf[mostPieces]
	i := 1
	for i < mostPieces && knots[i].Along < along {
		i++
	}
	p, q := knots[i-1], knots[i]
	return p.Across + (q.Across-p.Across)*(along-p.Along)/(q.Along-p.Along)
}

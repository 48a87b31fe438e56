package layout

import (
	"math"
	"sort"
)

// strayAmong is how far, in CSS pixels, the straight pieces of a connection may
// be from its curve among so many lines: in a crowd a bend is hardly seen.
func strayAmong(lines int) float64 {
	switch {
	case lines <= 400:
		return 0.25
	case lines <= 1500:
		return 0.5
	}
	return 1
}

// A Knot is a point of a connection, measured from its beginning: shares of
// the way to the right and of the way up or down, and the slope there, as a
// share of the slope of the straight line.
type Knot struct{ Along, Across, Slope float64 }

// knotAt is a point of the cubic Bézier curve that leaves and arrives
// horizontally, its handles half the way long:
// along 3t(1−t)/2 + t³, across 3t² − 2t³.
func knotAt(t float64) Knot {
	return Knot{
		Along:  1.5*t*(1-t) + t*t*t,
		Across: t * t * (3 - 2*t),
		Slope:  4 * t * (1 - t) / (1 - 2*t*(1-t)),
	}
}

// A piece of the width h strays by |y″|h²/8 from a curve whose second
// derivative is y″. So n pieces stray equally, and least, if each has the same
// share of ∫√|y″|dx, and that is as far as bend/n² then, bend = (∫√|y″|dx)²/8.
// Of this curve √|y″|dx = √(12v/(1+v²))dt, where v = |1−2t|.
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

const mostPieces = 24

// Knots are those of a connection that goes up or down by dy pixels: the
// farther, the more.
func (a *Arrangement) Knots(dy float64) []Knot {
	pieces := math.Ceil(math.Sqrt(bend * math.Abs(dy) / (a.stray * a.Scale)))
	return knotsOf[int(max(1, min(pieces, mostPieces)))]
}

// Across is how far up or down a connection has gone when it has gone a share
// of its way to the right.
func Across(along float64) float64 {
	knots := knotsOf[mostPieces]
	i := 1
	for i < mostPieces && knots[i].Along < along {
		i++
	}
	p, q := knots[i-1], knots[i]
	return p.Across + (q.Across-p.Across)*(along-p.Along)/(q.Along-p.Along)
}

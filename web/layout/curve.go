package layout

import "slices"

// The more lines, the fewer pieces each has: in a crowd the bend is hardly
// seen.
var segmentsUpTo = []struct{ lines, segments int }{
	{400, 24},
	{1500, 14},
	{MostLines, 10},
}

// A Knot is a point of a connection, measured from its beginning: shares of
// the way to the right and of the way up or down, and the slope there, as a
// share of the slope of the straight line.
//
// All connections have the same knots, so a network has one list of them.
type Knot struct{ Along, Across, Slope float64 }

// knots are points of the cubic Bézier curve that leaves and arrives
// horizontally, its handles half the way long:
// along 3t(1−t)/2 + t³, across 3t² − 2t³.
//
// t takes smaller steps near the ends, where the curve bends most.
func knots(lines int) []Knot {
	of := slices.IndexFunc(segmentsUpTo, func(limit struct{ lines, segments int }) bool { return lines <= limit.lines })
	return bent(segmentsUpTo[of].segments)
}

func bent(segments int) []Knot {
	list := make([]Knot, segments+1)
	for i := range list {
		u := float64(i) / float64(segments)
		t := u * u * (3 - 2*u)
		list[i] = Knot{
			Along:  1.5*t*(1-t) + t*t*t,
			Across: t * t * (3 - 2*t),
			Slope:  6 * t * (1 - t) / (1.5 - 3*t*(1-t)),
		}
	}
	return list
}

package layout

// Above these numbers of connections curves are drawn with fewer pieces, and
// then straight: in a crowd the bend is not seen.
const (
	manyConnections    = 1500
	tooManyConnections = 6000

	fineSegments   = 14
	coarseSegments = 7
)

// A Knot is a point of a connection, measured from its beginning: shares of
// the way to the right and of the way up or down, and the slope there, as a
// share of the slope of the straight line.
//
// All connections have the same knots, so a network has one list of them.
type Knot struct{ Along, Across, Slope float64 }

// knots are points of the cubic Bézier curve that leaves and arrives
// horizontally, its handles half the way long:
// along 3t(1−t)/2 + t³, across 3t² − 2t³.
func knots(connections int) []Knot {
	segments := fineSegments
	switch {
	case connections > tooManyConnections:
		return []Knot{{0, 0, 1}, {1, 1, 1}}
	case connections > manyConnections:
		segments = coarseSegments
	}
	list := make([]Knot, segments+1)
	for i := range list {
		t := float64(i) / float64(segments)
		list[i] = Knot{
			Along:  1.5*t*(1-t) + t*t*t,
			Across: t * t * (3 - 2*t),
			Slope:  6 * t * (1 - t) / (1.5 - 3*t*(1-t)),
		}
	}
	return list
}

package web

import (
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/web/layout"
)

// What comes and goes is added and taken off: in the end the fabric is what it
// would be if it were woven at once.
func TestPatchedFabricIsTheWholeOne(t *testing.T) {
	units := []int{20, 90, 90, 1}
	var c census
	c.reset(units)
	patched := newGap(layout.Arrange(units, 0, testRect, 1, 10), &c, 1)
	r := rand.New(rand.NewPCG(1, 1))
	bundles := make([]int, len(patched.from)*len(patched.to))
	for range 3*mostPatches + 7 {
		for range 20 {
			bundles[r.IntN(len(bundles))] = r.IntN(11)
		}
		patched.weave(bundles)
	}
	whole := newGap(layout.Arrange(units, 0, testRect, 1, 10), &c, 1)
	whole.weave(bundles)
	for place, want := range whole.field {
		if got := patched.field[place]; math.Abs(float64(got-want)) > 1e-3*max(1, float64(want)) {
			t.Fatalf("at %d the fabric is %v, must be %v", place, got, want)
		}
	}
	patched.full = twiceMean(whole.field)
	clear(bundles)
	patched.weave(bundles)
	for place := range patched.field {
		if o := patched.opacity(place); o != o || o > 0.02 {
			t.Fatalf("where nothing is kept the fabric's opacity is %v", o)
		}
	}
}

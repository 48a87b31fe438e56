package web

import (
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/web/layout"
)

// Differences are added to the field and subtracted from it. After many changes it must
// still be the field that is computed from the start.
func TestPatchedFabricIsTheWholeOne(t *testing.T) {
	units := []int{20, 90, 90, 1}
	var c census
	c.reset(units)
	patched := newGap(layout.Arrange(units, layout.Image{}, testRect, 1, 10), &c, 1)
	r := rand.New(rand.NewPCG(1, 1))
	bundles := make([]int, len(patched.from)*len(patched.to))
	for range 3*mostPatches + 7 {
		for range 20 {
			bundles[r.IntN(len(bundles))] = r.IntN(11)
		}
		patched.weave(bundles)
	}
	whole := newGap(layout.Arrange(units, layout.Image{}, testRect, 1, 10), &c, 1)
	whole.weave(bundles)
	for cell, want := range whole.field {
		if got := patched.field[cell]; math.Abs(float64(got-want)) > 1e-3*max(1, float64(want)) {
			t.Fatalf("cell %d of the field is %v, want %v", cell, got, want)
		}
	}
	patched.full = twiceMean(whole.field)
	clear(bundles)
	patched.weave(bundles)
	for cell := range patched.field {
		if o := patched.opacity(cell); o != o || o > 0.02 {
			t.Fatalf("with no connections the opacity is %v, want about 0", o)
		}
	}
}

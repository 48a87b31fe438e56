package prune

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDeadUnitsHaveNoPathInOrNoPathOut(t *testing.T) {
	// 3 inputs, 3 hidden, 2 hidden, 1 output.
	units := []int{3, 3, 2, 1}
	masks := [][]uint8{
		{
			1, 0, 0, // hidden 0 ← input 0
			0, 0, 0, // hidden 1 ← nothing
			0, 1, 0, // hidden 2 ← input 1
		},
		{
			1, 0, 0, // second 0 ← hidden 0
			0, 1, 1, // second 1 ← hidden 1, hidden 2
		},
		{1, 0}, // output ← second 0
	}
	want := [][]bool{
		{false, true, true}, // input 1 feeds hidden 2, from which no path leads to the output
		{false, true, true}, // hidden 1 has no path in, hidden 2 no path out
		{false, true},       // second 1 leads to no output
		{false},
	}
	got := Dead(units, masks)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
	masks[2][0] = 0
	for l, dead := range Dead(units, masks) {
		if slices.Contains(dead, false) {
			t.Errorf("layer %d has living units in a network cut through", l)
		}
	}
}

// By another method: the numbers of paths, multiplied out.
func TestDeadUnitsAreThoseWithoutPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	units := []int{5, 7, 1, 6, 3}
	for range 300 {
		masks := make([][]uint8, len(units)-1)
		for l := range masks {
			masks[l] = make([]uint8, units[l]*units[l+1])
			for i := range masks[l] {
				masks[l][i] = uint8(1 - min(r.IntN(4), 1))
			}
		}
		from, to := countPaths(units, masks)
		for l, dead := range Dead(units, masks) {
			for i, got := range dead {
				if want := from[l][i]*to[l][i] == 0; got != want {
					t.Fatalf("unit %d of layer %d has %d paths in and %d out, dead is %v", i, l, from[l][i], to[l][i], got)
				}
			}
		}
	}
}

// countPaths counts the paths from any input to each unit, and from it to any output.
func countPaths(units []int, masks [][]uint8) (from, to [][]int) {
	for _, n := range units {
		from, to = append(from, make([]int, n)), append(to, make([]int, n))
	}
	for i := range from[0] {
		from[0][i] = 1
	}
	last := len(masks)
	for i := range to[last] {
		to[last][i] = 1
	}
	for l, mask := range masks {
		for o := range units[l+1] {
			for i := range units[l] {
				from[l+1][o] += from[l][i] * int(mask[o*units[l]+i])
			}
		}
	}
	for l := last - 1; l >= 0; l-- {
		for o := range units[l+1] {
			for i := range units[l] {
				to[l][i] += to[l+1][o] * int(masks[l][o*units[l]+i])
			}
		}
	}
	return from, to
}

package cost_test

import (
	"strings"
	"testing"

	"bonsai/engine/cost"
	"bonsai/engine/recipe"
)

// The times are orders of magnitude, measured in Chromium on two cores.
func TestCostTellsLongAddressesFromShortOnes(t *testing.T) {
	const six = "#dataset=digits28&layers=300.300.300.300.300.300&steps="
	for _, c := range []struct {
		address  string
		from, to float64 // seconds
		left     int
	}{
		{"", 0, 1, 0},
		{"#steps=t10e,p:magnitude:global:s0.8,t5e", 0, 1, 0},
		{"#dataset=spiral&layers=8.8&steps=t20e,p:obs:global:e0.12,c,t5e", 0, 2, 0},
		{"#dataset=digits14&layers=30&steps=t5e,p:magnitude:global:s0.9,c,t5e", 0, 6, 0},
		{"#dataset=digits28&layers=300.100&steps=c", 1, 8, 0}, // 1.8 s
		{"#dataset=digits28&layers=1024.300&steps=p:random:global:s0.1,c", 8, 100, 1},
		{six + "t1000e", 100, 1e5, 1},
		{six + strings.TrimSuffix(strings.Repeat("p:obs:global:s0.01,c,", 100), ","), 300, 1e7, 199},
		{six + strings.TrimSuffix(strings.Repeat("q:codebook:256,q:off,", 500), ","), 100, 1e5, 0},
		{six + "g:magnitude:global:s0.9:cubic:10000000000", 1e6, 1e11, 1},
		{"#dataset=xor&layers=2&steps=t10000000000e", 1e4, 1e10, 1},
		{"#steps=t1e,d:8:2:0.5,t1e", 0, 2, 0},
	} {
		x, err := recipe.ParseAddress(c.address)
		if err != nil {
			t.Fatal(err)
		}
		name := c.address[:min(len(c.address), 90)]
		got := cost.Of(x, cost.Own{})
		if got.Seconds < c.from || got.Seconds > c.to || got.Ask != (c.from >= 8) {
			t.Errorf("%s: %.1f seconds, ask %v; want %v to %v", name, got.Seconds, got.Ask, c.from, c.to)
		}
		if c.left > 0 && got.Left != c.left || !got.Ask && got.Left != 0 {
			t.Errorf("%s: the short address leaves out %d operations, want %d", name, got.Left, c.left)
		}
		t.Logf("%s: %.2f s", name, got.Seconds)
	}
}

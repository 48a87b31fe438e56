package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// print writes a result as a table with the rate of each contender, fastest first, and
// its ratio to the rate of the best other library.
func (r result) print() {
	best := 0.0
	for name, rate := range r.Rates {
		if !ours(name) {
			best = max(best, rate)
		}
	}
	fmt.Printf("\n### %s\n| | %s | ratio to the best peer |\n|---|---|---|\n", r.Task, r.Unit)
	names := slices.SortedFunc(maps.Keys(r.Rates), func(a, b string) int { return cmp.Compare(r.Rates[b], r.Rates[a]) })
	for _, name := range names {
		ratio := "–"
		if best > 0 {
			ratio = fmt.Sprintf("%.2f×", r.Rates[name]/best)
		}
		fmt.Printf("| %s | %s | %s |\n", name, digits(r.Rates[name]), ratio)
	}
	for name, why := range r.Failed {
		fmt.Printf("| %s | failed: %s | |\n", name, why)
	}
}

// ours reports whether a contender is not another library.
func ours(name string) bool { return strings.HasPrefix(name, "Bonsai") || name == "registers" }

// digits returns a number with three significant digits and commas between thousands.
func digits(v float64) string {
	if v < 100 {
		return fmt.Sprintf("%.3g", v)
	}
	text, scale := "", 1.0
	for v/scale >= 1000 {
		scale *= 10
	}
	whole := int(v/scale+0.5) * int(scale)
	for ; whole >= 1000; whole /= 1000 {
		text = fmt.Sprintf(",%03d", whole%1000) + text
	}
	return fmt.Sprint(whole) + text
}

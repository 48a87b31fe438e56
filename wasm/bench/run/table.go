package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// print writes a work as a table: who did how much, and how much that is of
// the best peer's.
func (r result) print() {
	best := 0.0
	for name, rate := range r.Rates {
		if !ours(name) {
			best = max(best, rate)
		}
	}
	fmt.Printf("\n### %s\n| | %s | of the best peer |\n|---|---|---|\n", r.Work, r.Unit)
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

func ours(name string) bool { return strings.HasPrefix(name, "Bonsai") || name == "registers" }

// digits writes three significant digits.
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

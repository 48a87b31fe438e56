package table_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"bonsai/engine/table"
)

// TestCellsKeepTheirPlaceAcrossBlocks reads more rows than a block has, with numbers of
// all lengths, missing ones, and a column that only later records have.
func TestCellsKeepTheirPlaceAcrossBlocks(t *testing.T) {
	const n, later = 3000, 1500
	value := func(i int) float64 { return float64(i*i%7919) / float64(int(1)<<(i%12)) } // up to 16 digits
	missing := func(i int) bool { return i%5 == 3 }
	var csv, records strings.Builder
	csv.WriteString("a,b,class\n")
	for i := range n {
		b := fmt.Sprint(-value(i))
		if missing(i) {
			b = ""
		}
		fmt.Fprintf(&csv, "%v,%s,%c\n", value(i), b, 'p'+i%2)
		if missing(i) || i < later {
			fmt.Fprintf(&records, "{\"a\": %v, \"class\": \"%c\"}\n", value(i), 'p'+i%2)
		} else {
			fmt.Fprintf(&records, "{\"a\": %v, \"class\": \"%c\", \"b\": %s}\n", value(i), 'p'+i%2, b)
		}
	}
	for _, c := range []struct {
		text   string
		target int
		starts int // where b has its first value
	}{{csv.String(), 2, 0}, {"[" + strings.ReplaceAll(strings.TrimSpace(records.String()), "\n", ",") + "]", 1, later}} {
		opened, err := open([]byte(c.text), table.Want{})
		if err != nil {
			t.Fatal(err)
		}
		choices := opened.Suggest().Choices
		choices.Target, choices.Task, choices.Missing = c.target, table.Classification, table.Fill
		rows, err := opened.Rows(choices)
		if err != nil {
			t.Fatal(err)
		}
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		a, b, classes := rows.Values(nil, 0, all), rows.Values(nil, 1, all), rows.Goals(nil, all)
		for i := range n {
			wantB := -value(i)
			if missing(i) || i < c.starts {
				wantB = math.NaN()
			}
			sameB := b[i] == wantB || math.IsNaN(b[i]) && math.IsNaN(wantB)
			if a[i] != value(i) || !sameB || classes[i] != float64(i%2) {
				t.Fatalf("row %d is %v, %v, class %v; want %v, %v, class %d", i, a[i], b[i], classes[i], value(i), wantB, i%2)
			}
		}
	}
}

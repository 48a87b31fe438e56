package table_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"bonsai/engine/table"
)

// wideTable writes a CSV of numbers with digits decimals and a class.
func wideTable(rows, columns, digits int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b []byte
	for j := range columns {
		b = append(b, "column"...)
		b = strconv.AppendInt(b, int64(j), 10)
		b = append(b, ',')
	}
	b = append(b, "class\n"...)
	for range rows {
		for range columns {
			b = strconv.AppendFloat(b, r.NormFloat64()*10, 'f', digits, 64)
			b = append(b, ',')
		}
		b = append(b, 'a'+byte(r.IntN(3)), '\n')
	}
	return b
}

// BenchmarkOpen opens tables of the largest sizes that should open within five
// seconds in a browser, through to the inputs of a network.
func BenchmarkOpen(b *testing.B) {
	for _, size := range []struct {
		name                  string
		rows, columns, digits int
	}{
		{"200000x20", 200_000, 20, 3},
		{"20000x1000", 20_000, 1000, 3},
		{"200000x20-full-precision", 200_000, 20, 16},
	} {
		b.Run(size.name, func(b *testing.B) {
			file := wideTable(size.rows, size.columns, size.digits)
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				t, err := open(file, table.Want{})
				if err != nil {
					b.Fatal(err)
				}
				choices := t.Suggest().Choices
				t.Preview(choices)
				rows, err := t.Rows(choices)
				if err != nil {
					b.Fatal(err)
				}
				order := rows.Order(1)
				p := rows.Fit(order[:rows.N*4/5])
				p.Inputs(rows, order)
				p.Targets(rows, order)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/table")
		})
	}
}

package table_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"bonsai/engine/table"
	"bonsai/engine/table/text"
)

// A generated table has the columns length, count, colour, ripe and kind; NaN
// and "" are missing. Prices of more than 1000 are in count.
type generated struct {
	length, count []float64
	colour, ripe  []string
	kind          []string
}

var colours = []string{"red", "dark blue", "grün", "a, b", `6" wide`, "x;y"}

func generate(seed uint64, n int) generated {
	r := rand.New(rand.NewPCG(seed, 7))
	var g generated
	orMissing := func(v float64) float64 {
		if r.IntN(12) == 0 {
			return math.NaN()
		}
		return v
	}
	for range n {
		g.length = append(g.length, orMissing(math.Round(r.NormFloat64()*1e4)/1e3))
		g.count = append(g.count, orMissing(float64(r.IntN(3_000_000))))
		g.colour = append(g.colour, colours[r.IntN(len(colours))])
		g.ripe = append(g.ripe, []string{"yes", "no", "no", ""}[r.IntN(4)])
		g.kind = append(g.kind, []string{"Äpfel", "Birne", "Kiwi"}[r.IntN(3)])
	}
	return g
}

// A form is one way to write a table.
type form struct {
	separator, decimal, group, missing, lineEnd string
	quote                                       byte
	quoteAll, header, mark                      bool
	encoding                                    text.Encoding
}

func (f form) String() string {
	type plain form // without this method
	return fmt.Sprintf("%+v", plain(f))
}

func (f form) number(v float64) string {
	if math.IsNaN(v) {
		return f.missing
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	whole, decimals, found := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && f.group != ""; i -= 3 {
		whole = whole[:i] + f.group + whole[i:]
	}
	if v < 0 {
		whole = "-" + whole
	}
	if found {
		whole += f.decimal + decimals
	}
	return f.quoted(whole)
}

func (f form) quoted(s string) string {
	if !f.quoteAll && !strings.ContainsAny(s, f.separator+"\"'\n ") {
		return s
	}
	q := string(f.quote)
	return q + strings.ReplaceAll(s, q, q+q) + q
}

func (f form) word(s string) string {
	if s == "" {
		return f.missing
	}
	return f.quoted(s)
}

func (g generated) write(f form) []byte {
	var b strings.Builder
	if f.header {
		b.WriteString(strings.Join([]string{f.quoted("length"), f.quoted("count"), f.quoted("colour"), f.quoted("ripe"), f.quoted("kind")}, f.separator) + f.lineEnd)
	}
	for i := range g.kind {
		b.WriteString(strings.Join([]string{
			f.number(g.length[i]), f.number(g.count[i]), f.word(g.colour[i]), f.word(g.ripe[i]), f.word(g.kind[i]),
		}, f.separator) + f.lineEnd)
	}
	return encode(b.String(), f.encoding, f.mark)
}

func encode(s string, encoding text.Encoding, mark bool) []byte {
	if mark && encoding != text.Windows1252 {
		s = "\ufeff" + s
	}
	var b []byte
	switch encoding {
	case text.UTF16LE:
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
	case text.UTF16BE:
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u>>8), byte(u))
		}
	case text.Windows1252:
		for _, r := range s {
			b = append(b, byte(r)) // the characters used are below U+0100
		}
	default:
		b = []byte(s)
	}
	return b
}

// forms lists combinations of all ways to write a table.
func forms() []form {
	var list []form
	for _, separator := range []string{",", ";", "\t", "|", " "} {
		for _, number := range [][2]string{{".", ""}, {",", ""}, {".", ","}, {",", "."}, {",", "\u00a0"}, {".", "'"}} {
			for _, missing := range []string{"", "NA", "?"} {
				if missing == "" && separator == " " {
					continue // nothing between spaces is nothing
				}
				for _, encoding := range []text.Encoding{text.UTF8, text.UTF16LE, text.UTF16BE, text.Windows1252} {
					for k := range 4 {
						list = append(list, form{
							separator: separator, decimal: number[0], group: number[1], missing: missing, encoding: encoding,
							lineEnd: []string{"\n", "\r\n", "\r", "\n"}[k], quote: `"'""`[k], quoteAll: k >= 2,
							header: k != 3, mark: k%2 == 0,
						})
					}
				}
			}
		}
	}
	return list
}

// TestEveryFormOfATableGivesTheSameMatrix writes generated tables in all
// combinations of separator, decimal sign, groups, quotes, encoding, header,
// line ends and marks for missing values. All must be detected, and give the
// inputs and targets that the reference below computes from the values
// themselves.
func TestEveryFormOfATableGivesTheSameMatrix(t *testing.T) {
	for i, f := range forms() {
		g := generate(uint64(i), 60)
		tab, err := open(g.write(f), table.Want{})
		if err != nil {
			t.Errorf("%v: %v", f, err)
			continue
		}
		choices := tab.Suggest().Choices
		if i%3 == 1 {
			choices.Missing = table.DropRows
		} else if i%3 == 2 {
			choices.Missing = table.FillIndicator
		}
		rows, err := tab.Rows(choices)
		if err != nil {
			t.Errorf("%v: %v", f, err)
			continue
		}
		g.checkAgainst(t, f, rows, choices.Missing)
	}
}

// checkAgainst compares the inputs with those of the reference.
func (g generated) checkAgainst(t *testing.T, f form, rows *table.Rows, missing table.Missing) {
	t.Helper()
	if missing == table.DropRows {
		g = g.complete()
	}
	if rows.N != len(g.kind) {
		t.Errorf("%v: %d rows; want %d", f, rows.N, len(g.kind))
		return
	}
	order := rows.Order(3)
	training, _ := table.Split(order, 0.7)
	p := rows.Fit(training)
	x, y := p.Inputs(rows, order), p.Targets(rows, order)
	wantX, wantY := g.reference(order, training, missing == table.FillIndicator)
	if !slices.Equal(y, wantY) {
		t.Errorf("%v: the targets are %v; want %v", f, y, wantY)
	}
	if len(x) != len(wantX) {
		t.Errorf("%v: %d inputs; want %d", f, len(x), len(wantX))
		return
	}
	for i := range x {
		if math.Abs(float64(x[i]-wantX[i])) > 1e-6 {
			width := len(x) / len(y)
			t.Errorf("%v: row %d has the inputs %v; want %v", f, i/width, x[i/width*width:][:width], wantX[i/width*width:][:width])
			return
		}
	}
}

// complete returns the rows without missing values.
func (g generated) complete() generated {
	var c generated
	for i := range g.kind {
		if math.IsNaN(g.length[i]) || math.IsNaN(g.count[i]) || g.ripe[i] == "" {
			continue
		}
		c.length, c.count = append(c.length, g.length[i]), append(c.count, g.count[i])
		c.colour, c.ripe, c.kind = append(c.colour, g.colour[i]), append(c.ripe, g.ripe[i]), append(c.kind, g.kind[i])
	}
	return c
}

// reference computes inputs and targets by the definitions, row by row.
func (g generated) reference(order, training []int, indicators bool) (x, y []float32) {
	scaled := func(column []float64, i int) []float32 {
		var sum, squares, n float64
		for _, j := range training {
			if v := column[j]; !math.IsNaN(v) {
				sum, squares, n = sum+v, squares+v*v, n+1
			}
		}
		mean := sum / n
		deviation := math.Sqrt(squares/n - mean*mean)
		if math.IsNaN(column[i]) {
			return mark(indicators && n < float64(len(training)), 0, true)
		}
		return mark(indicators && n < float64(len(training)), float32((column[i]-mean)/deviation), false)
	}
	for _, i := range order {
		x = append(x, scaled(g.length, i)...)
		x = append(x, scaled(g.count, i)...)
		for _, c := range slices.Sorted(slices.Values(colours)) {
			if slices.ContainsFunc(training, func(j int) bool { return g.colour[j] == c }) {
				x = append(x, oneIf(g.colour[i] == c))
			}
		}
		yes, present := 0, 0
		for _, j := range training {
			yes += int(oneIf(g.ripe[j] == "yes"))
			present += int(oneIf(g.ripe[j] != ""))
		}
		value := oneIf(g.ripe[i] == "yes" || g.ripe[i] == "" && 2*yes > present)
		x = append(x, mark(indicators && present < len(training), value, g.ripe[i] == "")...)
		y = append(y, float32(slices.Index([]string{"Birne", "Kiwi", "Äpfel"}, g.kind[i])))
	}
	return x, y
}

func mark(indicator bool, v float32, missing bool) []float32 {
	if indicator {
		return []float32{v, oneIf(missing)}
	}
	return []float32{v}
}

func oneIf(is bool) float32 {
	if is {
		return 1
	}
	return 0
}

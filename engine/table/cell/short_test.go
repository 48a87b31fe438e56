package cell

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestNumbersAgreeWithNumber compares both ways to read a cell for random cells of few
// different bytes, of which many are numbers.
func TestNumbersAgreeWithNumber(t *testing.T) {
	const bytes = "0123456789.,-+0059..,e /:x\x00\xff"
	r := rand.New(rand.NewPCG(1, 2))
	short := 0
	for range 1_000_000 {
		text := make([]byte, 16)
		for i := range text {
			text[i] = bytes[r.IntN(len(bytes))]
		}
		b := text[:r.IntN(11)]
		style := Style{Comma: r.IntN(2) == 0}
		dst := []float64{0}
		style.Numbers(dst, [][]byte{b})
		if v, ok := style.Number(b); !math.IsNaN(dst[0]) && (!ok || math.Float64bits(v) != math.Float64bits(dst[0])) {
			t.Fatalf("%q is %v, but Number says %v, %v", b, dst[0], v, ok)
		}
		if !math.IsNaN(dst[0]) {
			short++
		}
	}
	if short < 10_000 {
		t.Errorf("of 1,000,000 cells %d were read; want more than 10,000", short)
	}
}

func TestNumbersReadsShortCells(t *testing.T) {
	text := []byte("0,1,-1,+2,0.5,.5,5.,-0.0,12345678,-1234567,123.4567,-11.253,99999999,007,-,.,1e5,123456789,1 ,,x,3")
	want := []float64{0, 1, -1, 2, 0.5, 0.5, 5, 0, 12345678, -1234567, 123.4567, -11.253, 99999999}
	var cells [][]byte
	begin := 0
	for i, c := range text {
		if c == ',' {
			cells = append(cells, text[begin:i])
			begin = i + 1
		}
	}
	cells = append(cells, text[begin:]) // near the end of the text
	dst := make([]float64, len(cells))
	Style{}.Numbers(dst, cells)
	for i, v := range dst {
		if i < len(want) && math.Float64bits(v) != math.Float64bits(want[i]) || i >= len(want) && !math.IsNaN(v) {
			t.Errorf("%q is %v", cells[i], v)
		}
	}
}

// TestNumberRefusesOnlyWhatIsNone compares Number, which gives up at the first byte that
// no number has there, with the way that reads every form, for random cells.
func TestNumberRefusesOnlyWhatIsNone(t *testing.T) {
	parts := []string{"0", "1", "12", "345", "678", ".", ",", "'", "’", " ", "\u00a0", "-", "+", "\u2212", "$", "€", "%", "e", "E", "x", "/", ":", "\xff"}
	r := rand.New(rand.NewPCG(3, 4))
	numbers := 0
	for range 1_000_000 {
		var b []byte
		for range r.IntN(7) {
			b = append(b, parts[r.IntN(len(parts))]...)
		}
		style := Style{Group: "\x00, '"[r.IntN(4)]}
		if r.IntN(2) == 0 {
			style = Style{Comma: true, Group: "\x00. '"[r.IntN(4)]}
		}
		want, isNumber := style.general(b)
		if v, ok := style.Number(b); ok != isNumber || math.Float64bits(v) != math.Float64bits(want) {
			t.Fatalf("%q in %+v is %v, %v; want %v, %v", b, style, v, ok, want, isNumber)
		}
		if isNumber {
			numbers++
		}
	}
	if numbers < 10_000 {
		t.Errorf("of 1,000,000 cells %d are numbers; want more than 10,000", numbers)
	}
}

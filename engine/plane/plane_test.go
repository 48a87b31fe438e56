package plane

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// sin 0.5 = 0.479425538604203, sin 2 = 0.909297426825682 (Abramowitz and
// Stegun, table 4.6).
func TestExpandComputesEveryInput(t *testing.T) {
	got := Expand(nil, []float32{2, -0.5, 0, 0}, Inputs)
	want := []float32{
		2, -0.5, 4, 0.25, -1, 0.909297426825682, -0.479425538604203,
		0, 0, 0, 0, 0, 0, 0,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestExpandKeepsTheOrderOfInputs(t *testing.T) {
	got := Expand(nil, []float32{3, 5, 7, -2}, []string{"x2", "x1x2", "x1"})
	want := []float32{5, 15, 3, -2, -14, 7}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestExpandReusesTheSliceItIsGiven(t *testing.T) {
	dst := make([]float32, 3, 8)
	got := Expand(dst, []float32{1, 2, 3, 4}, []string{"x1", "x2"})
	if !slices.Equal(got, []float32{1, 2, 3, 4}) {
		t.Errorf("got %v, want 1 2 3 4", got)
	}
	if &got[0] != &dst[0] {
		t.Error("a new slice was made although the old one had room")
	}
	if got := Expand(nil, nil, Inputs); len(got) != 0 {
		t.Errorf("no points gave %v", got)
	}
}

func TestSinesAreThoseOfTheCoordinatesEverywhereInThePlane(t *testing.T) {
	for x := float32(-Span); x <= Span; x += 0.37 {
		got := Expand(nil, []float32{x, -x}, []string{"sinx1", "sinx2"})
		if want := math.Sin(float64(x)); math.Abs(float64(got[0])-want) > 1e-7 || got[1] != -got[0] {
			t.Errorf("sin ±%v = %v, want ±%v", x, got, want)
		}
	}
}

func TestAnUnknownInputPanicsWithItsName(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, `"x3"`) || !strings.Contains(said, "x1x2") {
			t.Errorf("the panic says %q, want the unknown name and the list of inputs", said)
		}
	}()
	Expand(nil, []float32{1, 2}, []string{"x1", "x3"})
}

// Four cells of width 3 across: their middles are at −4.5, −1.5, 1.5 and 4.5.
func TestCellsOfAGridByHand(t *testing.T) {
	for _, c := range []struct {
		row, column, n int
		x, y           float32
	}{
		{0, 0, 4, -4.5, 4.5}, {0, 3, 4, 4.5, 4.5}, {3, 0, 4, -4.5, -4.5}, {2, 1, 4, -1.5, -1.5},
		{0, 0, 1, 0, 0}, {1, 1, 3, 0, 0}, {2, 0, 3, -4, -4},
	} {
		if x, y := Cell(c.row, c.column, c.n); x != c.x || y != c.y {
			t.Errorf("row %d, column %d of %d: (%v, %v), want (%v, %v)", c.row, c.column, c.n, x, y, c.x, c.y)
		}
	}
}

package exchange

import (
	"math"
	"slices"
	"testing"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// What is written makes the same inputs of a row as preprocessing does.
func TestColumnsAreThePreprocessing(t *testing.T) {
	p := &preprocess.Preprocessing{
		Fill: true,
		Columns: []preprocess.Column{
			{Name: "id", Type: cell.Number},
			{Name: "age", Type: cell.Number, Use: true, Mean: 40.5, Deviation: 12},
			{Name: "always 7", Type: cell.Number, Use: true, Mean: 7, Indicator: true},
			{Name: "member", Type: cell.YesNo, Use: true, FillIn: 1},
			{Name: "colour", Type: cell.Category, Use: true, Categories: []string{"red", "green"}, Other: true, FillIn: 1, Indicator: true},
			{Name: "town", Type: cell.Category, Use: true, Categories: []string{"Köln", "Bonn"}},
			{Name: "nothing", Type: cell.Category, Use: true},
		},
		Target: preprocess.Target{Name: "income", Mean: 31000, Deviation: 9000},
	}
	n := &Network{Layers: []Layer{{In: p.Width()}}}
	if err := n.Preprocess(p); err != nil {
		t.Fatal(err)
	}
	if width(n.Columns) != p.Width() || *n.Target != (Scale{31000, 9000}) {
		t.Fatalf("the columns become %d inputs, want %d; the target is %v", width(n.Columns), p.Width(), n.Target)
	}
	nan := math.NaN()
	for _, test := range []struct {
		row    []any     // as the person's file has it
		values []float64 // as a written file takes it
	}{
		{[]any{1.0, 52.0, 7.0, "yes", "red", "Bonn", "x"}, []float64{52, 7, 1, 0, 1}},
		{[]any{2.0, 20.0, 8.0, "no", "blue", "Mainz", "x"}, []float64{20, 8, 0, 2, 2}},
		{[]any{3.0, nil, nil, nil, nil, nil, nil}, []float64{nan, nan, nan, nan, nan}},
	} {
		want, err := p.Rows([]any{test.row})
		if err != nil {
			t.Fatal(err)
		}
		if got := n.features(test.values); !slices.Equal(got, want) {
			t.Errorf("%v becomes %v, want %v", test.row, got, want)
		}
	}
	n.Layers[0].In++
	if err := n.Preprocess(p); err == nil {
		t.Error("one input too many: no error")
	}
}

package samples

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

// Points are drawn in tenths: (10, −25) is (1, −2.5).
func TestDrawnPointsAreSamples(t *testing.T) {
	r := recipe.Default()
	r.Dataset, r.TrainShare = recipe.DrawnDataset, 50
	r.Points = []int{10, -25, 1, -10, 25, 0, 11, -25, 1, -11, 25, 0}
	s, err := New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, p := range append(pointsOf(s.Train, false), pointsOf(s.Test, true)...) {
		all[fmt.Sprint(p.X, p.Y, p.Label)] = true
	}
	for _, want := range []string{"1 -2.5 1", "-1 2.5 0", "1.1 -2.5 1", "-1.1 2.5 0"} {
		if !all[want] {
			t.Errorf("there is no %s among %v", want, all)
		}
	}
	if s.Train.N != 2 || s.Test.N != 2 {
		t.Errorf("%d training and %d test samples", s.Train.N, s.Test.N)
	}
	if _, err := s.Rows([]any{[]any{1.0}}); problem(err) != "row" {
		t.Errorf("a point of one number: %v", err)
	}
	if _, err := s.Rows([]any{[]any{1.0, "2"}}); problem(err) != "cell" {
		t.Errorf("a point with a text: %v", err)
	}
}

// The error says how another file differs, as far as the recipe knows.
func TestAnotherFileIsRefused(t *testing.T) {
	_, r := read(t, prices(100))
	same, _ := read(t, prices(99))
	wider, _ := read(t, File{"wider.csv", []byte("a,b,c,d\n1,2,3,4\n2,3,4,5\n3,4,5,6\n")})
	images, labels := idx(20)
	for code, files := range map[string]*Files{
		"ownOther": same, "ownColumns": wider, "ownMissing": readAll(t, images, labels),
	} {
		if _, err := New(r, files); problem(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	if _, err := New(r, nil); problem(err) != "ownMissing" {
		t.Errorf("without files: %v", err)
	}
}

// Test samples are shown as the table has them: every row is 1000·size +
// 50,000·rooms, the target aside, and none of them is a training row.
func TestTestRowsAreThoseOfTheFile(t *testing.T) {
	files, r := read(t, prices(20))
	s, err := New(r, files)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range s.Test.N {
		cells := s.TestRow(i)
		if len(cells) != 2 || cells[0].Name != "size" || cells[1].Name != "rooms" {
			t.Fatalf("row %d: %+v", i, cells)
		}
		var size, rooms int
		fmt.Sscan(cells[0].Text, &size)
		fmt.Sscan(cells[1].Text, &rooms)
		want := float64(1000*size + 50000*rooms)
		if got := s.Value(s.Test.Y[i]); got < want-0.1 || got > want+0.1 {
			t.Errorf("row %d, of size %d with %d rooms, costs %v", i, size, rooms, got)
		}
		seen[cells[0].Text] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d different rows of 6 are shown", len(seen))
	}
}

// Links from before there was Reading name the target column by its number.
func TestOldLinksReadATableByItsColumn(t *testing.T) {
	files, r := read(t, File{"plants.csv", []byte("kind,width,height\n" + strings.Repeat("tree,1,5\nbush,3,2\n", 10))})
	r.Reading, r.LabelColumn, r.TrainShare = "", 1, 50
	s, err := New(r, files)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(s.Inputs) != "[width height]" || fmt.Sprint(s.Names) != "[bush tree]" || s.Classes != 2 || s.Train.N != 10 {
		t.Errorf("inputs %v, classes %v, %d training samples", s.Inputs, s.Names, s.Train.N)
	}
	r.LabelColumn = 9
	if _, err := New(r, files); err == nil || !strings.Contains(err.Error(), "9") {
		t.Errorf("the ninth of three columns: %v", err)
	}
}

package samples

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/table"
)

// prices has a price of 1000·size + 50,000·rooms, rows in order of size.
func prices(rows int) File {
	var b strings.Builder
	b.WriteString("size,rooms,price\n")
	for i := range rows {
		fmt.Fprintf(&b, "%d,%d,%d\n", 40+i, 1+i%4, 1000*(40+i)+50000*(1+i%4))
	}
	return File{"prices.csv", []byte(b.String())}
}

func read(t *testing.T, f File) (*Files, *recipe.Recipe) {
	t.Helper()
	files, err := Read([]File{f})
	if err != nil {
		t.Fatal(err)
	}
	r := recipe.Default()
	r.Dataset, r.Own, r.Reading = recipe.OwnDataset, files.Digest, files.Reading
	return files, &r
}

func TestAPriceIsARegressionInItsOwnUnits(t *testing.T) {
	files, r := read(t, prices(100))
	s, err := New(r, files)
	if err != nil {
		t.Fatal(err)
	}
	if s.Classes != 0 || s.Table.Target != "price" || s.Train.N != 70 || s.Test.N != 30 {
		t.Fatalf("%d classes, target %s, %d and %d samples", s.Classes, s.Table.Target, s.Train.N, s.Test.N)
	}
	// Standardised targets have mean 0 and variance 1 over the training rows.
	var sum, squares float64
	for _, y := range s.Train.Y {
		sum += float64(y)
		squares += float64(y) * float64(y)
	}
	if math.Abs(sum/70) > 1e-5 || math.Abs(squares/70-1) > 1e-5 {
		t.Errorf("the targets have mean %v and variance %v", sum/70, squares/70)
	}
	if got := s.Value(0); got != s.Table.Mean || s.Value(1) != s.Table.Mean+s.Table.Deviation {
		t.Errorf("an output of 0 is %v, the mean is %v", got, s.Table.Mean)
	}
	if got, want := s.Units(), s.Table.Deviation*s.Table.Deviation; got != want {
		t.Errorf("the units of the loss are %v, want %v", got, want)
	}
}

// A fold's validation rows have no say in what it is fitted to: an outlier among
// them leaves the means alone.
func TestAFoldIsFittedToItsOwnTrainingRows(t *testing.T) {
	f := prices(60)
	f.Bytes = append(f.Bytes, "1000000000,2,3\n"...)
	files, r := read(t, f)
	r.TrainShare = 90
	s, err := New(r, files)
	if err != nil {
		t.Fatal(err)
	}
	small, large := 0, 0
	for i := range 5 {
		fold, err := s.Fold(5, i)
		if err != nil {
			t.Fatal(err)
		}
		if fold.Train.N+fold.Test.N != s.Train.N {
			t.Errorf("fold %d has %d and %d of %d rows", i, fold.Train.N, fold.Test.N, s.Train.N)
		}
		if fold.Preprocessing.Columns[0].Mean < 1000 {
			small++
		} else {
			large++
		}
	}
	// The outlier is in the test set, or in the validation part of one fold.
	if small != 5 && (small != 1 || large != 4) {
		t.Errorf("%d folds have a mean without the outlier, %d with it", small, large)
	}
}

func TestRowsAreTakenInTheUnitsOfTheFile(t *testing.T) {
	files, r := read(t, prices(100))
	s, err := New(r, files)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Rows([]any{[]any{50.0, 2.0}})
	if err != nil {
		t.Fatal(err)
	}
	record, err := s.Rows([]any{map[string]any{"rooms": 2.0, "size": 50.0}})
	if err != nil || fmt.Sprint(list) != fmt.Sprint(record) {
		t.Errorf("%v and %v (%v)", list, record, err)
	}
	for _, bad := range []any{[]any{50.0}, []any{50.0, nil}, []any{math.NaN(), 2.0}, map[string]any{"height": 1.0}, 7.0} {
		if _, err := s.Rows([]any{bad}); err == nil || !strings.Contains(err.Error(), "row 1") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestEveryChangeInThePreviewIsACompleteReading(t *testing.T) {
	files, _ := read(t, prices(30))
	reading := files.Reading
	for _, c := range []Change{
		{What: "target", Value: "1", Column: 1}, {What: "task", Value: "classification", Column: 1}, {What: "missing", Value: "fill"},
		{What: "merge", Value: "true"}, {What: "type", Value: "category", Column: 0}, {What: "role", Value: RoleIgnored, Column: 2},
		{What: "decimal", Value: "comma"}, {What: "separator", Value: "semicolon"},
	} {
		p, err := files.Preview(reading, c)
		if err != nil {
			t.Logf("%+v: %v", c, err) // such as a separator that the file does not have
			continue
		}
		if _, err := table.ParseChoices(p.Choices); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
		reading = p.Choices
	}
	first, err := files.Preview(files.Reading, Change{})
	if err != nil || first.Choices != files.Reading || first.Target != 2 {
		t.Errorf("the first reading became %+v (%v)", first, err)
	}
	if p, err := files.Preview(files.Reading, Change{What: "target", Column: 1}); err != nil || p.Target != 1 || !p.Columns[2].Use {
		t.Errorf("after choosing another target, the first one is not a feature: %+v (%v)", p, err)
	}
	none, err := table.ParseChoices(files.Reading)
	if err != nil {
		t.Fatal(err)
	}
	none.Target = -1
	for _, column := range []int{0, -1} { // the page names the target
		if _, err := files.Preview(none.String(), Change{What: "task", Value: "regression", Column: column}); err == nil || !strings.Contains(err.Error(), "choose a target") {
			t.Errorf("a task was chosen without a target: %v", err)
		}
	}
	if _, err := files.Preview(files.Reading, Change{What: "colour"}); err == nil {
		t.Error("an unknown change was accepted")
	}
}

// Files are read step by step to the same result.
func TestFilesAreReadInSteps(t *testing.T) {
	f := prices(2000)
	o := Open([]File{f})
	steps, last := 0, 0.0
	for o.Step(1000) {
		if now := o.Progress(); now < last || now > 1 {
			t.Fatalf("progress went from %v to %v", last, now)
		}
		last = o.Progress()
		steps++
	}
	files, err := o.Files()
	at, _ := read(t, f)
	if err != nil || steps < 5 || files.Reading != at.Reading || files.Digest != at.Digest {
		t.Errorf("%d steps: %v", steps, err)
	}
	if _, err := Open(nil).Files(); err == nil {
		t.Error("no files were read")
	}
}

// 1e39 is a finite float64, and infinite as a float32.
func TestRowsOfGeneratedDataAreFiniteNumbers(t *testing.T) {
	r := recipe.Default()
	r.Dataset = "xor"
	s, err := New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if x, err := s.Rows([]any{[]any{0.5, -3e38}}); err != nil || len(x) != 2 {
		t.Errorf("%v, %v", x, err)
	}
	for _, bad := range []any{1e39, -1e39, math.Inf(1), math.NaN(), nil, "1"} {
		if _, err := s.Rows([]any{[]any{0.5, bad}}); err == nil || !strings.Contains(err.Error(), "row 1, column 2") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

package preprocess_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

var nan = math.NaN()

// columns is Data out of memory: a column is a []float64, NaN where it is
// missing; of a category, places in its levels.
type columns struct {
	spec   preprocess.Preprocessing
	values [][]float64
	levels [][]string
	goals  []float64
}

func (c columns) Spec() *preprocess.Preprocessing {
	p := c.spec
	p.Columns = slices.Clone(p.Columns)
	return &p
}

func (c columns) Levels(column int) []string { return c.levels[column] }

func (c columns) Values(dst []float64, column int, rows []int) []float64 {
	return pick(dst, c.values[column], rows)
}

func (c columns) Goals(dst []float64, rows []int) []float64 { return pick(dst, c.goals, rows) }

func pick(dst, values []float64, rows []int) []float64 {
	dst = dst[:0]
	for _, i := range rows {
		dst = append(dst, values[i])
	}
	return dst
}

func fruit() columns {
	return columns{
		spec: preprocess.Preprocessing{
			Fill: true,
			Columns: []preprocess.Column{
				{Name: "id", Type: cell.Name}, {Name: "size", Type: cell.Number, Use: true}, {Name: "day", Type: cell.DateDMY, Use: true},
				{Name: "ripe", Type: cell.YesNo, Use: true}, {Name: "colour", Type: cell.Category, Use: true}, {Name: "grade", Type: cell.Category, Use: true},
			},
			Target: preprocess.Target{Name: "kind", Classes: []string{"apple", "pear"}},
		},
		values: [][]float64{
			nil, {1, 3, nan, 5, 100}, {10, 10, 10, 10, 11}, {0, 1, nan, 1, 0}, {0, 1, nan, 1, 2}, {0, 1, 0, 1, 1},
		},
		levels: [][]string{nil, nil, nil, nil, {"blue", "green", "red"}, {"1", "02"}},
		goals:  []float64{0, 1, 0, 1, 0},
	}
}

// The training rows are 0 to 3; the sizes 1, 3 and 5 have the mean 3 and the
// deviation √(8/3).
func TestFitLooksAtTrainingRowsOnly(t *testing.T) {
	p := preprocess.Fit(fruit(), []int{0, 1, 2, 3}, true)
	size, day, ripe, colour := p.Columns[1], p.Columns[2], p.Columns[3], p.Columns[4]
	if math.Abs(size.Mean-3) > 1e-15 || math.Abs(size.Deviation-math.Sqrt(8./3)) > 1e-15 || !size.Indicator {
		t.Errorf("size is %+v", size)
	}
	if day.Mean != 10 || day.Deviation != 0 || day.Indicator {
		t.Errorf("day, the same in all training rows, is %+v", day)
	}
	if ripe.FillIn != 1 || !ripe.Indicator {
		t.Errorf("ripe, mostly yes, is %+v", ripe)
	}
	if fmt.Sprint(colour.Categories) != "[blue green]" || colour.FillIn != 1 || colour.Other {
		t.Errorf("colour, of which red is in a test row only, is %+v", colour)
	}
	z := float32(2 / math.Sqrt(8./3))
	x := p.Inputs(fruit(), []int{0, 2, 3, 4})
	want := []float32{
		// size missing day ripe missing blue green missing grade
		-z, 0, 0, 0, 0, 1, 0, 0, 1, 0,
		0, 1, 0, 1, 1, 0, 1, 1, 1, 0,
		z, 0, 0, 1, 0, 0, 1, 0, 0, 1,
		float32(97 / math.Sqrt(8./3)), 0, 0, 0, 0, 0, 0, 0, 0, 1,
	}
	if !slices.Equal(x, want) {
		t.Errorf("the inputs are %v; want %v", x, want)
	}
	names := fmt.Sprint(p.InputList())
	if names != "[size size missing day ripe ripe missing colour = blue colour = green colour missing grade = 1 grade = 02]" || p.Width() != 10 {
		t.Errorf("the %d inputs are %s", p.Width(), names)
	}
	if y := p.Targets(fruit(), []int{1, 4}); !slices.Equal(y, []float32{1, 0}) {
		t.Errorf("the targets are %v", y)
	}
}

func TestRareCategoriesAreGrouped(t *testing.T) {
	d := columns{
		spec: preprocess.Preprocessing{
			Columns: []preprocess.Column{{Name: "town", Type: cell.Category, Use: true}},
			Target:  preprocess.Target{Name: "y", Classes: []string{"a", "b"}},
		},
		values: [][]float64{nil}, levels: [][]string{nil},
	}
	var rows []int
	for town := range 60 { // town 59 twice, the others once
		d.levels[0] = append(d.levels[0], fmt.Sprint("t", town))
		d.values[0] = append(d.values[0], float64(town))
		rows = append(rows, town)
	}
	d.values[0], rows = append(d.values[0], 59), append(rows, 60)
	p := preprocess.Fit(d, rows, false)
	c := p.Columns[0]
	if len(c.Categories) != 50 || c.Categories[49] != "t59" || c.Categories[48] != "t48" || !c.Other || c.FillIn != 49 || p.Width() != 51 {
		t.Errorf("the categories are %+v", c)
	}
	x := p.Inputs(d, []int{55, 3})
	if x[50] != 1 || x[51+3] != 1 || x[51+50] != 0 {
		t.Errorf("the inputs are %v", x)
	}
}

func TestOutliersAreKeptInRange(t *testing.T) {
	d := columns{
		spec:   preprocess.Preprocessing{Columns: []preprocess.Column{{Name: "x", Type: cell.Number, Use: true}}, Target: preprocess.Target{Name: "y"}},
		values: [][]float64{{0, 1e-20, 3e38}}, levels: [][]string{nil}, goals: []float64{1, 3, 3e38},
	}
	p := preprocess.Fit(d, []int{0, 1}, false)
	if x := p.Inputs(d, []int{2}); x[0] != 1e6 {
		t.Errorf("the input is %v; want 1,000,000", x[0])
	}
}

func TestRegressionTargetsComeBack(t *testing.T) {
	d := columns{
		spec:   preprocess.Preprocessing{Columns: []preprocess.Column{{Name: "x", Type: cell.Number, Use: true}}, Target: preprocess.Target{Name: "price"}},
		values: [][]float64{{0, 1, 2, 3}}, levels: [][]string{nil}, goals: []float64{100_000, 300_000, 400_000, 700_000},
	}
	p := preprocess.Fit(d, []int{0, 1, 2}, false)
	y := p.Targets(d, []int{0, 1, 2, 3})
	if mean := y[0] + y[1] + y[2]; math.Abs(float64(mean)) > 1e-6 {
		t.Errorf("the training targets are %v, of which the mean is not 0", y)
	}
	for i, v := range y {
		if got := p.Target.Value(v); math.Abs(got-d.goals[i]) > 0.1 {
			t.Errorf("%v comes back as %v", d.goals[i], got)
		}
	}
}

func TestJSONIsReadBackToTheSameBits(t *testing.T) {
	p := preprocess.Fit(fruit(), []int{0, 1, 2, 3}, true)
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var again preprocess.Preprocessing
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(p, &again) {
		t.Errorf("%+v is read back as %+v", p, again)
	}
	const want = `{"version":1,"missing":"fill","columns":[{"name":"id","type":"name","use":false},` +
		`{"name":"size","type":"number","use":true,"mean":3,"deviation":1.632993161855452,"indicator":true},` +
		`{"name":"day","type":"date-dmy","use":true,"mean":10},` +
		`{"name":"ripe","type":"yes-no","use":true,"fill":1,"indicator":true},` +
		`{"name":"colour","type":"category","use":true,"categories":["blue","green"],"fill":1,"indicator":true},` +
		`{"name":"grade","type":"category","use":true,"categories":["1","02"]}],` +
		`"target":{"name":"kind","classes":["apple","pear"]}}`
	if string(b) != want {
		t.Errorf("the JSON is %s; want %s", b, want)
	}
}

func TestJSONThatFitWouldNotMakeIsRefused(t *testing.T) {
	const good = `{"version":1,"missing":"fill","columns":[{"name":"a","type":"number","use":true,"mean":1,"deviation":2}],"target":{"name":"y","classes":["p","q"]}}`
	var p preprocess.Preprocessing
	if err := json.Unmarshal([]byte(good), &p); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"version":1`, `"version":2`}, {`"fill"`, `"guess"`}, {`"mean":1`, `"mode":1`}, {`"deviation":2`, `"deviation":-2`}, {`"mean":1`, `"mean":1e39`},
		{`"number"`, `"colour"`}, {`"number"`, `"name"`}, {`"number"`, `"yes-no"`}, {`"number"`, `"category"`}, {`"use":true`, `"use":false`},
		{`"mean":1`, `"categories":["x"]`}, {`"mean":1`, `"fill":1`}, {`"name":"y"`, `"name":"a"`}, {`["p","q"]`, `["p"]`}, {`["p","q"]`, `["p","p"]`},
		{`["p","q"]`, `["p","q"],"mean":1`}, {`"classes":["p","q"]`, `"deviation":-1`},
		{`"type":"number","use":true,"mean":1,"deviation":2`, `"type":"category","use":true,"categories":["x","x"]`},
		{`"type":"number","use":true,"mean":1,"deviation":2`, `"type":"category","use":true,"categories":["x"],"fill":1`},
		{`"type":"number","use":true,"mean":1,"deviation":2`, `"type":"yes-no","use":true,"fill":2`},
		{`"missing":"fill","columns":[{`, `"missing":"refuse","columns":[{"indicator":true,`},
		{`}]`, `},{"name":"a","type":"number","use":false}]`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s is not in the JSON", change[0])
		}
		var e *cell.Error
		if err := json.Unmarshal([]byte(bad), &p); !errors.As(err, &e) || e.Code != "stored" {
			t.Errorf("%s for %s: %v; want the error stored", change[1], change[0], err)
		}
	}
}

func TestRowsInTheUnitsOfTheFile(t *testing.T) {
	p := preprocess.Fit(fruit(), []int{0, 1, 2, 3}, true)
	want := p.Inputs(fruit(), []int{0, 2, 4})
	for name, rows := range map[string][]any{
		"lists of all columns": {
			[]any{"any", 1.0, 10.0, "no", "blue", 1.0}, []any{nil, nil, "11.1.1970", nil, "", "1"}, []any{7.0, 100.0, "12/01/1970", 0.0, "red", 2.0},
		},
		"lists of those used": {
			[]any{1.0, 10.0, false, "blue", "01"}, []any{nil, "11.1.1970", "NA", nil, "1"}, []any{100.0, "12-1-70", "off", "purple", "2"},
		},
		"records": {
			map[string]any{"size": 1.0, "day": 10.0, "ripe": "no", "colour": " blue ", "grade": 1.0, "id": "plant 1"},
			map[string]any{"grade": "1.0", "day": 10.0},
			map[string]any{"size": 100.0, "day": 11.0, "ripe": "n", "colour": "red", "grade": "02", "kind": "apple"},
		},
	} {
		x, err := p.Rows(rows)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		// A missing day is the mean, and all days become 0 here.
		if !slices.Equal(x, want) {
			t.Errorf("%s: the inputs are %v; want %v", name, x, want)
		}
	}
}

func TestBadRowsAreNamedByRowAndColumn(t *testing.T) {
	filled := preprocess.Fit(fruit(), []int{0, 1, 2, 3}, true)
	strict := preprocess.Fit(fruit(), []int{0, 1, 3}, false)
	strict.Fill = false
	good := []any{1.0, 10.0, "no", "blue", 1.0}
	with := func(place int, v any) []any {
		row := slices.Clone(good)
		row[place] = v
		return row
	}
	for _, c := range []struct {
		p    *preprocess.Preprocessing
		row  any
		want string // code, row, column
	}{
		{filled, with(0, "5.1"), "rowNumber 2 size"},
		{filled, with(0, true), "rowNumber 2 size"},
		{filled, with(0, math.NaN()), "rowInfinite 2 size"},
		{filled, with(0, math.Inf(-1)), "rowInfinite 2 size"},
		{filled, with(0, 1e39), "rowInfinite 2 size"},
		{filled, with(1, "1/31/1970"), "rowDate 2 day"},
		{filled, with(2, "maybe"), "rowYesNo 2 ripe"},
		{filled, with(2, 2.0), "rowYesNo 2 ripe"},
		{filled, with(3, []any{}), "rowCategory 2 colour"},
		{filled, with(3, math.NaN()), "rowInfinite 2 colour"},
		{filled, good[:4], "rowLength 2 "},
		{filled, append(slices.Clone(good), 1.0, 2.0), "rowLength 2 "},
		{filled, map[string]any{"colors": "blue", "size": 1.0}, "rowUnknown 2 colors"},
		{filled, "5.1", "rowKind 2 "},
		{strict, with(0, nil), "rowMissing 2 size"},
		{strict, with(3, "?"), "rowMissing 2 colour"},
		{strict, map[string]any{"size": 1.0}, "rowMissing 2 day"},
	} {
		_, err := c.p.Rows([]any{good, c.row})
		var e *cell.Error
		if !errors.As(err, &e) || e.Code+" "+e.Args["row"]+" "+e.Args["column"] != c.want {
			t.Errorf("%v: %v; want the error %s", c.row, err, c.want)
		}
	}
}

func TestNamesOfNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 7: "7", -1.5: "-1.5", 1e14: "100000000000000", 1e20: "1e+20", 1e-9: "1e-09", 0.1: "0.1"} {
		if got := preprocess.LevelName(v); got != want {
			t.Errorf("%v is called %s; want %s", v, got, want)
		}
	}
}

// FuzzJSON reads any JSON, and what was read must be written and read the same.
func FuzzJSON(f *testing.F) {
	b, _ := json.Marshal(preprocess.Fit(fruit(), []int{0, 1, 2, 3}, true))
	f.Add(b, []byte(`[1.0, 10.0, "no", "blue", 1.0]`))
	f.Add([]byte(`{"version":1,"missing":"refuse","columns":[{"name":"a","type":"number","use":true,"mean":1,"deviation":2}],"target":{"name":"y"}}`), []byte(`{"a": 1}`))
	f.Fuzz(func(t *testing.T, b, row []byte) {
		var p, again preprocess.Preprocessing
		if json.Unmarshal(b, &p) != nil {
			return
		}
		written, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &again); err != nil {
			t.Fatalf("%s is written as %s, which is refused: %v", b, written, err)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(written) {
			t.Fatalf("%s is read back as %s", written, twice)
		}
		var given any
		if json.Unmarshal(row, &given) != nil {
			return
		}
		x, err := p.Rows([]any{given})
		if err == nil && len(x) != p.Width() || err != nil && x != nil {
			t.Fatalf("%s becomes %v, %v", row, x, err)
		}
		for _, v := range x {
			if v != v || v > 1e6 || v < -1e6 {
				t.Fatalf("%s becomes %v", row, x)
			}
		}
	})
}

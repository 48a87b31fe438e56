package cell_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"bonsai/engine/table/cell"
)

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	point, comma := cell.Style{}, cell.Style{Comma: true}
	for _, c := range []struct {
		style cell.Style
		text  string
		want  float64
	}{
		{point, "5.1", 5.1}, {point, "-5.1", -5.1}, {point, "+5", 5}, {point, "5.", 5}, {point, ".5", .5},
		{point, "1e3", 1000}, {point, "1E+02", 100}, {point, "2.5e-3", .0025}, {point, "1e-400", 0}, {point, "-0", 0},
		{point, "−5.1", -5.1}, {point, "5%", 5}, {point, "5.5 %", 5.5},
		{point, "$5", 5}, {point, "-$5", -5}, {point, "$-5", -5}, {point, "5 €", 5}, {point, "£ 1.50", 1.5},
		{point, "0123", 123}, {point, "12345678901234567890", 12345678901234567890},
		{point, "0.1234567890123456789", 0.1234567890123456789}, {point, "3.4028234663852886e38", math.MaxFloat32},
		{comma, "5,1", 5.1}, {comma, "-,5", -.5}, {comma, "1e3", 1000}, {comma, "0,1234567890123456789", 0.1234567890123456789},
		{cell.Style{Group: ','}, "1,234", 1234}, {cell.Style{Group: ','}, "-1,234,567.8", -1234567.8}, {cell.Style{Group: ','}, "1234", 1234},
		{cell.Style{Group: ','}, "$1,234.50", 1234.5},
		{cell.Style{Comma: true, Group: '.'}, "1.234,5", 1234.5}, {cell.Style{Comma: true, Group: ' '}, "1 234,5", 1234.5},
		{cell.Style{Group: ' '}, "12\u00a0345", 12345}, {cell.Style{Group: ' '}, "12\u202f345", 12345},
		{cell.Style{Group: '\''}, "1'234.5", 1234.5}, {cell.Style{Group: '\''}, "1’234", 1234},
	} {
		got, ok := c.style.Number([]byte(c.text))
		if !ok || math.Float64bits(got) != math.Float64bits(c.want) {
			t.Errorf("%+v: %q is %v, %v; want %v", c.style, c.text, got, ok, c.want)
		}
	}
}

func TestWhatIsNotANumber(t *testing.T) {
	for _, c := range []struct {
		style cell.Style
		texts []string
	}{
		{cell.Style{}, []string{"", "-", ".", "+.", "e5", "abc", "0x10", "0X1F", "1_000", "inf", "Infinity", "NaN", "1,5", "1.2.3", "1e",
			"--5", "5-", "5 5", "$", "%", "1e39", "-4e38", "1,234", "1 234", "5%%", "$5$x", "2020-01-01", "12:30"}},
		{cell.Style{Comma: true}, []string{"5.1", "1,2,3"}},
		{cell.Style{Group: ','}, []string{"1,23", "1234,567", "0,123", ",123", "1,2345", "1.5,000"}},
		{cell.Style{Comma: true, Group: '.'}, []string{"1.23", "0.123,4"}},
	} {
		for _, text := range c.texts {
			if v, ok := c.style.Number([]byte(text)); ok {
				t.Errorf("%+v: %q is read as %v", c.style, text, v)
			}
		}
	}
}

// TestNumbersAreTheNearest compares with big.Float, which reads decimal numbers
// by another algorithm.
func TestNumbersAreTheNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		text := strconv.FormatFloat(r.NormFloat64()*math.Pow(10, float64(r.IntN(40)-20)), "eEfg"[r.IntN(4)], r.IntN(22)-1, 64)
		exact, _, err := big.ParseFloat(text, 10, 2000, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := exact.Float64()
		got, ok := cell.Style{}.Number([]byte(text))
		if !ok || got != want {
			t.Fatalf("%q is read as %v, %v; the nearest is %v", text, got, ok, want)
		}
	}
}

// TestDatesAreDaysSince1970 gives days that package time counts.
func TestDatesAreDaysSince1970(t *testing.T) {
	for _, c := range []struct {
		typ  cell.Type
		text string
		want time.Time
	}{
		{cell.DateYMD, "2020-01-31", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateYMD, "1969/12/31", time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateYMD, "2020-02", time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC)},
		{cell.DateYMD, "2020-01-31T12:30:15Z", time.Date(2020, 1, 31, 12, 30, 15, 0, time.UTC)},
		{cell.DateYMD, "2020-01-31 12:30", time.Date(2020, 1, 31, 12, 30, 0, 0, time.UTC)},
		{cell.DateYMD, "2020-01-31T12:30:15.25+01:30", time.Date(2020, 1, 31, 11, 0, 15, 250e6, time.UTC)},
		{cell.DateYMD, "2020-01-31T12:30-0100", time.Date(2020, 1, 31, 13, 30, 0, 0, time.UTC)},
		{cell.DateDMY, "31.1.2020", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateDMY, "31/01/20", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateMDY, "1/31/1999", time.Date(1999, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateMDY, "1/31/99 1:05 PM", time.Date(1999, 1, 31, 13, 5, 0, 0, time.UTC)},
		{cell.DateMDY, "1/31/99 12:05:59 AM", time.Date(1999, 1, 31, 0, 5, 59, 0, time.UTC)},
		{cell.DateYMD, "Jan 31 2020", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateYMD, "January 31, 2020", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateMDY, "31 Jan 2020", time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)},
		{cell.DateDMY, "29-Feb-00", time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC)},
		{cell.DateYMD, "0001-03-01", time.Date(1, 3, 1, 0, 0, 0, 0, time.UTC)},
	} {
		want := float64(c.want.UnixMilli()) / 86_400_000
		if got, ok := cell.Date(c.text, c.typ); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %q is %v, %v; want %v", c.typ, c.text, got, ok, want)
		}
	}
}

func TestWhatIsNotADate(t *testing.T) {
	for typ, texts := range map[cell.Type][]string{
		cell.DateYMD: {"", "2020", "2020-13-01", "2021-02-29", "2020-1-1-1", "20-01-01", "1.2.3", "12:30", "2020-01-01 25:00x", "2020-01-01T", "2020/01-02", "Feb 30 2020", "May", "x-y-z", "2020.01"},
		cell.DateDMY: {"1/31/2020", "31.1.202", "2020-01-31"},
		cell.DateMDY: {"31.1.2020", "0/1/2020"},
	} {
		for _, text := range texts {
			if v, ok := cell.Date(text, typ); ok {
				t.Errorf("%s: %q is read as %v", typ, text, v)
			}
		}
	}
}

func TestEveryDayFollowsTheDayBefore(t *testing.T) {
	day := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	last := math.NaN()
	for day.Year() < 2101 {
		got, ok := cell.Date(day.Format("2006-01-02"), cell.DateYMD)
		if !ok || got != float64(day.Unix())/86400 || !math.IsNaN(last) && got != last+1 {
			t.Fatalf("%v is day %v, %v", day, got, ok)
		}
		last, day = got, day.AddDate(0, 0, 1)
	}
}

func TestWordsForYesAndNo(t *testing.T) {
	for word, want := range map[string]bool{"yes": true, "No": false, "TRUE": true, "f": false, "1": true, "0": false, "Ja": true, "sí": true, "off": false} {
		if yes, ok := cell.YesOrNo(word); !ok || yes != want {
			t.Errorf("%q is %v, %v; want %v", word, yes, ok, want)
		}
	}
	for _, word := range []string{"", "2", "maybe", "01", "yes and no, as one likes"} {
		if _, ok := cell.YesOrNo(word); ok {
			t.Errorf("%q is read as yes or no", word)
		}
	}
}

func TestMarksForMissingValues(t *testing.T) {
	for _, mark := range []string{"", "NA", "N/A", "?", "NaN", "null", "<NA>", "#N/A"} {
		if !cell.Missing([]byte(mark)) {
			t.Errorf("%q is not read as missing", mark)
		}
	}
	for _, word := range []string{"0", "none", "Na", "-", "nano", "an entirely different word"} {
		if cell.Missing([]byte(word)) {
			t.Errorf("%q is read as missing", word)
		}
	}
	for _, word := range []string{"-", ".", "None", "unknown"} {
		if !cell.Blank(word) {
			t.Errorf("%q is not read as missing among numbers", word)
		}
	}
}

func TestTrimLeavesTheInside(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " ": "", "a": "a", " a b\t": "a b", "\u00a0a\u00a0b\u00a0 ": "a\u00a0b", "à": "à", "\u00a0": "", "\x00": "\x00",
	} {
		if got := string(cell.Trim([]byte(text))); got != want {
			t.Errorf("%q becomes %q; want %q", text, got, want)
		}
	}
}

func TestEveryErrorHasASentence(t *testing.T) {
	for _, code := range cell.Codes() {
		if cell.Sentence(code) == "" {
			t.Errorf("%s has no sentence", code)
		}
	}
	err := cell.NewError("notNumber", "row", 3, "column", "size", "value", "tall")
	const want = "table: row 3, column “size”: “tall” is not a number; correct it, count words as missing, or choose the column as category"
	if err.Error() != want {
		t.Errorf("the error reads %q; want %q", err, want)
	}
}

func FuzzNumber(f *testing.F) {
	for _, text := range []string{"1,234.5", "-$1'234.5%", "−.5e-7", "0x10", "1 234,5 €"} {
		f.Add([]byte(text), true, byte(','))
	}
	f.Fuzz(func(t *testing.T, b []byte, comma bool, group byte) {
		v, ok := cell.Style{Comma: comma, Group: group}.Number(b)
		if ok && (math.Abs(v) > math.MaxFloat32 || math.IsNaN(v)) || v == 0 && math.Signbit(v) {
			t.Fatalf("%q is read as %v", b, v)
		}
		plain, err := strconv.ParseFloat(string(b), 64)
		if read, isNumber := (cell.Style{}).Number(b); isNumber && err == nil && read != plain {
			t.Fatalf("%q is read as %v; strconv says %v", b, read, plain)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, text := range []string{"2020-01-31T12:30:15.25+01:30", "31.1.20", "Jan 31, 2020 1:05 PM", "29-Feb-00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, typ := range cell.Types() {
			if days, ok := cell.Date(text, typ); ok && !(days > -1e6 && days < 4e6) {
				t.Fatalf("%q as %s is day %v", text, typ, days)
			}
		}
	})
}

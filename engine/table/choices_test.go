package table_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/table"
	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// feature is the choice to use a column as a type.
func feature(t cell.Type) table.Choice { return table.Choice{Type: t, Use: true} }

func TestChoicesAreReadBackFromTheirText(t *testing.T) {
	c := table.Choices{
		Dialect: text.Dialect{
			Format: text.CSV, Encoding: text.UTF8, Separator: text.Semicolon, Quote: text.DoubleQuote, Comment: text.HashComment,
			Decimal: text.DecimalComma, Thousands: text.ThousandsPoint, Header: text.HeaderRow, Skip: 2, Foot: 3,
		},
		Missing: table.FillIndicator, Merge: true, Task: table.Regression, Target: 3,
		Columns: []table.Choice{
			{Type: cell.Name}, feature(cell.Number), feature(cell.Number), {Type: cell.NumberOrMissing}, feature(cell.DateMDY), feature(cell.YesNo),
		},
	}
	const want = "1.cusdhcpy.imr.2-3.4.Rn2mub"
	if got := c.String(); got != want {
		t.Errorf("the text is %s; want %s", got, want)
	}
	again, err := table.ParseChoices(want)
	if err != nil || again.String() != want || !slices.Equal(again.Columns, c.Columns) || again.Dialect != c.Dialect {
		t.Errorf("read back: %+v, %v; want %+v", again, err, c)
	}
}

func TestOnlyTheTextThatChoicesHaveIsRead(t *testing.T) {
	const good = "1.cucdnpny.dkc.0.5.n4c"
	if _, err := table.ParseChoices(good); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"", "1", "2.cucdnpny.dkc.0.5.n4c", "1.cucdnpn.dkc.0.5.n4c", "1.cucdnpnx.dkc.0.5.n4c", "1.cucdnpny.xkc.0.5.n4c", "1.cucdnpny.dxc.0.5.n4c",
		"1.cucdnpny.dkx.0.5.n4c", "1.cucdnpny.dk.0.5.n4c", "1.cucdnpny.dkc.-1.5.n4c", "1.cucdnpny.dkc.1000.5.n4c", "1.cucdnpny.dkc.0-0.5.n4c", "1.cucdnpny.dkc.0-1000.5.n4c", "1.cucdnpny.dkc.0-1-1.5.n4c", "1.cucdnpny.dkc.00.5.n4c",
		"1.cucdnpny.dkc.0.6.n4c", "1.cucdnpny.dkc.0.5.n3nc", "1.cucdnpny.dkc.0.5.n04c", "1.cucdnpny.dkc.0.5.n4c1", "1.cucdnpny.dkc.0.5.n0c",
		"1.cucdnpny.dkc.0.5.n9999c", "1.cucdnpny.dkc.0.5.r4c", "1.cucdnpny.dkc.0.5.n4r", "1.cucdnpny.dkc.0.5.n4C", "1.cucdnpny.dkc.0.5.4c", "1.cucdnpny.dkc.0.5.n4z",
		"1.cucdnpny.dkc.0.1.n", "1.cucdnpny.dkc.0.5.n4c.", "1.cucdnpny.dkc.0.5.", " 1.cucdnpny.dkc.0.5.n4c", "1.cucdnpny.dkc.0.+5.n4c", "1.cucdnpny.dkc.0.5.n2048c",
	} {
		_, err := table.ParseChoices(s)
		var e *table.Error
		if !errors.As(err, &e) || e.Code != "choices" {
			t.Errorf("%q: %v; want the error choices", s, err)
		}
	}
}

func TestTextOfChoicesIsFitForAnAddress(t *testing.T) {
	tab, err := open(wideTable(20, 1000, 2), table.Want{})
	if err != nil {
		t.Fatal(err)
	}
	s := tab.Suggest().Choices.String()
	if s != "1.cucdnpny.dkc.0.1001.n1000c" {
		t.Errorf("1000 columns have the text %s", s)
	}
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
	if i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune(allowed, r) }); i >= 0 {
		t.Errorf("%q has a character that an address cannot have", s)
	}
}

func FuzzChoices(f *testing.F) {
	f.Add("1.cucdnpny.dkc.0.5.n4c")
	f.Add("1.cusdhcpy.imr.2-3.4.Rn2mub")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := table.ParseChoices(s)
		if err != nil {
			return
		}
		if c.String() != s {
			t.Fatalf("%q is read, and written as %q", s, c)
		}
	})
}

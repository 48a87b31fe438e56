package table

import (
	"slices"
	"strings"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// kinds counts the cells of a column by what they can be.
type kinds struct {
	values    int // that are not missing
	numeric   int // numbers, and words that are some in another form
	different int // values; of numbers at most maxDistinct
	yesNo     bool
	date      cell.Type // "" if not all are dates in one order
}

// findKinds fills the column's kinds from its stats.
func (c *column) findKinds(style cell.Style) {
	k := kinds{values: c.counts.numbers + c.counts.lost, numeric: c.counts.numbers, different: len(c.counts.distinct)}
	var yes, no bool
	others := false
	dates := []cell.Type{cell.DateYMD, cell.DateDMY, cell.DateMDY}
	points, hexadecimal := false, 0
	for i, word := range c.words {
		n := c.counts.words[i]
		if n == 0 || cell.Blank(word) {
			continue
		}
		k.values += n
		k.different++
		if _, ok := style.Number([]byte(word)); ok {
			k.numeric += n
		}
		if isHexadecimal(word) {
			hexadecimal += n
		}
		y, ok := cell.YesOrNo(word)
		yes, no, others = yes || ok && y, no || ok && !y, others || !ok
		if len(dates) > 0 {
			dates = slices.DeleteFunc(dates, func(d cell.Type) bool { _, ok := cell.Date(word, d); return !ok })
		}
		points = points || strings.Contains(word, ".")
	}
	for _, d := range c.counts.distinct {
		yes, no, others = yes || d.value == 1, no || d.value == 0, others || d.value != 0 && d.value != 1
	}
	if k.numeric > 0 { // a column of nothing else has words
		k.numeric += hexadecimal
	}
	k.yesNo = yes && no && !others && !c.counts.many && c.counts.lost == 0
	if len(dates) > 0 && k.values > 0 && c.counts.numbers == 0 && c.counts.lost == 0 {
		k.date = dates[0]
		// With slashes the month comes first more often, with points the day.
		if k.date == cell.DateDMY && !points && slices.Contains(dates, cell.DateMDY) {
			k.date = cell.DateMDY
		}
	}
	c.kinds = k
}

// mostlyNumbers reports whether a column has numbers and only a few words, which
// then are likely to stand for missing numbers.
func (k kinds) mostlyNumbers() bool {
	const shareOfWords, fewDifferent = 20, 20
	return k.numeric > 0 && k.different > fewDifferent && (k.values-k.numeric)*shareOfWords <= k.values
}

// many reports whether a column has too many different values to learn from
// each.
func (k kinds) many() bool { return k.different > preprocess.MaxCategories && 2*k.different > k.values }

// isHexadecimal reports whether a word is a number such as 0x1F.
func isHexadecimal(word string) bool {
	if len(word) < 3 || word[0] != '0' || word[1]|0x20 != 'x' {
		return false
	}
	for _, c := range []byte(word[2:]) {
		if c-'0' > 9 && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return true
}

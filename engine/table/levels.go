package table

import (
	"cmp"
	"slices"
	"strings"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// levels are the different values of a column as categories or classes.
type levels struct {
	names   []string
	counts  []int
	words   []int // the level of each word of the column, −1 for none
	numbers map[code]int
	merged  [][]string // names that became one
}

// place returns the level of a cell that is not missing; one that has none gets
// the place behind all.
func (l *levels) place(v code) int {
	place, known := 0, false
	if v.isWord() {
		place = l.words[v.word()]
		known = place >= 0
	} else {
		place, known = l.numbers[v]
	}
	if !known {
		return len(l.names)
	}
	return place
}

// levelsOf finds the levels of a column in the given rows, in order of their
// numbers if all are numbers, else of their letters. Numbers that are equal,
// such as 7 and 007, are one level under the name met first.
func (t *Table) levelsOf(j int, rows []int) levels {
	c := t.columns[j]
	met, counts := c.countIn(rows)
	order := c.order(met, t.style)
	slices.SortStableFunc(met, order)
	l := levels{words: make([]int, len(c.words)), numbers: map[code]int{}}
	for i := range l.words {
		l.words[i] = -1
	}
	for i, v := range met {
		if i == 0 || order(met[i-1], v) != 0 {
			l.names, l.counts = append(l.names, c.text(v)), append(l.counts, 0)
		}
		place := len(l.names) - 1
		l.counts[place] += counts(v)
		if v.isWord() {
			l.words[v.word()] = place
		} else {
			l.numbers[v] = place
		}
	}
	return l
}

// countIn lists the different cells in rows, as they are met, and counts them.
// It leaves out those that are missing or lost.
func (c *column) countIn(rows []int) (met []code, counts func(code) int) {
	words, numbers := make([]int, len(c.words)), map[code]int{}
	for _, i := range rows {
		v := c.at(i)
		switch {
		case v.isWord():
			if words[v.word()]++; words[v.word()] == 1 {
				met = append(met, v)
			}
		case v.isNumber():
			if numbers[v]++; numbers[v] == 1 {
				met = append(met, v)
			}
		}
	}
	return met, func(v code) int {
		if v.isWord() {
			return words[v.word()]
		}
		return numbers[v]
	}
}

// order compares cells of a column by number if all are numbers, else by their
// letters.
func (c *column) order(cells []code, style cell.Style) func(a, b code) int {
	values := make([]float64, len(c.words)) // of words
	for _, v := range cells {
		if !v.isWord() {
			continue
		}
		x, ok := style.Number([]byte(c.text(v)))
		if !ok {
			return func(a, b code) int { return strings.Compare(c.text(a), c.text(b)) }
		}
		values[v.word()] = x
	}
	value := func(v code) float64 {
		if v.isWord() {
			return values[v.word()]
		}
		return v.number()
	}
	return func(a, b code) int { return cmp.Compare(value(a), value(b)) }
}

// similar groups names that differ only in case, spaces and underscores, or
// mean the same of yes and no, if all names are words for these.
// Each group has two names or more, and is in the order of names.
func similar(names []string) [][]string {
	yesNo := !slices.ContainsFunc(names, func(name string) bool { _, ok := cell.YesOrNo(name); return !ok })
	var groups [][]string
	places := map[string]int{}
	for _, name := range names {
		key := bare(name)
		if yes, _ := cell.YesOrNo(name); yesNo && yes {
			key = "yes"
		} else if yesNo {
			key = "no"
		}
		place, known := places[key]
		if !known {
			place = len(groups)
			places[key] = place
			groups = append(groups, nil)
		}
		groups[place] = append(groups[place], name)
	}
	return slices.DeleteFunc(groups, func(group []string) bool { return len(group) < 2 })
}

// bare is a name in small letters without spaces and underscores.
func bare(name string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "\u00a0", "", "_", "").Replace(name))
}

// merge makes one level of names that are similar; it gets the most frequent
// name, the first of several that are.
func (l *levels) merge() {
	l.merged = similar(l.names)
	if len(l.merged) == 0 {
		return
	}
	into := make([]int, len(l.names)) // the place of the name that replaces each
	for i := range into {
		into[i] = i
	}
	for _, group := range l.merged {
		best := slices.Index(l.names, group[0])
		for _, name := range group[1:] {
			if i := slices.Index(l.names, name); l.counts[i] > l.counts[best] {
				best = i
			}
		}
		for _, name := range group {
			into[slices.Index(l.names, name)] = best
		}
	}
	var names []string
	var counts []int
	places := make([]int, len(l.names)) // new ones
	for i, name := range l.names {
		if into[i] == i {
			places[i] = len(names)
			names, counts = append(names, name), append(counts, 0)
		}
	}
	for i := range places {
		places[i] = places[into[i]]
		counts[places[i]] += l.counts[i]
	}
	for i, place := range l.words {
		if place >= 0 {
			l.words[i] = places[place]
		}
	}
	for v, place := range l.numbers { // the order does not matter
		l.numbers[v] = places[place]
	}
	l.names, l.counts = names, counts
}

var _ preprocess.Data = (*Rows)(nil)

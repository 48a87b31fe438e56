package data

import (
	"cmp"
	"slices"
	"strings"
)

// A classList collects the different labels of a table, in the order of their
// first appearance.
type classList struct {
	names  []string
	places map[string]int // the index in names of each name
}

// add returns the index of a name in the list. A new name is appended.
func (c *classList) add(name string) int {
	place, known := c.places[name]
	if known {
		return place
	}
	if c.places == nil {
		c.places = map[string]int{}
	}
	name = strings.Clone(name) // or the whole line of the file would stay in memory
	c.places[name] = len(c.names)
	c.names = append(c.names, name)
	return len(c.names) - 1
}

// sorted returns the names of the classes in order: by value if all are numbers,
// otherwise alphabetically. classes[i] is the class of the i-th name in the list.
// Equal numbers, such as 1 and 1.0, are one class, named by the one that came
// first.
func (c *classList) sorted() (names []string, classes []int) {
	places := make([]int, len(c.names))
	for i := range places {
		places[i] = i
	}
	order := c.order()
	slices.SortStableFunc(places, order)
	classes = make([]int, len(places))
	for i, place := range places {
		if i == 0 || order(places[i-1], place) != 0 {
			names = append(names, c.names[place])
		}
		classes[place] = len(names) - 1
	}
	return names, classes
}

// order returns a function that compares the names at two indices of the list.
func (c *classList) order() func(a, b int) int {
	values := make([]float64, len(c.names))
	for i, name := range c.names {
		v, ok := number(name)
		if !ok {
			return func(a, b int) int { return strings.Compare(c.names[a], c.names[b]) }
		}
		values[i] = v
	}
	return func(a, b int) int { return cmp.Compare(values[a], values[b]) }
}

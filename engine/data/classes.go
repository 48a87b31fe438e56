package data

import (
	"cmp"
	"slices"
	"strings"
)

// A classList collects the different labels of a table, in the order in which
// they are met.
type classList struct {
	names  []string
	places map[string]int // of each name in names
}

// add returns the place of a name in the list, at the end if it is new.
func (c *classList) add(name string) int {
	place, known := c.places[name]
	if known {
		return place
	}
	if c.places == nil {
		c.places = map[string]int{}
	}
	name = strings.Clone(name) // a part of its row, which would be kept with it
	c.places[name] = len(c.names)
	c.names = append(c.names, name)
	return len(c.names) - 1
}

// sorted returns the names of the classes in their order, by number if all are
// numbers and else by their letters, and for each place in the list which
// class it became. Numbers that are equal, such as 1 and 1.0, are one class
// under the name met first.
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

// order compares two places of the list by the names there.
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

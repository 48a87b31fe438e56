package table

import "math"

// stats are what is counted of a column, whatever its type.
type stats struct {
	missing, numbers, lost int
	least, greatest        float64 // of the numbers
	integers               bool    // all numbers are
	counting               bool    // each number is one more than the one above it
	distinct               []distinctNumber
	many                   bool // there are more different numbers than in distinct
	words                  []int
}

// A distinctNumber is a number and how often it occurs.
type distinctNumber struct {
	value float64
	count int
}

// maxDistinct is how many different numbers of a column are told apart: one
// more than there can be classes.
const maxDistinct = MaxClasses + 1

// count fills the column's stats for n rows.
func (c *column) count(n int) {
	s := stats{
		least: math.Inf(1), greatest: math.Inf(-1), integers: true, counting: true,
		words: make([]int, len(c.words)),
	}
	var different numberSet
	last := math.NaN()
	for b, block := range c.blocks {
		for _, v := range block[:min(len(block), n-b*blockRows)] {
			switch {
			case v.isNumber():
				x := v.number()
				s.numbers++
				s.least, s.greatest = min(s.least, x), max(s.greatest, x)
				s.integers = s.integers && x == math.Trunc(x)
				s.counting = s.counting && (s.numbers == 1 || x == last+1)
				last = x
				if !s.many {
					s.many = !different.add(x)
				}
			case v.isWord():
				s.words[v.word()]++
			case v == lost:
				s.lost++
			}
		}
	}
	s.missing = n - s.numbers - s.lost
	for _, k := range s.words {
		s.missing -= k
	}
	s.counting = s.counting && s.numbers == n
	s.distinct = different.list
	c.counts = s
}

// A numberSet counts up to maxDistinct different numbers.
type numberSet struct {
	list  []distinctNumber
	slots [512]int16 // place in list plus 1, found by the number's bits
}

// add counts a number and reports whether there was room for it.
func (s *numberSet) add(v float64) bool {
	h := math.Float64bits(v) * 0x9e3779b97f4a7c15 >> 55 // Fibonacci hashing: Knuth, TAOCP 3, 6.4
	for ; s.slots[h] != 0; h = (h + 1) % uint64(len(s.slots)) {
		if d := &s.list[s.slots[h]-1]; d.value == v {
			d.count++
			return true
		}
	}
	if len(s.list) == maxDistinct {
		return false
	}
	s.list = append(s.list, distinctNumber{v, 1})
	s.slots[h] = int16(len(s.list))
	return true
}

package table

import "math"

// stats are what is counted of a column, whatever its type.
type stats struct {
	missing, numbers, lost int
	least, greatest        float64 // of the numbers
	integers               bool    // all numbers are
	counting               bool    // each number is one more than the one above it
	distinct               []distinctNumber
	many                   bool  // there are more different numbers than in distinct
	words                  []int // how often each of the column's words occurs
	bins                   []int // the histogram of a column of numbers only
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
		if block == nil {
			continue
		}
		for _, v := range block[:min(blockRows, n-b*blockRows)] {
			if !v.isNumber() {
				s.countWord(v)
				continue
			}
			x := v.number()
			s.numbers++
			if x < s.least {
				s.least = x
			}
			if x > s.greatest {
				s.greatest = x
			}
			s.integers = s.integers && x == math.Trunc(x)
			s.counting = s.counting && (s.numbers == 1 || x == last+1)
			last = x
			if !s.many {
				s.many = !different.add(x)
			}
		}
	}
	s.missing = n - s.numbers - s.lost
	for _, k := range s.words {
		s.missing -= k
	}
	s.counting = s.counting && s.numbers == n
	s.distinct = different.list
	if s.numbers == n {
		s.bins = c.histogram(n, s.least, s.greatest)
	}
	c.counts = s
}

func (s *stats) countWord(v code) {
	switch {
	case v.isWord():
		s.words[v.word()]++
	case v == lost:
		s.lost++
	}
}

// bins is how many bins of equal width a histogram has.
const bins = 20

// histogram counts the numbers of a column that has n and nothing else.
func (c *column) histogram(n int, least, greatest float64) []int {
	h := newHistogram(least, greatest)
	for b, block := range c.blocks {
		for _, v := range block[:min(blockRows, n-b*blockRows)] {
			h.add(v.number())
		}
	}
	return h.counts
}

// A histogram counts values in bins of equal width; if all are the same, in
// one.
type histogram struct {
	least, scale float64
	counts       []int
}

func newHistogram(least, greatest float64) *histogram {
	if least == greatest {
		return &histogram{least: least, counts: make([]int, 1)}
	}
	return &histogram{least, bins / (greatest - least), make([]int, bins)}
}

func (h *histogram) add(v float64) {
	i := int((v - h.least) * h.scale)
	h.counts[min(max(i, 0), len(h.counts)-1)]++
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

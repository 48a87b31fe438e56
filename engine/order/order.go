// Package order sorts many numbers in linear time, by radix sort. Pruning sorts
// the scores of all weights of a network, while a person waits.
package order

import "math"

// Float32 returns the indices of v in the order of rising numbers. Equal numbers
// stay in the order of their indices; −0 equals 0, and NaN comes before all
// numbers, as in cmp.Compare.
func Float32(v []float32) []int32 {
	const sign = 1 << 31
	keys := make([]uint32, len(v))
	for i, x := range v {
		switch bits := math.Float32bits(x + 0); { // −0 + 0 is 0
		case x != x:
			keys[i] = 0
		case bits&sign != 0:
			keys[i] = ^bits
		default:
			keys[i] = bits | sign
		}
	}
	return ascending(keys, 32)
}

// LowestFloat64 returns the indices of the n lowest numbers of v in the order of
// rising numbers, with the rules of Float32. n is at most len(v).
func LowestFloat64(v []float64, n int) []int32 {
	const sign = 1 << 63
	keys := make([]uint64, len(v))
	for i, x := range v {
		switch bits := math.Float64bits(x + 0); {
		case x != x:
			keys[i] = 0
		case bits&sign != 0:
			keys[i] = ^bits
		default:
			keys[i] = bits | sign
		}
	}
	// Only the keys that can be among the lowest are sorted.
	bound := upperBound(keys, n)
	var few []uint64
	var places []int32
	for i, k := range keys {
		if k <= bound {
			few, places = append(few, k), append(places, int32(i))
		}
	}
	lowest := ascending(few, 64)[:n]
	for i, at := range lowest {
		lowest[i] = places[at]
	}
	return lowest
}

// upperBound returns a number that is no less than the n lowest keys and less
// than most of the others. It finds the two highest digits of the nth.
func upperBound(keys []uint64, n int) uint64 {
	var prefix uint64 // the digits that are known
	known := 64       // the bits below them
	for range 2 {
		shift := known - digit
		var count [1 << digit]int
		for _, k := range keys {
			if known == 64 || k>>known == prefix {
				count[k>>shift&(1<<digit-1)]++
			}
		}
		d := 0
		for ; d < len(count)-1 && n > count[d]; d++ {
			n -= count[d]
		}
		prefix, known = prefix<<digit|uint64(d), shift
	}
	return prefix<<known | (1<<known - 1)
}

// digit is the number of bits by which one pass sorts.
const digit = 11

// ascending returns the indices of the keys, of the given number of bits, in the
// order of rising keys. It sorts by one digit after the other, beginning with
// the lowest; each pass keeps the order of equal digits.
func ascending[K uint32 | uint64](keys []K, bits int) []int32 {
	order := make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	nextKeys, nextOrder := make([]K, len(keys)), make([]int32, len(keys))
	for shift := 0; shift < bits; shift += digit {
		var start [1<<digit + 1]int // where the keys with each digit begin
		for _, k := range keys {
			start[k>>shift&(1<<digit-1)+1]++
		}
		if len(keys) > 0 && start[keys[0]>>shift&(1<<digit-1)+1] == len(keys) {
			continue // all have the same digit
		}
		for d := range 1 << digit {
			start[d+1] += start[d]
		}
		for i, k := range keys {
			d := k >> shift & (1<<digit - 1)
			nextKeys[start[d]], nextOrder[start[d]] = k, order[i]
			start[d]++
		}
		keys, nextKeys = nextKeys, keys
		order, nextOrder = nextOrder, order
	}
	return order
}

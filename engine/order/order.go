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

// Float64 is Float32 for float64.
func Float64(v []float64) []int32 {
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
	return ascending(keys, 64)
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

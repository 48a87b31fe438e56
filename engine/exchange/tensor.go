package exchange

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A tensor is a named array of numbers, row-major.
type tensor struct {
	name  string
	shape []int
	data  []float32
	mask  []uint8 // 1 for the numbers that a sparse array lists; nil if all are there
}

// describe names a tensor with its shape, for messages: "fc1.weight [16 4]".
func (t *tensor) describe() string { return fmt.Sprintf("%s %v", t.name, t.shape) }

// count returns how many numbers an array of the shape has. A shape with
// negative sides or of more than maxNumbers is an error: sizes come from a
// file, and nothing may be allocated before they are checked.
func count(name string, shape []int) (int, error) {
	numbers := 1
	for _, side := range shape {
		if side < 0 {
			return 0, fmt.Errorf("array %q has the shape %v; a side cannot be negative", name, shape)
		}
		if side > maxNumbers || numbers*side > maxNumbers {
			return 0, fmt.Errorf("array %q has the shape %v; at most %d numbers can be read", name, shape, maxNumbers)
		}
		numbers *= side
	}
	return numbers, nil
}

// A budget bounds the numbers in all arrays of a file together.
type budget int

func (b *budget) take(name string, shape []int) (int, error) {
	numbers, err := count(name, shape)
	if err == nil && numbers > int(*b) {
		err = fmt.Errorf("array %q %v goes beyond the %d numbers that can be read from one file", name, shape, maxNumbers)
	}
	*b -= budget(numbers)
	return numbers, err
}

// A kind is how a format stores a number.
type kind uint8

const (
	float16 kind = iota + 1
	bfloat16
	float32s
	float64s
	int8s
	uint8s // booleans too
	int16s
	uint16s
	int32s
	int64s
)

// size returns the number of bytes of a number.
func (k kind) size() int {
	switch k {
	case float16, bfloat16, int16s, uint16s:
		return 2
	case float32s, int32s:
		return 4
	case float64s, int64s:
		return 8
	default:
		return 1
	}
}

// floats decodes numbers of a kind, rounded to float32. raw has a whole
// number of them.
func (k kind) floats(raw []byte, order binary.ByteOrder) []float32 {
	values := make([]float32, len(raw)/k.size())
	for i := range values {
		values[i] = k.float(raw[i*k.size():], order)
	}
	return values
}

func (k kind) float(raw []byte, order binary.ByteOrder) float32 {
	switch k {
	case float16:
		return half(order.Uint16(raw))
	case bfloat16:
		return math.Float32frombits(uint32(order.Uint16(raw)) << 16)
	case float32s:
		return math.Float32frombits(order.Uint32(raw))
	case float64s:
		return float32(math.Float64frombits(order.Uint64(raw)))
	case int8s:
		return float32(int8(raw[0]))
	case uint8s:
		return float32(raw[0])
	case int16s:
		return float32(int16(order.Uint16(raw)))
	case uint16s:
		return float32(order.Uint16(raw))
	case int32s:
		return float32(int32(order.Uint32(raw)))
	default:
		return float32(int64(order.Uint64(raw)))
	}
}

// half decodes an IEEE 754 binary16 number: 1 sign bit, 5 bits of exponent
// with a bias of 15, 10 bits of fraction.
func half(bits uint16) float32 {
	sign := uint32(bits>>15) << 31
	exponent, fraction := uint32(bits>>10&31), uint32(bits&1023)
	switch exponent {
	case 0: // zero and subnormal numbers: fraction · 2⁻²⁴, exact in float32
		return math.Float32frombits(math.Float32bits(float32(fraction)/(1<<24)) | sign)
	case 31: // infinity and NaN
		return math.Float32frombits(sign | 255<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// appendFloats appends numbers as little-endian float32.
func appendFloats(b []byte, values []float32) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

// transposed returns a matrix [rows][columns] as [columns][rows].
func transposed[T any](m []T, rows, columns int) []T {
	t := make([]T, len(m))
	for r := range rows {
		for c := range columns {
			t[c*rows+r] = m[r*columns+c]
		}
	}
	return t
}

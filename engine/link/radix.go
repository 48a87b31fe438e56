package link

import "strings"

// A radix encodes blocks of bytes as numbers in the base len(alphabet).
type radix struct {
	alphabet string // the digits, in ascending order
	bytes    int    // size of a block, at most 8
	digits   int    // how many digits a full block takes
}

// letters is base 62: 11 digits for 8 bytes, 5.82 bits in each digit.
var letters = radix{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 8, 11}

// alphanumeric is base 43: the 45 characters of the alphanumeric mode of QR codes
// without the space and '%', which an address would escape. 2 bytes take 3 digits,
// for which the code uses 16.5 bits.
var alphanumeric = radix{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:", 2, 3}

// encode returns bytes as digits, block by block.
func (r radix) encode(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		n := min(r.bytes, len(b))
		value := uint64(0)
		for _, v := range b[:n] {
			value = value<<8 | uint64(v)
		}
		out.Write(r.block(value, r.digitsFor(n)))
		b = b[n:]
	}
	return out.String()
}

// block returns a number as digits, the highest first.
func (r radix) block(value uint64, digits int) []byte {
	block := make([]byte, digits)
	base := uint64(len(r.alphabet))
	for i := digits - 1; i >= 0; i-- {
		block[i] = r.alphabet[value%base]
		value /= base
	}
	return block
}

// digitsFor returns how many digits a block of n bytes takes: the fewest that can
// express all its values.
func (r radix) digitsFor(n int) int {
	if n == r.bytes {
		return r.digits
	}
	digits, values := 0, uint64(1)
	for values < 1<<(8*n) {
		values *= uint64(len(r.alphabet))
		digits++
	}
	return digits
}

// decode returns the bytes of which encode makes this text. ok is false if there
// are none.
func (r radix) decode(text string) (b []byte, ok bool) {
	for len(text) > 0 {
		digits := min(r.digits, len(text))
		n := r.bytesFor(digits)
		if n == 0 {
			return nil, false
		}
		value, ok := r.value(text[:digits])
		if !ok || n < 8 && value>>(8*n) != 0 {
			return nil, false
		}
		for i := n - 1; i >= 0; i-- {
			b = append(b, byte(value>>(8*i)))
		}
		text = text[digits:]
	}
	return b, true
}

// bytesFor returns how many bytes a block of this many digits has, or 0 if encode
// makes no such block.
func (r radix) bytesFor(digits int) int {
	for n := 1; n <= r.bytes; n++ {
		if r.digitsFor(n) == digits {
			return n
		}
	}
	return 0
}

// value returns the number that digits express. ok is false if a digit is not in
// the alphabet or the number does not fit into 64 bits.
func (r radix) value(digits string) (value uint64, ok bool) {
	base := uint64(len(r.alphabet))
	for i := range len(digits) {
		digit := strings.IndexByte(r.alphabet, digits[i])
		if digit < 0 || value > (1<<64-1-uint64(digit))/base {
			return 0, false
		}
		value = value*base + uint64(digit)
	}
	return value, true
}

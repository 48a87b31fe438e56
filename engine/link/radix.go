package link

import "strings"

// A radix writes blocks of bytes as numbers in some base.
type radix struct {
	alphabet string
	bytes    int // of a block, 8 at most
	digits   int // that a block takes
}

// letters has 62 digits, 11 for 8 bytes: 5.82 bits each.
var letters = radix{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 8, 11}

// alphanumeric has those of the 45 characters of the QR code's mode that an
// address takes as they are: 3 for 2 bytes, which the code writes in 16.5 bits.
var alphanumeric = radix{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:", 2, 3}

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

// block writes a number with its highest digit first.
func (r radix) block(value uint64, digits int) []byte {
	block := make([]byte, digits)
	base := uint64(len(r.alphabet))
	for i := digits - 1; i >= 0; i-- {
		block[i] = r.alphabet[value%base]
		value /= base
	}
	return block
}

// digitsFor is how many digits n bytes need: the least whose numbers are
// enough.
func (r radix) digitsFor(n int) int {
	if n == r.bytes {
		return r.digits
	}
	digits, enough := 0, uint64(1)
	for enough < 1<<(8*n) {
		enough *= uint64(len(r.alphabet))
		digits++
	}
	return digits
}

// decode reads what encode wrote, and nothing else.
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

// bytesFor is how many bytes so many digits stand for; 0 for none that encode
// writes.
func (r radix) bytesFor(digits int) int {
	for n := 1; n <= r.bytes; n++ {
		if r.digitsFor(n) == digits {
			return n
		}
	}
	return 0
}

// value reads a number of 64 bits.
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

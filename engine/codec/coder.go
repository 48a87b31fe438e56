package codec

// A coder is a binary arithmetic encoder or decoder: the carryless range coder of
// lpaq (Mahoney 2007). It codes one bit at a time, given the probability that the
// bit is 1: a bit of probability p takes about −log₂ p bits of output. Encoder and
// decoder are one type, so that the same function can write a network and read
// it.
//
// The bytes are the binary digits of a number between 0 and 1. low and high are
// the bounds of the interval that the number lies in after the bits so far; each
// bit takes the part of the interval that belongs to its value.
type coder struct {
	low, high uint32

	decoding bool
	out      []byte // bytes written
	in       []byte // bytes not read yet; after the end the decoder reads zeros
	window   uint32 // the last four bytes read
}

// newEncoder returns a coder that writes.
func newEncoder() *coder { return &coder{high: 1<<32 - 1} }

// newDecoder returns a coder that reads what an encoder wrote.
func newDecoder(in []byte) *coder {
	c := &coder{high: 1<<32 - 1, decoding: true, in: in}
	for range 4 {
		c.window = c.window<<8 | c.nextByte()
	}
	return c
}

// nextByte returns the next byte, or 0 after the end.
func (c *coder) nextByte() uint32 {
	if len(c.in) == 0 {
		return 0
	}
	b := c.in[0]
	c.in = c.in[1:]
	return uint32(b)
}

// Probabilities are whole numbers in units of 1/certain. They are kept between
// unlikely and certain−unlikely, because a bit of probability 0 could not be
// written.
const (
	certain  = 1 << 16
	unlikely = 24
)

// bit writes a bit or, in a decoder, reads the next one and ignores its argument.
// p/65536 is the probability that the bit is 1. It returns the bit.
func (c *coder) bit(bit int, p uint32) int {
	p = min(max(p, unlikely), certain-unlikely)
	middle := c.low + uint32(uint64(c.high-c.low)*uint64(p)>>16)
	if c.decoding {
		bit = 0
		if c.window <= middle {
			bit = 1
		}
	}
	if bit != 0 {
		c.high = middle
	} else {
		c.low = middle + 1
	}
	for (c.low^c.high)>>24 == 0 {
		if c.decoding {
			c.window = c.window<<8 | c.nextByte()
		} else {
			c.out = append(c.out, byte(c.high>>24))
		}
		c.low <<= 8
		c.high = c.high<<8 | 255
	}
	return bit
}

// finish ends the encoding and returns all bytes: as few as still give a number
// inside the interval. Zeros at the end are left out, because the decoder reads
// zeros after the end anyway.
func (c *coder) finish() []byte {
	for bytes := range 5 {
		step := uint64(1) << (32 - 8*bytes)
		v := (uint64(c.low) + step - 1) / step * step
		if v > uint64(c.high) {
			continue
		}
		for i := range bytes {
			c.out = append(c.out, byte(v>>(24-8*i)))
		}
		break
	}
	for len(c.out) > 0 && c.out[len(c.out)-1] == 0 {
		c.out = c.out[:len(c.out)-1]
	}
	return c.out
}

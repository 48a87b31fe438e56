package codec

// A coder is a binary arithmetic coder and decoder in one, so that the same
// walk through a network writes it and reads it (the carryless range coder of
// lpaq, Mahoney 2007). Every bit comes with the probability that it is 1.
type coder struct {
	low, high uint32

	decoding bool
	out      []byte // written
	in       []byte // still to be read; behind the end there are zeros
	window   uint32 // the four bytes read last
	over     int    // bytes read behind the end
}

func newEncoder() *coder { return &coder{high: 1<<32 - 1} }

func newDecoder(in []byte) *coder {
	c := &coder{high: 1<<32 - 1, decoding: true, in: in}
	for range 4 {
		c.window = c.window<<8 | c.nextByte()
	}
	return c
}

func (c *coder) nextByte() uint32 {
	if len(c.in) == 0 {
		c.over++
		return 0
	}
	b := c.in[0]
	c.in = c.in[1:]
	return uint32(b)
}

// Probabilities are in units of 1/65536, and never 0 or 1.
const (
	certain  = 1 << 16
	unlikely = 24
)

// bit writes a bit, or reads one, whose probability to be 1 is p/65536. It
// returns the bit.
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

// finish returns all that was written, with the fewest bytes that still say
// which interval was reached: zeros at the end are left out, as the decoder
// reads them anyway.
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

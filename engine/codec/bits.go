package codec

// bitWriter packs numbers of a few bits one behind the other, each beginning
// with its lowest bit.
type bitWriter struct {
	out  []byte
	free int // bits free in the last byte
}

// write appends the lowest bits of a number, 32 at most; the others must be 0.
func (w *bitWriter) write(v uint32, bits int) {
	for bits > 0 {
		if w.free == 0 {
			w.out = append(w.out, 0)
			w.free = 8
		}
		taken := min(w.free, bits)
		w.out[len(w.out)-1] |= byte(v << (8 - w.free))
		v >>= taken
		w.free -= taken
		bits -= taken
	}
}

// bitReader reads what a bitWriter wrote.
type bitReader struct {
	in   []byte
	used int // bits
}

// read returns the next number; past the end it is 0, which short tells of.
func (r *bitReader) read(bits int) uint32 {
	v := uint32(0)
	for i := range bits {
		if at := r.used / 8; at < len(r.in) {
			v |= uint32(r.in[at]>>(r.used%8)&1) << i
		}
		r.used++
	}
	return v
}

func (r *bitReader) short() bool { return r.used > 8*len(r.in) }

// rest is what follows the byte read last.
func (r *bitReader) rest() []byte { return r.in[(r.used+7)/8:] }

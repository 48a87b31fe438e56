package codec

// A bitWriter packs numbers of a few bits each into bytes, one after the other
// and the lowest bit of each number first.
type bitWriter struct {
	out  []byte
	free int // unused bits of the last byte
}

// write appends a number of 0 to 32 bits. The higher bits of v must be 0.
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

// A bitReader reads the numbers that a bitWriter wrote.
type bitReader struct {
	in   []byte
	used int // bits read so far
}

// read returns the next number. Bits after the end of the input are 0; short
// reports whether there were any.
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

// short reports whether more bits were read than there are.
func (r *bitReader) short() bool { return r.used > 8*len(r.in) }

// rest returns the bytes after the last one that was read from.
func (r *bitReader) rest() []byte { return r.in[(r.used+7)/8:] }

package exchange

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// An .npy file (NumPy Enhancement Proposal 1) begins with "\x93NUMPY", two
// bytes of version, and the length of a header in 2 bytes (version 1) or 4. The
// header is a Python dictionary such as
//
//	{'descr': '<f4', 'fortran_order': False, 'shape': (16, 4), }
//
// and the numbers follow.

const npyMagic = "\x93NUMPY"

// maxHeader bounds a header; NumPy pads it to a multiple of 64 bytes.
const maxHeader = 64 << 10

// npyHeader is what the dictionary says.
type npyHeader struct {
	kind    kind
	order   binary.ByteOrder
	fortran bool
	shape   []int
}

// npyKinds are NumPy's type codes without the byte order.
var npyKinds = map[string]kind{
	"f2": float16, "f4": float32s, "f8": float64s,
	"b1": uint8s, "u1": uint8s, "i1": int8s, "i2": int16s, "i4": int32s, "i8": int64s,
}

// readNpy reads an array from r. It reads and allocates only what the header
// has announced and the budget allows.
func readNpy(name string, r io.Reader, b *budget) (tensor, error) {
	t := tensor{name: name}
	header, err := readNpyHeader(name, r)
	if err != nil {
		return t, err
	}
	numbers, err := b.take(name, header.shape)
	if err != nil {
		return t, err
	}
	// ReadAll grows its buffer with what is really there: a header that
	// announces more costs nothing.
	want := numbers * header.kind.size()
	raw, err := io.ReadAll(io.LimitReader(r, int64(want)))
	if err != nil {
		return t, fmt.Errorf("array %q: %w", name, err)
	}
	if len(raw) < want {
		return t, fmt.Errorf("array %q ends after %d of %d bytes", name, len(raw), want)
	}
	t.shape, t.data = header.shape, header.kind.floats(raw, header.order)
	if header.fortran && len(t.shape) == 2 {
		t.data = transposed(t.data, t.shape[1], t.shape[0])
	}
	return t, nil
}

func readNpyHeader(name string, r io.Reader) (npyHeader, error) {
	var start [12]byte
	_, err := io.ReadFull(r, start[:10])
	if err != nil || string(start[:6]) != npyMagic {
		return npyHeader{}, fmt.Errorf("array %q does not begin like a NumPy array", name)
	}
	size := int(binary.LittleEndian.Uint16(start[8:]))
	if start[6] > 1 {
		if _, err := io.ReadFull(r, start[10:]); err != nil {
			return npyHeader{}, fmt.Errorf("array %q ends within its header", name)
		}
		size = int(min(binary.LittleEndian.Uint32(start[8:]), maxHeader+1))
	}
	if size > maxHeader {
		return npyHeader{}, fmt.Errorf("array %q has a header of more than %d bytes", name, maxHeader)
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return npyHeader{}, fmt.Errorf("array %q ends within its header", name)
	}
	header, err := parseNpyHeader(string(text))
	if err != nil {
		err = fmt.Errorf("array %q: %w", name, err)
	}
	return header, err
}

func parseNpyHeader(text string) (h npyHeader, err error) {
	descr, hasDescr := quoted(entryOf(text, "descr"))
	shape, hasShape := parenthesised(entryOf(text, "shape"))
	fortran := entryOf(text, "fortran_order")
	h.fortran = strings.HasPrefix(fortran, "True")
	if !hasDescr || !hasShape || !h.fortran && !strings.HasPrefix(fortran, "False") {
		return h, errors.New("the header does not describe an array of numbers")
	}
	if h.kind = npyKinds[strings.TrimLeft(descr, "<>|=")]; h.kind == 0 {
		return h, fmt.Errorf("numbers of type %q cannot be read; float32, float64, float16 and integers can", descr)
	}
	h.order = binary.LittleEndian
	if descr[0] == '>' {
		h.order = binary.BigEndian
	}
	for _, side := range strings.Split(shape, ",") {
		if side = strings.TrimSpace(side); side == "" {
			continue
		}
		v, err := strconv.Atoi(side)
		if err != nil {
			return h, fmt.Errorf("the shape (%s) is not a list of whole numbers", shape)
		}
		h.shape = append(h.shape, v)
	}
	return h, nil
}

// entryOf returns what follows the key in a Python dictionary.
func entryOf(text, key string) string {
	_, after, _ := strings.Cut(text, "'"+key+"'")
	after, _ = strings.CutPrefix(strings.TrimLeft(after, " "), ":")
	return strings.TrimLeft(after, " ")
}

// quoted returns the string that text begins with.
func quoted(text string) (string, bool) {
	if !strings.HasPrefix(text, "'") {
		return "", false
	}
	inside, _, closed := strings.Cut(text[1:], "'")
	return inside, closed
}

// parenthesised returns what is in the tuple that text begins with.
func parenthesised(text string) (string, bool) {
	if !strings.HasPrefix(text, "(") {
		return "", false
	}
	inside, _, closed := strings.Cut(text[1:], ")")
	return inside, closed
}

// npyFile writes an array of a type code such as "<f4" as an .npy file.
func npyFile(descr string, shape []int, raw []byte) []byte {
	sides := make([]string, len(shape))
	for i, side := range shape {
		sides[i] = strconv.Itoa(side)
	}
	list := strings.Join(sides, ", ")
	if len(shape) == 1 {
		list += "," // Python's tuple of one
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", descr, list)
	const start, align = len(npyMagic) + 4, 64
	padding := align - (start+len(header)+1)%align
	header += strings.Repeat(" ", padding%align) + "\n"
	b := append([]byte(npyMagic), 1, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(header)))
	return append(append(b, header...), raw...)
}

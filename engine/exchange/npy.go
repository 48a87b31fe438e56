package exchange

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"bonsai/engine/exchange/zip"
)

// An .npy file (NumPy Enhancement Proposal 1) begins with "\x93NUMPY", two
// bytes of version, and the length of a header in 2 bytes (version 1) or 4. The
// header is a Python dictionary such as
//
//	{'descr': '<f4', 'fortran_order': False, 'shape': (16, 4), }
//
// and the numbers follow.

const npyMagic = "\x93NUMPY"

// maxHeader bounds the header and what is before it; NumPy pads both together to
// a multiple of 64 bytes.
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

// readNpy reads an array. Nothing is allocated before the header was compared
// with the budget.
func readNpy(name string, file *zip.Entry, left *budget) (tensor, error) {
	t := tensor{name: name}
	start, err := file.Start(maxHeader)
	if err != nil {
		return t, err
	}
	header, first, err := readNpyHeader(start)
	if err != nil {
		return t, fmt.Errorf("array %q: %w", name, err)
	}
	numbers, err := left.take(name, header.shape)
	if err != nil {
		return t, err
	}
	want := numbers * header.kind.size()
	raw, err := file.Open(first + want)
	if err != nil {
		return t, err
	}
	if raw = raw[first:]; len(raw) < want {
		return t, fmt.Errorf("array %q ends after %d of %d bytes", name, len(raw), want)
	}
	t.shape, t.data = header.shape, header.kind.floats(raw, header.order)
	if header.fortran && len(t.shape) == 2 {
		t.data = transposed(t.data, t.shape[1], t.shape[0])
	}
	return t, nil
}

// readNpyHeader reads the header at the start of a file, and returns where the
// numbers begin.
func readNpyHeader(start []byte) (h npyHeader, first int, err error) {
	if !strings.HasPrefix(string(start), npyMagic) || len(start) < 12 {
		return h, 0, errors.New("it does not begin like a NumPy array")
	}
	size := int64(binary.LittleEndian.Uint16(start[8:]))
	first = 10
	if start[6] > 1 { // since version 2 the length has 4 bytes
		size = int64(binary.LittleEndian.Uint32(start[8:]))
		first = 12
	}
	if int64(first)+size > int64(len(start)) {
		return h, 0, errors.New("it ends within its header")
	}
	end := first + int(size)
	h, err = parseNpyHeader(string(start[first:end]))
	return h, end, err
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
	// Spaces and a newline end the header at a multiple of 64 bytes.
	const start = len(npyMagic) + 4
	size := (start+len(header)+1+63)/64*64 - start
	b := append([]byte(npyMagic), 1, 0)
	b = append(binary.LittleEndian.AppendUint16(b, uint16(size)), header...)
	for len(b) < start+size-1 {
		b = append(b, ' ')
	}
	return append(append(b, '\n'), raw...)
}

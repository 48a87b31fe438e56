package codec

import (
	"encoding/binary"

	"bonsai/engine/nn"
)

// CSR is compressed sparse rows, what libraries of sparse matrices compute
// with: for each row where it begins, and for each kept weight its column and
// its value as float32. Columns take two bytes, or four in layers of more than
// 65,536 inputs.
type CSR struct{}

var _ Format = CSR{}

func (CSR) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		kept := 0
		for i, m := range layer.Mask {
			if i%layer.In == 0 {
				b = binary.LittleEndian.AppendUint32(b, uint32(kept))
			}
			kept += int(m)
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(kept))
		for i, m := range layer.Mask {
			if m != 0 {
				b = appendColumn(b, i%layer.In, layer.In)
				b = appendFloat(b, layer.W[i])
			}
		}
		b = appendFloats(b, layer.B)
	}
	return b
}

func (CSR) Decode(b []byte) (*nn.Network, error) {
	// A row without weights still takes four bytes.
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		if rest, err = takeRows(layer, rest); err != nil {
			return nil, err
		}
		if rest, err = takeFloats(rest, layer.B); err != nil {
			return nil, err
		}
	}
	return end(n, rest)
}

func takeRows(layer *nn.Dense, b []byte) (rest []byte, err error) {
	if len(b) < 4*(layer.Out+1) {
		return nil, errShort
	}
	starts, b := b[:4*(layer.Out+1)], b[4*(layer.Out+1):]
	clear(layer.Mask)
	if binary.LittleEndian.Uint32(starts) != 0 {
		return nil, errOrder
	}
	for row := range layer.Out {
		first, end := binary.LittleEndian.Uint32(starts[4*row:]), binary.LittleEndian.Uint32(starts[4*row+4:])
		if end < first || end-first > uint32(layer.In) {
			return nil, errOrder
		}
		last := -1
		for range end - first {
			var column int
			if column, b, err = takeColumn(b, layer.In); err != nil {
				return nil, err
			}
			if column <= last || column >= layer.In {
				return nil, errOrder
			}
			last = column
			at := row*layer.In + column
			layer.Mask[at] = 1
			if b, err = takeFloats(b, layer.W[at:at+1]); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// narrow is how many columns two bytes can number.
const narrow = 1 << 16

func appendColumn(b []byte, column, in int) []byte {
	if in > narrow {
		return binary.LittleEndian.AppendUint32(b, uint32(column))
	}
	return binary.LittleEndian.AppendUint16(b, uint16(column))
}

func takeColumn(b []byte, in int) (column int, rest []byte, err error) {
	size := 2
	if in > narrow {
		size = 4
	}
	if len(b) < size {
		return 0, nil, errShort
	}
	if in > narrow {
		return int(binary.LittleEndian.Uint32(b)), b[4:], nil
	}
	return int(binary.LittleEndian.Uint16(b)), b[2:], nil
}

package codec

import (
	"encoding/binary"

	"bonsai/engine/nn"
)

// CSR stores each layer as a matrix of compressed sparse rows, the layout that
// libraries for sparse matrices compute with: for each row the number of kept
// weights before it, and for each kept weight its column and its value as a
// float32, or as int8 after quantisation to 8 bits. A column takes two bytes, or four in a layer with more than 65,536
// inputs.
type CSR struct{}

var _ Format = CSR{}

// Encode implements Format.
func (CSR) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
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
				b = layer.append(b, i)
			}
		}
		return b
	})
}

// Decode implements Format.
func (CSR) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, sparseLimit(len(b)), takeRows)
}

// takeRows reads the rows of a layer.
func takeRows(layer store, b []byte) (rest []byte, err error) {
	if len(b) < 4*(layer.Out+1) {
		return nil, errShort
	}
	starts, b := b[:4*(layer.Out+1)], b[4*(layer.Out+1):]
	clear(layer.Mask)
	if binary.LittleEndian.Uint32(starts) != 0 {
		return nil, errPosition
	}
	for row := range layer.Out {
		first, end := binary.LittleEndian.Uint32(starts[4*row:]), binary.LittleEndian.Uint32(starts[4*row+4:])
		if end < first || end-first > uint32(layer.In) {
			return nil, errPosition
		}
		last := -1
		for range end - first {
			var column int
			if column, b, err = takeColumn(b, layer.In); err != nil {
				return nil, err
			}
			if column <= last || column >= layer.In {
				return nil, errPosition
			}
			last = column
			at := row*layer.In + column
			layer.Mask[at] = 1
			if b, err = layer.take(b, at); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// twoByteColumns is the largest number of columns that two bytes can number.
const twoByteColumns = 1 << 16

// appendColumn writes the column of a weight in a layer with a number of inputs.
func appendColumn(b []byte, column, in int) []byte {
	if in > twoByteColumns {
		return binary.LittleEndian.AppendUint32(b, uint32(column))
	}
	return binary.LittleEndian.AppendUint16(b, uint16(column))
}

// takeColumn reads what appendColumn wrote.
func takeColumn(b []byte, in int) (column int, rest []byte, err error) {
	size := 2
	if in > twoByteColumns {
		size = 4
	}
	if len(b) < size {
		return 0, nil, errShort
	}
	if in > twoByteColumns {
		return int(binary.LittleEndian.Uint32(b)), b[4:], nil
	}
	return int(binary.LittleEndian.Uint16(b)), b[2:], nil
}

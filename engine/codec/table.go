package codec

import (
	"encoding/binary"
	"math"
	"slices"
)

// maxTable is how many different values a layer's table may have; a layer with
// more keeps its values as they are.
const maxTable = 256

// tableOf lists the different values of entries by their bits, or nil where
// there are too many.
func tableOf(entries []entry) []uint32 {
	var table []uint32
	for _, e := range entries {
		bits := math.Float32bits(e.value)
		at, known := slices.BinarySearch(table, bits)
		if known {
			continue
		}
		if len(table) == maxTable {
			return nil
		}
		table = slices.Insert(table, at, bits)
	}
	return table
}

// appendTable writes how many values there are, 0 for none, and the values.
func appendTable(b []byte, table []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(table)))
	for _, v := range table {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func takeTable(b []byte) (table []uint32, rest []byte, err error) {
	size, rest, err := takeUvarints(b, 1)
	if err != nil {
		return nil, nil, err
	}
	if size[0] > maxTable || uint64(len(rest)) < 4*size[0] {
		return nil, nil, errShort
	}
	for range size[0] {
		table = append(table, binary.LittleEndian.Uint32(rest))
		rest = rest[4:]
	}
	return table, rest, nil
}

// symbol is the place of a value in its table.
func symbol(table []uint32, value float32) int {
	at, _ := slices.BinarySearch(table, math.Float32bits(value))
	return at
}

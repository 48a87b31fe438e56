package codec

import (
	"encoding/binary"
	"math"
	"slices"
)

// maxTable is the largest number of values in a layer's table. A layer with more
// different values has no table.
const maxTable = 256

// tableOf returns the different values of entries as the bits of their float32, in
// ascending order of the bits. It returns nil if there are more than maxTable.
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

// appendTable writes the number of values in a table, 0 for nil, and the values.
func appendTable(b []byte, table []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(table)))
	for _, v := range table {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// takeTable reads what appendTable wrote.
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

// indexOf returns the index of a value in its table.
func indexOf(table []uint32, value float32) int {
	i, _ := slices.BinarySearch(table, math.Float32bits(value))
	return i
}

package codec

import (
	"encoding/binary"
	"slices"
)

// maxTable is the largest number of symbols in a layer's table. A layer with more
// different weights has no table; int8 has not that many.
const maxTable = 256

// tableOf returns the different symbols of a layer in ascending order. It returns nil
// if there are more than maxTable.
func tableOf(symbols []uint32) []uint32 {
	var table []uint32
	for _, symbol := range symbols {
		at, known := slices.BinarySearch(table, symbol)
		if known {
			continue
		}
		if len(table) == maxTable {
			return nil
		}
		table = slices.Insert(table, at, symbol)
	}
	return table
}

// appendTable writes the number of symbols in a table, 0 for nil, and the symbols in
// size bytes each.
func appendTable(b []byte, table []uint32, size int) []byte {
	b = binary.AppendUvarint(b, uint64(len(table)))
	for _, v := range table {
		b = append(b, binary.LittleEndian.AppendUint32(nil, v)[:size]...)
	}
	return b
}

// takeTable reads what appendTable wrote.
func takeTable(b []byte, size int) (table []uint32, rest []byte, err error) {
	count, rest, err := takeUvarints(b, 1)
	if err != nil {
		return nil, nil, err
	}
	if count[0] > maxTable || uint64(len(rest)) < uint64(size)*count[0] {
		return nil, nil, errShort
	}
	for range count[0] {
		var symbol [4]byte
		copy(symbol[:], rest[:size])
		table = append(table, binary.LittleEndian.Uint32(symbol[:]))
		rest = rest[size:]
	}
	return table, rest, nil
}

// indexOf returns the index of a symbol in its table.
func indexOf(table []uint32, symbol uint32) int {
	i, _ := slices.BinarySearch(table, symbol)
	return i
}

package recipe

import (
	"encoding/binary"
	"math"
	"strings"

	"bonsai/engine/prune"
)

// Pins and edits often come in rows, and consist mostly of numbers. A row of
// two or more, with its commas, is packed as the byte rowMark, their number,
// and for each: its kind and layer in one number, the neuron it leads to, one
// more than the neuron it comes from, and for an edit the value. A single one
// stays as it is, as in the first links.

// rowMark is far beyond the last word of the dictionary.
const rowMark = 0xff

// Kinds of operations in a row: the pins, then edits.
const (
	editKind = int(prune.Protected) + 1
	rowKinds = editKind + 1
)

// rowAt packs the row that the text begins with. length is the number of
// characters it takes, 0 if there is none.
func rowAt(text string) (packed []byte, length int) {
	count := 0
	for {
		one, characters := rowEntryAt(text[length:])
		if characters == 0 {
			break
		}
		packed = append(packed, one...)
		length += characters
		count++
	}
	if count < 2 {
		return nil, 0
	}
	return append(binary.AppendUvarint([]byte{rowMark}, uint64(count)), packed...), length
}

// rowEntryAt packs the pin or edit that the text begins with, after a comma.
// It packs only what Text writes, so that unpacking gives the same text.
func rowEntryAt(text string) (packed []byte, length int) {
	if len(text) < 3 || text[0] != ',' || !strings.Contains(pinLetters+"wb", text[1:2]) || text[2] != ':' {
		return nil, 0
	}
	written := text[1:]
	if end := strings.IndexAny(written, ",&"); end >= 0 {
		written = written[:end]
	}
	head, parts := cutHead(written)
	if isEdit(head, len(parts)) {
		if e, err := readEdit(head, parts); err == nil && e.Text() == written {
			packed = appendPlace(editKind, e.Place)
			packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(e.Value))
		}
	} else if pin, err := readPin(head, parts); err == nil && pin.Text() == written {
		packed = appendPlace(int(pin.Pin), pin.Place)
	}
	if packed == nil {
		return nil, 0
	}
	return packed, 1 + len(written)
}

func appendPlace(kind int, p Place) []byte {
	b := binary.AppendUvarint(nil, uint64(kind+rowKinds*p.Layer))
	b = binary.AppendUvarint(b, uint64(p.To))
	return binary.AppendUvarint(b, uint64(p.From+1))
}

// takeRow writes the row that follows a rowMark, and returns the rest.
func takeRow(b []byte, out *strings.Builder) (rest []byte, ok bool) {
	count, size := binary.Uvarint(b)
	if size <= 0 || count > uint64(len(b)) {
		return nil, false
	}
	b = b[size:]
	for range count {
		var text string
		if text, b = takeRowEntry(b); text == "" {
			return nil, false
		}
		out.WriteString("," + text)
	}
	return b, true
}

// takeRowEntry returns the text of the pin or edit that the bytes begin with,
// or "" if they are broken.
func takeRowEntry(b []byte) (text string, rest []byte) {
	var numbers [3]int
	for i := range numbers {
		v, size := binary.Uvarint(b)
		if size <= 0 || v > uint64(rowKinds*(maxIndex+1)) {
			return "", nil
		}
		numbers[i], b = int(v), b[size:]
	}
	kind := numbers[0] % rowKinds
	place := Place{Layer: numbers[0] / rowKinds, To: numbers[1], From: numbers[2] - 1}
	if kind != editKind {
		return Pin{prune.Pin(kind), place}.Text(), b
	}
	if len(b) < 4 {
		return "", nil
	}
	return Edit{place, math.Float32frombits(binary.LittleEndian.Uint32(b))}.Text(), b[4:]
}

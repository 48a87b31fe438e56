package lab

import (
	"encoding/binary"
	"math"
	"strings"

	"bonsai/engine/prune"
)

// Decisions about single connections and weights come in rows, and each is
// mostly numbers. In a packed address a row of two or more, with its commas, is
// the byte byHand, their number, and for each its kind and layer in one number,
// the neuron that it leads to, one more than that it comes from, and the value
// where it sets one. One alone stays as it is, as in links from before there
// were rows.

// byHand is far behind the last of the words.
const byHand = 0xff

// Kinds of steps in a row: pins as prune numbers them, and edits.
const (
	editKind  = int(prune.Protected) + 1
	handKinds = editKind + 1
)

// handRowAt packs the row that a text begins with, of so many characters; 0 for
// none.
func handRowAt(text string) (b []byte, length int) {
	count := 0
	for {
		step, characters := handStepAt(text[length:])
		if characters == 0 {
			break
		}
		b = append(b, step...)
		length += characters
		count++
	}
	if count < 2 {
		return nil, 0
	}
	return append(binary.AppendUvarint([]byte{byHand}, uint64(count)), b...), length
}

// handStepAt packs the one step that a text begins with, behind a comma. Only
// what this program itself would write is packed.
func handStepAt(text string) (b []byte, length int) {
	if len(text) < 3 || text[0] != ',' || !strings.Contains(pinLetters+"wb", text[1:2]) || text[2] != ':' {
		return nil, 0
	}
	written := text[1:]
	if end := strings.IndexAny(written, ",&"); end >= 0 {
		written = written[:end]
	}
	// Not by parseStep, which knows all steps, and with them the whole engine:
	// the page packs addresses too, and shall not carry it.
	parts := strings.Split(written, ":")
	kind, parts := parts[0], parts[1:]
	switch n := len(parts); {
	case isEdit(kind, n):
		if s, err := parseEditStep(kind, parts); err == nil && s.text() == written {
			b = appendHand(editKind, s.layer, s.to, s.from)
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(s.value))
		}
	case n == 3 && strings.Contains(pinLetters, kind):
		if s, err := parsePinStep(kind, parts); err == nil && s.text() == written {
			b = appendHand(int(s.pin), s.layer, s.to, s.from)
		}
	}
	if b == nil {
		return nil, 0
	}
	return b, 1 + len(written)
}

func appendHand(kind, layer, to, from int) []byte {
	b := binary.AppendUvarint(nil, uint64(kind+handKinds*layer))
	b = binary.AppendUvarint(b, uint64(to))
	return binary.AppendUvarint(b, uint64(from+1))
}

// takeHandRow writes the row that bytes begin with, behind byHand.
func takeHandRow(b []byte, out *strings.Builder) (rest []byte, ok bool) {
	count, size := binary.Uvarint(b)
	if size <= 0 || count > uint64(len(b)) {
		return nil, false
	}
	b = b[size:]
	for range count {
		var text string
		if text, b = takeHandStep(b); text == "" {
			return nil, false
		}
		out.WriteString("," + text)
	}
	return b, true
}

// takeHandStep is the text of the step that bytes begin with; "" for none.
func takeHandStep(b []byte) (text string, rest []byte) {
	var numbers [3]int
	for i := range numbers {
		v, size := binary.Uvarint(b)
		if size <= 0 || v > uint64(handKinds*(maxIndex+1)) {
			return "", nil
		}
		numbers[i], b = int(v), b[size:]
	}
	kind, layer := numbers[0]%handKinds, numbers[0]/handKinds
	to, from := numbers[1], numbers[2]-1
	if kind != editKind {
		return pinStep{pin: prune.Pin(kind), layer: layer, to: to, from: from}.text(), b
	}
	if len(b) < 4 {
		return "", nil
	}
	return editStep{layer, to, from, math.Float32frombits(binary.LittleEndian.Uint32(b))}.text(), b[4:]
}

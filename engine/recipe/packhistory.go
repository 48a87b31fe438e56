package recipe

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

// The history behind a network consists mostly of numbers. It is packed as the byte
// historyMark, the accuracy, the loss and ε as whole numbers of their last decimal
// places, the number of steps, and for each its kind and count.

// historyMark is beyond the last word of the dictionary, before rowMark.
const historyMark = 0xfe

// historyAt packs the history that the text begins with, after a colon. length is the
// number of characters it takes, 0 if there is none. It packs only what text writes, so
// that unpacking gives the same text.
func historyAt(text string) (packed []byte, length int) {
	written, ok := strings.CutPrefix(text, ":")
	if !ok {
		return nil, 0
	}
	if end := strings.IndexAny(written, ",&"); end >= 0 {
		written = written[:end]
	}
	h, err := parseHistory(strings.Split(written, ":"))
	if err != nil || h.text() != written {
		return nil, 0
	}
	packed = binary.AppendVarint([]byte{historyMark}, int64(math.Round(h.Accuracy*accuracyScale)))
	packed = binary.AppendUvarint(packed, uint64(math.Round(h.Loss*lossScale)))
	packed = binary.AppendUvarint(packed, uint64(math.Round(h.Epsilon*epsilonScale)))
	packed = append(packed, byte(len(h.Steps)))
	for _, s := range h.Steps {
		packed = append(packed, byte(slices.Index(StepKinds(), s.Kind)))
		packed = binary.AppendUvarint(packed, uint64(s.Count))
	}
	return packed, 1 + len(written)
}

// takeHistory writes the history that follows a historyMark, and returns the rest.
func takeHistory(b []byte, out *strings.Builder) (rest []byte, ok bool) {
	accuracy, size := binary.Varint(b)
	if size <= 0 {
		return nil, false
	}
	b = b[size:]
	next := func() (n uint64) {
		n, size = binary.Uvarint(b)
		if size <= 0 || n > MaxCount {
			size = 0
			return 0
		}
		b = b[size:]
		return n
	}
	h := History{Accuracy: float64(accuracy) / accuracyScale}
	h.Loss = float64(next()) / lossScale
	if size > 0 {
		h.Epsilon = float64(next()) / epsilonScale
	}
	count := uint64(0)
	if size > 0 {
		count = next()
	}
	for range min(count, MaxSteps+1) {
		if len(b) == 0 || size == 0 || int(b[0]) >= len(StepKinds()) {
			return nil, false
		}
		kind := StepKinds()[b[0]]
		b = b[1:]
		h.Steps = append(h.Steps, Step{kind, int(next())})
	}
	if size == 0 || count > MaxSteps {
		return nil, false
	}
	out.WriteString(":" + h.text())
	return b, true
}

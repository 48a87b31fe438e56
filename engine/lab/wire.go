package lab

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"

	"bonsai/engine/prune"
)

// Marshal writes a snapshot for the way from the worker to the page: the
// length of its JSON part in four bytes, that part, and then the long lists of
// numbers, whose lengths follow from the JSON part.
func Marshal(s *Snapshot) []byte {
	head, err := json.Marshal(s)
	if err != nil {
		panic("lab: a snapshot that cannot be written: " + err.Error())
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	out = append(out, head...)
	for _, layer := range s.Layers {
		out = appendFloats(out, layer.W)
		out = appendFloats(out, layer.B)
		out = append(out, layer.Mask...)
		out = append(out, layer.Base...)
		out = append(out, bytesOfPins(layer.Pins)...)
		out = appendFloats(out, layer.Scores)
	}
	out = appendFloats(out, s.Field)
	for _, tile := range s.Tiles {
		out = appendFloats(out, tile)
	}
	return out
}

// Unmarshal reads what Marshal wrote.
func Unmarshal(b []byte) (*Snapshot, error) {
	short := errors.New("lab: the snapshot is cut short")
	if len(b) < 4 {
		return nil, short
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; len(b) < n {
		return nil, short
	}
	s := &Snapshot{}
	if err := json.Unmarshal(b[:n], s); err != nil {
		return nil, err
	}
	b = b[n:]
	units := 0
	for i := range s.Layers {
		layer := &s.Layers[i]
		size := layer.In * layer.Out
		if len(b) < 4*size+4*layer.Out+2*size+layer.PinCount+4*layer.ScoreCount {
			return nil, short
		}
		layer.W, b = takeFloats(b, size)
		layer.B, b = takeFloats(b, layer.Out)
		layer.Mask, b = b[:size:size], b[size:]
		layer.Base, b = b[:size:size], b[size:]
		layer.Pins, b = pinsOf(b[:layer.PinCount]), b[layer.PinCount:]
		if layer.ScoreCount > 0 {
			layer.Scores, b = takeFloats(b, layer.ScoreCount)
		}
		units += layer.Out
	}
	if !s.Plane {
		return s, nil
	}
	if len(b) < 4*(FieldSize*FieldSize+units*TileSize*TileSize) {
		return nil, short
	}
	s.Field, b = takeFloats(b, FieldSize*FieldSize)
	s.Tiles = make([][]float32, units)
	for i := range s.Tiles {
		s.Tiles[i], b = takeFloats(b, TileSize*TileSize)
	}
	return s, nil
}

func appendFloats(b []byte, values []float32) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

func takeFloats(b []byte, n int) (values []float32, rest []byte) {
	values = make([]float32, n)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return values, b[4*n:]
}

func bytesOfPins(pins []prune.Pin) []byte {
	b := make([]byte, len(pins))
	for i, pin := range pins {
		b[i] = byte(pin)
	}
	return b
}

func pinsOf(b []byte) []prune.Pin {
	if len(b) == 0 {
		return nil
	}
	pins := make([]prune.Pin, len(b))
	for i, pin := range b {
		pins[i] = prune.Pin(pin)
	}
	return pins
}

package snapshot

import (
	"encoding/binary"
	"encoding/json"
	"errors"

	"bonsai/engine/prune"
)

// A message is the length of its JSON part in four bytes, that part, and then
// the long lists of numbers, whose lengths follow from the JSON part.

// head is the JSON part. Parts that the receiver has are nil.
type head struct {
	*Snapshot

	Description *Samples     `json:",omitempty"`
	Shapes      []shape      `json:",omitempty"` // with the weights
	Charts      *charts      `json:",omitempty"`
	Parts       map[part]int // the large parts that follow, with their lengths in bytes
}

type shape struct {
	In, Out    int
	Activation string
}

type charts struct {
	Curve []CurvePoint
	Plan  []PlanPoint
}

// part is a large part of a message.
type part string

const (
	inputTiles part = "inputTiles"
	weights    part = "weights"
	masks      part = "masks"
	base       part = "base"
	pins       part = "pins"
	scores     part = "scores"
	field      part = "field"
)

// order is the order of the parts in a message.
var order = []part{inputTiles, weights, masks, base, pins, scores, field}

// Marshal writes a snapshot for a receiver that has already seen the parts with
// certain revisions. Of those the snapshot may lack the contents.
func Marshal(s *Snapshot, seen Revisions) []byte {
	h := head{Snapshot: s, Parts: map[part]int{}}
	bodies := map[part][]byte{}
	now := s.Revisions
	if now.Samples != seen.Samples {
		h.Description = &s.Samples
		for _, tile := range s.InputTiles {
			bodies[inputTiles] = appendFloats(bodies[inputTiles], tile)
		}
	}
	if now.Curve != seen.Curve {
		h.Charts = &charts{s.Curve, s.Plan}
	}
	if now.Weights != seen.Weights {
		for _, layer := range s.Layers {
			h.Shapes = append(h.Shapes, shape{layer.In, layer.Out, layer.Activation})
			bodies[weights] = appendFloats(appendFloats(bodies[weights], layer.W), layer.B)
		}
	}
	if now.Masks != seen.Masks && !s.ByRule {
		for _, layer := range s.Layers {
			bodies[masks] = append(bodies[masks], layer.Mask...)
		}
	}
	if now.Base != seen.Base {
		for _, layer := range s.Layers {
			bodies[base] = append(bodies[base], layer.Base...)
			for _, pin := range layer.Pins {
				bodies[pins] = append(bodies[pins], byte(pin))
			}
		}
	}
	if now.Scores != seen.Scores {
		for _, layer := range s.Layers {
			bodies[scores] = binary.LittleEndian.AppendUint32(bodies[scores], uint32(len(layer.Scores)))
			bodies[scores] = appendFloats(bodies[scores], layer.Scores)
		}
	}
	if now.Field != seen.Field {
		bodies[field] = appendFloats(bodies[field], s.Field)
		for _, tile := range s.Tiles {
			bodies[field] = appendFloats(bodies[field], tile)
		}
	}
	return assemble(&h, bodies)
}

func assemble(h *head, bodies map[part][]byte) []byte {
	length := 0
	for p, body := range bodies {
		h.Parts[p] = len(body)
		length += len(body)
	}
	text, err := json.Marshal(h)
	if err != nil {
		panic("snapshot: cannot be written: " + err.Error())
	}
	out := make([]byte, 0, 4+len(text)+length)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(text)))
	out = append(out, text...)
	for _, p := range order {
		out = append(out, bodies[p]...)
	}
	return out
}

// errBroken reports a message that Marshal did not write, or that leaves out
// what the receiver does not have.
var errBroken = errors.New("snapshot: the message is truncated, or parts of an earlier snapshot are missing")

// Unmarshal reads what Marshal wrote. It takes the parts that were left out
// from the snapshot before, which may be nil if there were none.
func Unmarshal(b []byte, before *Snapshot) (*Snapshot, error) {
	if len(b) < 4 {
		return nil, errBroken
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; n < 0 || len(b) < n {
		return nil, errBroken
	}
	h := head{Snapshot: &Snapshot{}}
	if err := json.Unmarshal(b[:n], &h); err != nil {
		return nil, err
	}
	bodies, err := h.bodies(b[n:])
	if err != nil {
		return nil, err
	}
	if before == nil {
		before = &Snapshot{}
	}
	r := reader{head: h, bodies: bodies, before: before}
	return r.read()
}

// bodies cuts the bytes behind the JSON part into the large parts.
func (h *head) bodies(b []byte) (map[part][]byte, error) {
	bodies := map[part][]byte{}
	for _, p := range order {
		n := h.Parts[p]
		if n < 0 || n > len(b) {
			return nil, errBroken
		}
		bodies[p], b = b[:n:n], b[n:]
	}
	return bodies, nil
}

func bytesToPins(b []byte) []prune.Pin {
	pins := make([]prune.Pin, len(b))
	for i, pin := range b {
		pins[i] = prune.Pin(pin)
	}
	return pins
}

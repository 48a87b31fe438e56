package snapshot

import (
	"encoding/binary"
	"math"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// reader puts a snapshot together from a message and the snapshot before.
type reader struct {
	head
	bodies map[part][]byte
	before *Snapshot
}

// Limits of a network, so that a broken message cannot ask for more memory.
const (
	maxWidth  = 1 << 16
	maxLayers = recipe.MaxLayers + 1
)

func (r *reader) read() (*Snapshot, error) {
	s := r.Snapshot
	for _, take := range []func(s *Snapshot) bool{
		r.samples, r.charts, r.weights, r.base, r.scores, r.masks, r.field,
	} {
		if !take(s) {
			return nil, errBroken
		}
	}
	return s, nil
}

func (r *reader) samples(s *Snapshot) bool {
	if r.Description == nil {
		s.Samples = r.before.Samples
		return r.before.Revisions.Samples == s.Revisions.Samples
	}
	s.Samples = *r.Description
	body := r.bodies[inputTiles]
	const tile = TileSize * TileSize
	for len(body) >= 4*tile {
		var values []float32
		values, body = takeFloats(body, tile)
		s.InputTiles = append(s.InputTiles, values)
	}
	return len(body) == 0
}

func (r *reader) charts(s *Snapshot) bool {
	if r.Charts == nil {
		s.Curve, s.Plan = r.before.Curve, r.before.Plan
		return r.before.Revisions.Curve == s.Revisions.Curve
	}
	s.Curve, s.Plan = r.Charts.Curve, r.Charts.Plan
	return true
}

func (r *reader) weights(s *Snapshot) bool {
	if r.Shapes == nil {
		s.Layers = append([]Layer(nil), r.before.Layers...)
		return len(s.Layers) > 0 && r.before.Revisions.Weights == s.Revisions.Weights
	}
	if len(r.Shapes) > maxLayers {
		return false
	}
	body := r.bodies[weights]
	s.Layers = make([]Layer, len(r.Shapes))
	for i, shape := range r.Shapes {
		if shape.In < 1 || shape.Out < 1 || shape.In > maxWidth || shape.Out > maxWidth ||
			i > 0 && shape.In != r.Shapes[i-1].Out {
			return false
		}
		size := shape.In * shape.Out
		if len(body) < 4*(size+shape.Out) {
			return false
		}
		layer := Layer{In: shape.In, Out: shape.Out, Activation: shape.Activation}
		layer.W, body = takeFloats(body, size)
		layer.B, body = takeFloats(body, shape.Out)
		s.Layers[i] = layer
	}
	return len(body) == 0
}

func (r *reader) base(s *Snapshot) bool {
	bases, pinned := r.bodies[base], r.bodies[pins]
	if len(bases) == 0 {
		for i := range s.Layers {
			if i >= len(r.before.Layers) {
				return false
			}
			s.Layers[i].Base, s.Layers[i].Pins = r.before.Layers[i].Base, r.before.Layers[i].Pins
		}
		return r.before.Revisions.Base == s.Revisions.Base && s.fits(func(l *Layer) int { return len(l.Base) })
	}
	if len(pinned) > 0 && len(pinned) != len(bases) {
		return false
	}
	for i := range s.Layers {
		layer := &s.Layers[i]
		size := len(layer.W)
		if len(bases) < size {
			return false
		}
		layer.Base, bases = bases[:size:size], bases[size:]
		layer.Pins = nil
		if len(pinned) > 0 {
			layer.Pins, pinned = bytesToPins(pinned[:size]), pinned[size:]
		}
	}
	return len(bases) == 0
}

func (r *reader) scores(s *Snapshot) bool {
	body := r.bodies[scores]
	if len(body) == 0 {
		for i := range s.Layers {
			s.Layers[i].Scores = nil
			if s.Revisions.Scores != 0 && i < len(r.before.Layers) {
				s.Layers[i].Scores = r.before.Layers[i].Scores
			}
		}
		return s.Revisions.Scores == 0 || r.before.Revisions.Scores == s.Revisions.Scores
	}
	for i := range s.Layers {
		if len(body) < 4 {
			return false
		}
		n := int(binary.LittleEndian.Uint32(body))
		if body = body[4:]; n < 0 || n > len(body)/4 {
			return false
		}
		s.Layers[i].Scores = nil
		if n > 0 {
			s.Layers[i].Scores, body = takeFloats(body, n)
		}
	}
	return len(body) == 0
}

func (r *reader) masks(s *Snapshot) bool {
	body := r.bodies[masks]
	switch {
	case len(body) > 0:
		for i := range s.Layers {
			size := len(s.Layers[i].W)
			if len(body) < size {
				return false
			}
			s.Layers[i].Mask, body = body[:size:size], body[size:]
		}
		if len(body) > 0 {
			return false
		}
		s.Dead = prune.Dead(s.Units(), s.Masks())
	case r.before.Revisions.Masks == s.Revisions.Masks && len(r.before.Layers) == len(s.Layers):
		for i := range s.Layers {
			s.Layers[i].Mask = r.before.Layers[i].Mask
		}
		s.Dead = r.before.Dead
	case s.ByRule && s.prunable():
		s.prune()
	default:
		return false
	}
	return s.fits(func(l *Layer) int { return len(l.Mask) })
}

// prunable reports whether the rule is complete enough to be applied.
func (s *Snapshot) prunable() bool {
	if recipe.CheckRule(s.Pruning) != nil {
		return false
	}
	if s.Pruning.Criterion == "magnitude" {
		return true
	}
	for i := range s.Layers {
		want := len(s.Layers[i].W)
		if prune.Whole(s.Pruning.Criterion) {
			want = s.Layers[i].Out
			if i == len(s.Layers)-1 {
				want = 0
			}
		}
		if len(s.Layers[i].Scores) != want {
			return false
		}
	}
	return true
}

// fits reports whether every layer has as many entries as weights.
func (s *Snapshot) fits(count func(*Layer) int) bool {
	for i := range s.Layers {
		if count(&s.Layers[i]) != len(s.Layers[i].W) {
			return false
		}
	}
	return true
}

func (r *reader) field(s *Snapshot) bool {
	if !s.Plane {
		return true
	}
	body := r.bodies[field]
	if len(body) == 0 {
		s.Field, s.Tiles = r.before.Field, r.before.Tiles
		return r.before.Revisions.Field == s.Revisions.Field
	}
	units := 0
	for _, layer := range s.Layers {
		units += layer.Out
	}
	if len(body) != 4*(FieldSize*FieldSize+units*TileSize*TileSize) {
		return false
	}
	s.Field, body = takeFloats(body, FieldSize*FieldSize)
	s.Tiles = make([][]float32, units)
	for i := range s.Tiles {
		s.Tiles[i], body = takeFloats(body, TileSize*TileSize)
	}
	return true
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

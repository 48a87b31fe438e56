package snapshot

import (
	"slices"

	"bonsai/engine/prune"
)

// WithPruning returns the snapshot as it would look under another rule: masks,
// counts and dead neurons. What has to be measured stays as it is.
//
// A criterion that needs more than the weights must be the snapshot's own,
// whose scores it has; for any other the snapshot is returned unchanged.
func (s *Snapshot) WithPruning(rule prune.Rule) *Snapshot {
	if rule.Criterion != "magnitude" && rule.Criterion != s.Pruning.Criterion {
		return s
	}
	preview := *s
	preview.Pruning = rule
	if !preview.prunable() {
		return s // its scores are still being computed
	}
	preview.prune()
	return &preview
}

// prune sets the masks and what follows from them to those of s.Pruning. It
// replaces the slices and leaves the old ones as they are.
func (s *Snapshot) prune() {
	layers := make([]prune.Layer, len(s.Layers))
	scores := make([][]float32, len(s.Layers))
	for i, layer := range s.Layers {
		layers[i] = prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: layer.Base, Pins: layer.Pins}
		scores[i] = layer.Scores
	}
	if s.Pruning.Criterion == "magnitude" {
		scores = nil
	}
	masks, held := s.Pruning.Masks(layers, scores)
	s.Layers = slices.Clone(s.Layers)
	for i := range s.Layers {
		s.Layers[i].Mask = masks[i]
	}
	s.Held = held
	s.Epsilon = EpsilonOf(s.Pruning, layers, masks)
	s.Kept = prune.Kept(masks)
	s.Dead = prune.Dead(s.Units(), masks)
}

// Units returns the sizes of the layers of neurons, inputs first; none if there is no
// network.
func (s *Snapshot) Units() []int {
	var units []int
	for l, layer := range s.Layers {
		if l == 0 {
			units = append(units, layer.In)
		}
		units = append(units, layer.Out)
	}
	return units
}

// Masks returns the masks of all layers.
func (s *Snapshot) Masks() [][]uint8 {
	masks := make([][]uint8, len(s.Layers))
	for i, layer := range s.Layers {
		masks[i] = layer.Mask
	}
	return masks
}

// EpsilonOf returns the threshold that the rule names, or else the one that
// removes as many weights.
func EpsilonOf(rule prune.Rule, layers []prune.Layer, masks [][]uint8) float64 {
	if rule.By == prune.ByEpsilon {
		return rule.Amount
	}
	total := 0
	for _, layer := range layers {
		total += len(layer.W)
	}
	return prune.EpsilonFor(layers, total-prune.Kept(masks))
}

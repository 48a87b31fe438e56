package study

import (
	"fmt"
	"slices"

	"bonsai/engine/choose"
	"bonsai/engine/codec"
	"bonsai/engine/lab"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/criteria"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// A Study measures the network of a lab at one amount of pruning after the
// other. It changes nothing in the lab.
type Study struct {
	curve  snapshot.StudyCurve
	sweep  *sweep
	layers []prune.Layer // those that are pruned: all, or the one whose sensitivity is measured
	pruned []*nn.Dense   // the same layers of the sweep's network
	units  float64       // of the loss
}

// sampleCount returns how many training samples a study of a network looks at:
// of large networks fewer, so that a point takes no longer.
func sampleCount(n *nn.Network) int {
	const most, least, work = 1000, 200, 20_000_000
	return min(max(work/n.Weights(), least), most)
}

// New starts to measure one curve.
func New(l *lab.Lab, t snapshot.StudyTask) (*Study, error) {
	rule := prune.Rule{Criterion: t.Criterion, Scope: t.Scope, By: prune.BySparsity}
	if err := recipe.CheckRule(rule); err != nil {
		return nil, err
	}
	if err := l.Samples().Enough(); err != nil {
		return nil, err
	}
	name, layers := t.Criterion, l.Prunable()
	first, end := 0, len(layers)
	var masks masksAt
	if t.Kind == snapshot.StudySensitivity {
		if last := len(l.Network().Layers) - 1; t.Layer < 0 || t.Layer > last {
			return nil, recipe.NewProblem("range", "field", "layer", "value", t.Layer, "min", 0, "max", last)
		}
		rule.Scope = prune.ByLayer // within the layer, all of its weights compete
		first, end = t.Layer, t.Layer+1
		name, masks = fmt.Sprint(t.Layer+1), only(t.Layer, masksBy(l, rule), l.Base())
	} else {
		masks = masksBy(l, rule)
	}
	set := measure.First(l.Samples().Train, sampleCount(l.Network()))
	sweep := newSweep(l.Network(), set, choose.Levels(), masks, bitmaskBytes)
	return &Study{
		curve:  snapshot.StudyCurve{Name: name, Part: snapshot.PartOf(set.N, l.Samples().Train.N)},
		sweep:  sweep,
		layers: layers[first:end],
		pruned: sweep.net.Layers[first:end],
		units:  l.Samples().Units(),
	}, nil
}

// masksBy returns what a rule keeps of the present network, by sparsity.
func masksBy(l *lab.Lab, rule prune.Rule) masksAt {
	layers := l.Prunable()
	for i := range layers {
		layers[i].W, layers[i].Base = slices.Clone(layers[i].W), slices.Clone(layers[i].Base)
	}
	evidence := l.Evidence()
	var scores [][]float32 // computed at the first amount
	return func(amount float64) [][]uint8 {
		if scores == nil {
			scores = criteria.Scores(rule.Criterion, evidence)
		}
		rule.Amount = amount
		masks, _ := rule.Masks(layers, scores)
		return masks
	}
}

func bitmaskBytes(n *nn.Network) int { return len(codec.Bitmask{}.Encode(n)) }

// Step measures at the next amount. It returns false when all amounts are done.
func (s *Study) Step() bool {
	p, ok := s.sweep.next()
	if !ok {
		return false
	}
	weights, kept := 0, 0
	for _, layer := range s.pruned {
		weights += len(layer.Mask)
		kept += prune.Kept([][]uint8{layer.Mask})
	}
	s.curve.Points = append(s.curve.Points, snapshot.StudyPoint{
		Sparsity: float64(weights-kept) / float64(weights),
		Epsilon:  snapshot.Bounded(prune.EpsilonFor(s.layers, weights-kept)),
		Loss:     snapshot.Bounded(float64(p.Loss * s.units)),
		Accuracy: snapshot.Bounded(p.Accuracy),
		Bytes:    p.Bytes,
	})
	return true
}

// Curve returns what has been measured so far.
func (s *Study) Curve() snapshot.StudyCurve { return s.curve }

// Study measures a curve of the experiment as it stands.
func (h *Helper) Study(t snapshot.StudyTask) (snapshot.StudyCurve, error) {
	l, err := h.open()
	if err != nil {
		return snapshot.StudyCurve{}, err
	}
	s, err := New(l, t)
	if err != nil {
		return snapshot.StudyCurve{}, err
	}
	for s.Step() {
	}
	return s.Curve(), nil
}

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
	layers []prune.Layer
	units  float64 // of the loss
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
	if err := l.CheckSamples(); err != nil {
		return nil, err
	}
	name := t.Criterion
	var masks masksAt
	if t.Kind == snapshot.StudySensitivity {
		if last := len(l.Network().Layers) - 1; t.Layer < 0 || t.Layer > last {
			return nil, recipe.NewProblem("range", "field", "layer", "value", t.Layer, "min", 0, "max", last)
		}
		rule.Scope = prune.ByLayer // within the layer, all of its weights compete
		name, masks = fmt.Sprint(t.Layer+1), only(t.Layer, masksBy(l, rule), l.Base())
	} else {
		masks = masksBy(l, rule)
	}
	set := measure.First(l.TrainingSamples(), sampleCount(l.Network()))
	return &Study{
		curve:  snapshot.StudyCurve{Name: name, Part: snapshot.PartOf(set.N, l.TrainingSamples().N)},
		sweep:  newSweep(l.Network(), set, choose.Levels(), masks, bitmaskBytes),
		layers: l.Prunable(),
		units:  l.LossUnits(),
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
	weights := 0
	for _, layer := range s.layers {
		weights += len(layer.W)
	}
	s.curve.Points = append(s.curve.Points, snapshot.StudyPoint{
		Sparsity: p.Sparsity,
		Epsilon:  snapshot.Bounded(prune.EpsilonFor(s.layers, int(p.Sparsity*float64(weights)+0.5))),
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

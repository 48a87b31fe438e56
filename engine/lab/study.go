package lab

import (
	"fmt"
	"slices"

	"bonsai/engine/choose"
	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// A Study measures the network as it is at one amount of pruning after the
// other, on training samples: what it finds out is there to choose by, and
// nothing is chosen on test samples. It changes nothing in the lab.
type Study struct {
	curves []StudyCurve
	sweeps []*choose.Sweep // those still to be carried out, of the last curves
	layers []prune.Layer
	total  int
	done   int
}

// A StudyCurve is what one sweep found, under the name of its criterion or the
// number of its layer.
type StudyCurve struct {
	Name   string       `json:"name"`
	Points []StudyPoint `json:"points"`
}

// A StudyPoint is the network at one amount. Epsilon is the threshold on |w|
// that removes as many weights.
type StudyPoint struct {
	Sparsity float64 `json:"sparsity"`
	Epsilon  float64 `json:"epsilon"`
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"`
	Bytes    int     `json:"bytes"`
}

// Kinds of studies.
const (
	StudyCurveOnly   = "curve"       // the rule's criterion and scope
	StudyCriteria    = "criteria"    // all criteria, in the rule's scope
	StudySensitivity = "sensitivity" // one layer at a time, by the rule's criterion
)

// studyRows is how many training samples a study looks at: of large networks fewer,
// so that a point takes no longer.
func (l *Lab) studyRows() int {
	const most, least, work = 1000, 200, 20_000_000
	return min(max(work/weights(l.net), least), most)
}

// quickStudy is how many weights a network may have for a curve that is
// measured without being asked for.
const quickStudy = 50_000

// Quick tells whether a study of one curve takes no longer than a glance.
func (s *Snapshot) Quick() bool { return s.Total <= quickStudy }

// NewStudy begins a study of a kind, of a criterion and a scope.
func (l *Lab) NewStudy(kind, criterion, scope string) (*Study, error) {
	rule := prune.Rule{Criterion: criterion, Scope: scope, By: prune.BySparsity}
	if err := checkRule(rule); err != nil {
		return nil, err
	}
	if err := l.samples.enough(); err != nil {
		return nil, err
	}
	s := &Study{layers: l.prunable()}
	add := func(name string, masks choose.Masks) {
		s.curves = append(s.curves, StudyCurve{Name: name})
		s.sweeps = append(s.sweeps, choose.NewSweep(l.net, firstRows(l.samples.train, l.studyRows()), choose.Levels(), masks, bitmaskBytes))
	}
	switch kind {
	case StudyCurveOnly:
		add(criterion, l.masksBy(rule))
	case StudyCriteria:
		for _, name := range prune.Criteria() {
			rule.Criterion = name
			add(name, l.masksBy(rule))
		}
	case StudySensitivity:
		// Each layer by itself: within it the scope of the layer is all.
		rule.Scope = prune.ByLayer
		for i := range l.net.Layers {
			add(fmt.Sprint(i+1), choose.Only(i, l.masksBy(rule), l.base))
		}
	default:
		return nil, notAnOption("kind", kind, []string{StudyCurveOnly, StudyCriteria, StudySensitivity})
	}
	s.total = len(s.sweeps) * len(choose.Levels())
	return s, nil
}

// masksBy says what a rule keeps of the network as it is now, at a sparsity.
func (l *Lab) masksBy(rule prune.Rule) choose.Masks {
	layers := l.prunable()
	for i := range layers {
		layers[i].W, layers[i].Base = slices.Clone(layers[i].W), slices.Clone(layers[i].Base)
	}
	evidence := l.evidence()
	var scores [][]float32 // found when they are first asked for
	return func(amount float64) [][]uint8 {
		if scores == nil {
			scores = prune.Scores(rule.Criterion, evidence)
		}
		rule.Amount = amount
		masks, _ := rule.Masks(layers, scores)
		return masks
	}
}

func bitmaskBytes(n *nn.Network) int { return len(codec.Bitmask{}.Encode(n)) }

// Step measures one amount more; false when all is done.
func (s *Study) Step() bool {
	if len(s.sweeps) == 0 {
		return false
	}
	curve := &s.curves[len(s.curves)-len(s.sweeps)]
	p, ok := s.sweeps[0].Next()
	if !ok {
		s.sweeps = s.sweeps[1:]
		return s.Step()
	}
	s.done++
	weights := 0
	for _, layer := range s.layers {
		weights += len(layer.W)
	}
	curve.Points = append(curve.Points, StudyPoint{
		Sparsity: p.Sparsity,
		Epsilon:  bounded(prune.EpsilonFor(s.layers, int(p.Sparsity*float64(weights)+0.5))),
		Loss:     bounded(p.Loss),
		Accuracy: bounded(p.Accuracy),
		Bytes:    p.Bytes,
	})
	return true
}

// Progress is how much of the study is done, from 0 to 1.
func (s *Study) Progress() float64 { return float64(s.done) / float64(s.total) }

// Curves are what has been found so far.
func (s *Study) Curves() []StudyCurve { return s.curves }

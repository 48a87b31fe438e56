package lab

import (
	"fmt"
	"slices"

	"bonsai/engine/choose"
	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/criteria"
)

// A Study measures the network as it is at one amount of pruning after the
// other, on training samples: what it finds out is there to choose by, and
// nothing is chosen on test samples. It changes nothing in the lab.
type Study struct {
	curve  StudyCurve
	sweep  *choose.Sweep
	layers []prune.Layer
}

// A StudyTask asks for one curve of a study.
type StudyTask struct {
	Kind      string `json:"kind"`
	Criterion string `json:"criterion"`
	Scope     string `json:"scope"`
	Layer     int    `json:"layer"` // the one that StudySensitivity prunes
}

// A StudyCurve is what was found, under the name of a criterion, the number of
// a layer, counted from 1, or what a lottery's networks start from.
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
	StudyCurveOnly   = "curve"       // the criterion and scope that are asked for
	StudyCriteria    = "criteria"    // all criteria, in the scope
	StudySensitivity = "sensitivity" // one layer at a time, by the criterion
	StudyTickets     = "tickets"     // lottery tickets and their controls, round by round
)

// StudyTasks are the curves of a study of a network with so many layers. Each
// stands on its own; those of StudyTickets are TicketTasks.
func StudyTasks(kind, criterion, scope string, layers int) ([]StudyTask, error) {
	switch kind {
	case StudyCurveOnly:
		return []StudyTask{{Kind: kind, Criterion: criterion, Scope: scope}}, nil
	case StudyCriteria:
		var tasks []StudyTask
		for _, name := range prune.Criteria() {
			tasks = append(tasks, StudyTask{Kind: kind, Criterion: name, Scope: scope})
		}
		return tasks, nil
	case StudySensitivity:
		tasks := make([]StudyTask, layers)
		for i := range tasks {
			tasks[i] = StudyTask{Kind: kind, Criterion: criterion, Scope: scope, Layer: i}
		}
		return tasks, nil
	}
	return nil, notAnOption("kind", kind, []string{StudyCurveOnly, StudyCriteria, StudySensitivity, StudyTickets})
}

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

// NewStudy begins to measure one curve.
func (l *Lab) NewStudy(t StudyTask) (*Study, error) {
	rule := prune.Rule{Criterion: t.Criterion, Scope: t.Scope, By: prune.BySparsity}
	if err := checkRule(rule); err != nil {
		return nil, err
	}
	if err := l.samples.enough(); err != nil {
		return nil, err
	}
	name := t.Criterion
	var masks choose.Masks
	if t.Kind == StudySensitivity {
		if t.Layer < 0 || t.Layer >= len(l.net.Layers) {
			return nil, problem("range", "field", "layer", "value", t.Layer, "min", 0, "max", len(l.net.Layers)-1)
		}
		rule.Scope = prune.ByLayer // within the layer the scope is all of it
		name, masks = fmt.Sprint(t.Layer+1), choose.Only(t.Layer, l.masksBy(rule), l.base)
	} else {
		masks = l.masksBy(rule)
	}
	return &Study{
		curve:  StudyCurve{Name: name},
		sweep:  choose.NewSweep(l.net, firstRows(l.samples.train, l.studyRows()), choose.Levels(), masks, bitmaskBytes),
		layers: l.prunable(),
	}, nil
}

// Study measures a curve of the experiment as it stands.
func (h *Helper) Study(t StudyTask) (StudyCurve, error) {
	l, err := h.open()
	if err != nil {
		return StudyCurve{}, err
	}
	s, err := l.NewStudy(t)
	if err != nil {
		return StudyCurve{}, err
	}
	for s.Step() {
	}
	return s.Curve(), nil
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
			scores = criteria.Scores(rule.Criterion, evidence)
		}
		rule.Amount = amount
		masks, _ := rule.Masks(layers, scores)
		return masks
	}
}

func bitmaskBytes(n *nn.Network) int { return len(codec.Bitmask{}.Encode(n)) }

// Step measures one amount more; false when all is done.
func (s *Study) Step() bool {
	p, ok := s.sweep.Next()
	if !ok {
		return false
	}
	weights := 0
	for _, layer := range s.layers {
		weights += len(layer.W)
	}
	s.curve.Points = append(s.curve.Points, StudyPoint{
		Sparsity: p.Sparsity,
		Epsilon:  bounded(prune.EpsilonFor(s.layers, int(p.Sparsity*float64(weights)+0.5))),
		Loss:     bounded(p.Loss),
		Accuracy: bounded(p.Accuracy),
		Bytes:    p.Bytes,
	})
	return true
}

// Curve is what has been found so far.
func (s *Study) Curve() StudyCurve { return s.curve }

package lab

import (
	"slices"

	"bonsai/engine/activations"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Snapshot returns what can be seen now, with copies of everything.
func (l *Lab) Snapshot() *snapshot.Snapshot {
	return snapshot.Clone(l.SnapshotSince(snapshot.Revisions{}))
}

// Revisions returns the revisions of the present parts.
func (l *Lab) Revisions() snapshot.Revisions { return l.revision }

// SnapshotSince returns what can be seen now. It may leave out parts whose
// revisions are in seen. The other parts share memory with the lab, so the
// snapshot must be sent before the lab goes on. During training the network is
// measured first.
func (l *Lab) SnapshotSince(seen snapshot.Revisions) *snapshot.Snapshot {
	if l.stepsDone > 0 {
		l.glance()
	}
	masks := l.net.Masks()
	dead := prune.Dead(l.net.Units(), masks)
	said := l.describe()
	s := &snapshot.Snapshot{
		Recipe:        l.now.Clone(),
		Link:          said.link,
		Done:          said.done,
		Own:           l.ownName(),
		Samples:       l.samples.Samples,
		Epoch:         l.trainer.Epoch(),
		Step:          l.trainer.Steps(),
		StepsPerEpoch: l.trainer.StepsPerEpoch(),
		Training:      l.Training(),
		Goal:          l.goal(),
		CanUndo:       l.history.Has(-1),
		CanRedo:       l.history.Has(+1),
		Pruning:       l.rule,
		Epsilon:       l.Epsilon(),
		Held:          l.held,
		Kept:          prune.Kept(masks),
		Total:         l.net.Weights(),
		ByRule:        l.byRule && (!l.postpones() || l.knows(l.rule.Criterion)),
		Sharing:       l.sharing(),
		Student:       l.teacher != nil,
		Rewound:       recipe.Rewound(l.operations),
		Brought:       l.samples.Brings(&l.now),
		History:       recipe.Received(l.operations),
		Train:         l.trainMetrics,
		Test:          l.testMetrics,
		Dense:         l.dense.Metrics,
		Bytes:         l.bytes(),
		Operations:    prune.Live(masks, dead),
		Dead:          dead,
		Layers:        l.layers(),
		Curve:         l.curve.Points,
		Plan:          l.planned,
		Problem:       l.problem,
	}
	s.Doing, s.Share = l.progress()
	s.Resume, s.Trained = l.resume()
	s.Revisions = l.revision
	s.Revisions.Scores = l.scored.revision
	if l.rule.Criterion == "magnitude" || !l.knows(l.rule.Criterion) {
		s.Revisions.Scores = 0
	}
	// Before a student's first measurement is recorded, its curve is empty.
	if now := l.point(); len(s.Curve) == 0 || l.stepsDone > 0 && s.Curve[len(s.Curve)-1] != now {
		s.Curve = append(slices.Clip(s.Curve), now)
		l.renew(&s.Revisions.Curve)
	}
	s.Focus = recipe.Unit{Layer: len(l.net.Layers)}
	if l.focus != nil {
		s.Focus = *l.focus
	}
	if s.Plane && s.Revisions.Field != seen.Field {
		r := activations.Reader{Net: l.net, Pass: l.pass, Classes: l.samples.Classes}
		s.Field, s.Tiles = r.Unit(l.samples.Field, s.Focus), r.All(l.samples.Tile)
	}
	return s
}

// resume returns the address to come back to if what is under way is lost: while an
// address is being opened, that address; while something trains, the one with the
// part that is done. trained is the latter in both cases. They are "" if there is none.
func (l *Lab) resume() (resume, trained string) {
	if !l.Training() {
		return "", ""
	}
	address := func(operations []recipe.Operation) string {
		return recipe.Experiment{Recipe: l.start, Operations: operations}.Address()
	}
	if l.stepsDone > 0 {
		operations, _ := l.with(l.trained())
		trained = address(operations)
	}
	switch {
	case l.beginning != nil:
		return l.beginning.Address(), trained
	case l.fallback == nil && trained != "":
		return trained, trained
	case l.fallback == nil:
		return address(l.operations), ""
	}
	operations := slices.Clip(l.operations)
	for _, o := range []recipe.Operation{l.doing, l.running} {
		if o != nil {
			operations = append(operations, o)
		}
	}
	return address(append(operations, l.pending...)), trained
}

// ownName returns the name of the file that a person has opened, or "".
func (l *Lab) ownName() string {
	if l.files == nil {
		return ""
	}
	return l.files.Name
}

// goal returns the optimiser step at which everything that is pending will be
// done; 0 if training has no end, or nothing trains.
func (l *Lab) goal() int {
	if !l.Training() || l.stepsLeft == endless {
		return 0
	}
	goal := l.trainer.Steps() + l.stepsLeft
	if l.Working() {
		goal++ // none of its steps is done
	}
	for _, o := range l.pending {
		if o, ok := o.(recipe.Train); ok {
			goal += o.Steps(l.trainer.StepsPerEpoch())
		}
	}
	return goal
}

// Epsilon returns the threshold that the rule names, or else the one that
// removes as many weights. In a network from a link it is the sender's, until
// another rule is chosen.
func (l *Lab) Epsilon() float64 {
	if epsilon, ok := recipe.SentEpsilon(l.operations); ok && !l.previewing && l.Kept() < l.net.Weights() {
		return epsilon
	}
	return snapshot.Bounded(snapshot.EpsilonOf(l.rule, l.Prunable(), l.net.Masks()))
}

func (l *Lab) layers() []snapshot.Layer {
	layers := make([]snapshot.Layer, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		layers[i] = snapshot.Layer{
			In: layer.In, Out: layer.Out,
			Activation: layer.Activation.String(),
			W:          layer.W,
			B:          layer.B,
			Mask:       layer.Mask,
			Base:       l.base[i],
		}
		if l.pins != nil {
			layers[i].Pins = l.pins[i]
		}
		if l.rule.Criterion != "magnitude" && (!l.postpones() || l.knows(l.rule.Criterion)) {
			layers[i].Scores = l.Scores(l.rule.Criterion)[i]
		}
	}
	return layers
}

// sharing counts the different values of each layer; nil if the network is not quantised.
func (l *Lab) sharing() []int {
	if l.codes == nil {
		return nil
	}
	return l.codes.Different(l.net.Masks())
}

// A description says what was done. It is never changed. The zero description is to
// be made again.
type description struct {
	link string   // the address
	done []string // the kinds of operations in it
}

// describe returns the description of the present state. It is kept, because during
// training it stays the same from one snapshot to the next.
func (l *Lab) describe() description {
	if l.description.link == "" {
		l.description = description{recipe.Experiment{Recipe: l.start, Operations: l.operations}.Address(), recipe.NamesOf(l.operations)}
	}
	return l.description
}

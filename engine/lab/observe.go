package lab

import (
	"slices"

	"bonsai/engine/compile"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
)

// Snapshot returns what can be seen now. While training is under way the
// metrics are measured anew.
func (l *Lab) Snapshot() *Snapshot {
	if l.ran > 0 {
		l.glance()
	}
	masks := masksOf(l.net)
	s := &Snapshot{
		Recipe:        l.now.clone(),
		Link:          l.link(),
		Inputs:        l.samples.inputs,
		Plane:         l.samples.kind.Plane,
		Side:          l.samples.kind.Side,
		Columns:       l.samples.columns,
		Names:         l.samples.classes,
		Own:           l.ownName(),
		Classes:       l.samples.kind.Classes,
		Epoch:         l.trainer.Epoch(),
		Step:          l.trainer.Steps(),
		StepsPerEpoch: l.trainer.StepsPerEpoch(),
		Training:      l.Training(),
		Goal:          l.goal(),
		CanUndo:       l.at > 0,
		CanRedo:       l.at < len(l.history)-1,
		Pruning:       l.rule,
		Epsilon:       bounded(epsilonOf(l.rule, l.prunable(), masks)),
		Held:          l.held,
		Kept:          prune.Kept(masks),
		Total:         weights(l.net),
		Sharing:       sharing(l.codes),
		Student:       l.teacher != nil,
		Train:         l.trainMetrics,
		Test:          l.testMetrics,
		Dense:         l.dense,
		Bytes:         l.bytes(),
		Operations:    operations(masks, prune.Dead(l.units(), masks)),
		Layers:        l.layers(),
		Dead:          prune.Dead(l.units(), masks),
		Curve:         slices.Clone(l.curve),
		Plan:          l.planned,
		Points:        l.samples.points,
		Problem:       l.problem,
	}
	if now := l.point(); l.ran > 0 && l.curve[len(l.curve)-1] != now {
		s.Curve = append(s.Curve, now)
	}
	l.observePlane(s)
	return s
}

func (l *Lab) ownName() string {
	if l.own == nil {
		return ""
	}
	return l.own.name
}

// goal is the step at which everything that is asked for will be done; 0
// where that is never, or nothing is asked for.
func (l *Lab) goal() int {
	if l.left == 0 || l.left == endless {
		return 0
	}
	goal := l.trainer.Steps() + l.left
	for _, s := range l.todo {
		if s, ok := s.(trainStep); ok {
			goal += s.steps(l.trainer.StepsPerEpoch())
		}
	}
	return goal
}

// epsilonOf is the threshold that the rule names, or else the one that
// removes as many.
func epsilonOf(rule prune.Rule, layers []prune.Layer, masks [][]uint8) float64 {
	if rule.By == prune.ByEpsilon {
		return rule.Amount
	}
	total := 0
	for _, layer := range layers {
		total += len(layer.W)
	}
	return prune.EpsilonFor(layers, total-prune.Kept(masks))
}

func (l *Lab) layers() []Layer {
	layers := make([]Layer, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		layers[i] = Layer{
			In: layer.In, Out: layer.Out,
			Activation: layer.Activation.String(),
			W:          slices.Clone(layer.W),
			B:          slices.Clone(layer.B),
			Mask:       slices.Clone(layer.Mask),
			Base:       l.base[i],
		}
		if l.pins != nil {
			layers[i].Pins = l.pins[i]
		}
		if l.rule.Criterion != "magnitude" {
			layers[i].Scores = l.scoresOf(l.rule.Criterion)[i]
		}
		layers[i].PinCount, layers[i].ScoreCount = len(layers[i].Pins), len(layers[i].Scores)
	}
	return layers
}

// sharing counts the values that the weights of each layer share.
func sharing(c *quant.Codes) []int {
	if c == nil {
		return nil
	}
	counts := make([]int, len(c.Layers))
	for i := range c.Layers {
		counts[i] = len(c.Layers[i].Values)
	}
	return counts
}

// units are the sizes of the layers of units, inputs first.
func (l *Lab) units() []int {
	units := []int{l.net.Layers[0].In}
	for _, layer := range l.net.Layers {
		units = append(units, layer.Out)
	}
	return units
}

// output is the unit whose output is the network's.
func (l *Lab) output() Unit { return Unit{Layer: len(l.net.Layers)} }

// observePlane fills in what the units compute over the plane.
func (l *Lab) observePlane(s *Snapshot) {
	s.Focus = l.output()
	if l.focus != nil {
		s.Focus = *l.focus
	}
	if !s.Plane {
		return
	}
	l.forward(l.samples.field, func(rows int) {
		s.Field = l.appendUnit(s.Field, s.Focus, rows)
	})
	for layer := range l.net.Layers {
		for range l.net.Layers[layer].Out {
			s.Tiles = append(s.Tiles, make([]float32, 0, TileSize*TileSize))
		}
	}
	l.forward(l.samples.tile, func(rows int) {
		unit := 0
		for layer := range l.net.Layers {
			for index := range l.net.Layers[layer].Out {
				s.Tiles[unit] = l.appendUnit(s.Tiles[unit], Unit{layer + 1, index}, rows)
				unit++
			}
		}
	})
}

// forward runs rows of inputs through the network, chunk by chunk.
func (l *Lab) forward(inputs []float32, see func(rows int)) {
	features := len(l.samples.inputs)
	for first := 0; first < len(inputs)/features; first += passRows {
		rows := min(passRows, len(inputs)/features-first)
		l.pass.Forward(inputs[first*features:(first+rows)*features], rows)
		see(rows)
	}
}

// appendUnit appends what a unit gave out in the rows just computed.
func (l *Lab) appendUnit(values []float32, unit Unit, rows int) []float32 {
	layer := unit.Layer - 1
	out := l.net.Layers[layer].Out
	activations := l.pass.Activations(layer)[:rows*out]
	if unit.Layer == len(l.net.Layers) {
		return l.appendOutput(values, activations)
	}
	for row := range rows {
		values = append(values, activations[row*out+unit.Index])
	}
	return values
}

// appendOutput appends an output as it is drawn: a probability, the number of
// the likeliest class, or a value.
func (l *Lab) appendOutput(values, logits []float32) []float32 {
	outputs := slices.Clone(logits)
	nn.Outputs(l.net, outputs)
	classes := l.samples.kind.Classes
	if classes <= 2 {
		return append(values, outputs...)
	}
	for ; len(outputs) > 0; outputs = outputs[classes:] {
		best := 0
		for c := range classes {
			if outputs[c] > outputs[best] {
				best = c
			}
		}
		values = append(values, float32(best))
	}
	return values
}

// Predict returns the outputs for rows of features as the data set has them
// (for the plane: x₁ and x₂): the probability of class 1, the probabilities of
// all classes where there are more than two, or the value in regression.
func (l *Lab) Predict(rows [][]float32) ([][]float32, error) {
	x, err := l.Features(rows)
	if err != nil {
		return nil, err
	}
	var outputs [][]float32
	l.forward(x, func(rows int) {
		width, values := l.Outputs(), slices.Clone(l.pass.Logits(rows))
		nn.Outputs(l.net, values)
		for ; len(values) > 0; values = values[width:] {
			outputs = append(outputs, values[:width:width])
		}
	})
	return outputs, nil
}

// Features returns what the network takes for rows of features as the data set
// has them, one row behind the other.
func (l *Lab) Features(rows [][]float32) ([]float32, error) {
	want := l.samples.kind.Features
	var x []float32
	for i, row := range rows {
		if len(row) != want {
			return nil, problem("row", "row", i, "have", len(row), "want", want)
		}
		x = append(x, row...)
	}
	if l.samples.kind.Plane {
		x = data.Expand(nil, x, l.samples.inputs)
	}
	return x, nil
}

// Module returns the network as a WebAssembly module of its own (package
// compile), which takes what Features returns, a row at a time.
func (l *Lab) Module() []byte { return compile.Module(l.net) }

// Outputs is how many numbers the network gives out.
func (l *Lab) Outputs() int { return l.net.Layers[len(l.net.Layers)-1].Out }

// Kept is how many connections the masks leave.
func (l *Lab) Kept() int { return prune.Kept(masksOf(l.net)) }

// WithPruning is the snapshot as it would look under another rule: masks,
// counts and dead units, with everything that has to be measured left as it
// is. The page draws it while ε is being dragged. Where the rule's criterion
// needs more than the weights, it must be that of the snapshot, whose scores it
// has; under another nothing looks different yet.
func (s *Snapshot) WithPruning(rule prune.Rule) *Snapshot {
	layers := make([]prune.Layer, len(s.Layers))
	scores := make([][]float32, len(s.Layers))
	units := []int{s.Layers[0].In}
	for i, layer := range s.Layers {
		layers[i] = prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: layer.Base, Pins: layer.Pins}
		scores[i] = layer.Scores
		units = append(units, layer.Out)
	}
	if rule.Criterion == "magnitude" {
		scores = nil
	} else if rule.Criterion != s.Pruning.Criterion {
		return s
	}
	masks, held := rule.Masks(layers, scores)
	preview := *s
	preview.Layers = slices.Clone(s.Layers)
	for i := range preview.Layers {
		preview.Layers[i].Mask = masks[i]
	}
	preview.Pruning = rule
	preview.Held = held
	preview.Epsilon = epsilonOf(rule, layers, masks)
	preview.Kept = prune.Kept(masks)
	preview.Dead = prune.Dead(units, masks)
	return &preview
}

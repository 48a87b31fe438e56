package lab

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/prune"
)

// A plan changes the masks while a run trains. It knows the run by how many of
// how many optimiser steps are done.
type plan interface {
	// before is called before each optimiser step, with done of total steps.
	before(l *Lab, done, total int)
	// rest is the step that goes on with the plan for the steps left.
	rest(l *Lab, left int) step
	// step is the plan as it stands in an address, when ran of its steps were
	// done.
	step(ran int) step
}

// updates is how often a plan looks at the masks in a run.
const updates = 64

// gradualStep prunes while it trains, along a schedule:
// "g:magnitude:global:s0.9:cubic:880" over 880 optimiser steps, of which, with
// another number behind, only so many were done. By ε with the schedule
// "decay", the steps between stairs and the rate stand behind that:
// "g:magnitude:global:e0.02:decay:880:880:100:1.2".
type gradualStep struct {
	rule       prune.Rule
	schedule   string
	total, ran int

	decaySteps int
	decayRate  float64
}

// decay is the schedule of a threshold; all others are of sparsity.
const decay = "decay"

func (s gradualStep) text() string {
	parts := []string{"g", ruleText(s.rule), s.schedule, strconv.Itoa(s.total)}
	if s.ran != s.total || s.schedule == decay {
		parts = append(parts, strconv.Itoa(s.ran))
	}
	if s.schedule == decay {
		parts = append(parts, strconv.Itoa(s.decaySteps), formatFloat(s.decayRate))
	}
	return strings.Join(parts, ":")
}

func (s gradualStep) do(l *Lab) error {
	if err := l.run(s.ran); err != nil {
		return err
	}
	g := &gradual{gradualStep: s, initial: l.sparsity()}
	l.plan, l.total = g, s.total
	l.planned = g.points(l.trainer.Steps())
	return nil
}

// gradual is a gradualStep under way.
type gradual struct {
	gradualStep
	initial float64 // sparsity when it began
}

func (g *gradual) step(ran int) step {
	s := g.gradualStep
	s.ran = ran
	return s
}

// wanted is the sparsity that the schedule asks for. It is reached well before
// the end, so that something is left to recover in.
func (g *gradual) wanted(done int) float64 {
	x := float64(done) / float64(g.total-g.total/8)
	return prune.SparsityAt(g.schedule, g.initial, g.rule.Amount, x)
}

// points are the plan for a chart; of a threshold nobody knows what it will
// remove.
func (g *gradual) points(first int) []PlanPoint {
	if g.schedule == decay {
		return nil
	}
	points := make([]PlanPoint, updates+1)
	for i := range points {
		done := g.total * i / updates
		points[i] = PlanPoint{first + done, g.wanted(done)}
	}
	return points
}

func (g *gradual) rest(l *Lab, left int) step {
	s := g.gradualStep
	s.total, s.ran = left, left
	if s.schedule == decay {
		s.rule.Amount = min(l.rule.Amount, maxEpsilon)
	}
	return s
}

func (g *gradual) before(l *Lab, done, total int) {
	rule := g.rule
	if g.schedule == decay {
		if done%g.decaySteps != 0 {
			return
		}
		rule.Amount = prune.Decay{Initial: g.rule.Amount, Steps: g.decaySteps, Rate: g.decayRate}.At(done)
	} else {
		if done%max(total/updates, 1) != 0 {
			return
		}
		rule.Amount = g.wanted(done)
	}
	l.changed()
	l.apply(rule)
	l.rule = rule
	l.base = masksOf(l.net)
}

// riglStep trains a sparse network whose connections move about:
// "rigl:0.98:880" at a sparsity, over 880 steps, of which, with another number
// behind, only so many were done.
type riglStep struct {
	sparsity   float64
	total, ran int
}

func (s riglStep) text() string {
	text := "rigl:" + formatFloat(s.sparsity) + ":" + strconv.Itoa(s.total)
	if s.ran != s.total {
		text += ":" + strconv.Itoa(s.ran)
	}
	return text
}

func (s riglStep) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	if l.sparsity() < s.sparsity {
		l.apply(prune.Rule{Criterion: "random", Scope: prune.ByERK, By: prune.BySparsity, Amount: s.sparsity})
	}
	if err := l.run(s.ran); err != nil {
		return err
	}
	l.plan = &rigl{s}
	l.total = s.total
	return nil
}

// rigl is a riglStep under way.
type rigl struct{ riglStep }

func (r *rigl) step(ran int) step {
	s := r.riglStep
	s.ran = ran
	return s
}

func (r *rigl) rest(_ *Lab, left int) step { return riglStep{r.sparsity, left, left} }

func (r *rigl) before(l *Lab, done, total int) {
	// Where a run is too short for the paper's interval it changes as often.
	interval := min(prune.RigLInterval, max(total/updates, 1))
	if done == 0 || done%interval != 0 {
		return
	}
	gradients, fraction := l.trainer.Gradients(), prune.RigLFraction(float64(done)/float64(total))
	for i, layer := range l.prunable() {
		layer.Base = l.net.Layers[i].Mask
		prune.Regrow(layer, gradients[i].W, fraction)
	}
	l.changed()
	l.base = masksOf(l.net)
}

// sparsity is the share of all weights that are pruned now.
func (l *Lab) sparsity() float64 {
	total := weights(l.net)
	return float64(total-prune.Kept(masksOf(l.net))) / float64(total)
}

func parseGradualStep(parts []string) (step, error) {
	var s gradualStep
	var err error
	if s.rule, err = parseRule(parts[0], parts[1], parts[2]); err != nil {
		return nil, err
	}
	s.schedule = parts[3]
	numbers := []*int{&s.total, &s.ran}
	if s.schedule == decay {
		numbers = append(numbers, &s.decaySteps)
	}
	texts := parts[4:]
	if s.schedule == decay && len(texts) != 4 || s.schedule != decay && len(texts) > 2 {
		return nil, problem("link", "part", "g:"+strings.Join(parts, ":"))
	}
	for i, at := range numbers[:min(len(numbers), len(texts))] {
		if *at, err = parseInteger("steps", texts[i], 1, maxCount); err != nil {
			return nil, err
		}
	}
	if len(texts) == 1 {
		s.ran = s.total
	}
	if s.schedule == decay {
		if s.decayRate, err = parseNumber("rate", texts[3], 0, maxDecayRate); err != nil {
			return nil, err
		}
	}
	return s, s.check()
}

// maxDecayRate is from stair to stair.
const maxDecayRate = 10

// check finds what does not fit together.
func (s gradualStep) check() error {
	if !slices.Contains(Schedules(), s.schedule) {
		return notAnOption("schedule", s.schedule, Schedules())
	}
	if (s.schedule == decay) != (s.rule.By == prune.ByEpsilon) {
		return problem("schedule", "value", s.schedule)
	}
	if s.ran > s.total {
		return problem("range", "field", "steps", "value", s.ran, "min", 1, "max", s.total)
	}
	return nil
}

func parseRigLStep(parts []string) (step, error) {
	var s riglStep
	var err error
	if s.sparsity, err = parseNumber("sparsity", parts[0], 0, 1); err != nil {
		return nil, err
	}
	if s.total, err = parseInteger("steps", parts[1], 1, maxCount); err != nil {
		return nil, err
	}
	s.ran = s.total
	if len(parts) == 3 {
		s.ran, err = parseInteger("steps", parts[2], 1, s.total)
	}
	return s, err
}

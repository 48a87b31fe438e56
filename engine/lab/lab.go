package lab

import (
	"math"
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/train"
)

// A Lab is one experiment, with its history. It is not safe for use by
// several goroutines.
type Lab struct {
	state

	trainer *train.Trainer
	pass    *nn.Pass // for measuring

	history []saved // the states after each step, for undo and redo
	at      int     // the one that is now

	own         *own   // the data that a person has opened; nil: none
	scored      scored // of the weights as they are
	plan        plan   // what changes masks in the run under way; nil: nothing
	total       int    // optimiser steps that the plan is made for
	weighed     Bytes  // what the network weighed last
	weighedKept int    // how many connections it kept then
	draft       bool   // the rule in force is a preview, not yet a step
	left        int    // optimiser steps still to go in the run under way
	ran         int    // optimiser steps that it did
	doing       step   // the step that the run is, where it is one; nil: a person trains
	todo        []step // what is to be done after the run, when an address is opened
	before      *saved // the state to go back to when that fails
	focus       *Unit  // nil: the output
	problem     *Problem
}

// New begins the experiment of a recipe. The network is initialised and not
// yet trained.
func New(r Recipe) (*Lab, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	l := &Lab{}
	if err := l.begin(r); err != nil {
		return nil, err
	}
	return l, nil
}

// endless is the number of steps of a run that only a pause ends.
const endless = math.MaxInt

// begin replaces the experiment by the untrained one of a recipe.
func (l *Lab) begin(r Recipe) error {
	samples, err := l.samplesFor(&r)
	if err != nil {
		return err
	}
	net := newNetwork(&r, samples)
	l.state = state{
		start:   r.clone(),
		now:     r.clone(),
		samples: samples,
		net:     net,
		base:    masksOf(net),
		rule:    prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon},
		exact:   true,
	}
	l.equip()
	l.measure()
	l.record()
	l.save()
	return nil
}

// equip makes what a new network is trained and measured with.
func (l *Lab) equip() {
	optimizer, _ := train.NewOptimizer(l.now.Optimizer, l.net)
	l.trainer = train.New(l.net, optimizer, l.samples.train, trainOptions(&l.now), l.now.Seed)
	if l.codes != nil {
		l.trainer.Share(l.codes, l.now.Optimizer)
	}
	l.trainer.LearnFrom(l.teacher)
	l.pass = nn.NewPass(l.net, passRows)
	l.weighed = nil
	l.focus = nil
	l.changed()
}

func trainOptions(r *Recipe) train.Options {
	return train.Options{
		LearningRate:       r.LearningRate,
		BatchSize:          r.BatchSize,
		Regularization:     r.Regularization,
		RegularizationRate: r.RegularizationRate,
	}
}

// Training tells whether Advance has something to do.
func (l *Lab) Training() bool { return l.left > 0 }

// Left is how many optimiser steps the training under way still has to do; of
// training without an end, those of an epoch.
func (l *Lab) Left() int {
	if l.left == endless {
		return l.trainer.StepsPerEpoch()
	}
	return l.left
}

// Advance trains for at most the given number of optimiser steps, fewer when
// the run under way ends before. Outputs that are no numbers end the run and
// take it back: the network is as it was before, and the error is a *Problem.
func (l *Lab) Advance(steps int) error {
	for ; steps > 0 && l.left > 0; steps-- {
		if l.plan != nil {
			l.plan.before(l, l.ran, l.total)
		}
		if !l.trainer.Step() {
			return l.diverged()
		}
		l.ran++
		if l.left != endless {
			l.left--
		} else if l.ran == maxCount {
			l.left = 0
		}
		if l.curveDue(l.trainer.Steps(), l.trainer.StepsPerEpoch()) {
			l.measure()
			if l.trainMetrics.Loss == noNumber {
				return l.diverged()
			}
			l.record()
		}
	}
	if l.left == 0 {
		return l.finish()
	}
	return nil
}

// Finish trains until the goal is reached. A run without an end is paused.
func (l *Lab) Finish() error {
	if l.left == endless {
		return l.stop()
	}
	for l.Training() {
		if err := l.Advance(l.left); err != nil {
			return err
		}
	}
	return nil
}

// run sets the goal of training: the mask as it is now is held from here on.
func (l *Lab) run(steps int) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	l.base = masksOf(l.net)
	l.left, l.ran, l.plan, l.doing = steps, 0, nil, nil
	l.changed()
	return nil
}

// finish ends the run under way, makes it a step, and goes on with what an
// opened address still wants.
func (l *Lab) finish() error {
	if l.ran > 0 {
		l.changed()
		l.measure()
		if l.trainMetrics.Loss == noNumber {
			return l.diverged()
		}
		var done step = trainStep{count: l.ran}.inEpochs(l.trainer.StepsPerEpoch())
		if l.plan != nil {
			done = l.plan.step(l.ran)
		}
		l.left, l.ran = 0, 0
		l.midway = chart{slices.Clip(l.curve), l.stride}
		l.record()
		l.addStep(done)
		l.save()
	}
	if l.left > 0 { // not one step of it was done, and nothing shall be left of it
		focus := l.focus
		l.restore(l.at)
		l.focus = focus
	}
	l.left, l.plan, l.doing = 0, nil, nil
	return l.continueTodo()
}

// stop ends what is under way where it is, and settles a preview.
func (l *Lab) stop() error {
	l.todo = nil
	if l.draft {
		l.settle()
	}
	return l.finish()
}

// settle makes the rule in force a step.
func (l *Lab) settle() {
	if l.draft {
		l.measure()
	}
	l.draft = false
	l.record()
	l.addStep(pruneStep{l.rule})
	l.save()
}

// diverged takes the run under way back.
func (l *Lab) diverged() error {
	step := l.trainer.Steps()
	rate := l.now.LearningRate
	l.left, l.ran, l.plan, l.doing, l.todo = 0, 0, nil, nil, nil
	if l.before != nil {
		l.giveUp()
	} else {
		l.restore(l.at)
	}
	l.problem = problem("diverged", "step", step, "learningRate", formatFloat(rate))
	return l.problem
}

// continueTodo does the steps of an opened address up to the next that trains.
func (l *Lab) continueTodo() error {
	for len(l.todo) > 0 && l.left == 0 {
		next := l.todo[0]
		l.todo = l.todo[1:]
		if err := next.do(l); err != nil {
			l.giveUp()
			return err
		}
		if l.left > 0 {
			l.doing = next
		}
	}
	if l.left == 0 {
		l.before = nil
	}
	return nil
}

// giveUp goes back to where the person was before opening an address whose
// steps cannot be done.
func (l *Lab) giveUp() {
	l.todo = nil
	l.show(*l.before)
	l.before = nil
	l.save()
}

// prune puts a rule in force, to stay or as a preview.
func (l *Lab) prune(rule prune.Rule, preview bool) {
	l.apply(rule)
	l.rule = rule
	if preview {
		l.glance()
	} else {
		l.measure()
	}
}

// apply sets the masks to what a rule says.
func (l *Lab) apply(rule prune.Rule) {
	masks, held := rule.Masks(l.prunable(), l.scoresOf(rule.Criterion))
	for i, layer := range l.net.Layers {
		copy(layer.Mask, masks[i])
	}
	l.held = held
}

// prunable is how package prune sees the network.
func (l *Lab) prunable() []prune.Layer {
	layers := make([]prune.Layer, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		layers[i] = prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: l.base[i]}
		if l.pins != nil {
			layers[i].Pins = l.pins[i]
		}
	}
	return layers
}

// masksOf copies the masks of a network.
func masksOf(n *nn.Network) [][]uint8 {
	masks := make([][]uint8, len(n.Layers))
	for i, layer := range n.Layers {
		masks[i] = append([]uint8(nil), layer.Mask...)
	}
	return masks
}

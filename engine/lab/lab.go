package lab

import (
	"math"
	"strconv"

	"bonsai/engine/answers"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/plan"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
	"bonsai/engine/timeline"
	"bonsai/engine/train"
)

// A Lab is one experiment, with its history. It is not safe for concurrent
// use.
type Lab struct {
	state

	trainer *train.Trainer
	pass    *nn.Pass // for measuring

	history  timeline.Timeline[saved] // the states after each operation, for undo and redo
	aside    *aside                   // what SetAside remembers; nil: nothing
	fallback *saved                   // the state to go back to if an address turns out to be impossible; nil: none is being opened

	files     *samples.Files // the data that a person has opened; nil: none
	scored    scored         // scores of the present weights
	encoded   encoded
	before    answers.Memory   // of the network before pruning, for the test samples
	likeness  answers.Likeness // of what a person draws to the samples
	revisions int              // the last revision number given out

	previewing bool               // the rule in force is a preview and not yet recorded
	byHand     bool               // the operation being carried out comes from a person, not from an address
	plan       plan.Plan          // what changes masks during the present run; nil: nothing
	stepsLeft  int                // optimiser steps still to do in the present run
	stepsDone  int                // optimiser steps that the present run did, and that are not recorded yet
	measured   bool               // the metrics are those of all samples at this step of the run
	running    recipe.Operation   // the operation that is training; nil: a run without an end
	pending    []recipe.Operation // what follows after the present run

	sliced    bool               // see WorkInSlices
	work      *work              // nil: nothing is done in slices
	meter     *pace.Meter        // of the work; nil outside of it
	doing     recipe.Operation   // that the work carries out; nil: none
	beginning *beginning         // the experiment that is about to begin; nil: none
	queue     []recipe.Operation // what a person asked for before it had begun
	followed  int                // the step of the present run before which the plan was followed; -1: none

	focus   *recipe.Unit // the neuron shown over the plane; nil: the output
	problem *recipe.Problem
}

// New starts the experiment of a recipe, with a person's own data if the
// recipe asks for them (nil otherwise). The network is initialised and not yet
// trained.
func New(r recipe.Recipe, files *samples.Files) (*Lab, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	l := &Lab{files: files}
	if err := l.begin(r); err != nil {
		return nil, err
	}
	return l, nil
}

// endless is the number of steps of a run that only Pause ends.
const endless = math.MaxInt

// equip creates the trainer and the measuring pass of a new network.
func (l *Lab) equip() {
	optimizer, _ := train.NewOptimizer(l.now.Optimizer, l.net)
	l.trainer = train.New(l.net, optimizer, l.samples.Train, trainOptions(&l.now), l.now.Seed)
	if l.codes != nil {
		l.trainer.Share(l.codes, l.now.Optimizer)
	}
	l.trainer.LearnFrom(l.teacher)
	l.pass = nn.NewPass(l.net, measure.Rows)
	l.encoded = encoded{}
	l.focus = nil
	l.scored = scored{}
}

func trainOptions(r *recipe.Recipe) train.Options {
	return train.Options{
		LearningRate:       r.LearningRate,
		BatchSize:          r.BatchSize,
		Regularization:     r.Regularization,
		RegularizationRate: r.RegularizationRate,
	}
}

// Training reports whether Advance has something to do.
func (l *Lab) Training() bool { return l.stepsLeft > 0 || l.stepsDone > 0 || l.Working() }

// StepsLeft returns how many optimiser steps the present training still has to
// do. For training without an end it returns the steps of one epoch.
func (l *Lab) StepsLeft() int {
	if l.stepsLeft == endless {
		return l.trainer.StepsPerEpoch()
	}
	return l.stepsLeft
}

// StepWork returns about how many multiplications an optimiser step has.
func (l *Lab) StepWork() int { return 3 * l.now.BatchSize * l.net.Weights() }

// StepsPerEpoch returns how many optimiser steps an epoch has.
func (l *Lab) StepsPerEpoch() int { return l.trainer.StepsPerEpoch() }

// Advance trains for at most the given number of optimiser steps, fewer if the
// present run ends before; or it does one slice of other work. If the loss stops being a number, it takes the run
// back: the network is as it was before the run, and the error is a
// *recipe.Problem.
func (l *Lab) Advance(steps int) error {
	if l.work != nil {
		return l.goOnWorking()
	}
	for ; steps > 0 && l.stepsLeft > 0; steps-- {
		if l.followPlan(); l.work != nil {
			return nil
		}
		if !l.trainer.Step() {
			return l.diverged()
		}
		l.stepsDone++
		l.measured = false
		if l.stepsLeft != endless {
			l.stepsLeft--
		} else if l.stepsDone == recipe.MaxCount {
			l.stepsLeft = 0
		}
		if l.stepsLeft == 0 || l.curve.Due(l.trainer.Steps(), l.trainer.StepsPerEpoch()) {
			if err := l.measureRun(); err != nil {
				return err
			}
			if l.work != nil {
				break
			}
		}
	}
	l.renew(&l.revision.Weights)
	l.renew(&l.revision.Field)
	if l.work != nil || l.stepsLeft > 0 {
		return nil
	}
	return l.endRun()
}

// endRun finishes the present run, whose steps are done.
func (l *Lab) endRun() error {
	if err := l.finish(); err != nil {
		return err
	}
	return l.showLater(false)
}

// followPlan lets the plan change the masks before the next step. In slices that
// is work, if the scores take long.
func (l *Lab) followPlan() {
	if l.plan == nil || l.followed == l.stepsDone {
		return
	}
	l.measured = false
	follow := func() error {
		if l.plan.Before(inRun{l}, l.stepsDone) {
			l.followed = l.stepsDone
		}
		return nil
	}
	if !l.postpones() {
		_ = follow()
		return
	}
	_ = l.beginWork(true, follow)
}

// Finish trains until the goal is reached. A run without an end is paused.
func (l *Lab) Finish() error {
	if l.stepsLeft == endless {
		return l.stop()
	}
	for l.Training() {
		if err := l.Advance(max(l.stepsLeft, 1)); err != nil {
			return err
		}
	}
	return nil
}

// run sets the goal of training. From here on pruned weights are pruned for
// good: the mask is held.
func (l *Lab) run(steps int) error {
	if err := l.samples.Enough(); err != nil {
		return err
	}
	l.settleMasks()
	l.stepsLeft, l.stepsDone, l.plan, l.running, l.followed = steps, 0, nil, nil, -1
	l.measured = false
	l.weightsChanged()
	return nil
}

// finish ends the present run, records it, and continues with what is pending.
func (l *Lab) finish() error {
	if l.stepsDone > 0 {
		l.weightsChanged()
		if !l.measured {
			l.Measure()
		}
		if l.trainMetrics.Loss == snapshot.NoNumber {
			return l.diverged()
		}
		done := l.trained()
		l.stepsLeft, l.stepsDone = 0, 0
		l.midway = l.curve.Clone()
		l.record()
		l.addOperation(done)
		l.save()
	}
	if l.stepsLeft > 0 { // it ended before its first step, so nothing of it may remain
		focus := l.focus
		l.restore()
		l.focus = focus
	}
	l.stepsLeft, l.plan, l.running = 0, nil, nil
	return l.continuePending()
}

// trained returns the operation that the present run has carried out so far.
func (l *Lab) trained() recipe.Operation {
	if l.plan != nil {
		return l.plan.Done(l.stepsDone)
	}
	return recipe.Train{Length: recipe.Length{Count: l.stepsDone}.InEpochs(l.trainer.StepsPerEpoch())}
}

// stop ends what is under way where it is, and records a rule that was only
// previewed so far.
func (l *Lab) stop() error {
	l.pending, l.queue = nil, nil
	l.dropWork()
	if l.previewing {
		l.keepRule()
	}
	return l.finish()
}

// keepRule records the rule in force.
func (l *Lab) keepRule() {
	if l.previewing {
		l.Measure()
	}
	l.previewing = false
	l.record()
	l.addOperation(recipe.Prune{Rule: l.rule})
	l.save()
}

// diverged takes the present run back.
func (l *Lab) diverged() error {
	step := l.trainer.Steps()
	rate := l.now.LearningRate
	l.stepsLeft, l.stepsDone, l.plan, l.running, l.pending = 0, 0, nil, nil, nil
	l.giveUp()
	l.problem = recipe.NewProblem("diverged", "step", step, "learningRate", strconv.FormatFloat(rate, 'f', -1, 64))
	return l.problem
}

// continuePending carries out pending operations up to the next that trains, or
// begins to.
func (l *Lab) continuePending() error {
	if l.sliced && len(l.pending) > 0 && l.stepsLeft == 0 {
		return l.beginWork(false, l.carryOutPending)
	}
	return l.carryOutPending()
}

// giveUp goes back to the last recorded state, or while an address is being
// opened to the state before that.
func (l *Lab) giveUp() {
	l.pending = nil
	if l.fallback == nil {
		l.restore()
		return
	}
	l.show(*l.fallback)
	l.fallback = nil
	l.save()
}

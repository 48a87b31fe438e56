package lab

import (
	"bonsai/engine/curve"
	"bonsai/engine/distill"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/prune/calibration"
	"bonsai/engine/prune/compensate"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
	"bonsai/engine/train"
)

// compensate solves for new values of the surviving weights.
func (l *Lab) compensate(o recipe.Compensate) error {
	if err := l.samples.Enough(); err != nil {
		return err
	}
	dense := l.net.Clone()
	dense.SetMasks(l.base)
	if !l.meter.Within(compensate.Steps(l.net, dense, measure.First(l.samples.Train, calibration.CompensationSize).X)) {
		return errGivenUp
	}
	l.unshare()
	l.settleWeights()
	return l.did(o)
}

// quantize rounds the kept weights to the values of a scheme, which training
// then adjusts.
func (l *Lab) quantize(o recipe.Quantize) error {
	l.unshare()
	if o.Scheme != recipe.NoScheme {
		codes, err := quant.QuantizeBy(l.net, o.Scheme, o.Entries, l.meter)
		if err != nil {
			return err
		}
		if codes == nil {
			return errGivenUp
		}
		l.codes = codes
		l.trainer.Share(codes, l.now.Optimizer)
	}
	l.settleWeights()
	return l.did(o)
}

// unshare lets each weight have a value of its own again, and starts its
// optimiser afresh.
func (l *Lab) unshare() {
	l.codes = nil
	l.trainer.Unshare(l.now.Optimizer)
}

// distil makes the network the teacher of a new one.
func (l *Lab) distil(o recipe.Distil) error {
	if err := l.samples.Enough(); err != nil {
		return err
	}
	teacher, err := distill.NewTeacher(l.net, o.Temperature, o.Hard, train.MaxBatch)
	if err != nil {
		return err
	}
	l.now = l.samples.WithoutFile(&l.now) // even a student of the file's shape begins untrained
	l.now.Layers = o.Layers
	l.now.Activation = l.now.Activation[:1]
	l.takeOver(l.initial())
	l.teacher = teacher
	l.equip()
	return l.did(o)
}

// takeOver puts another network in place of the present one. What belonged to
// the old one is forgotten.
func (l *Lab) takeOver(n *nn.Network) {
	l.net = n
	l.base = n.CopyMasks()
	l.codes, l.pins, l.marked, l.teacher = nil, nil, nil, nil
	l.rule.Amount, l.rule.Bounds, l.held = 0, nil, 0
	l.curve, l.planned = curve.Curve{}, nil
	l.renew(&l.revision.Base)
	l.renew(&l.revision.Curve)
	l.weightsChanged()
}

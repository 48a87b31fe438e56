package lab

import "bonsai/engine/prune/compensate"

// compensateStep solves the survivors anew, so that they make up for what was
// cut: "c".
type compensateStep struct{}

func (compensateStep) text() string { return "c" }

func (compensateStep) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	dense := l.net.Clone()
	for i, layer := range dense.Layers {
		copy(layer.Mask, l.base[i])
	}
	compensate.Compensate(l.net, dense, firstRows(l.samples.train, compensationRows).X)
	l.unshare()
	l.settleWeights()
	l.did(compensateStep{})
	return nil
}

// settleWeights makes the cut final, as training does: the survivors are not
// what they were without it.
func (l *Lab) settleWeights() {
	for _, layer := range l.net.Layers {
		for i, m := range layer.Mask {
			if m == 0 {
				layer.W[i] = 0
			}
		}
	}
	l.base = masksOf(l.net)
}

// did ends a step that changed weights: it is measured, noted and saved.
func (l *Lab) did(s step) {
	l.changed()
	l.measure()
	l.record()
	l.addStep(s)
	l.save()
}

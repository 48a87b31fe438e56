package lab

import (
	"bonsai/engine/codec"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/snapshot"
)

// passRows is how many samples are measured at once: few enough that the
// matrix products of the widest layers run on one goroutine, in one order.
const passRows = 64

// How much is measured, in multiplications. During training and for a preview,
// only the first samples are measured (glanceWork). Otherwise all test samples
// are, and as many training samples as trainWork allows.
const (
	glanceWork = 60_000_000
	trainWork  = 600_000_000
	leastRows  = 500
)

func (l *Lab) affordable(set data.Set, work int) data.Set {
	return FirstRows(set, max(work/l.net.Weights(), leastRows))
}

// FirstRows returns the first n rows of a set, or all if it has fewer.
func FirstRows(set data.Set, n int) data.Set {
	n = min(n, set.N)
	set.X, set.Y, set.N = set.X[:n*set.F], set.Y[:n], n
	return set
}

// glance measures on the first samples only.
func (l *Lab) glance() {
	l.measured = false
	l.trainMetrics = l.evaluateFirst(l.samples.Train, glanceWork)
	l.testMetrics = l.evaluateFirst(l.samples.Test, glanceWork)
}

// Measure measures the network as it is. It returns false, and has changed nothing,
// if it is given up.
func (l *Lab) Measure() bool {
	train := l.evaluateFirst(l.samples.Train, trainWork)
	test := l.evaluate(l.samples.Test)
	if !l.meter.Did(0) {
		return false
	}
	l.trainMetrics, l.testMetrics = train, test
	if l.Kept() == l.net.Weights() {
		l.setWhole()
	}
	return true
}

// measureRun measures the network in the middle or at the end of a run, and records
// what belongs to the curve. In slices, of a large network or many samples, it only
// begins to: goOnWorking does the rest.
func (l *Lab) measureRun() error {
	measure := func() error {
		l.measured = l.Measure()
		return nil
	}
	rows := l.affordable(l.samples.Train, trainWork).N + l.samples.Test.N
	if l.sliced && rows*l.net.Weights() > glanceWork {
		if err := l.beginWork(true, measure); err != nil || l.work != nil {
			return err
		}
	} else {
		_ = measure()
	}
	return l.recordRun()
}

// recordRun records the measurement of a run in its middle or at its end.
func (l *Lab) recordRun() error {
	if l.trainMetrics.Loss == snapshot.NoNumber {
		return l.diverged()
	}
	if l.curveDue(l.trainer.Steps(), l.trainer.StepsPerEpoch()) {
		l.record()
	}
	return nil
}

// setWhole makes the network as it is, and was just measured, the one before pruning.
func (l *Lab) setWhole() { l.dense = whole{l.testMetrics, l.net.Clone()} }

// TestMetrics returns the last measurement on the test samples.
func (l *Lab) TestMetrics() snapshot.Metrics { return l.testMetrics }

// evaluateFirst measures on as many samples of a set as some work allows, and says on
// how many.
func (l *Lab) evaluateFirst(set data.Set, work int) snapshot.Metrics {
	first := l.affordable(set, work)
	m := l.evaluate(first)
	m.Part = snapshot.PartOf(first.N, set.N)
	return m
}

func (l *Lab) evaluate(set data.Set) snapshot.Metrics {
	if set.N == 0 {
		return snapshot.Metrics{}
	}
	loss, accuracy := nn.EvaluateWhile(l.pass, set.X, set.Y, func(rows int) bool {
		return l.meter.Did(rows * l.net.Weights() / kernelWork)
	})
	loss = float64(loss * l.samples.Units())
	return snapshot.Metrics{Loss: snapshot.Bounded(loss), Accuracy: snapshot.Bounded(accuracy)}
}

// maxCurve is how many points the charts over time have at most.
const maxCurve = 300

// curveDue reports whether the step ends an epoch that belongs to the curve.
func (s *state) curveDue(step, stepsPerEpoch int) bool {
	return step%(stepsPerEpoch*max(s.stride, 1)) == 0
}

func (l *Lab) point() snapshot.CurvePoint {
	return snapshot.CurvePoint{Step: l.trainer.Steps(), Train: l.trainMetrics, Test: l.testMetrics, Sparsity: l.Sparsity()}
}

// record adds the present metrics to the curve. A curve that grows too long
// loses every second point, and from then on takes half as many.
func (l *Lab) record() {
	point := l.point()
	if n := len(l.curve); n > 0 && l.curve[n-1] == point {
		return
	}
	l.renew(&l.revision.Curve)
	l.curve = append(l.curve, point)
	if len(l.curve) <= maxCurve {
		return
	}
	var half []snapshot.CurvePoint // a new slice: midway keeps the longer one
	for i := 0; i < len(l.curve); i += 2 {
		half = append(half, l.curve[i])
	}
	l.curve = half
	l.stride = 2 * max(l.stride, 1)
}

// kernelWork is about how many multiplications of a forward pass take as long as
// one that the meter counts.
const kernelWork = 4

// encoded are the lengths of the encoded network, how many connections it kept at
// that time, and the revisions of what was encoded.
type encoded struct {
	bytes          snapshot.Bytes
	kept           int
	weights, masks int
}

// isOf reports whether the lengths are those of the present network.
func (e *encoded) isOf(l *Lab) bool {
	return e.bytes != nil && e.weights == l.revision.Weights && e.masks == l.revision.Masks
}

func (l *Lab) encodedAs(sizes snapshot.Bytes) encoded {
	return encoded{sizes, l.Kept(), l.revision.Weights, l.revision.Masks}
}

// fewWeights is how many weights are encoded in all formats in less time than
// passes between two pictures of a training.
const fewWeights = 5000

// bytes encodes the network in all formats. While it trains with the same
// connections, the last lengths stand: the values change them little. So do
// those of a large network while ε is being dragged. In slices, those of a large
// network are computed by showLater; nil until then.
func (l *Lab) bytes() snapshot.Bytes {
	kept, small := l.Kept(), l.net.Weights() <= fewWeights
	unchanged := l.Training() && (kept == l.encoded.kept || !small) || l.previewing && !small
	if l.encoded.bytes != nil && unchanged || l.encoded.isOf(l) || l.postpones() {
		return l.encoded.bytes
	}
	l.encoded = l.encodedAs(codec.Sizes(l.net))
	return l.encoded.bytes
}

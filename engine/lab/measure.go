package lab

import (
	"bonsai/engine/codec"
	"bonsai/engine/data"
	"bonsai/engine/measure"
	"bonsai/engine/snapshot"
)

// affordable returns as many of the first samples of a set as can be measured with a
// number of multiplications.
func (l *Lab) affordable(set data.Set, work int) data.Set {
	return measure.First(set, measure.Affordable(work, l.net.Weights()))
}

// glance measures on the first samples only.
func (l *Lab) glance() {
	l.measured = false
	l.trainMetrics = l.evaluateFirst(l.samples.Train, measure.Glance)
	l.testMetrics = l.evaluateFirst(l.samples.Test, measure.Glance)
}

// Measure measures the network as it is. It returns false, and has changed nothing,
// if it is given up.
func (l *Lab) Measure() bool {
	train := l.evaluateFirst(l.samples.Train, measure.Whole)
	test := l.evaluate(l.samples.Test)
	if !l.meter.Did(0) {
		return false
	}
	l.trainMetrics, l.testMetrics = train, test
	if l.isWhole() {
		l.setWhole()
	}
	return true
}

// isWhole reports whether no connection is pruned and no weights share a value.
func (l *Lab) isWhole() bool { return l.codes == nil && l.Kept() == l.net.Weights() }

// measureRun measures the network in the middle or at the end of a run, and records
// what belongs to the curve. In slices, of a large network or many samples, it only
// begins to: goOnWorking does the rest.
func (l *Lab) measureRun() error {
	whole := func() error {
		l.measured = l.Measure()
		return nil
	}
	rows := l.affordable(l.samples.Train, measure.Whole).N + l.samples.Test.N
	if l.sliced && rows*l.net.Weights() > measure.Glance {
		if err := l.beginWork(true, whole); err != nil || l.work != nil {
			return err
		}
	} else {
		_ = whole()
	}
	return l.recordRun()
}

// recordRun records the measurement of a run in its middle or at its end.
func (l *Lab) recordRun() error {
	if l.trainMetrics.Loss == snapshot.NoNumber {
		return l.diverged()
	}
	if l.curve.Due(l.trainer.Steps(), l.trainer.StepsPerEpoch()) {
		l.record()
	}
	return nil
}

// setWhole makes the network as it is, and was just measured, the one before pruning and quantisation.
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
	return measure.Metrics(l.pass, l.net.Weights(), set, l.samples.Units(), l.meter)
}

func (l *Lab) point() snapshot.CurvePoint {
	return snapshot.CurvePoint{Step: l.trainer.Steps(), Train: l.trainMetrics, Test: l.testMetrics, Sparsity: l.Sparsity()}
}

// record adds the present metrics to the curve.
func (l *Lab) record() {
	if l.curve.Add(l.point()) {
		l.renew(&l.revision.Curve)
	}
}

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

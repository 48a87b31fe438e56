package lab

import (
	"math"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// passRows is how many samples are measured at once: few enough that the
// matrix products of the widest layers run on one goroutine, in one order.
const passRows = 64

// How much is measured, in multiplications: of large networks on many samples
// it would take longer than what is measured. While training or a preview is
// under way a glance at the first samples has to do; what stands still is
// measured on all test samples.
const (
	glanceWork = 60_000_000
	trainWork  = 600_000_000
	leastRows  = 500
)

func (l *Lab) affordable(set data.Set, work int) data.Set {
	return firstRows(set, max(work/weights(l.net), leastRows))
}

// glance brings the metrics nearly up to date.
func (l *Lab) glance() {
	l.trainMetrics = l.evaluate(l.affordable(l.samples.train, glanceWork))
	l.testMetrics = l.evaluate(l.affordable(l.samples.test, glanceWork))
}

// measure brings the metrics up to date with the network.
func (l *Lab) measure() {
	l.trainMetrics = l.evaluate(l.affordable(l.samples.train, trainWork))
	l.testMetrics = l.evaluate(l.samples.test)
	if l.Kept() == weights(l.net) {
		l.dense = l.testMetrics
	}
}

func (l *Lab) evaluate(set data.Set) Metrics {
	if set.N == 0 {
		return Metrics{}
	}
	loss, accuracy := nn.Evaluate(l.pass, set.X, set.Y)
	return Metrics{Loss: bounded(loss), Accuracy: bounded(accuracy)}
}

// noNumber stands for a loss that is none: of a network that has diverged.
const noNumber = math.MaxFloat32

// bounded keeps a measurement to what can be written and drawn.
func bounded(v float64) float64 {
	if math.IsNaN(v) {
		return noNumber
	}
	return min(max(v, -noNumber), noNumber)
}

// weights counts the connections of a network, biases left out.
func weights(n *nn.Network) int {
	total := 0
	for _, layer := range n.Layers {
		total += len(layer.W)
	}
	return total
}

// maxCurve is how many points the charts over time are drawn from.
const maxCurve = 300

// curveDue tells whether the step ends an epoch that belongs to the curve.
func (s *state) curveDue(step, stepsPerEpoch int) bool {
	return step%(stepsPerEpoch*max(s.stride, 1)) == 0
}

func (l *Lab) point() CurvePoint {
	return CurvePoint{l.trainer.Steps(), l.trainMetrics, l.testMetrics, l.sparsity()}
}

// record adds the present metrics to the curve. A curve that grows too long
// loses every second point and from then on takes half as many.
func (l *Lab) record() {
	point := l.point()
	if n := len(l.curve); n > 0 && l.curve[n-1] == point {
		return
	}
	l.curve = append(l.curve, point)
	if len(l.curve) <= maxCurve {
		return
	}
	var half []CurvePoint // the longer one stays as it is: see chart
	for i := 0; i < len(l.curve); i += 2 {
		half = append(half, l.curve[i])
	}
	l.curve = half
	l.stride = 2 * max(l.stride, 1)
}

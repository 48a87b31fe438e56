package nn

import (
	"math"

	"bonsai/engine/num"
)

// A Loss says how wrong outputs are. All losses take logits, what the last
// layer gives out before any probability: computed from those they stay
// finite where a probability would have been rounded to 0.
type Loss uint8

const (
	// BinaryCrossEntropy is for two classes, y = 0 or 1, and one logit z:
	// −y·log σ(z) − (1−y)·log(1−σ(z)), computed as max(z,0) − z·y + log(1+e^−|z|).
	BinaryCrossEntropy Loss = iota

	// SoftmaxCrossEntropy is for k classes, y = 0 … k−1, and k logits:
	// log Σⱼ e^zⱼ − z_y, with the largest logit taken out of the sum.
	SoftmaxCrossEntropy

	// SquaredError is for regression: ½(z − y)².
	SquaredError
)

// of returns the loss of one sample, whose logits are z.
func (l Loss) of(z []float32, y float32) float64 {
	switch l {
	case BinaryCrossEntropy:
		v := float64(z[0])
		tail := num.Log(1 + float64(num.Exp(float32(-math.Abs(v)))))
		return max(v, 0) - float64(v*float64(y)) + tail
	case SoftmaxCrossEntropy:
		largest := largestOf(z)
		sum := 0.0
		for _, v := range z {
			sum += float64(num.Exp(v - largest))
		}
		return float64(largest) + num.Log(sum) - float64(z[int(y)])
	default:
		e := float64(z[0] - y)
		return float64(e*e) / 2
	}
}

// gradient writes the derivatives of the loss of one sample with respect to
// its logits, times scale: for both cross-entropies probability minus truth,
// for the squared error the error.
func (l Loss) gradient(gradient, z []float32, y, scale float32) {
	switch l {
	case BinaryCrossEntropy:
		gradient[0] = scale * (num.Sigmoid(z[0]) - y)
	case SoftmaxCrossEntropy:
		copy(gradient, z)
		softmax(gradient)
		gradient[int(y)]--
		for i := range gradient {
			gradient[i] *= scale
		}
	default:
		gradient[0] = scale * (z[0] - y)
	}
}

// Probabilities turns the logits of samples in place into the probabilities of
// a loss at a temperature: σ(z/T) of one logit, softmax(z/T) of several; the
// values of a regression stay as they are.
func (l Loss) Probabilities(logits []float32, outputs int, temperature float32) {
	switch l {
	case BinaryCrossEntropy:
		for i, z := range logits {
			logits[i] = num.Sigmoid(z / temperature)
		}
	case SoftmaxCrossEntropy:
		for i := range logits {
			logits[i] /= temperature
		}
		for ; len(logits) > 0; logits = logits[outputs:] {
			softmax(logits[:outputs])
		}
	}
}

// right tells whether logits z name the class y. Equal logits name the first.
func (l Loss) right(z []float32, y float32) bool {
	if l == BinaryCrossEntropy {
		return (z[0] > 0) == (y == 1)
	}
	best := 0
	for class, v := range z {
		if v > z[best] {
			best = class
		}
	}
	return best == int(y)
}

// Outputs turns logits [rows][outputs] in place into what a person reads: the
// probability of class 1, the probabilities of all classes, or values.
func Outputs(n *Network, logits []float32) {
	n.Loss.Probabilities(logits, n.Layers[len(n.Layers)-1].Out, 1)
}

// softmax turns logits into probabilities, e^zᵢ / Σⱼ e^zⱼ.
func softmax(z []float32) {
	largest := largestOf(z)
	var sum float32
	for i, v := range z {
		z[i] = num.Exp(v - largest)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
}

func largestOf(z []float32) float32 {
	largest := z[0]
	for _, v := range z {
		largest = max(largest, v)
	}
	return largest
}

package nn

import (
	"math"

	"bonsai/engine/num"
)

// A Loss measures how wrong the outputs of a network are. It is computed from
// logits, the outputs of the last layer before they are turned into probabilities.
// So it is finite even where a probability would be rounded to 0. The number of a
// loss is stored in encoded networks.
type Loss uint8

const (
	// BinaryCrossEntropy is for two classes, y = 0 or 1, and one logit z. It is
	// −y·log σ(z) − (1−y)·log(1−σ(z)), with σ(z) = 1/(1+e⁻ᶻ), and is computed as
	// max(z,0) − z·y + log(1+e^−|z|).
	BinaryCrossEntropy Loss = iota

	// SoftmaxCrossEntropy is for k classes, y = 0 … k−1, and k logits. It is
	// log Σⱼ e^zⱼ − z_y, computed with the largest logit subtracted from all, so
	// that no power overflows.
	SoftmaxCrossEntropy

	// SquaredError is for regression, with one output z: ½(z − y)².
	SquaredError
)

// of returns the loss of one sample with the logits z and the target y.
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

// gradient sets gradient to the derivatives of the loss of one sample with respect
// to its logits, times scale. For both cross-entropies these are the probabilities
// minus the true ones (0 or 1), and for the squared error z − y.
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

// Probabilities replaces logits [rows][outputs] by the probabilities at a
// temperature T: σ(z/T) for BinaryCrossEntropy and softmax(z/T) for
// SoftmaxCrossEntropy. With SquaredError it changes nothing.
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

// Class returns the class predicted from the logits z of one sample: with one logit,
// class 1 if it is positive; with several, the first of the largest. SquaredError has
// no classes.
func (l Loss) Class(z []float32) int {
	if l == BinaryCrossEntropy {
		if z[0] > 0 {
			return 1
		}
		return 0
	}
	best := 0
	for class, v := range z {
		if v > z[best] {
			best = class
		}
	}
	return best
}

// correct reports whether the class predicted from logits z is y.
func (l Loss) correct(z []float32, y float32) bool { return l.Class(z) == int(y) }

// Outputs replaces logits [rows][outputs] by the outputs that are shown to people:
// the probability of class 1, the probabilities of all classes, or, in regression,
// the values themselves.
func Outputs(n *Network, logits []float32) {
	n.Loss.Probabilities(logits, n.Layers[len(n.Layers)-1].Out, 1)
}

// softmax replaces the logits of one sample by probabilities, e^zᵢ / Σⱼ e^zⱼ.
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

// largestOf returns the largest of at least one number.
func largestOf(z []float32) float32 {
	largest := z[0]
	for _, v := range z {
		largest = max(largest, v)
	}
	return largest
}

package nn

import (
	"slices"

	"bonsai/engine/num"
)

// An Activation bends what a neuron has summed up.
type Activation uint8

const (
	ReLU    Activation = iota // max(z, 0)
	Tanh                      // tanh z
	Sigmoid                   // 1/(1+e⁻ᶻ)
	Linear                    // z
)

var activationNames = []string{"relu", "tanh", "sigmoid", "linear"}

// Activations returns the names of all activations.
func Activations() []string { return slices.Clone(activationNames) }

func (a Activation) String() string { return activationNames[a] }

// ParseActivation finds an activation by its name.
func ParseActivation(name string) (Activation, bool) {
	i := slices.Index(activationNames, name)
	return Activation(max(i, 0)), i >= 0
}

// apply replaces the sums z by what the neurons give out.
func (a Activation) apply(z []float32) {
	switch a {
	case ReLU:
		for i, v := range z {
			if v < 0 {
				z[i] = 0
			}
		}
	case Tanh:
		for i, v := range z {
			z[i] = num.Tanh(v)
		}
	case Sigmoid:
		for i, v := range z {
			z[i] = num.Sigmoid(v)
		}
	}
}

// back turns gradients with respect to the outputs into gradients with
// respect to the sums, in place. The derivative of each activation can be
// told from its output.
func (a Activation) back(gradient, output []float32) {
	switch a {
	case ReLU:
		for i, v := range output {
			if v <= 0 {
				gradient[i] = 0
			}
		}
	case Tanh:
		for i, v := range output {
			gradient[i] *= 1 - float32(v*v)
		}
	case Sigmoid:
		for i, v := range output {
			gradient[i] *= v * (1 - v)
		}
	}
}

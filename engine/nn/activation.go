package nn

import (
	"slices"

	"bonsai/engine/num"
)

// An Activation is the function that a neuron applies to its pre-activation z, the
// weighted sum of its inputs plus the bias. Its number is stored in encoded networks.
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

// ParseActivation returns the activation with a name, and whether there is one.
func ParseActivation(name string) (Activation, bool) {
	i := slices.Index(activationNames, name)
	return Activation(max(i, 0)), i >= 0
}

// apply replaces pre-activations z by the outputs of the neurons.
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

// back multiplies gradients with respect to the outputs by the derivative of the
// activation, in place, which makes them gradients with respect to the
// pre-activations. All derivatives can be computed from the outputs.
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

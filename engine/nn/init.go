package nn

import (
	"math"
	"math/rand/v2"
	"slices"
)

// An Init is a way of drawing the first weights. Biases begin at 0.
type Init uint8

const (
	// GlorotUniform draws from ±√(6/(in+out)), which keeps the variance of
	// activations and gradients alike (Glorot and Bengio, AISTATS 2010, eq. 16).
	GlorotUniform Init = iota

	// HeUniform draws from ±√(6/in), the same for neurons that give out
	// nothing half of the time (He et al., ICCV 2015, eq. 10, as uniform).
	HeUniform
)

var initNames = []string{"glorot", "he"}

// Inits returns the names of all ways of drawing first weights.
func Inits() []string { return slices.Clone(initNames) }

// ParseInit finds an Init by its name.
func ParseInit(name string) (Init, bool) {
	for i, known := range initNames {
		if name == known {
			return Init(i), true
		}
	}
	return 0, false
}

// Init draws all weights anew, layer by layer, row by row, and sets the biases
// to 0. Masks stay as they are.
func (n *Network) Init(scheme Init, r *rand.Rand) {
	for _, layer := range n.Layers {
		limit := math.Sqrt(6 / float64(layer.In+layer.Out))
		if scheme == HeUniform {
			limit = math.Sqrt(6 / float64(layer.In))
		}
		for i := range layer.W {
			layer.W[i] = float32(limit * (2*r.Float64() - 1))
		}
		for i := range layer.B {
			layer.B[i] = 0
		}
	}
}

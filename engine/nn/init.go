package nn

import (
	"math"
	"math/rand/v2"
	"slices"
)

// An Init is a distribution that the initial weights are drawn from. Biases start
// at 0.
type Init uint8

const (
	// GlorotUniform is uniform between ±√(6/(in+out)), with the numbers of inputs
	// and outputs of the layer. It keeps the variance of activations and of
	// gradients similar in all layers (Glorot and Bengio, AISTATS 2010, eq. 16).
	GlorotUniform Init = iota

	// HeUniform is uniform between ±√(6/in), which does the same for layers with
	// ReLU, whose outputs are 0 half of the time (He et al., ICCV 2015, eq. 10,
	// there as a normal distribution).
	HeUniform
)

var initNames = []string{"glorot", "he"}

// Inits returns the names of all initialisations.
func Inits() []string { return slices.Clone(initNames) }

// ParseInit returns the initialisation with a name, and whether there is one.
func ParseInit(name string) (Init, bool) {
	i := slices.Index(initNames, name)
	return Init(max(i, 0)), i >= 0
}

// Init draws new weights, layer by layer and row by row, and sets the biases to 0.
// It does not change the masks.
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

package exchange

import (
	"fmt"
	"math"
	"slices"

	"bonsai/engine/nn"
)

// Limits of a network that can be read.
const (
	MaxHidden  = 6    // hidden layers
	MaxUnits   = 1024 // units of a hidden layer, and outputs
	MaxInputs  = 4096
	maxNumbers = 16_000_000 // numbers in all arrays of a file: more than such a network has
)

// Output is the function that turns the last layer's sums into what the network
// returns.
type Output string

// The outputs that Bonsai computes. An empty Output is not known.
const (
	Linear  Output = "linear"  // nothing: values of a regression, or logits of classes
	Sigmoid Output = "sigmoid" // the probability of the second of two classes
	Softmax Output = "softmax" // the probabilities of all classes
)

// A Network is a dense network on its way between Bonsai and a file.
type Network struct {
	Layers []Layer
	Output Output

	// OrderUnknown reports that neither the names nor the shapes tell whether a
	// row of a weight array belongs to an output or to an input. The layers are
	// then as for OutIn. Options.Order settles it.
	OrderUnknown bool

	// Columns are what the network takes, in their own units; nil if it takes its
	// inputs as they are. Missing says that values may be missing.
	Columns []Column
	Missing bool

	Classes []string // names of the classes; nil if not known

	// Target is the scale of a regression; nil if the value is in its own units.
	Target *Scale
}

// A Layer is dense: Activation(W·input + B).
type Layer struct {
	Name    string // as in the file; may be empty
	In, Out int
	W       []float32 // [Out][In]
	B       []float32 // [Out]

	// Mask tells which weights are kept (1) and which are pruned (0), [Out][In].
	// It is nil if the file has no mask; zeros may then count as pruned.
	Mask []uint8

	// Activation is a name known to nn.ParseActivation, or empty if the file does
	// not say. That of the last layer is always "linear".
	Activation string
}

// Of prepares a network for writing. It shares the weights.
func Of(net *nn.Network) *Network {
	n := &Network{Output: outputOf(net.Loss)}
	for i, layer := range net.Layers {
		n.Layers = append(n.Layers, Layer{
			Name: fmt.Sprint(2 * i), In: layer.In, Out: layer.Out,
			W: layer.W, B: layer.B, Mask: layer.Mask, Activation: layer.Activation.String(),
		})
	}
	return n
}

func outputOf(loss nn.Loss) Output {
	switch loss {
	case nn.BinaryCrossEntropy:
		return Sigmoid
	case nn.SoftmaxCrossEntropy:
		return Softmax
	default:
		return Linear
	}
}

// Choices answer what a file leaves open.
type Choices struct {
	// Activations of the hidden layers; only those that the file does not give
	// are used.
	Activations []nn.Activation

	// Loss is what the network is trained on; it must suit Output, see Losses.
	Loss nn.Loss

	// PruneZeros makes a weight of 0 count as pruned in layers without a mask.
	PruneZeros bool
}

// Open lists the indices of the hidden layers whose activation is not known.
func (n *Network) Open() []int {
	var open []int
	for i, layer := range n.Layers {
		if layer.Activation == "" {
			open = append(open, i)
		}
	}
	return open
}

// Losses lists what the network can be trained on, the likeliest first: one
// output is a value or the logit of two classes, several are the logits of
// classes.
func (n *Network) Losses() []nn.Loss {
	if n.Layers[len(n.Layers)-1].Out > 1 {
		return []nn.Loss{nn.SoftmaxCrossEntropy}
	}
	switch {
	case n.Output == Sigmoid:
		return []nn.Loss{nn.BinaryCrossEntropy}
	case n.Target != nil:
		return []nn.Loss{nn.SquaredError}
	default:
		return []nn.Loss{nn.BinaryCrossEntropy, nn.SquaredError}
	}
}

// Build makes a network that can be trained and pruned. It shares nothing with n.
func (n *Network) Build(c Choices) (*nn.Network, error) {
	if !slices.Contains(n.Losses(), c.Loss) {
		return nil, fmt.Errorf("exchange: a network with %d outputs (%s) cannot be trained on loss %d",
			n.Layers[len(n.Layers)-1].Out, n.Output, c.Loss)
	}
	filled := *n
	filled.Layers = slices.Clone(n.Layers)
	for _, i := range n.Open() {
		if i >= len(c.Activations) {
			return nil, fmt.Errorf("exchange: the file does not say which activation hidden layer %d has; choose one of %v", i+1, nn.Activations())
		}
		filled.Layers[i].Activation = c.Activations[i].String()
	}
	for i := range filled.Layers {
		filled.Layers[i].Mask = filled.Layers[i].mask(c.PruneZeros)
	}
	return filled.forLoss(c.Loss)
}

// forLoss makes a network whose activations are known.
func (n *Network) forLoss(loss nn.Loss) (*nn.Network, error) {
	net := &nn.Network{Loss: loss}
	for i := range n.Layers {
		layer := &n.Layers[i]
		activation, known := nn.ParseActivation(layer.Activation)
		if !known {
			return nil, fmt.Errorf("exchange: hidden layer %d has the activation %q; known are %v", i+1, layer.Activation, nn.Activations())
		}
		net.Layers = append(net.Layers, &nn.Dense{
			In: layer.In, Out: layer.Out, Activation: activation,
			W: slices.Clone(layer.W), B: slices.Clone(layer.B), Mask: layer.mask(false),
		})
	}
	return net, nil
}

// mask returns the layer's mask, or one that keeps all weights, or all but zeros.
func (l *Layer) mask(pruneZeros bool) []uint8 {
	if l.Mask != nil {
		return slices.Clone(l.Mask)
	}
	mask := make([]uint8, len(l.W))
	for i, w := range l.W {
		if w != 0 || !pruneZeros {
			mask[i] = 1
		}
	}
	return mask
}

// Zeros counts the weights that are 0 or pruned, and all weights.
func (n *Network) Zeros() (zeros, weights int) {
	for _, layer := range n.Layers {
		for i := range layer.W {
			if layer.effective(i) == 0 {
				zeros++
			}
		}
		weights += len(layer.W)
	}
	return zeros, weights
}

// pruned tells whether any weight is pruned.
func (l *Layer) pruned() bool { return slices.Contains(l.Mask, 0) }

// effective returns weight i as the network computes with it: 0 if it is pruned.
func (l *Layer) effective(i int) float32 {
	if l.Mask != nil && l.Mask[i] == 0 {
		return 0
	}
	return l.W[i]
}

// masked returns a layer's weights as the network computes with them.
func (l *Layer) masked() []float32 {
	w := make([]float32, len(l.W))
	for i := range w {
		w[i] = l.effective(i)
	}
	return w
}

// check finishes a network that a reader has put together: missing biases are
// 0, and shapes, limits and numbers must be those of a network that Bonsai holds.
func (n *Network) check() error {
	if len(n.Layers) == 0 {
		return fmt.Errorf("it has no layer of weights")
	}
	last := len(n.Layers) - 1
	if last > MaxHidden {
		return refuse("depth", "max", MaxHidden)
	}
	if in := n.Layers[0].In; in > MaxInputs {
		return refuse("inputs", "have", in, "max", MaxInputs)
	}
	for i := range n.Layers {
		layer := &n.Layers[i]
		if layer.In < 1 || layer.Out < 1 {
			return fmt.Errorf("layer %d has %d inputs and %d units; at least one of each is needed", i+1, layer.In, layer.Out)
		}
		if i > 0 && layer.In != n.Layers[i-1].Out {
			return fmt.Errorf("layer %d takes %d inputs, and the layer before has %d outputs", i+1, layer.In, n.Layers[i-1].Out)
		}
		if layer.Out > MaxUnits {
			return refuse("units", "layer", i+1, "have", layer.Out, "max", MaxUnits)
		}
		if layer.B == nil {
			layer.B = make([]float32, layer.Out)
		}
		if err := layer.checkNumbers(i); err != nil {
			return err
		}
	}
	n.Layers[last].Activation = nn.Linear.String()
	return n.checkOutput()
}

func (l *Layer) checkNumbers(index int) error {
	for i, w := range l.W {
		if !finite(l.effective(i)) {
			return fmt.Errorf("the weight from input %d to unit %d of layer %d is %v; all weights must be finite numbers",
				i%l.In+1, i/l.In+1, index+1, w)
		}
		if !finite(w) { // pruned, so its value never counts
			l.W[i] = 0
		}
	}
	for i, b := range l.B {
		if !finite(b) {
			return fmt.Errorf("the bias of unit %d of layer %d is %v; all biases must be finite numbers", i+1, index+1, b)
		}
	}
	return nil
}

func (n *Network) checkOutput() error {
	outputs := n.Layers[len(n.Layers)-1].Out
	switch {
	case n.Output == Sigmoid && outputs > 1:
		return refuse("labels", "have", outputs)
	case n.Output == Softmax && outputs == 1:
		return refuse("one")
	}
	return nil
}

func finite(v float32) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }

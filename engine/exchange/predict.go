package exchange

import (
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/num"
)

// Predict computes the network for samples in the units of its columns,
// [rows][columns]. It returns what every written file returns: probabilities, or
// the value in its own units, [rows][outputs]. The activations must be known.
func (n *Network) Predict(samples [][]float64) ([][]float32, error) {
	loss := nn.SquaredError
	switch n.Output {
	case Sigmoid:
		loss = nn.BinaryCrossEntropy
	case Softmax:
		loss = nn.SoftmaxCrossEntropy
	}
	net, err := n.forLoss(loss)
	if err != nil {
		return nil, err
	}
	outputs := make([][]float32, len(samples))
	for i, sample := range samples {
		y := n.features(sample)
		for _, layer := range net.Layers {
			y = forward(layer, y)
		}
		nn.Outputs(net, y)
		if n.Target != nil {
			y[0] = float32(float64(float64(y[0])*n.Target.Deviation) + n.Target.Mean)
		}
		outputs[i] = y
	}
	return outputs, nil
}

// forward computes one sample, to the bits that nn.Pass gives. Passes are for
// training, and need much more of a program than this loop.
func forward(layer *nn.Dense, x []float32) []float32 {
	y := make([]float32, layer.Out)
	for out := range y {
		sum := layer.B[out]
		for in, v := range x {
			if at := out*layer.In + in; layer.Mask[at] != 0 {
				sum += float32(layer.W[at] * v)
			}
		}
		switch layer.Activation {
		case nn.ReLU:
			sum = max(sum, 0)
		case nn.Tanh:
			sum = num.Tanh(sum)
		case nn.Sigmoid:
			sum = num.Sigmoid(sum)
		}
		y[out] = sum
	}
	return y
}

// features turns a sample into the inputs of the first layer.
func (n *Network) features(sample []float64) []float32 {
	x := make([]float32, 0, n.Layers[0].In)
	if n.Columns == nil {
		for _, v := range sample {
			x = append(x, float32(v))
		}
		return x
	}
	for i := range n.Columns {
		x = n.Columns[i].append(x, sample[i], n.Missing)
	}
	return x
}

// append appends the inputs that a value becomes.
func (c *Column) append(x []float32, v float64, mayMiss bool) []float32 {
	missing := mayMiss && math.IsNaN(v)
	if missing {
		v = c.Fill
	}
	switch {
	case c.isCategory():
		first := len(x)
		x = append(x, make([]float32, c.sorts())...)
		if v >= 0 && int(v) < c.sorts() {
			x[first+int(v)] = 1
		}
	case c.Deviation == 0:
		x = append(x, 0)
	default:
		x = append(x, float32((v-c.Mean)/c.Deviation))
	}
	if c.Indicator {
		indicator := float32(0)
		if missing {
			indicator = 1
		}
		x = append(x, indicator)
	}
	return x
}

// sample makes up one to test a written program with: values around the means,
// different for each number k.
func (n *Network) sample(k int) []float64 {
	if n.Columns == nil {
		values := make([]float64, n.Layers[0].In)
		for i := range values {
			values[i] = float64((i+k)%5) / 4
		}
		return values
	}
	values := make([]float64, len(n.Columns))
	for i := range values {
		c := &n.Columns[i]
		if c.isCategory() {
			values[i] = float64((i + k) % c.sorts())
		} else {
			values[i] = float64(float32(c.Mean + float64((i+k)%5-2)*c.Deviation/2))
		}
	}
	return values
}

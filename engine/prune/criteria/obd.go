package criteria

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// OBD removes the weights with the smallest ½·h·w², a second-order estimate of
// how much the loss grows when the weight is removed, where h is the weight's
// entry on the diagonal of the Hessian (LeCun, Denker and Solla, "Optimal Brain
// Damage", NIPS 1989, equation 5). The Hessian is approximated by the
// Gauss-Newton matrix JᵀHJ: J holds the derivatives of the logits with respect
// to the weights, and H is the Hessian of the loss with respect to the logits,
// diag(p) − p·pᵀ for cross-entropy and 1 for the squared error. For piecewise
// linear activations the diagonal is exact. It needs X.
type OBD struct{}

var _ = register("obd", OBD{})

// Scores implements Criterion.
func (OBD) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	scores := curvature(e.Net, e.X, m)
	if scores == nil {
		return nil
	}
	for l, layer := range e.Net.Layers {
		for i, w := range layer.W {
			scores[l][i] = float32(0.5*scores[l][i]) * float32(w*w)
		}
	}
	return scores
}

// curvature returns the diagonal of the Gauss-Newton matrix of the mean loss over
// the samples x, [n][inputs], in the weights' shapes, or nil if the meter stopped
// it.
func curvature(n *nn.Network, x []float32, m *pace.Meter) [][]float32 {
	c := newCurvatures(n, m)
	inputs := n.Layers[0].In
	samples := len(x) / inputs
	m.Expect(samples * c.work())
	for first := 0; first < samples; first += calibration.Rows {
		rows := min(calibration.Rows, samples-first)
		if !c.add(x[first*inputs:(first+rows)*inputs], rows) {
			return nil
		}
	}
	for l := range c.sums {
		for i := range c.sums[l] {
			c.sums[l][i] /= float32(samples)
		}
	}
	return c.sums
}

// curvatures adds up the diagonal over the samples.
type curvatures struct {
	net   *nn.Network
	pass  *nn.Pass
	meter *pace.Meter
	sums  [][]float32 // [Out][In]

	// For each neuron of a layer, [rows][Out], sums over the logits c: Σ p_c·δ_c²
	// and Σ p_c·δ_c, where δ_c is the derivative of logit c with respect to the
	// neuron's pre-activation.
	squares, means [][]float32
}

func newCurvatures(n *nn.Network, m *pace.Meter) *curvatures {
	c := &curvatures{net: n, pass: nn.NewPass(n, calibration.Rows), meter: m}
	c.pass.Hold()
	for _, layer := range n.Layers {
		c.sums = append(c.sums, make([]float32, len(layer.W)))
		c.squares = append(c.squares, make([]float32, calibration.Rows*layer.Out))
		c.means = append(c.means, make([]float32, calibration.Rows*layer.Out))
	}
	return c
}

// work returns the number of products for one sample: forwards and at the end one
// for each weight, and for each logit one for each weight but the first layer's.
func (c *curvatures) work() int {
	work := 0
	for l, layer := range c.net.Layers {
		work += 2 * len(layer.W)
		if l > 0 {
			work += c.outputs() * len(layer.W)
		}
	}
	return work
}

func (c *curvatures) outputs() int { return c.net.Layers[len(c.net.Layers)-1].Out }

// add adds a batch of samples, [rows][inputs]. It reports false if the meter
// stopped it.
func (c *curvatures) add(x []float32, rows int) bool {
	outputs := c.outputs()
	c.pass.Forward(x, rows)
	p := make([]float32, rows*outputs)
	copy(p, c.pass.Logits(rows))
	c.net.Loss.Probabilities(p, outputs, 1)
	for l := range c.squares {
		clear(c.squares[l])
		clear(c.means[l])
	}
	delta := make([]float32, rows*outputs)
	for logit := range outputs {
		clear(delta)
		for row := range rows {
			delta[row*outputs+logit] = 1
		}
		c.pass.DeltasFrom(delta, rows)
		c.gather(p, logit, outputs, rows)
		if !c.meter.Did(rows * c.work() / outputs) {
			return false
		}
	}
	c.spread(x, rows)
	return true
}

// gather adds the terms of one logit to squares and means. p are the
// probabilities, [rows][outputs].
func (c *curvatures) gather(p []float32, logit, outputs, rows int) {
	for l, layer := range c.net.Layers {
		deltas := c.pass.Deltas(l)
		for row := range rows {
			first, second := secondDerivative(c.net.Loss, p[row*outputs+logit])
			for j := row * layer.Out; j < (row+1)*layer.Out; j++ {
				d := deltas[j]
				c.squares[l][j] += float32(second * float32(d*d))
				c.means[l][j] += float32(first * d)
			}
		}
	}
}

// secondDerivative returns the parts of the loss's Hessian with respect to the
// logits that belong to a logit of probability p. The Hessian is
// diag(second) − first·firstᵀ.
func secondDerivative(loss nn.Loss, p float32) (first, second float32) {
	switch loss {
	case nn.SoftmaxCrossEntropy:
		return p, p
	case nn.BinaryCrossEntropy:
		return 0, p * (1 - p)
	}
	return 0, 1
}

// spread adds to each weight the curvature of its neuron times the square of the
// weight's input, for each sample: a product of matrices.
func (c *curvatures) spread(x []float32, rows int) {
	for l, layer := range c.net.Layers {
		input := x
		if l > 0 {
			input = c.pass.Activations(l - 1)[:rows*layer.In]
		}
		squares := make([]float32, len(input))
		for i, v := range input {
			squares[i] = v * v
		}
		curvature := c.squares[l][:rows*layer.Out]
		for i, mean := range c.means[l][:rows*layer.Out] {
			curvature[i] -= float32(mean * mean)
		}
		blas32.Gemm(blas.Trans, blas.NoTrans, 1,
			blas32.General{Rows: rows, Cols: layer.Out, Stride: layer.Out, Data: curvature},
			blas32.General{Rows: rows, Cols: layer.In, Stride: layer.In, Data: squares},
			1, blas32.General{Rows: layer.Out, Cols: layer.In, Stride: layer.In, Data: c.sums[l]})
	}
}

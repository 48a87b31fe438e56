package criteria

import (
	"bonsai/engine/nn"
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
func (OBD) Scores(e *Evidence) [][]float32 {
	scores := curvature(e.Net, e.X)
	for l, layer := range e.Net.Layers {
		for i, w := range layer.W {
			scores[l][i] = float32(0.5*scores[l][i]) * float32(w*w)
		}
	}
	return scores
}

// curvature returns the diagonal of the Gauss-Newton matrix of the mean loss, in
// the weights' shapes.
func curvature(n *nn.Network, x []float32) [][]float32 {
	c := newCurvatures(n)
	inputs := n.Layers[0].In
	samples := len(x) / inputs
	for first := 0; first < samples; first += calibration.Rows {
		rows := min(calibration.Rows, samples-first)
		c.add(x[first*inputs:(first+rows)*inputs], rows)
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
	net  *nn.Network
	pass *nn.Pass
	sums [][]float32 // [Out][In]

	// For each neuron of a layer, [rows][Out], sums over the logits c: Σ p_c·δ_c²
	// and Σ p_c·δ_c, where δ_c is the derivative of logit c with respect to the
	// neuron's pre-activation.
	squares, means [][]float32
}

func newCurvatures(n *nn.Network) *curvatures {
	c := &curvatures{net: n, pass: nn.NewPass(n, calibration.Rows)}
	for _, layer := range n.Layers {
		c.sums = append(c.sums, make([]float32, len(layer.W)))
		c.squares = append(c.squares, make([]float32, calibration.Rows*layer.Out))
		c.means = append(c.means, make([]float32, calibration.Rows*layer.Out))
	}
	return c
}

// add adds a batch of samples, [rows][inputs].
func (c *curvatures) add(x []float32, rows int) {
	outputs := c.net.Layers[len(c.net.Layers)-1].Out
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
		c.pass.BackwardFrom(x, delta, rows)
		c.gather(p, logit, outputs, rows)
	}
	c.spread(x, rows)
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
// weight's input.
func (c *curvatures) spread(x []float32, rows int) {
	for l, layer := range c.net.Layers {
		input := x
		if l > 0 {
			input = c.pass.Activations(l - 1)
		}
		for row := range rows {
			in := input[row*layer.In : (row+1)*layer.In]
			for j := range layer.Out {
				at := row*layer.Out + j
				d := c.squares[l][at] - float32(c.means[l][at]*c.means[l][at])
				sums := c.sums[l][j*layer.In : (j+1)*layer.In]
				for i, v := range in {
					sums[i] += float32(d * float32(v*v))
				}
			}
		}
	}
}

package nn

import (
	"bonsai/engine/simd"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// A Pass computes a network forwards and backwards for up to a number of
// samples at once. It owns every buffer that this takes: after NewPass nothing
// is allocated.
//
// Products are taken in the two forms in which gonum adds up scaled rows, one
// after the other: A·B and Aᵀ·B. Its A·Bᵀ adds in several lanes on some
// machines, in another order. So W is transposed before, and the mask is
// applied on the way. Where there are kernels for it (package simd), they do
// the same in fewer instructions.
type Pass struct {
	net  *Network
	rows int

	weights     [][]float32 // by layer, [Out][In]: W with the mask applied
	transposed  [][]float32 // by layer, [In][Out]: the same, turned
	activations [][]float32 // by layer, [rows][Out]
	deltas      [][]float32 // by layer, [rows][Out]: ∂L/∂(sums of the layer)

	// Gradients of the mean loss, by layer, after Backward.
	Gradients []Gradient

	hold bool         // the weights stay as they are
	laid bool         // and are laid out already
	plan *forwardPlan // nil until a kernel wants it
}

// A Gradient holds the derivatives of the loss with respect to a layer's
// weights and biases. That of a pruned weight is what it would be for a
// weight of 0 that is there: what growing it would change.
type Gradient struct {
	W []float32 // [Out][In]
	B []float32 // [Out]
}

// NewPass makes a pass for batches of at most the given number of rows.
func NewPass(n *Network, rows int) *Pass {
	p := &Pass{net: n, rows: rows}
	for _, layer := range n.Layers {
		p.weights = append(p.weights, make([]float32, len(layer.W)))
		p.transposed = append(p.transposed, make([]float32, len(layer.W)))
		p.activations = append(p.activations, make([]float32, rows*layer.Out))
		p.deltas = append(p.deltas, make([]float32, rows*layer.Out))
		p.Gradients = append(p.Gradients, Gradient{
			W: make([]float32, len(layer.W)),
			B: make([]float32, layer.Out),
		})
	}
	return p
}

// Forward returns the logits [rows][outputs] for samples x [rows][inputs].
// They are valid until the next call.
func (p *Pass) Forward(x []float32, rows int) []float32 {
	if simd.Available() {
		return p.forwardByKernel(x, rows)
	}
	for i, layer := range p.net.Layers {
		if !p.laid {
			p.prepare(i)
		}
		out := p.activations[i][:rows*layer.Out]
		for row := range rows {
			copy(out[row*layer.Out:], layer.B)
		}
		// out = x·Wᵀ + B
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1,
			matrix(x, rows, layer.In), matrix(p.transposed[i], layer.In, layer.Out),
			1, matrix(out, rows, layer.Out))
		layer.Activation.apply(out)
		x = out
	}
	p.laid = p.hold
	return x
}

// Hold promises that the weights stay as they are until Release: Forward lays
// them out once.
func (p *Pass) Hold() { p.hold, p.laid = true, false }

// Release ends Hold.
func (p *Pass) Release() { p.hold, p.laid = false, false }

// prepare applies a layer's mask and lays its weights out both ways.
func (p *Pass) prepare(i int) {
	layer := p.net.Layers[i]
	at := 0
	for out := range layer.Out {
		for in := range layer.In {
			w := layer.W[at]
			if layer.Mask[at] == 0 {
				w = 0
			}
			p.weights[i][at] = w
			p.transposed[i][in*layer.Out+out] = w
			at++
		}
	}
}

// Logits returns those of the last Forward, [rows][outputs].
func (p *Pass) Logits(rows int) []float32 {
	last := len(p.activations) - 1
	return p.activations[last][:rows*p.net.Layers[last].Out]
}

// Activations returns what layer i gave out in the last Forward, [rows][Out];
// of the last layer, the logits.
func (p *Pass) Activations(i int) []float32 { return p.activations[i] }

// Deltas returns the derivatives of the loss by what layer i has summed up, of
// the last way back, [rows][Out].
func (p *Pass) Deltas(i int) []float32 { return p.deltas[i] }

// Backward runs Forward, and then finds the gradients of the mean loss over
// the batch by the chain rule, from the last layer to the first. y holds a
// class or a value for each row. It returns the mean loss.
func (p *Pass) Backward(x, y []float32, rows int) float32 {
	loss, _ := p.LossAndDelta(x, y, rows)
	p.back(x, rows)
	return loss
}

// BackwardFrom finds the gradients of any other loss of the samples that
// Forward was run on last: delta holds its derivatives by their logits,
// [rows][outputs].
func (p *Pass) BackwardFrom(x, delta []float32, rows int) {
	last := len(p.deltas) - 1
	copy(p.deltas[last], delta[:rows*p.net.Layers[last].Out])
	p.back(x, rows)
}

// DeltasFrom computes what Deltas returns, as BackwardFrom does, but not the
// gradients.
func (p *Pass) DeltasFrom(delta []float32, rows int) {
	last := len(p.deltas) - 1
	copy(p.deltas[last], delta[:rows*p.net.Layers[last].Out])
	for i := last; i > 0; i-- {
		p.deltaBefore(i, rows)
	}
}

// back goes from the deltas of the last layer to all gradients.
func (p *Pass) back(x []float32, rows int) {
	for i := len(p.net.Layers) - 1; i >= 0; i-- {
		layer, delta := p.net.Layers[i], matrix(p.deltas[i], rows, p.net.Layers[i].Out)
		input := x
		if i > 0 {
			input = p.activations[i-1]
		}
		// ∂L/∂W = deltaᵀ·input, and ∂L/∂B sums delta over the batch.
		blas32.Gemm(blas.Trans, blas.NoTrans, 1, delta, matrix(input, rows, layer.In),
			0, matrix(p.Gradients[i].W, layer.Out, layer.In))
		sumRows(p.Gradients[i].B, delta.Data)
		if i > 0 {
			p.deltaBefore(i, rows)
		}
	}
}

// deltaBefore computes the deltas of layer i−1 from those of layer i: ∂L/∂input =
// delta·W, back through the activation of layer i−1.
func (p *Pass) deltaBefore(i, rows int) {
	layer := p.net.Layers[i]
	before := p.deltas[i-1][:rows*layer.In]
	blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, matrix(p.deltas[i], rows, layer.Out), matrix(p.weights[i], layer.Out, layer.In),
		0, matrix(before, rows, layer.In))
	p.net.Layers[i-1].Activation.back(before, p.activations[i-1][:rows*layer.In])
}

// LossAndDelta runs Forward and returns the mean loss with its derivatives by
// the logits, [rows][outputs]; these are valid until the next call.
func (p *Pass) LossAndDelta(x, y []float32, rows int) (loss float32, delta []float32) {
	logits := p.Forward(x, rows)
	outputs := len(logits) / rows
	last := p.deltas[len(p.deltas)-1][:rows*outputs]
	sum := 0.0
	for row := range rows {
		z := logits[row*outputs : (row+1)*outputs]
		sum += p.net.Loss.of(z, y[row])
		p.net.Loss.gradient(last[row*outputs:(row+1)*outputs], z, y[row], 1/float32(rows))
	}
	return float32(sum / float64(rows)), last
}

// sumRows adds up the rows of a matrix as wide as sum.
func sumRows(sum, rows []float32) {
	for i := range sum {
		sum[i] = 0
	}
	for ; len(rows) > 0; rows = rows[len(sum):] {
		for i := range sum {
			sum[i] += rows[i]
		}
	}
}

func matrix(data []float32, rows, columns int) blas32.General {
	return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: data[:rows*columns]}
}

// Evaluate returns the mean loss over samples x with truths y, and the
// accuracy: the share of samples classified right, or in regression R², the
// share of the variance of y that is explained, 0 where y does not vary.
func Evaluate(p *Pass, x, y []float32) (loss, accuracy float64) {
	p.Hold()
	defer p.Release()
	inputs := p.net.Layers[0].In
	right, squares := 0, 0.0
	for first := 0; first < len(y); first += p.rows {
		rows := min(p.rows, len(y)-first)
		logits := p.Forward(x[first*inputs:(first+rows)*inputs], rows)
		outputs := len(logits) / rows
		for row := range rows {
			z, truth := logits[row*outputs:(row+1)*outputs], y[first+row]
			l := p.net.Loss.of(z, truth)
			loss += l
			if p.net.Loss == SquaredError {
				squares += 2 * l
			} else if p.net.Loss.right(z, truth) {
				right++
			}
		}
	}
	loss /= float64(len(y))
	if p.net.Loss == SquaredError {
		return loss, rSquared(squares, y)
	}
	return loss, float64(right) / float64(len(y))
}

// rSquared is 1 − Σ(y−ŷ)²/Σ(y−ȳ)².
func rSquared(squares float64, y []float32) float64 {
	mean := 0.0
	for _, v := range y {
		mean += float64(v)
	}
	mean /= float64(len(y))
	total := 0.0
	for _, v := range y {
		d := float64(v) - mean
		total += float64(d * d)
	}
	if total == 0 {
		return 0
	}
	return 1 - squares/total
}

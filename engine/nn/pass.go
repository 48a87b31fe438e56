package nn

import (
	"bonsai/engine/simd"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// A Pass computes outputs and gradients of a network for batches of samples. It has
// buffers for everything, so nothing is allocated after NewPass.
//
// Matrix products use only the forms A·B and Aᵀ·B of gonum, which add up their
// terms one after the other. The form A·Bᵀ adds several partial sums on some
// machines, which gives other bits. So the forward pass, which needs x·Wᵀ, first
// transposes W; it applies the mask at the same time. In the browser kernels
// (package simd) do the same with fewer instructions.
type Pass struct {
	net  *Network
	rows int // the largest batch

	// The buffers of each layer.
	weights     [][]float32 // [Out][In]: W with the mask applied
	transposed  [][]float32 // [In][Out]: the transpose of weights
	activations [][]float32 // [rows][Out]
	deltas      [][]float32 // [rows][Out]: ∂L/∂(pre-activations)

	// Gradients of the mean loss of the batch, for each layer, after Backward.
	Gradients []Gradient

	hold     bool         // the weights do not change; see Hold
	prepared bool         // weights and transposed are up to date
	plan     *forwardPlan // nil until a kernel is used
}

// A Gradient has the derivatives of the loss with respect to a layer's weights and
// biases. For a pruned weight it is the derivative at the value 0, as if the weight
// were not pruned: it tells how much the loss would change if the weight grew.
type Gradient struct {
	W []float32 // [Out][In]
	B []float32 // [Out]
}

// NewPass returns a pass for batches of at most the given number of samples (rows).
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

// Forward returns the logits [rows][outputs] of samples x [rows][inputs]. They are
// valid until the next call.
func (p *Pass) Forward(x []float32, rows int) []float32 {
	if simd.Available() {
		return p.forwardByKernel(x, rows)
	}
	for i, layer := range p.net.Layers {
		if !p.prepared {
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
	p.prepared = p.hold
	return x
}

// Hold tells the pass that weights and masks do not change until Release. Forward
// then applies the masks and transposes the weights only once.
func (p *Pass) Hold() { p.hold, p.prepared = true, false }

// Release ends Hold.
func (p *Pass) Release() { p.hold, p.prepared = false, false }

// prepare fills weights and transposed of layer i.
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

// Logits returns the logits of the last Forward, [rows][outputs].
func (p *Pass) Logits(rows int) []float32 {
	last := len(p.activations) - 1
	return p.activations[last][:rows*p.net.Layers[last].Out]
}

// Activations returns the outputs of layer i in the last Forward, [rows][Out]. Those
// of the last layer are the logits.
func (p *Pass) Activations(i int) []float32 { return p.activations[i] }

// Deltas returns the derivatives of the loss with respect to the pre-activations of
// layer i, [rows][Out], from the last backward pass.
func (p *Pass) Deltas(i int) []float32 { return p.deltas[i] }

// Backward runs Forward on samples x [rows][inputs] with targets y [rows], and then
// computes the gradients of the mean loss by the chain rule, from the last layer to
// the first. It returns the mean loss.
func (p *Pass) Backward(x, y []float32, rows int) float32 {
	loss, _ := p.LossAndDelta(x, y, rows)
	p.back(x, rows)
	return loss
}

// BackwardFrom computes the gradients of any loss, for the samples x of the last
// Forward. delta has the derivatives of that loss with respect to the logits,
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

// back computes all gradients from the deltas of the last layer.
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

// LossAndDelta runs Forward and returns the mean loss and its derivatives with respect to
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

// sumRows sets sum to the sum of the rows of a matrix with len(sum) columns.
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

// matrix returns the first rows·columns numbers of data as a matrix.
func matrix(data []float32, rows, columns int) blas32.General {
	return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: data[:rows*columns]}
}

// Evaluate returns the mean loss over samples x with targets y, and the accuracy:
// the share of correctly classified samples or, in regression, R², the share of the
// variance of y that the network explains (0 if all y are equal). There may be more
// samples than a batch has.
func Evaluate(p *Pass, x, y []float32) (loss, accuracy float64) {
	return EvaluateWhile(p, x, y, func(int) bool { return true })
}

// EvaluateWhile does what Evaluate does, and calls goOn after each batch with the
// number of its samples. If goOn returns false it stops, and its results have no
// meaning.
func EvaluateWhile(p *Pass, x, y []float32, goOn func(rows int) bool) (loss, accuracy float64) {
	p.Hold()
	defer p.Release()
	inputs := p.net.Layers[0].In
	correct, squares := 0, 0.0
	for first := 0; first < len(y); first += p.rows {
		rows := min(p.rows, len(y)-first)
		logits := p.Forward(x[first*inputs:(first+rows)*inputs], rows)
		outputs := len(logits) / rows
		for row := range rows {
			z, target := logits[row*outputs:(row+1)*outputs], y[first+row]
			l := p.net.Loss.of(z, target)
			loss += l
			if p.net.Loss == SquaredError {
				squares += 2 * l
			} else if p.net.Loss.correct(z, target) {
				correct++
			}
		}
		if !goOn(rows) {
			return 0, 0
		}
	}
	loss /= float64(len(y))
	if p.net.Loss == SquaredError {
		return loss, rSquared(squares, y)
	}
	return loss, float64(correct) / float64(len(y))
}

// rSquared returns R² = 1 − Σ(y−ŷ)²/Σ(y−ȳ)². squares is Σ(y−ŷ)², where ŷ are the
// predictions; ȳ is the mean of y.
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

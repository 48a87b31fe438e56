package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The tests compare with a simple implementation, sample by sample and in float64,
// that shares no code with the package.

// plainForward returns the logits of one sample.
func plainForward(n *Network, x []float64) []float64 {
	for _, layer := range n.Layers {
		out := make([]float64, layer.Out)
		for o := range out {
			z := float64(layer.B[o])
			for i, v := range x {
				if layer.Mask[o*layer.In+i] == 1 {
					z += float64(layer.W[o*layer.In+i]) * v
				}
			}
			switch layer.Activation {
			case ReLU:
				z = math.Max(z, 0)
			case Tanh:
				z = math.Tanh(z)
			case Sigmoid:
				z = 1 / (1 + math.Exp(-z))
			}
			out[o] = z
		}
		x = out
	}
	return x
}

// plainLoss returns the loss of one sample, from its definition.
func plainLoss(n *Network, z []float64, y float64) float64 {
	switch n.Loss {
	case BinaryCrossEntropy:
		p := 1 / (1 + math.Exp(-z[0]))
		return -y*math.Log(p) - (1-y)*math.Log(1-p)
	case SoftmaxCrossEntropy:
		sum := 0.0
		for _, v := range z {
			sum += math.Exp(v)
		}
		return -math.Log(math.Exp(z[int(y)]) / sum)
	default:
		return (z[0] - y) * (z[0] - y) / 2
	}
}

// plainMeanLoss returns the mean loss of samples.
func plainMeanLoss(n *Network, x, y []float32) float64 {
	inputs := n.Layers[0].In
	sum := 0.0
	for row := range y {
		sample := make([]float64, inputs)
		for i := range sample {
			sample[i] = float64(x[row*inputs+i])
		}
		sum += plainLoss(n, plainForward(n, sample), float64(y[row]))
	}
	return sum / float64(len(y))
}

// sample returns a random network with two hidden layers, a third of whose
// connections are pruned, and a random batch for it.
func sample(activation Activation, loss Loss, rows int) (n *Network, x, y []float32) {
	r := rand.New(rand.NewPCG(uint64(activation), uint64(loss)))
	outputs := 1
	if loss == SoftmaxCrossEntropy {
		outputs = 3
	}
	n = New(4, []int{5, 3}, []Activation{activation, activation}, outputs, loss)
	n.Init(GlorotUniform, r)
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			if r.IntN(3) == 0 {
				layer.Mask[i] = 0
			}
		}
		for i := range layer.B {
			layer.B[i] = float32(r.Float64() - 0.5)
		}
	}
	for range rows {
		for range 4 {
			x = append(x, float32(2*r.Float64()-1))
		}
		switch loss {
		case SquaredError:
			y = append(y, float32(r.Float64()))
		default:
			y = append(y, float32(r.IntN(max(2, outputs))))
		}
	}
	return n, x, y
}

// forEachKind runs a test for every activation with every loss.
func forEachKind(t *testing.T, f func(t *testing.T, activation Activation, loss Loss)) {
	for _, activation := range []Activation{ReLU, Tanh, Sigmoid, Linear} {
		for _, loss := range []Loss{BinaryCrossEntropy, SoftmaxCrossEntropy, SquaredError} {
			t.Run(fmt.Sprint(activation, " loss ", loss), func(t *testing.T) { f(t, activation, loss) })
		}
	}
}

func TestForwardAndLossAgreeWithThePlainNetwork(t *testing.T) {
	forEachKind(t, func(t *testing.T, activation Activation, loss Loss) {
		n, x, y := sample(activation, loss, 9)
		logits := NewPass(n, 9).Forward(x, 9)
		for row := range y {
			in := []float64{float64(x[4*row]), float64(x[4*row+1]), float64(x[4*row+2]), float64(x[4*row+3])}
			for o, want := range plainForward(n, in) {
				if got := float64(logits[row*len(logits)/9+o]); math.Abs(got-want) > 1e-5 {
					t.Errorf("row %d, output %d: %v, want %v", row, o, got, want)
				}
			}
		}
		got, _ := Evaluate(NewPass(n, 4), x, y) // in batches of 4, 4 and 1
		if want := plainMeanLoss(n, x, y); math.Abs(got-want) > 1e-5 {
			t.Errorf("loss %v, want %v", got, want)
		}
	})
}

// A gradient is the slope of the loss, (L(w+h) − L(w−h)) / 2h in float64.
func TestGradientsAreTheSlopesOfTheLoss(t *testing.T) {
	forEachKind(t, func(t *testing.T, activation Activation, loss Loss) {
		n, x, y := sample(activation, loss, 7)
		p := NewPass(n, 7)
		got := p.Backward(x, y, 7)
		if want := plainMeanLoss(n, x, y); math.Abs(float64(got)-want) > 1e-5 {
			t.Errorf("loss %v, want %v", got, want)
		}
		for l, layer := range n.Layers {
			for i := range layer.W {
				kept, w := layer.Mask[i], layer.W[i]
				if kept == 0 { // the slope at the value 0, not pruned
					layer.Mask[i], layer.W[i] = 1, 0
				}
				want := slope(n, &layer.W[i], x, y)
				layer.Mask[i], layer.W[i] = kept, w
				compare(t, fmt.Sprintf("layer %d, weight %d (kept %d)", l, i, kept), p.Gradients[l].W[i], want)
			}
			for i := range layer.B {
				compare(t, fmt.Sprintf("layer %d, bias %d", l, i), p.Gradients[l].B[i], slope(n, &layer.B[i], x, y))
			}
		}
	})
}

// slope returns the slope of the mean loss with respect to a weight or bias.
func slope(n *Network, at *float32, x, y []float32) float64 {
	const h = 1.0 / 16384 // so small that no ReLU crosses 0 in between
	middle := *at
	*at = middle + h
	above, up := plainMeanLoss(n, x, y), float64(*at)
	*at = middle - h
	below, down := plainMeanLoss(n, x, y), float64(*at)
	*at = middle
	return (above - below) / (up - down)
}

// compare compares a gradient with a slope.
func compare(t *testing.T, what string, got float32, want float64) {
	t.Helper()
	if math.Abs(float64(got)-want) > 2e-4*(1+math.Abs(want)) {
		t.Errorf("%s: gradient %v, slope %v", what, got, want)
	}
}

// The network has 2 inputs, 2 neurons with ReLU and 1 output:
// hidden = max(0, (1·2 − 2·1 + 0.5, 3·2 + 1·1 − 8)) = (0.5, 0)
// output = 4·0.5 − 7·0 + 1 = 3.
func TestForwardByHand(t *testing.T) {
	n := New(2, []int{2}, []Activation{ReLU}, 1, SquaredError)
	copy(n.Layers[0].W, []float32{1, -2, 3, 1})
	copy(n.Layers[0].B, []float32{0.5, -8})
	copy(n.Layers[1].W, []float32{4, -7})
	n.Layers[1].B[0] = 1
	p := NewPass(n, 1)
	if got := p.Forward([]float32{2, 1}, 1)[0]; got != 3 {
		t.Errorf("got %v, want 3", got)
	}
	n.Layers[0].Mask[1] = 0 // without −2: hidden = (2.5, 0), output 4·2.5 + 1 = 11
	if got := p.Forward([]float32{2, 1}, 1)[0]; got != 11 {
		t.Errorf("with −2 pruned got %v, want 11", got)
	}
	n.Layers[0].W[1] = float32(math.NaN()) // the value of a pruned weight does not matter
	if got := p.Forward([]float32{2, 1}, 1)[0]; got != 11 {
		t.Errorf("with a pruned weight of NaN got %v, want 11", got)
	}
}

func TestLossesStayFiniteForHugeLogits(t *testing.T) {
	for _, test := range []struct {
		loss Loss
		z    []float32
		y    float32
		want float64
	}{
		{BinaryCrossEntropy, []float32{1e4}, 1, 0},
		{BinaryCrossEntropy, []float32{1e4}, 0, 1e4},
		{BinaryCrossEntropy, []float32{-1e4}, 1, 1e4},
		{BinaryCrossEntropy, []float32{0}, 1, math.Ln2},
		{SoftmaxCrossEntropy, []float32{1e4, 0, -1e4}, 0, 0},
		{SoftmaxCrossEntropy, []float32{1e4, 0, -1e4}, 2, 2e4},
		{SoftmaxCrossEntropy, []float32{5, 5, 5}, 1, math.Log(3)},
	} {
		if got := test.loss.of(test.z, test.y); math.Abs(got-test.want) > 1e-6*(1+test.want) {
			t.Errorf("loss %d of %v at %v: %v, want %v", test.loss, test.z, test.y, got, test.want)
		}
		gradient := make([]float32, len(test.z))
		test.loss.gradient(gradient, test.z, test.y, 1)
		sum := 0.0
		for _, g := range gradient {
			if g != g || g < -1 || g > 1 {
				t.Errorf("loss %d of %v: gradient %v", test.loss, test.z, gradient)
			}
			sum += float64(g)
		}
		if test.loss == SoftmaxCrossEntropy && math.Abs(sum) > 1e-6 {
			t.Errorf("gradients of softmax add up to %v, want 0", sum)
		}
	}
}

func TestOutputsAreProbabilities(t *testing.T) {
	n := New(1, nil, nil, 3, SoftmaxCrossEntropy)
	z := []float32{1, 2, 3, -1e4, 0, 1e4}
	Outputs(n, z)
	// e¹, e², e³ over their sum 30.19288
	for i, want := range []float64{0.0900306, 0.2447285, 0.6652410, 0, 0, 1} {
		if math.Abs(float64(z[i])-want) > 1e-6 {
			t.Errorf("probability %d is %v, want %v", i, z[i], want)
		}
	}
	one := []float32{0, 100, -100}
	Outputs(New(1, nil, nil, 1, BinaryCrossEntropy), one)
	if one[0] != 0.5 || one[1] != 1 || one[2] > 1e-40 {
		t.Errorf("σ(0), σ(100), σ(−100) are %v", one)
	}
}

// The targets 1, 2, 3, 6 have the mean 3 and Σ(y−3)² = 4+1+0+9 = 14. A network that
// always predicts 2 has the squared errors 1+0+1+16 = 18: R² = 1 − 18/14, and the
// mean loss is ½·18/4.
func TestAccuracyOfRegressionIsTheShareOfVarianceExplained(t *testing.T) {
	n := New(1, nil, nil, 1, SquaredError)
	n.Layers[0].B[0] = 2
	loss, r2 := Evaluate(NewPass(n, 3), []float32{0, 0, 0, 0}, []float32{1, 2, 3, 6})
	if want := 1 - 18.0/14; math.Abs(r2-want) > 1e-12 || loss != 2.25 {
		t.Errorf("R² %v and loss %v, want %v and 2.25", r2, loss, want)
	}
	if _, r2 := Evaluate(NewPass(n, 3), []float32{0, 0}, []float32{5, 5}); r2 != 0 {
		t.Errorf("with equal targets R² is %v, want 0", r2)
	}
}

func TestAccuracyIsTheShareOfCorrectSamples(t *testing.T) {
	n := New(1, nil, nil, 1, BinaryCrossEntropy)
	n.Layers[0].W[0] = 1 // predicts class 1 for every positive x
	_, accuracy := Evaluate(NewPass(n, 2), []float32{-2, -1, 1, 2, 3}, []float32{0, 1, 1, 1, 0})
	if accuracy != 0.6 {
		t.Errorf("the accuracy is %v, want 3/5", accuracy)
	}
}

func TestInitHasTheRightLimitAndVariance(t *testing.T) {
	for scheme, limit := range map[Init]float64{
		GlorotUniform: math.Sqrt(6.0 / (300 + 100)),
		HeUniform:     math.Sqrt(6.0 / 300),
	} {
		n := New(300, nil, nil, 100, SquaredError)
		n.Init(scheme, rand.New(rand.NewPCG(1, 2)))
		squares, largest := 0.0, 0.0
		for _, w := range n.Layers[0].W {
			squares += float64(w) * float64(w)
			largest = math.Max(largest, math.Abs(float64(w)))
		}
		// A uniform distribution on ±a has the variance a²/3.
		got, want := squares/30000, limit*limit/3
		if math.Abs(got/want-1) > 0.03 || largest > limit || largest < 0.99*limit {
			t.Errorf("init %d: variance %v, want %v; largest %v of %v", scheme, got, want, largest, limit)
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	n, _, _ := sample(Tanh, SquaredError, 1)
	c := n.Clone()
	c.Layers[0].W[0], c.Layers[0].B[0], c.Layers[0].Mask[0] = 9, 9, 9
	if l := n.Layers[0]; l.W[0] == 9 || l.B[0] == 9 || l.Mask[0] == 9 {
		t.Error("changing the clone changes the network")
	}
}

func TestBackwardAllocatesNothing(t *testing.T) {
	n, x, y := sample(ReLU, BinaryCrossEntropy, 32)
	p := NewPass(n, 32)
	if allocations := testing.AllocsPerRun(100, func() { p.Backward(x, y, 32) }); allocations != 0 {
		t.Errorf("%v allocations a step", allocations)
	}
}

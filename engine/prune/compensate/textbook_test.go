package compensate

import (
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/nn"
)

// textbook is Compensate with plain loops: every sum in the order of its index,
// every neuron's equations solved alone.
func textbook(n, dense *nn.Network, x []float32) {
	for l, layer := range n.Layers {
		size, samples := layer.In+1, len(x)/n.Layers[0].In
		own, theirs := inputsOf(n, l, x), inputsOf(dense, l, x)
		h, c := make([]float64, size*size), make([]float64, size*size)
		at := func(v []float32, s, i int) float64 {
			if i == layer.In {
				return 1
			}
			return float64(v[s*layer.In+i])
		}
		lambda := 0.0
		for i := range size {
			for j := range size {
				for s := range samples {
					h[i*size+j] += float64(at(own, s, i) * at(own, s, j))
					c[i*size+j] += float64(at(own, s, i) * at(theirs, s, j))
				}
				h[i*size+j] /= float64(samples)
				c[i*size+j] /= float64(samples)
			}
			lambda += h[i*size+i]
		}
		lambda = lambda / float64(size) * 0.01
		row := make([]float64, size)
		for j := range layer.Out {
			extendedRow(dense.Layers[l], j, row)
			var kept []int
			var a, b []float64
			for i := range size {
				if i < layer.In && layer.Mask[j*layer.In+i] == 0 {
					continue
				}
				target := 0.0
				for k, w := range row {
					target += float64(c[i*size+k] * w)
				}
				kept, b = append(kept, i), append(b, target+float64(lambda*row[i]))
			}
			for _, i := range kept {
				for _, k := range kept {
					a = append(a, h[i*size+k])
				}
			}
			for i := range kept {
				a[i*len(kept)+i] += lambda
			}
			solve(a, len(kept), b)
			for r, i := range kept {
				if i < layer.In {
					layer.W[j*layer.In+i] = float32(b[r])
				} else {
					layer.B[j] = float32(b[r])
				}
			}
		}
	}
}

// solve replaces b by the solution of a·x = b.
func solve(a []float64, n int, b []float64) {
	for i := range n {
		for j := range i + 1 {
			for k := range j {
				a[i*n+j] -= float64(a[i*n+k] * a[j*n+k])
			}
			if i == j {
				a[i*n+j] = math.Sqrt(a[i*n+j])
			} else {
				a[i*n+j] /= a[j*n+j]
			}
		}
		for k := range i {
			b[i] -= float64(a[i*n+k] * b[k])
		}
		b[i] /= a[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		b[i] /= a[i*n+i]
		for k := range i {
			b[k] -= float64(a[i*n+k] * b[i])
		}
	}
}

// inputsOf returns what comes into layer l for the samples x, [samples][In].
func inputsOf(n *nn.Network, l int, x []float32) []float32 {
	if l == 0 {
		return x
	}
	samples := len(x) / n.Layers[0].In
	pass := nn.NewPass(n, samples)
	pass.Forward(x, samples)
	return pass.Activations(l - 1)[:samples*n.Layers[l].In]
}

// pruned returns a random network with samples, some of whose inputs are 0 in
// every sample, and a copy of which some connections are pruned.
func pruned(r *rand.Rand) (n, dense *nn.Network, x []float32) {
	in, hidden := 1+r.IntN(30), []int{1 + r.IntN(12), 1 + r.IntN(12)}
	dense = nn.New(in, hidden, []nn.Activation{nn.ReLU, nn.Activation(r.IntN(3))}, 1+r.IntN(3), nn.SoftmaxCrossEntropy)
	dense.Init(nn.GlorotUniform, r)
	n = dense.Clone()
	alike := r.IntN(2) == 0 // neurons that keep the same inputs
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			layer.Mask[i] = uint8(min(r.IntN(4), 1))
			if alike && i >= layer.In {
				layer.Mask[i] = layer.Mask[i-layer.In]
			}
		}
	}
	for range 30 + r.IntN(100) {
		for i := range in {
			v := float32(0)
			if i%5 != 1 && r.IntN(3) > 0 {
				v = float32(r.NormFloat64())
			}
			x = append(x, v)
		}
	}
	return n, dense, x
}

func same(a, b *nn.Network) bool {
	for l, layer := range a.Layers {
		if !slices.Equal(layer.W, b.Layers[l].W) || !slices.Equal(layer.B, b.Layers[l].B) {
			return false
		}
	}
	return true
}

func TestHasTheBitsOfTheTextbook(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	for i := range 60 {
		n, dense, x := pruned(r)
		want := n.Clone()
		textbook(want, dense, x)
		Compensate(n, dense, x)
		if !same(n, want) {
			t.Fatalf("network %d has other weights than the textbook's", i)
		}
	}
}

// big returns a network that takes many pieces.
func big() (n, dense *nn.Network, x []float32) {
	r := rand.New(rand.NewPCG(6, 6))
	dense = nn.New(90, []int{60}, []nn.Activation{nn.ReLU}, 3, nn.SoftmaxCrossEntropy)
	dense.Init(nn.GlorotUniform, r)
	n = dense.Clone()
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			layer.Mask[i] = uint8(min(r.IntN(9), 1))
		}
	}
	for range 90 * 300 {
		x = append(x, float32(r.NormFloat64()))
	}
	return n, dense, x
}

func TestGivingUpLeavesTheNetworkAsItWas(t *testing.T) {
	n, dense, x := big()
	before, denseBefore := n.Clone(), dense.Clone()
	pieces := 0
	for range Steps(n, dense, x) {
		pieces++
	}
	if pieces < 3 {
		t.Fatalf("only %d pieces", pieces)
	}
	if same(n, before) {
		t.Fatal("the network did not change")
	}
	for stopAt := 1; stopAt <= pieces; stopAt++ {
		n = before.Clone()
		next, stop := iter.Pull(Steps(n, dense, x))
		for range stopAt {
			next()
		}
		stop()
		if !same(n, before) || !same(dense, denseBefore) {
			t.Fatalf("after %d of %d pieces a network has changed", stopAt, pieces)
		}
	}
}

func TestProgressRisesToNearlyOne(t *testing.T) {
	n, dense, x := big()
	last := 0.0
	for progress := range Steps(n, dense, x) {
		if progress < last || progress > 1 {
			t.Errorf("progress goes from %v to %v", last, progress)
		}
		last = progress
	}
	if last < 0.7 {
		t.Errorf("the last progress is %v", last)
	}
}

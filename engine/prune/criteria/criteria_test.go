package criteria

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// calibrated returns a small random network with a calibration set.
func calibrated(seed uint64, loss nn.Loss, activation nn.Activation) *Evidence {
	r := rand.New(rand.NewPCG(seed, 5))
	outputs := 1
	if loss == nn.SoftmaxCrossEntropy {
		outputs = 3
	}
	n := nn.New(4, []int{5, 3}, []nn.Activation{activation, activation}, outputs, loss)
	n.Init(nn.GlorotUniform, r)
	e := &Evidence{Net: n, Start: func() *nn.Network { return n }}
	for range 70 { // more than one batch of calibration.Rows
		for range 4 {
			e.X = append(e.X, float32(r.NormFloat64()))
		}
		e.Y = append(e.Y, float32(r.IntN(max(outputs, 2))))
	}
	return e
}

// meanLoss returns the mean loss in float64, by a second implementation.
func meanLoss(n *nn.Network, x, y []float32) float64 {
	total := 0.0
	for row := range y {
		v := make([]float64, n.Layers[0].In)
		for i := range v {
			v[i] = float64(x[row*len(v)+i])
		}
		for _, layer := range n.Layers {
			z := make([]float64, layer.Out)
			for j := range z {
				z[j] = float64(layer.B[j])
				for i, u := range v {
					z[j] += float64(layer.Mask[j*layer.In+i]) * float64(layer.W[j*layer.In+i]) * u
				}
				switch layer.Activation {
				case nn.ReLU:
					z[j] = max(z[j], 0)
				case nn.Tanh:
					z[j] = math.Tanh(z[j])
				}
			}
			v = z
		}
		switch n.Loss {
		case nn.SoftmaxCrossEntropy:
			sum := 0.0
			for _, z := range v {
				sum += math.Exp(z)
			}
			total += math.Log(sum) - v[int(y[row])]
		case nn.BinaryCrossEntropy:
			total += math.Log(1+math.Exp(v[0])) - float64(y[row])*v[0]
		default:
			d := v[0] - float64(y[row])
			total += d * d / 2
		}
	}
	return total / float64(len(y))
}

var losses = []nn.Loss{nn.BinaryCrossEntropy, nn.SoftmaxCrossEntropy, nn.SquaredError}

// around returns the mean loss with a weight moved down, as it is and up.
func around(e *Evidence, w *float32, h float32) (down, here, up float64) {
	before := *w
	here = meanLoss(e.Net, e.X, e.Y)
	*w = before + h
	up = meanLoss(e.Net, e.X, e.Y)
	*w = before - h
	down = meanLoss(e.Net, e.X, e.Y)
	*w = before
	return down, here, up
}

func TestTaylorIsTheSlopeTimesTheWeight(t *testing.T) {
	for _, loss := range losses {
		e := calibrated(1, loss, nn.Tanh)
		scores := Scores("taylor", e)
		for l, layer := range e.Net.Layers {
			for i := range layer.W {
				const h = 1. / 256
				down, _, up := around(e, &layer.W[i], h)
				want := math.Abs((up - down) / (2 * h) * float64(layer.W[i]))
				if got := float64(scores[l][i]); math.Abs(got-want) > 1e-4 {
					t.Errorf("loss %d layer %d weight %d: %v, want %v", loss, l, i, got, want)
				}
			}
		}
	}
}

// With ReLU no weight bends what comes out, so the Gauss-Newton diagonal is the
// Hessian's: ½·h·w² from second differences. Where a kink lies within the
// differences they tell nothing; a step of 2⁻¹⁶, exact for weights that are
// multiples of it, leaves few such weights.
func TestOBDIsTheSecondDifference(t *testing.T) {
	for _, loss := range losses {
		e := calibrated(2, loss, nn.ReLU)
		const h = 1. / (1 << 16)
		for _, layer := range e.Net.Layers {
			for i, w := range layer.W {
				layer.W[i] = float32(math.Round(float64(w)/h) * h)
			}
		}
		scores := Scores("obd", e)
		agree, total := 0, 0
		for l, layer := range e.Net.Layers {
			for i, w := range layer.W {
				down, here, up := around(e, &layer.W[i], h)
				want := (up - 2*here + down) / (h * h) * float64(w) * float64(w) / 2
				total++
				if math.Abs(float64(scores[l][i])-want) < 1e-5+1e-3*math.Abs(want) {
					agree++
				}
			}
		}
		if agree < total-1 {
			t.Errorf("loss %d: %d of %d second differences agree", loss, agree, total)
		}
	}
}

func TestLAMPIsItsDefinition(t *testing.T) {
	e := calibrated(3, nn.BinaryCrossEntropy, nn.ReLU)
	e.Net.Layers[0].Mask[2] = 0
	scores := Scores("lamp", e)
	for l, layer := range e.Net.Layers {
		for u, w := range layer.W {
			if layer.Mask[u] == 0 {
				continue
			}
			sum := 0.0
			for v, x := range layer.W {
				if layer.Mask[v] != 0 && abs(x) >= abs(w) {
					sum += float64(x) * float64(x)
				}
			}
			if want := float64(w) * float64(w) / sum; math.Abs(want-float64(scores[l][u])) > 1e-6 {
				t.Errorf("layer %d weight %d: %v, want %v", l, u, scores[l][u], want)
			}
		}
	}
}

// Two inputs (3, 0) and (4, 1): ‖X₁‖ = 5, ‖X₂‖ = 1.
func TestWandaByHand(t *testing.T) {
	n := nn.New(2, nil, nil, 2, nn.SoftmaxCrossEntropy)
	copy(n.Layers[0].W, []float32{0.5, -2, -0.1, 3})
	got := Scores("wanda", &Evidence{Net: n, X: []float32{3, 0, 4, 1}})[0]
	for i, want := range []float32{2.5, 2, 0.5, 3} {
		if abs(got[i]-want) > 1e-6 {
			t.Errorf("weight %d: %v, want %v", i, got[i], want)
		}
	}
}

func TestSigmaByHand(t *testing.T) {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, -1, 9}) // σ of ±1 is 1; the 9 is pruned
	n.Layers[0].Mask[2] = 0
	n.Layers[0].W[0] = 3 // mean 1, σ = 2
	got := Scores("sigma", &Evidence{Net: n})[0]
	if got[0] != 1.5 || got[1] != 0.5 {
		t.Errorf("got %v, want 3/2 and 1/2", got[:2])
	}
}

func TestSNIPLooksAtTheStart(t *testing.T) {
	start, trained := calibrated(4, nn.BinaryCrossEntropy, nn.Tanh), calibrated(5, nn.BinaryCrossEntropy, nn.Tanh)
	trained.Start = start.Start
	trained.X, trained.Y = start.X, start.Y
	got, want := Scores("snip", trained), Scores("taylor", start) // 70 samples: one batch
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("the scores are not those of the network before training")
	}
}

func TestMovementKeepsTheHighestSums(t *testing.T) {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	e := &Evidence{Net: n, Movement: [][]float32{{0.5, -1, 0.2}}}
	layers := []prune.Layer{{In: 3, Out: 1, W: n.Layers[0].W, Base: n.Layers[0].Mask}}
	masks, _ := prune.Rule{Criterion: "movement", Scope: prune.Global, By: prune.BySparsity, Amount: 2. / 3}.Masks(layers, Scores("movement", e))
	if fmt.Sprint(masks) != "[[1 0 0]]" {
		t.Errorf("masks %v", masks)
	}
}

// TestSynFlowIsTheSlopeOfTheFlow compares with R = 1ᵀ|W₃||W₂||W₁|1 by
// differences: R is linear in each weight, so they are exact.
func TestSynFlowIsTheSlopeOfTheFlow(t *testing.T) {
	n := calibrated(6, nn.SoftmaxCrossEntropy, nn.ReLU).Net
	weights := make([][]float64, len(n.Layers))
	for l, layer := range n.Layers {
		for _, w := range layer.W {
			weights[l] = append(weights[l], math.Abs(float64(w)))
		}
	}
	flow := func() float64 {
		v := []float64{1, 1, 1, 1}
		for l, layer := range n.Layers {
			next := make([]float64, layer.Out)
			for i, w := range weights[l] {
				next[i/layer.In] += w * v[i%layer.In]
			}
			v = next
		}
		return v[0] + v[1] + v[2]
	}
	total := flow()
	got := synapticFlow(n, weights)
	for l := range weights {
		for i, w := range weights[l] {
			weights[l][i] = 0
			want := (total - flow()) / total // w·∂R/∂w, as a share of R
			weights[l][i] = w
			if math.Abs(got[l][i]-want) > 1e-12 {
				t.Errorf("layer %d weight %d: %v, want %v", l, i, got[l][i], want)
			}
		}
	}
}

// SynFlow's reason to be: down to one path there is a path.
func TestSynFlowCutsNoLayerThrough(t *testing.T) {
	for seed := range uint64(20) {
		e := calibrated(seed, nn.SoftmaxCrossEntropy, nn.ReLU)
		layers := layersOf(e.Net)
		scores := Scores("synflow", e)
		total := 4*5 + 5*3 + 3*3
		masks, _ := prune.Rule{Criterion: "synflow", Scope: prune.Global, By: prune.BySparsity, Amount: float64(total-3) / float64(total)}.Masks(layers, scores)
		for l, mask := range masks {
			if prune.Kept([][]uint8{mask}) != 1 {
				t.Errorf("seed %d: of three weights left, layer %d has %d", seed, l, prune.Kept([][]uint8{mask}))
			}
		}
		if dead := prune.Dead([]int{4, 5, 3, 3}, masks); dead[1][0] && dead[1][1] && dead[1][2] && dead[1][3] && dead[1][4] {
			t.Errorf("seed %d: the three weights left are no path", seed)
		}
	}
}

func layersOf(n *nn.Network) []prune.Layer {
	var layers []prune.Layer
	for _, layer := range n.Layers {
		layers = append(layers, prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: layer.Mask})
	}
	return layers
}

func TestEveryCriterionFollowsItsNetworkAndBreaksNoMask(t *testing.T) {
	for _, name := range prune.Criteria() {
		e := calibrated(7, nn.SoftmaxCrossEntropy, nn.ReLU)
		e.Movement = Scores("random", e)
		layers := layersOf(e.Net)
		layers[0].Base[3] = 0
		scores := Scores(name, e)
		before := len(layers[0].W) + len(layers[1].W) + len(layers[2].W)
		for _, scope := range prune.Scopes() {
			last := before
			for s := 0.0; s <= 1; s += 0.05 {
				masks, _ := prune.Rule{Criterion: name, Scope: scope, By: prune.BySparsity, Amount: s}.Masks(layers, scores)
				kept := prune.Kept(masks)
				if kept > last || masks[0][3] != 0 {
					t.Fatalf("%s %s: with more to cut, %d are kept after %d", name, scope, kept, last)
				}
				last = kept
			}
		}
	}
}

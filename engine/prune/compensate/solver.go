package compensate

import (
	"math"

	"bonsai/engine/linalg"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// A solver finds the new weights of one layer. Its methods report false if the
// meter stopped them.
type solver struct {
	layer, dense *nn.Dense
	meter        *pace.Meter

	h, c   *linalg.Matrix // H and C, (In+1)×(In+1)
	lambda float64
	target *linalg.Matrix // C·w + λ·w of each neuron, Out×(In+1)

	a, right linalg.Matrix // of the group that is being solved
}

// moments computes H and C from the layer's inputs in the pruned and in the dense
// network, [samples][In]. same says that these are the same inputs.
func (s *solver) moments(kept, full []float32, same bool) bool {
	in := s.layer.In
	s.h = calibration.Hessian(kept, in, s.meter)
	s.c = s.h
	if !same && s.h != nil {
		s.c = calibration.Moments(kept, full, in, s.meter)
	}
	if s.h == nil || s.c == nil {
		return false
	}
	s.lambda = calibration.Damping(s.h)
	return true
}

// targets computes the right-hand sides of all neurons.
func (s *solver) targets() bool {
	w := linalg.New(s.layer.Out, s.layer.In+1)
	for j := range s.layer.Out {
		for i := range s.layer.In {
			if k := j*s.layer.In + i; s.dense.Mask[k] != 0 {
				w.Set(j, i, float64(s.dense.W[k]))
			}
		}
		w.Set(j, s.layer.In, float64(s.dense.B[j]))
	}
	s.target = linalg.New(s.layer.Out, s.layer.In+1)
	if !linalg.AddProducts(s.target, w, s.c, false, s.meter) {
		return false
	}
	for i, v := range w.Data {
		s.target.Data[i] += float64(s.lambda * v)
	}
	return true
}

// A group is neurons that keep the same inputs, so that their equations have the
// same matrix.
type group struct {
	neurons []int
	kept    []int // the inputs with equations that depend on each other, and the bias: In
	alone   []int // kept inputs that are 0 in every sample
}

func (g *group) products() int { return linalg.FactorizeProducts(len(g.kept), len(g.neurons)) }

// groups returns the groups of the layer's neurons, in the order of their first
// neurons. h may be nil, then all inputs count as dependent.
func (s *solver) groups(h *linalg.Matrix) []*group {
	var groups []*group
	byMask := map[string]*group{}
	in := s.layer.In
	for j := range s.layer.Out {
		mask := s.layer.Mask[j*in : (j+1)*in]
		g := byMask[string(mask)]
		if g == nil {
			g = &group{}
			for i, m := range mask {
				switch {
				case m == 0:
				case h != nil && h.At(i, i) == 0:
					g.alone = append(g.alone, i)
				default:
					g.kept = append(g.kept, i)
				}
			}
			g.kept = append(g.kept, in)
			byMask[string(mask)], groups = g, append(groups, g)
		}
		g.neurons = append(g.neurons, j)
	}
	return groups
}

// solve sets the kept weights and the biases of all neurons.
func (s *solver) solve() bool {
	for _, g := range s.groups(s.h) {
		if !s.solveGroup(g) {
			return false
		}
	}
	return true
}

func (s *solver) solveGroup(g *group) bool {
	s.a.Reset(len(g.kept), len(g.kept))
	for r, i := range g.kept {
		for c, k := range g.kept[:r+1] {
			s.a.Set(r, c, s.h.At(i, k))
		}
		s.a.Set(r, r, s.h.At(i, i)+s.lambda)
	}
	s.right.Reset(len(g.neurons), len(g.kept))
	for r, j := range g.neurons {
		for c, i := range g.kept {
			s.right.Set(r, c, s.target.At(j, i))
		}
	}
	if !linalg.Factorize(&s.a, &s.right, s.meter) {
		// Either the meter stopped it, or the inputs overflow: then there is no
		// solution and the weights stay.
		return s.meter.Did(0)
	}
	v := make([]float64, len(g.kept))
	for r, j := range g.neurons {
		for c := range v {
			v[c] = s.right.At(r, c)
		}
		linalg.SolveTransposed(&s.a, v)
		s.write(g, j, v)
		if !s.meter.Did(len(v) * len(v) / 2) {
			return false
		}
	}
	return true
}

// write sets the weights and the bias of neuron j of a group.
func (s *solver) write(g *group, j int, v []float64) {
	last := len(v) - 1
	w := s.layer.W[j*s.layer.In : (j+1)*s.layer.In]
	for c, i := range g.kept[:last] {
		w[i] = float32(v[c])
	}
	s.layer.B[j] = float32(v[last])

	// An input that is always 0 has zeros in H but for the diagonal: its
	// equation is λ·v = target, solved like the others by two divisions by √λ.
	root := math.Sqrt(s.lambda)
	for _, i := range g.alone {
		w[i] = float32(s.target.At(j, i) / root / root)
	}
}

package nn

import (
	"slices"
	"testing"

	"bonsai/engine/simd"
)

// With the derivatives of the network's own loss, BackwardFrom must compute the
// gradients of Backward.
func TestBackwardFromTheOwnLossIsBackward(t *testing.T) {
	const rows = 5
	n, x, y := sample(Tanh, SoftmaxCrossEntropy, rows)
	want, got := NewPass(n, rows), NewPass(n, rows)
	want.Backward(x, y, rows)
	_, delta := got.LossAndDelta(x, y, rows)
	got.BackwardFrom(x, slices.Clone(delta), rows)
	for l := range want.Gradients {
		if !slices.Equal(got.Gradients[l].W, want.Gradients[l].W) || !slices.Equal(got.Gradients[l].B, want.Gradients[l].B) {
			t.Errorf("layer %d: the gradients are %v, want %v", l, got.Gradients[l], want.Gradients[l])
		}
		if !slices.Equal(got.Deltas(l), want.Deltas(l)) {
			t.Errorf("layer %d: the deltas are %v, want %v", l, got.Deltas(l), want.Deltas(l))
		}
	}
}

// The outputs of the hidden layer for x = (2, 1) are (0.5, 0), and the logit is 3;
// see TestForwardByHand.
func TestActivationsAndLogitsAreThoseOfTheLastForward(t *testing.T) {
	n := New(2, []int{2}, []Activation{ReLU}, 1, SquaredError)
	copy(n.Layers[0].W, []float32{1, -2, 3, 1})
	copy(n.Layers[0].B, []float32{0.5, -8})
	copy(n.Layers[1].W, []float32{4, -7})
	n.Layers[1].B[0] = 1
	p := NewPass(n, 1)
	p.Forward([]float32{2, 1}, 1)
	if got := p.Activations(0); !slices.Equal(got, []float32{0.5, 0}) {
		t.Errorf("the hidden layer has the outputs %v, want 0.5, 0", got)
	}
	if got := p.Logits(1); !slices.Equal(got, []float32{3}) {
		t.Errorf("the logits are %v, want 3", got)
	}
}

// While a pass holds the weights it may compute with old ones; after Release it
// must use the new ones.
func TestReleaseMakesChangedWeightsCount(t *testing.T) {
	n := New(1, nil, nil, 1, SquaredError)
	n.Layers[0].W[0] = 2
	p := NewPass(n, 1)
	p.Hold()
	p.Forward([]float32{1}, 1)
	if got := p.Forward([]float32{10}, 1)[0]; got != 20 {
		t.Errorf("while held, 2·10 is %v", got)
	}
	p.Release()
	n.Layers[0].W[0] = 3
	if got := p.Forward([]float32{10}, 1)[0]; got != 30 {
		t.Errorf("after Release, 3·10 is %v", got)
	}
}

// A ledger is a memory in which the address of a slice is the order of asking.
type ledger struct {
	floats [][]float32
	bytes  [][]uint8
}

func (m *ledger) Floats(s []float32) simd.Address {
	m.floats = append(m.floats, s)
	return simd.Address(len(m.floats))
}

func (m *ledger) Bytes(s []uint8) simd.Address {
	m.bytes = append(m.bytes, s)
	return simd.Address(len(m.bytes))
}

func (m *ledger) Ints([]int32) simd.Address            { return 0 }
func (m *ledger) Layers([]simd.LayerPlan) simd.Address { return 0 }

func TestAPlanHasTheAddressesOfTheNetworkAndItsBuffers(t *testing.T) {
	n, x, y := sample(Sigmoid, SquaredError, 3)
	p := NewPass(n, 3)
	p.Backward(x, y, 3)
	m := &ledger{}
	for l, plan := range p.Plan(m) {
		layer := n.Layers[l]
		if int(plan.In) != layer.In || int(plan.Out) != layer.Out || int(plan.Activation) != int(layer.Activation) {
			t.Errorf("layer %d: the plan has %d inputs, %d outputs, activation %d", l, plan.In, plan.Out, plan.Activation)
		}
		for name, c := range map[string]struct {
			at   simd.Address
			want []float32
		}{
			"W": {plan.W, layer.W}, "B": {plan.B, layer.B},
			"activations": {plan.Activations, p.Activations(l)}, "deltas": {plan.Delta, p.Deltas(l)},
			"gradients of W": {plan.GradientW, p.Gradients[l].W}, "gradients of B": {plan.GradientB, p.Gradients[l].B},
		} {
			if got := m.floats[c.at-1]; &got[0] != &c.want[0] || len(got) != len(c.want) {
				t.Errorf("layer %d: the address of %s is that of something else", l, name)
			}
		}
		if got := m.bytes[plan.Mask-1]; &got[0] != &layer.Mask[0] {
			t.Errorf("layer %d: the address of the mask is that of something else", l)
		}
		for i, w := range m.floats[plan.Masked-1] {
			if want := layer.W[i] * float32(layer.Mask[i]); w != want {
				t.Fatalf("layer %d: masked weight %d is %v, want %v", l, i, w, want)
			}
		}
	}
}

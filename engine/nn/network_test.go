package nn

import (
	"slices"
	"testing"
)

// A network 2-2-1 whose weights are 1 to 6.
func numbered() *Network {
	n := New(2, []int{2}, []Activation{ReLU}, 1, SquaredError)
	copy(n.Layers[0].W, []float32{1, 2, 3, 4})
	copy(n.Layers[1].W, []float32{5, 6})
	return n
}

func TestMasksAreCopiedOutAndIn(t *testing.T) {
	n := numbered()
	before := n.CopyMasks()
	masks := [][]uint8{{1, 0, 0, 1}, {0, 1}}
	n.SetMasks(masks)
	masks[0][0] = 0 // the network has its own
	if !slices.Equal(n.Layers[0].Mask, []uint8{1, 0, 0, 1}) || !slices.Equal(n.Layers[1].Mask, []uint8{0, 1}) {
		t.Errorf("the masks are %v", n.Masks())
	}
	if !slices.Equal(before[0], []uint8{1, 1, 1, 1}) || !slices.Equal(before[1], []uint8{1, 1}) {
		t.Errorf("the copies became %v", before)
	}
}

func TestZeroPrunedLeavesTheKeptWeights(t *testing.T) {
	n := numbered()
	n.SetMasks([][]uint8{{1, 0, 0, 1}, {0, 1}})
	n.ZeroPruned()
	if !slices.Equal(n.Layers[0].W, []float32{1, 0, 0, 4}) || !slices.Equal(n.Layers[1].W, []float32{0, 6}) {
		t.Errorf("the weights are %v and %v", n.Layers[0].W, n.Layers[1].W)
	}
}

package train

import (
	"math"
	"slices"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

func TestAQuantizedNetworkStaysQuantizedWhileItLearns(t *testing.T) {
	for _, scheme := range quant.Schemes() {
		for _, optimizer := range Optimizers() {
			n, trainer := reference(optimizer, usual)
			for range 30 {
				trainer.Step()
			}
			for _, layer := range n.Layers {
				for i := range layer.Mask {
					layer.Mask[i] = uint8(i % 2)
				}
			}
			codes, err := quant.Quantize(n, scheme, 4)
			if err != nil {
				t.Fatal(err)
			}
			before := n.Clone()
			trainer.Share(codes, optimizer)
			for range 20 {
				trainer.Step()
			}
			for l, layer := range n.Layers {
				if slices.Equal(layer.W, before.Layers[l].W) {
					t.Errorf("%s %s: layer %d did not learn", scheme, optimizer, l)
				}
				c := &codes.Layers[l]
				for i, w := range layer.W {
					want := float32(0)
					if layer.Mask[i] != 0 {
						want = c.Values[c.Groups[i]] / float32(c.Unit) * float32(c.Factors[i])
					}
					if w != want {
						t.Fatalf("%s %s: layer %d weight %d is %v, its code says %v", scheme, optimizer, l, i, w, want)
					}
				}
			}
		}
	}
}

// Two weights of 1 share a value; x = (1, 2), y = 0, loss ½(w₁+2w₂+b)², so at
// b = 1 the error is 4, the gradients 4 and 8, the value's 12, the bias's 4:
// with SGD at 0.01 both weights become 0.88, the bias 0.96.
func TestASharedValueMovesByTheSumOfItsGradients(t *testing.T) {
	n := nn.New(2, nil, nil, 1, nn.SquaredError)
	n.Layers[0].W[0], n.Layers[0].W[1], n.Layers[0].B[0] = 1, 1, 1
	codes, err := quant.Quantize(n, "codebook", 2)
	if err != nil {
		t.Fatal(err)
	}
	trainer := New(n, SGD{}, data.Set{X: []float32{1, 2}, Y: []float32{0}, N: 1, F: 2}, Options{0.01, 1, "none", 0}, 1)
	trainer.Share(codes, "sgd")
	trainer.Step()
	for i, w := range n.Layers[0].W {
		if math.Abs(float64(w)-0.88) > 1e-6 {
			t.Errorf("weight %d is %v, want 0.88", i, w)
		}
	}
	if b := n.Layers[0].B[0]; math.Abs(float64(b)-0.96) > 1e-6 {
		t.Errorf("the bias is %v, want 0.96", b)
	}
}

func TestStepsWithATeacherAndWithCodesAllocateNothing(t *testing.T) {
	n, trainer := reference("adam", usual)
	teacher, err := distill.NewTeacher(n, 4, 0.5, MaxBatch)
	if err != nil {
		t.Fatal(err)
	}
	codes, err := quant.Quantize(n, "codebook", 8)
	if err != nil {
		t.Fatal(err)
	}
	trainer.LearnFrom(teacher)
	trainer.Share(codes, "adam")
	if n := testing.AllocsPerRun(100, func() { trainer.Step() }); n != 0 {
		t.Errorf("%v allocations a step", n)
	}
}

package compile_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/compile"
	"bonsai/engine/nn"

	"github.com/tetratelabs/wazero"
)

// XOR by hand: two neurons, one for "any" and one for "both".
func Example() {
	n := nn.New(2, []int{2}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, 1, 1, 1})
	copy(n.Layers[0].B, []float32{0, -1})
	copy(n.Layers[1].W, []float32{1, -2})
	module := compile.Module(n)

	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	instance, err := r.Instantiate(ctx, module)
	if err != nil {
		panic(err)
	}
	memory := instance.ExportedMemory("memory")
	for _, x := range [][2]float32{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
		memory.WriteFloat32Le(0, x[0])
		memory.WriteFloat32Le(4, x[1])
		at, err := instance.ExportedFunction("predict").Call(ctx)
		if err != nil {
			panic(err)
		}
		y, _ := memory.ReadFloat32Le(uint32(at[0]))
		fmt.Println(x, y)
	}
	// Output:
	// [0 0] 0
	// [0 1] 1
	// [1 0] 1
	// [1 1] 0
}

// network is a random one, pruned to a share, of any kind of output and
// activation, with a neuron that is cut off altogether.
func network(r *rand.Rand, inputs int, hidden []int, density float64) *nn.Network {
	losses := []nn.Loss{nn.BinaryCrossEntropy, nn.SoftmaxCrossEntropy, nn.SquaredError}
	loss, outputs := losses[r.IntN(3)], 1
	if loss == nn.SoftmaxCrossEntropy {
		outputs = 2 + r.IntN(5)
	}
	var activations []nn.Activation
	for range hidden {
		activations = append(activations, []nn.Activation{nn.ReLU, nn.Tanh, nn.Sigmoid, nn.Linear}[r.IntN(4)])
	}
	n := nn.New(inputs, hidden, activations, outputs, loss)
	n.Init(nn.GlorotUniform, r)
	for l, layer := range n.Layers {
		for i := range layer.B {
			layer.B[i] = float32(r.NormFloat64())
		}
		for i := range layer.Mask {
			if r.Float64() >= density || l == 0 && i < layer.In {
				layer.Mask[i] = 0
			}
		}
	}
	return n
}

// The module gives the bits that the engine gives, for every kind of network.
func TestTheModuleIsTheNetwork(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(8, 9))
	for range 60 {
		runtime := wazero.NewRuntime(ctx)
		var hidden []int
		for range r.IntN(4) {
			hidden = append(hidden, 1+r.IntN(12))
		}
		n := network(r, 1+r.IntN(30), hidden, r.Float64())
		instance, err := runtime.Instantiate(ctx, compile.Module(n))
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			x := make([]float32, n.Layers[0].In)
			for i := range x {
				x[i] = float32(r.NormFloat64())
				instance.ExportedMemory("memory").WriteFloat32Le(uint32(4*i), x[i])
			}
			want := append([]float32(nil), nn.NewPass(n, 1).Forward(x, 1)...)
			nn.Outputs(n, want)
			at, err := instance.ExportedFunction("predict").Call(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for i, y := range want {
				if got, _ := instance.ExportedMemory("memory").ReadFloat32Le(uint32(at[0]) + uint32(4*i)); math.Float32bits(got) != math.Float32bits(y) {
					t.Fatalf("%v → %v: output %d is %v, must be %v", n.Layers[0].In, hidden, i, got, y)
				}
			}
		}
		runtime.Close(ctx)
	}
}

// A connection that is pruned costs nothing: the module shrinks with the mask,
// and a large network becomes several functions.
func TestSizeFollowsWhatIsKept(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	before := math.MaxInt
	for _, density := range []float64{0.2, 0.1, 0.02} {
		n := network(r, 784, []int{300, 100}, density)
		module := compile.Module(n)
		if len(module) >= before || len(module) > int(20*density*266200)+5000 {
			t.Errorf("at a density of %v it has %d bytes, before %d", density, len(module), before)
		}
		before = len(module)
	}
}

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

// y = 2·x₁ − x₂ for three samples.
func ExampleBatch() {
	n := nn.New(2, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{2, -1})
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	instance, err := r.Instantiate(ctx, compile.Batch(n))
	if err != nil {
		panic(err)
	}
	memory := instance.ExportedMemory("memory")
	for i, v := range []float32{1, 0, 0, 1, 3, 3} {
		memory.WriteFloat32Le(uint32(4*i), v)
	}
	at, err := instance.ExportedFunction("predict").Call(ctx, 3)
	if err != nil {
		panic(err)
	}
	for i := range 3 {
		y, _ := memory.ReadFloat32Le(uint32(at[0]) + uint32(4*i))
		fmt.Println(y)
	}
	// Output:
	// 2
	// -1
	// 3
}

// The batch module gives the bits that the engine gives, for any number of
// samples.
func TestTheBatchModuleIsTheNetwork(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(10, 9))
	for range 60 {
		runtime := wazero.NewRuntime(ctx)
		var hidden []int
		for range r.IntN(4) {
			hidden = append(hidden, 1+r.IntN(12))
		}
		n := network(r, 1+r.IntN(30), hidden, r.Float64())
		n.Layers[0].W[0] = 0 // kept, but without effect
		instance, err := runtime.Instantiate(ctx, compile.Batch(n))
		if err != nil {
			t.Fatal(err)
		}
		for _, rows := range []int{1, 16, 2 + r.IntN(60), compile.MaxRows} {
			x := make([]float32, rows*n.Layers[0].In)
			for i := range x {
				x[i] = float32(r.NormFloat64())
				instance.ExportedMemory("memory").WriteFloat32Le(uint32(4*i), x[i])
			}
			want := nn.NewPass(n, rows).Forward(x, rows)
			nn.Outputs(n, want)
			at, err := instance.ExportedFunction("predict").Call(ctx, uint64(rows))
			if err != nil {
				t.Fatal(err)
			}
			for i, y := range want {
				if got, _ := instance.ExportedMemory("memory").ReadFloat32Le(uint32(at[0]) + uint32(4*i)); math.Float32bits(got) != math.Float32bits(y) {
					t.Fatalf("%v → %v, %d samples: output %d is %v, must be %v", n.Layers[0].In, hidden, rows, i, got, y)
				}
			}
		}
		runtime.Close(ctx)
	}
}

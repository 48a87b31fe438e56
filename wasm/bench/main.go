//go:build js

// Command bench is the engine's part of the benchmark page. It gives the page functions
// for everything that is measured. If the page does not support kernels, the functions
// run plain Go.
package main

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall/js"

	"bonsai/engine/compile"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/simd"
	"bonsai/engine/train"
	"bonsai/wasm/memory"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

func main() {
	simd.Start()
	bench := map[string]any{
		"trainer": js.FuncOf(trainer), "inference": js.FuncOf(inference),
		"product": js.FuncOf(product), "module": compiled(compile.Module), "batch": compiled(compile.Batch), "heap": js.FuncOf(heap), "peak": memory.Array(peak()),
	}
	js.Global().Call("benchReady", bench)
	select {}
}

// network returns a random network. sizes are the numbers of units, inputs first.
func network(sizes []int, activation string) *nn.Network {
	function, ok := nn.ParseActivation(activation)
	if !ok {
		panic("bench: unknown activation " + activation)
	}
	last := len(sizes) - 1
	hidden := sizes[1:last]
	loss := nn.BinaryCrossEntropy
	if sizes[last] > 1 {
		loss = nn.SoftmaxCrossEntropy
	}
	n := nn.New(sizes[0], hidden, slices.Repeat([]nn.Activation{function}, len(hidden)), sizes[last], loss)
	n.Init(nn.GlorotUniform, rand.New(rand.NewPCG(1, 1)))
	return n
}

// sizesOf returns the numbers of a JavaScript array.
func sizesOf(list js.Value) []int {
	sizes := make([]int, list.Length())
	for i := range sizes {
		sizes[i] = list.Index(i).Int()
	}
	return sizes
}

// trainer takes the sizes of a network, its activation, the optimizer, the batch size
// and the number of samples. It returns a function that trains for a number of epochs.
func trainer(_ js.Value, args []js.Value) any {
	sizes := sizesOf(args[0])
	n := network(sizes, args[1].String())
	r := rand.New(rand.NewPCG(2, 2))
	set := data.Set{N: args[4].Int(), F: sizes[0]}
	for range set.N {
		for range set.F {
			set.X = append(set.X, float32(r.Float64()*2-1))
		}
		set.Y = append(set.Y, float32(r.IntN(max(sizes[len(sizes)-1], 2))))
	}
	o, _ := train.NewOptimizer(args[2].String(), n)
	t := train.New(n, o, set, train.Options{LearningRate: 0.001, BatchSize: args[3].Int(), Regularization: "none"}, 1)
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		for until := t.Epoch() + args[0].Int(); t.Epoch() < until; {
			t.Step()
		}
		return nil
	})
}

// heap returns how many bytes of Go's heap are in use.
func heap(js.Value, []js.Value) any {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// inference takes the sizes of a network and the number of samples in a batch. It
// returns a function that computes the outputs of a number of batches.
func inference(_ js.Value, args []js.Value) any {
	sizes, rows := sizesOf(args[0]), args[1].Int()
	n := network(sizes, "relu")
	dense, x := nn.NewPass(n, rows), make([]float32, rows*sizes[0])
	dense.Hold()
	for i := range x {
		x[i] = float32(i%7) / 7
	}
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		for range args[0].Int() {
			dense.Forward(x, rows)
		}
		return nil
	})
}

// product takes m, n and k. It returns a function that multiplies an m×k matrix by a
// k×n matrix a number of times.
func product(_ js.Value, args []js.Value) any {
	m, n, k := args[0].Int(), args[1].Int(), args[2].Int()
	a, b, c := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	for i := range a {
		a[i] = float32(i%7+1) / 7
	}
	general := func(v []float32, rows, columns int) blas32.General {
		return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: v}
	}
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		for range args[0].Int() {
			blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, general(a, m, k), general(b, k, n), 0, general(c, m, n))
		}
		return nil
	})
}

// compiled returns a function that takes the sizes of a network and a sparsity. It
// returns the bytes of the WebAssembly module, made by compile, of a network whose
// smallest weights are pruned.
func compiled(compile func(*nn.Network) []byte) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		n := network(sizesOf(args[0]), "relu")
		var all []float32
		for _, layer := range n.Layers {
			for _, w := range layer.W {
				all = append(all, max(w, -w))
			}
		}
		slices.Sort(all)
		threshold := all[int(args[1].Float()*float64(len(all)))]
		for _, layer := range n.Layers {
			for i, w := range layer.W {
				if max(w, -w) < threshold {
					layer.Mask[i] = 0
				}
			}
		}
		return memory.Array(compile(n))
	})
}

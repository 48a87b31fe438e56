package compile

import (
	"encoding/binary"
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/simd"
	"bonsai/engine/simd/asm"
)

// MaxRows is the largest number of samples that a batch module predicts at once.
const MaxRows = 256

const (
	together = 16 // samples that are computed at the same time
	vectors  = together / 4
	unitSize = together * floatSize // bytes of a unit's values for these samples
)

// A batcher is a batch module under construction.
//
// Its memory holds the samples, the outputs, the values of all units for the
// samples that are being computed, [unit][together], and the tables of the layers.
// A table lists the neurons: the address of the neuron's values, its bias, the
// number of its connections, and for each connection the address of its input's
// values and its weight, each in four bytes.
type batcher struct {
	module  asm.Module
	net     *nn.Network
	heard   [][]bool // by layer of units, inputs first
	base    []int    // address of the first unit, by layer of units
	outputs int      // address of the outputs
	tables  []byte
	table   int // address of tables
}

// Batch compiles a network into a module for many samples at once. It exports
// "memory" and "predict": the host writes n samples, at most MaxRows, at address
// 0, calls predict with n, and finds the outputs, [n][outputs], at the address
// that it returns. Four samples are computed in the lanes of one vector; a
// connection costs one multiplication and one addition of vectors for them. The
// outputs have the same bits as those of Module.
func Batch(n *nn.Network) []byte {
	b := &batcher{net: n, heard: prune.Heard(n.Units(), n.Masks())}
	b.place()
	transpose := simd.Transpose(&b.module)
	var layers []*asm.Func
	for l := range n.Layers {
		layers = append(layers, b.layer(l))
	}
	probabilities := b.probabilities()

	f := b.module.Func("predict", asm.Int, asm.Int)
	left, x, y := f.Param(0), f.Local(asm.Int), f.Let(asm.Number(int32(b.outputs)))
	inputs, last := n.Layers[0].In, len(n.Layers)
	outputs := n.Layers[last-1].Out
	f.While(left.AtLeast(1), func() {
		f.Do(transpose, asm.Number(together), asm.Number(int32(inputs)), asm.Number(int32(b.base[0])), x.Value)
		for _, layer := range layers {
			f.Do(layer)
		}
		f.Do(probabilities)
		f.Do(transpose, asm.Number(int32(outputs)), asm.Number(together), y.Value, asm.Number(int32(b.base[last])))
		x.Inc(int32(together * inputs * floatSize))
		y.Inc(int32(together * outputs * floatSize))
		left.Inc(-together)
	})
	f.Return(asm.Number(int32(b.outputs)))
	b.module.Data(b.table, b.tables)
	b.module.Pages = (b.table + len(b.tables) + pageSize - 1) / pageSize
	return b.module.Bytes()
}

// place gives everything in the memory its address.
func (b *batcher) place() {
	end := 0
	take := func(bytes int) (address int) {
		address = end
		end += bytes
		return address
	}
	units := b.net.Units()
	take(MaxRows * units[0] * floatSize)
	b.outputs = take(MaxRows * units[len(units)-1] * floatSize)
	for _, n := range units {
		b.base = append(b.base, take(n*unitSize))
	}
	b.table = take(0)
}

// layer adds a function that computes a layer for the samples of one round.
func (b *batcher) layer(l int) *asm.Func {
	layer := b.net.Layers[l]
	table, neurons := b.table+len(b.tables), 0
	for out := range layer.Out {
		if b.heard[l+1][out] {
			b.appendNeuron(l, out)
			neurons++
		}
	}
	f := b.module.Func("", asm.None)
	at, left := f.Let(asm.Number(int32(table))), f.Let(asm.Number(int32(neurons)))
	value, connections := f.Local(asm.Int), f.Local(asm.Int)
	var sums [vectors]asm.Var
	for v := range sums {
		sums[v] = f.Local(asm.Vector)
	}
	f.While(left.AtLeast(1), func() {
		value.Set(asm.Load(asm.Int, at.Value, 0))
		for _, s := range sums {
			s.Set(asm.LoadSpread(asm.Vector, at.Value, 4))
		}
		connections.Set(asm.Load(asm.Int, at.Value, 8))
		at.Inc(12)
		for _, unrolled := range []int32{4, 1} {
			f.While(connections.AtLeast(unrolled), func() {
				for c := range int(unrolled) {
					x := f.Let(asm.Load(asm.Int, at.Value, 8*c))
					w := f.Let(asm.LoadSpread(asm.Vector, at.Value, 8*c+4))
					for v, s := range sums {
						s.Set(s.Add(asm.Load(asm.Vector, x.Value, 16*v).Mul(w.Value)))
					}
				}
				at.Inc(8 * unrolled)
				connections.Inc(-unrolled)
			})
		}
		for v, s := range sums {
			f.Store(value.Value, 16*v, simd.Activated(f, int(layer.Activation), s.Value))
		}
		left.Inc(-1)
	})
	return f
}

// appendNeuron appends a neuron of layer l to the tables.
func (b *batcher) appendNeuron(l, out int) {
	layer := b.net.Layers[l]
	number := func(n int) { b.tables = binary.LittleEndian.AppendUint32(b.tables, uint32(n)) }
	float := func(v float32) { number(int(math.Float32bits(v))) }
	number(b.base[l+1] + out*unitSize)
	float(layer.B[out])
	count := len(b.tables)
	number(0)
	connections := 0
	for in := range layer.In {
		if i := out*layer.In + in; layer.Mask[i] != 0 && layer.W[i] != 0 {
			number(b.base[l] + in*unitSize)
			float(layer.W[i])
			connections++
		}
	}
	binary.LittleEndian.PutUint32(b.tables[count:], uint32(connections))
}

// probabilities adds a function that turns the logits into outputs, as nn.Outputs
// does.
func (b *batcher) probabilities() *asm.Func {
	last := len(b.net.Layers)
	n := b.net.Layers[last-1].Out
	f := b.module.Func("", asm.None)
	for v := range vectors {
		at := func(i int) int { return b.base[last] + i*unitSize + 16*v }
		outputs(f, asm.Vector, b.net.Loss, n, at, func(z asm.Value) asm.Value { return simd.Exp(f, z) })
	}
	return f
}

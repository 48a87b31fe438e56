package compile

import (
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/simd"
	"bonsai/engine/simd/asm"
)

// Module compiles a network into a module for one sample at a time. It is straight
// code without loops. Neurons from which no path of kept connections leads to an
// output are left out.
func Module(n *nn.Network) []byte {
	c := &compiler{net: n, heard: prune.Heard(n.Units(), n.Masks())}
	c.place()
	c.module.Pages = (c.end + pageSize - 1) / pageSize
	var layers []*asm.Func
	for l := range n.Layers {
		layers = append(layers, c.layer(l)...)
	}
	outputs := c.outputs()
	f := c.module.Func("predict", asm.Int)
	for _, part := range layers {
		f.Do(part)
	}
	f.Do(outputs)
	f.Return(asm.Number(int32(c.base[len(n.Layers)])))
	return c.module.Bytes()
}

const (
	floatSize = 4
	pageSize  = 65536
)

// A compiler is a module under construction. Its memory holds the value of every
// unit, layer after layer.
type compiler struct {
	module asm.Module
	net    *nn.Network
	heard  [][]bool // by layer of units, inputs first
	base   []int    // address of the first unit, by layer of units
	end    int      // address after the last unit
}

// place gives each unit an address.
func (c *compiler) place() {
	c.base = []int{0}
	c.end = c.net.Layers[0].In * floatSize
	for _, layer := range c.net.Layers {
		c.base = append(c.base, c.end)
		c.end += layer.Out * floatSize
	}
}

// partWeights is the number of weights after which a layer goes on in another
// function: browsers optimise each function as a whole, and do not optimise very
// long ones.
const partWeights = 2000

// layer adds the functions that compute a layer: one or several.
func (c *compiler) layer(l int) (parts []*asm.Func) {
	layer := c.net.Layers[l]
	weights := partWeights // in the last part
	for out := range layer.Out {
		if !c.heard[l+1][out] {
			continue
		}
		if weights >= partWeights {
			parts = append(parts, c.module.Func("", asm.None))
			weights = 0
		}
		terms := c.terms(l, out)
		weights += len(terms)
		f := parts[len(parts)-1]
		sum := asm.Sum(asm.Const(asm.Float, layer.B[out]), terms)
		f.Store(zero, c.base[l+1]+out*floatSize, simd.Activated(f, int(layer.Activation), sum))
	}
	return parts
}

// zero is the address to which constant offsets are added.
var zero = asm.Number(0)

// terms returns the products that a neuron adds to its bias.
func (c *compiler) terms(l, out int) (terms []asm.Value) {
	layer := c.net.Layers[l]
	for in := range layer.In {
		at := out*layer.In + in
		if w := layer.W[at]; layer.Mask[at] != 0 && w != 0 {
			x := asm.Load(asm.Float, zero, c.base[l]+in*floatSize)
			terms = append(terms, x.Mul(asm.Const(asm.Float, w)))
		}
	}
	return terms
}

// outputs turns the logits into outputs, as nn.Outputs does.
func (c *compiler) outputs() *asm.Func {
	exp := c.module.Func("", asm.Float, asm.Float)
	exp.Return(simd.Exp(exp, exp.Param(0).Value))
	f := c.module.Func("", asm.None)
	last := len(c.net.Layers)
	at := func(i int) int { return c.base[last] + i*floatSize }
	outputs(f, asm.Float, c.net.Loss, c.net.Layers[last-1].Out, at, func(z asm.Value) asm.Value { return f.Call(exp, z) })
	return f
}

// outputs turns n logits of type t in the memory, of which logit i is at the
// address at(i), into outputs, as nn.Outputs does. exp computes the exponential
// function.
func outputs(f *asm.Func, t asm.Type, loss nn.Loss, n int, at func(i int) int, exp func(z asm.Value) asm.Value) {
	load := func(i int) asm.Value { return asm.Load(t, zero, at(i)) }
	switch loss {
	case nn.BinaryCrossEntropy:
		f.Store(zero, at(0), simd.Sigmoid(f, load(0)))
	case nn.SoftmaxCrossEntropy:
		largest, sum := f.Let(load(0)), f.Let(asm.Const(t, 0))
		for i := range n {
			largest.Set(asm.Select(largest.Less(load(i)), load(i), largest.Value))
		}
		for i := range n {
			f.Store(zero, at(i), exp(load(i).Sub(largest.Value)))
			sum.Set(sum.Add(load(i)))
		}
		for i := range n {
			f.Store(zero, at(i), load(i).Div(sum.Value))
		}
	}
}

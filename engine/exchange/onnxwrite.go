package exchange

import (
	"encoding/binary"
	"fmt"
	"slices"

	"bonsai/engine/exchange/onnx"
)

// Versions of what is written: of the messages, and of the operators.
const (
	onnxIR    = 7
	onnxOpset = 13
)

// ONNX writes a graph of Gemm operators and activations. It takes the inputs in
// their own units, as floats "input" [batch, inputs], and its "output" has
// the probability of the second class, of every class, or the value in its own units.
//
// With sparse, the weights of layers are sparse initialisers wherever these are
// smaller: each kept weight takes 12 bytes instead of 4. Not every program reads them.
func ONNX(n *Network, sparse bool) []byte {
	g := &graphWriter{value: "input"}
	g.graph.Name = "bonsai"
	g.graph.Inputs = []onnx.Value{floatRows("input", n.Layers[0].In)}
	g.columns(n)
	for i := range n.Layers {
		g.layer(&n.Layers[i], i, sparse)
	}
	switch n.Output {
	case Sigmoid:
		g.unary("Sigmoid")
	case Softmax:
		g.unary("Softmax", onnx.Attribute{Name: "axis", Type: onnx.AttributeInt, Int: 1})
	}
	if n.Target != nil {
		g.binary("Mul", "target.deviation", []float32{float32(n.Target.Deviation)})
		g.binary("Add", "target.mean", []float32{float32(n.Target.Mean)})
	}
	g.graph.Nodes[len(g.graph.Nodes)-1].Outputs[0] = "output"
	g.graph.Outputs = []onnx.Value{floatRows("output", n.Layers[len(n.Layers)-1].Out)}
	model := &onnx.Model{
		IR: onnxIR, Producer: "Bonsai", Graph: &g.graph,
		Opsets:   []onnx.Opset{{Version: onnxOpset}},
		Metadata: []onnx.Entry{{Key: noteKey, Value: n.note(true)}},
	}
	return model.Marshal()
}

func floatRows(name string, width int) onnx.Value {
	return onnx.Value{Name: name, Type: onnx.Float, Shape: []onnx.Dim{{Name: "batch"}, {Size: int64(width)}}}
}

// A graphWriter appends operators to a chain.
type graphWriter struct {
	graph onnx.Graph
	value string // the end of the chain
}

// node appends an operator that takes the chain's end and other inputs.
func (g *graphWriter) node(op string, attributes []onnx.Attribute, others ...string) {
	name := fmt.Sprintf("%s_%d", op, len(g.graph.Nodes))
	g.graph.Nodes = append(g.graph.Nodes, onnx.Node{
		Op: op, Name: name, Attributes: attributes,
		Inputs: append([]string{g.value}, others...), Outputs: []string{name},
	})
	g.value = name
}

func (g *graphWriter) unary(op string, attributes ...onnx.Attribute) { g.node(op, attributes) }

// binary appends an operator with a constant for each feature; if they are all
// the same, with one for all.
func (g *graphWriter) binary(op, name string, values []float32) {
	if len(slices.Compact(slices.Clone(values))) == 1 {
		values = values[:1]
	}
	g.dense(name, values, int64(len(values)))
	g.node(op, nil, name)
}

func (g *graphWriter) dense(name string, values []float32, dims ...int64) {
	g.graph.Initialisers = append(g.graph.Initialisers, onnx.Tensor{
		Name: name, Dims: dims, Type: onnx.Float, Raw: appendFloats([]byte{}, values),
	})
}

var operatorsOf = map[string]string{"relu": "Relu", "tanh": "Tanh", "sigmoid": "Sigmoid"}

// layer appends Gemm, whose weights are [out][in] as in PyTorch, and an activation.
func (g *graphWriter) layer(l *Layer, i int, sparse bool) {
	weight, bias := fmt.Sprintf("%d.weight", 2*i), fmt.Sprintf("%d.bias", 2*i)
	dims := []int64{int64(l.Out), int64(l.In)}
	if kept := l.kept(); sparse && 3*len(kept) < len(l.W) {
		g.sparse(l, kept, weight, dims)
	} else {
		g.dense(weight, l.masked(), dims...)
	}
	g.dense(bias, l.B, int64(l.Out))
	g.node("Gemm", []onnx.Attribute{{Name: "transB", Type: onnx.AttributeInt, Int: 1}}, weight, bias)
	if op := operatorsOf[l.Activation]; op != "" {
		g.unary(op)
	}
}

// kept lists the weights that are not pruned.
func (l *Layer) kept() []int {
	list := make([]int, 0, len(l.W))
	for i := range l.W {
		if l.Mask == nil || l.Mask[i] != 0 {
			list = append(list, i)
		}
	}
	return list
}

func (g *graphWriter) sparse(l *Layer, kept []int, name string, dims []int64) {
	values := make([]float32, len(kept))
	var places []byte
	for i, at := range kept {
		values[i] = l.W[at]
		places = binary.LittleEndian.AppendUint64(places, uint64(at))
	}
	count := []int64{int64(len(kept))}
	g.graph.Sparse = append(g.graph.Sparse, onnx.SparseTensor{
		Values:  onnx.Tensor{Name: name, Dims: count, Type: onnx.Float, Raw: appendFloats([]byte{}, values)},
		Indices: onnx.Tensor{Name: name + "_places", Dims: slices.Clone(count), Type: onnx.Int64, Raw: append([]byte{}, places...)},
		Dims:    dims,
	})
}

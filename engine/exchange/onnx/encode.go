package onnx

import (
	"encoding/binary"
	"math"
)

// Marshal writes a file: the fields of each message in ascending order, those
// that are empty left out.
func (m *Model) Marshal() []byte {
	var w message
	w.varint(1, m.IR)
	w.text(2, m.Producer)
	if m.Graph != nil {
		w.bytes(7, m.Graph.marshal())
	}
	for _, o := range m.Opsets {
		var opset message
		opset.text(1, o.Domain)
		opset.varint(2, o.Version)
		w.bytes(8, opset)
	}
	for _, e := range m.Metadata {
		w.bytes(14, e.marshal())
	}
	return w
}

// A message is one under construction.
type message []byte

// uvarint appends a number in pieces of seven bits. Copies of it in all the
// functions that call it would make a page's program a third larger than this
// package is without them.
//
//go:noinline
func (w *message) uvarint(v uint64) { *w = binary.AppendUvarint(*w, v) }

// tag begins a field.
func (w *message) tag(number uint64, kind wireType) { w.uvarint(number<<3 | uint64(kind)) }

//go:noinline
func (w *message) bytes(number uint64, b []byte) {
	w.tag(number, bytes)
	w.uvarint(uint64(len(b)))
	*w = append(*w, b...)
}

func (w *message) text(number uint64, s string) {
	if s != "" {
		w.bytes(number, []byte(s))
	}
}

func (w *message) varint(number uint64, v int64) {
	if v != 0 {
		w.tag(number, varint)
		w.uvarint(uint64(v))
	}
}

func (w *message) float(number uint64, v float32) {
	w.tag(number, fixed32)
	*w = binary.LittleEndian.AppendUint32(*w, math.Float32bits(v))
}

// ints writes a list of numbers in one field ("packed").
func (w *message) ints(number uint64, list []int64) {
	var packed message
	for _, v := range list {
		packed.uvarint(uint64(v))
	}
	w.list(number, packed)
}

func (w *message) floats(number uint64, list []float32) {
	var packed message
	for _, v := range list {
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(v))
	}
	w.list(number, packed)
}

func (w *message) list(number uint64, packed message) {
	if len(packed) > 0 {
		w.bytes(number, packed)
	}
}

func (e *Entry) marshal() (w message) {
	w.text(1, e.Key)
	w.text(2, e.Value)
	return w
}

func (g *Graph) marshal() (w message) {
	for i := range g.Nodes {
		w.bytes(1, g.Nodes[i].marshal())
	}
	w.text(2, g.Name)
	for i := range g.Initialisers {
		w.bytes(5, g.Initialisers[i].marshal())
	}
	for _, v := range g.Inputs {
		w.bytes(11, v.marshal())
	}
	for _, v := range g.Outputs {
		w.bytes(12, v.marshal())
	}
	for i := range g.Sparse {
		w.bytes(15, g.Sparse[i].marshal())
	}
	return w
}

func (n *Node) marshal() (w message) {
	for _, input := range n.Inputs {
		w.bytes(1, []byte(input)) // an empty name keeps its place
	}
	for _, output := range n.Outputs {
		w.bytes(2, []byte(output))
	}
	w.text(3, n.Name)
	w.text(4, n.Op)
	for i := range n.Attributes {
		w.bytes(5, n.Attributes[i].marshal())
	}
	w.text(7, n.Domain)
	return w
}

func (a *Attribute) marshal() (w message) {
	w.text(1, a.Name)
	switch a.Type {
	case AttributeFloat:
		w.float(2, a.Float)
	case AttributeInt:
		w.varint(3, a.Int)
	case AttributeTensor:
		if a.Tensor != nil { // a file can say that there is a tensor, and leave it out
			w.bytes(5, a.Tensor.marshal())
		}
	case AttributeFloats:
		w.floats(7, a.Floats)
	case AttributeInts:
		w.ints(8, a.Ints)
	}
	w.varint(20, a.Type)
	return w
}

func (t *Tensor) marshal() (w message) {
	w.ints(1, t.Dims)
	w.varint(2, t.Type)
	w.floats(4, t.Floats)
	var bits, doubles message
	for _, v := range t.Ints32 {
		bits.uvarint(uint64(v))
	}
	w.list(5, bits)
	w.ints(7, t.Ints64)
	w.text(8, t.Name)
	if t.Raw != nil {
		w.bytes(9, t.Raw)
	}
	for _, v := range t.Doubles {
		doubles = binary.LittleEndian.AppendUint64(doubles, math.Float64bits(v))
	}
	w.list(10, doubles)
	for _, e := range t.External {
		w.bytes(13, e.marshal())
	}
	if t.IsExternal {
		w.varint(14, 1)
	}
	return w
}

func (s *SparseTensor) marshal() (w message) {
	w.bytes(1, s.Values.marshal())
	w.bytes(2, s.Indices.marshal())
	w.ints(3, s.Dims)
	return w
}

func (v *Value) marshal() (w message) {
	var shape message
	for _, d := range v.Shape {
		var dim message
		dim.varint(1, d.Size)
		dim.text(2, d.Name)
		shape.bytes(1, dim)
	}
	var tensor, kind message
	tensor.varint(1, v.Type)
	if v.Shape != nil {
		tensor.bytes(2, shape)
	}
	kind.bytes(1, tensor)
	w.text(1, v.Name)
	w.bytes(2, kind)
	return w
}

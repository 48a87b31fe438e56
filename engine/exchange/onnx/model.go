// Package onnx reads and writes the protobuf messages of ONNX files: a graph of
// operators, and the arrays that some of their inputs are. It knows the messages
// that dense networks need, and skips all other fields. What the operators
// compute is not its concern.
//
// Names and numbers of the fields are those of onnx.proto3 in the ONNX project.
package onnx

// A Model is a whole file.
type Model struct {
	IR       int64 // version of the messages
	Producer string
	Opsets   []Opset
	Graph    *Graph // nil if the file has none
	Metadata []Entry
}

// An Opset says which version of a domain's operators the graph uses. The
// operators of ONNX itself have the domain "".
type Opset struct {
	Domain  string
	Version int64
}

// An Entry is a pair of strings.
type Entry struct{ Key, Value string }

// A Graph is nodes in the order in which they can be computed. Values have
// names: the inputs of the graph, the initialisers, and the outputs of nodes.
type Graph struct {
	Name         string
	Nodes        []Node
	Initialisers []Tensor
	Sparse       []SparseTensor
	Inputs       []Value
	Outputs      []Value
}

// A Node applies an operator.
type Node struct {
	Op, Domain, Name string
	Inputs, Outputs  []string // names of values; an input that is left out is ""
	Attributes       []Attribute
}

// An Attribute is a parameter of a node. Its Type says which field holds it.
type Attribute struct {
	Name   string
	Type   int64
	Float  float32
	Int    int64
	Ints   []int64
	Floats []float32
	Tensor *Tensor
}

// Types of attributes.
const (
	AttributeFloat  = 1
	AttributeInt    = 2
	AttributeTensor = 4
	AttributeFloats = 6
	AttributeInts   = 7
)

// Attribute finds an attribute by its name; nil if the node does not have it.
func (n *Node) Attribute(name string) *Attribute {
	for i := range n.Attributes {
		if n.Attributes[i].Name == name {
			return &n.Attributes[i]
		}
	}
	return nil
}

// A Tensor is an array. Its numbers are in Raw, little-endian, or else in the
// list for their type, or in another file.
type Tensor struct {
	Name       string
	Dims       []int64
	Type       int64
	Raw        []byte
	Floats     []float32
	Ints32     []int32 // also 16-bit floats, as their bits
	Ints64     []int64
	Doubles    []float64
	IsExternal bool
	External   []Entry // "location", "offset", "length"
}

// Types of numbers.
const (
	Float    = 1
	Uint8    = 2
	Int8     = 3
	Int16    = 5
	Int32    = 6
	Int64    = 7
	Bool     = 9
	Float16  = 10
	Double   = 11
	BFloat16 = 16
)

// A SparseTensor lists some numbers of an array; the others are 0. Indices
// holds the places in the flattened array, in ascending order, or [number][side].
type SparseTensor struct {
	Values  Tensor // its name is that of the whole array
	Indices Tensor
	Dims    []int64
}

// A Value describes an input or output of a graph.
type Value struct {
	Name  string
	Type  int64 // of its numbers
	Shape []Dim // nil if the file does not say
}

// A Dim is a side of a shape: a number, or a name for what is open.
type Dim struct {
	Size int64
	Name string
}

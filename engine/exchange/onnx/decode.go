package onnx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Unmarshal reads a file. The model's slices of bytes point into b. Nothing
// is allocated but what the bytes hold.
func Unmarshal(b []byte) (*Model, error) {
	m := &Model{}
	err := each(b, func(f field) error {
		switch f.number {
		case 1:
			m.IR = int64(f.value)
		case 2:
			m.Producer = string(f.bytes)
		case 7:
			m.Graph = &Graph{}
			return m.Graph.unmarshal(f.bytes)
		case 8:
			return add(&m.Opsets, f.bytes, (*Opset).unmarshal)
		case 14:
			return add(&m.Metadata, f.bytes, (*Entry).unmarshal)
		}
		return nil
	})
	return m, err
}

// A wire type says how a field is encoded: protobuf.dev/programming-guides/encoding.
type wireType uint8

const (
	varint  wireType = 0
	fixed64 wireType = 1
	bytes   wireType = 2
	fixed32 wireType = 5
)

// A field of a message: value for numbers, bytes for everything else.
type field struct {
	number uint64
	kind   wireType
	value  uint64
	bytes  []byte
}

// each calls f with the fields of a message, in their order.
func each(b []byte, f func(field) error) error {
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 {
			return errShort
		}
		read := field{number: tag >> 3, kind: wireType(tag & 7)}
		b = b[n:]
		if read.kind == bytes {
			size, n := binary.Uvarint(b)
			if n <= 0 || size > uint64(len(b)-n) {
				return errShort
			}
			read.bytes, b = b[n:n+int(size)], b[n+int(size):]
		} else {
			if read.value, n = number(b, read.kind); n <= 0 {
				return errShort
			}
			b = b[n:]
		}
		if err := f(read); err != nil {
			return err
		}
	}
	return nil
}

var errShort = errors.New("onnx: the file ends within a message, or is none of this format")

// number reads a number, and returns how many bytes it has, 0 if it is not there.
func number(b []byte, kind wireType) (v uint64, n int) {
	switch {
	case kind == varint:
		return binary.Uvarint(b)
	case kind == fixed32 && len(b) >= 4:
		return uint64(binary.LittleEndian.Uint32(b)), 4
	case kind == fixed64 && len(b) >= 8:
		return binary.LittleEndian.Uint64(b), 8
	}
	return 0, 0
}

// maxMessages bounds each list of messages: a message can take two bytes in the
// file and a hundred times as many in memory.
const maxMessages = 10_000

// add reads a message and appends it to a list.
func add[T any](list *[]T, b []byte, unmarshal func(*T, []byte) error) error {
	if len(*list) == maxMessages {
		return fmt.Errorf("onnx: more than %d nodes, arrays or other parts of one kind", maxMessages)
	}
	var v T
	err := unmarshal(&v, b)
	*list = append(*list, v)
	return err
}

// numbers calls f with the numbers of a repeated field, which come one by one
// or several in one field ("packed").
func (f field) numbers(kind wireType, add func(uint64)) error {
	if f.kind != bytes {
		add(f.value)
		return nil
	}
	for b := f.bytes; len(b) > 0; {
		v, n := number(b, kind)
		if n <= 0 {
			return errShort
		}
		add(v)
		b = b[n:]
	}
	return nil
}

func (f field) ints(list *[]int64) error {
	return f.numbers(varint, func(v uint64) { *list = append(*list, int64(v)) })
}

func (f field) floats(list *[]float32) error {
	return f.numbers(fixed32, func(v uint64) { *list = append(*list, math.Float32frombits(uint32(v))) })
}

func (o *Opset) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			o.Domain = string(f.bytes)
		case 2:
			o.Version = int64(f.value)
		}
		return nil
	})
}

func (e *Entry) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			e.Key = string(f.bytes)
		case 2:
			e.Value = string(f.bytes)
		}
		return nil
	})
}

func (g *Graph) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			return add(&g.Nodes, f.bytes, (*Node).unmarshal)
		case 2:
			g.Name = string(f.bytes)
		case 5:
			return add(&g.Initialisers, f.bytes, (*Tensor).unmarshal)
		case 11:
			return add(&g.Inputs, f.bytes, (*Value).unmarshal)
		case 12:
			return add(&g.Outputs, f.bytes, (*Value).unmarshal)
		case 15:
			return add(&g.Sparse, f.bytes, (*SparseTensor).unmarshal)
		}
		return nil
	})
}

func (n *Node) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			n.Inputs = append(n.Inputs, string(f.bytes))
		case 2:
			n.Outputs = append(n.Outputs, string(f.bytes))
		case 3:
			n.Name = string(f.bytes)
		case 4:
			n.Op = string(f.bytes)
		case 5:
			return add(&n.Attributes, f.bytes, (*Attribute).unmarshal)
		case 7:
			n.Domain = string(f.bytes)
		}
		return nil
	})
}

func (a *Attribute) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			a.Name = string(f.bytes)
		case 2:
			a.Float = math.Float32frombits(uint32(f.value))
		case 3:
			a.Int = int64(f.value)
		case 5:
			a.Tensor = &Tensor{}
			return a.Tensor.unmarshal(f.bytes)
		case 7:
			return f.floats(&a.Floats)
		case 8:
			return f.ints(&a.Ints)
		case 20:
			a.Type = int64(f.value)
		}
		return nil
	})
}

func (t *Tensor) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			return f.ints(&t.Dims)
		case 2:
			t.Type = int64(f.value)
		case 4:
			return f.floats(&t.Floats)
		case 5:
			return f.numbers(varint, func(v uint64) { t.Ints32 = append(t.Ints32, int32(v)) })
		case 7:
			return f.ints(&t.Ints64)
		case 8:
			t.Name = string(f.bytes)
		case 9:
			t.Raw = f.bytes
		case 10:
			return f.numbers(fixed64, func(v uint64) { t.Doubles = append(t.Doubles, math.Float64frombits(v)) })
		case 13:
			return add(&t.External, f.bytes, (*Entry).unmarshal)
		case 14:
			t.IsExternal = f.value == 1
		}
		return nil
	})
}

func (s *SparseTensor) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			return s.Values.unmarshal(f.bytes)
		case 2:
			return s.Indices.unmarshal(f.bytes)
		case 3:
			return f.ints(&s.Dims)
		}
		return nil
	})
}

// unmarshal reads a ValueInfoProto, whose type is {tensor_type {elem_type,
// shape {dim {dim_value, dim_param}}}}.
func (v *Value) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			v.Name = string(f.bytes)
		case 2:
			return each(f.bytes, func(f field) error {
				if f.number != 1 {
					return nil
				}
				return v.unmarshalTensorType(f.bytes)
			})
		}
		return nil
	})
}

func (v *Value) unmarshalTensorType(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			v.Type = int64(f.value)
		case 2:
			v.Shape = []Dim{}
			return each(f.bytes, func(f field) error {
				if f.number != 1 {
					return nil
				}
				return add(&v.Shape, f.bytes, (*Dim).unmarshal)
			})
		}
		return nil
	})
}

func (d *Dim) unmarshal(b []byte) error {
	return each(b, func(f field) error {
		switch f.number {
		case 1:
			d.Size = int64(f.value)
		case 2:
			d.Name = string(f.bytes)
		}
		return nil
	})
}

package exchange

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"

	"bonsai/engine/exchange/onnx"
)

// constants are the values of a graph that do not depend on its input.
type constants struct {
	dense  map[string]*onnx.Tensor
	sparse map[string]*onnx.SparseTensor
	nodes  map[string]*onnx.Node // that computes the value
	files  map[string][]byte     // by base name
	left   *budget
}

func newConstants(g *onnx.Graph, files []File) constants {
	left := budget(maxNumbers)
	c := constants{
		dense: map[string]*onnx.Tensor{}, sparse: map[string]*onnx.SparseTensor{},
		nodes: map[string]*onnx.Node{}, files: map[string][]byte{}, left: &left,
	}
	for i := range g.Initialisers {
		c.dense[g.Initialisers[i].Name] = &g.Initialisers[i]
	}
	for i := range g.Sparse {
		c.sparse[g.Sparse[i].Values.Name] = &g.Sparse[i]
	}
	for i := range g.Nodes {
		for _, output := range g.Nodes[i].Outputs {
			c.nodes[output] = &g.Nodes[i]
		}
	}
	for _, f := range files {
		c.files[path.Base(f.Name)] = f.Bytes
	}
	return c
}

// stored tells whether the file holds the value.
func (c *constants) stored(name string) bool { return c.dense[name] != nil || c.sparse[name] != nil }

// missing lists the files that hold arrays and were not given.
func (c *constants) missing() error {
	var names []string
	for _, name := range sortedKeys(c.dense) {
		t := c.dense[name]
		if !t.IsExternal {
			continue
		}
		location := path.Base(external(t, "location"))
		if _, ok := c.files[location]; !ok && !slices.Contains(names, location) {
			names = append(names, location)
		}
	}
	if len(names) > 0 {
		return &Missing{names}
	}
	return nil
}

func external(t *onnx.Tensor, key string) string {
	for _, entry := range t.External {
		if entry.Key == key {
			return entry.Value
		}
	}
	return ""
}

var errVariable = errors.New("one of its inputs is not a constant of the file")

// maxDepth bounds how deep constants are computed from constants.
const maxDepth = 8

// get returns a constant. Exporters compute some of them in the graph: from
// weights that are transposed or multiplied by a mask.
func (c *constants) get(name string) (*tensor, error) { return c.compute(name, maxDepth) }

func (c *constants) compute(name string, depth int) (*tensor, error) {
	if t := c.dense[name]; t != nil {
		return c.decode(t, name)
	}
	if t := c.sparse[name]; t != nil {
		return c.expand(t, name)
	}
	node := c.nodes[name]
	if node == nil || depth == 0 {
		return nil, errVariable
	}
	if node.Op == "Constant" {
		if a := node.Attribute("value"); a != nil && a.Tensor != nil {
			return c.decode(a.Tensor, name)
		}
		return nil, fmt.Errorf("the constant %q is not an array", name)
	}
	var inputs [2]*tensor
	for i, input := range node.Inputs {
		if i == len(inputs) {
			return nil, errVariable
		}
		var err error
		if inputs[i], err = c.compute(input, depth-1); err != nil {
			return nil, err
		}
	}
	switch a, b := inputs[0], inputs[1]; {
	case a == nil:
		return nil, errVariable
	case node.Op == "Identity" || node.Op == "Cast":
		return a, nil
	case node.Op == "Transpose" && len(a.shape) == 2:
		return a.turned(), nil
	case node.Op == "Mul" && b != nil && slices.Equal(a.shape, b.shape):
		return a.times(b), nil
	}
	return nil, errVariable
}

// turned returns a matrix transposed.
func (t *tensor) turned() *tensor {
	r := &tensor{t.name, []int{t.shape[1], t.shape[0]}, transposed(t.data, t.shape[0], t.shape[1]), nil}
	if t.mask != nil {
		r.mask = transposed(t.mask, t.shape[0], t.shape[1])
	}
	return r
}

// times returns the products of numbers at the same places.
func (t *tensor) times(other *tensor) *tensor {
	r := &tensor{name: t.name, shape: t.shape, data: slices.Clone(t.data)}
	for i, v := range other.data {
		r.data[i] *= v
	}
	return r
}

// vector returns a constant that has one number for each feature, or one for
// all: all its sides but one are 1. In a value with samples in columns this
// side is the last but one.
func (c *constants) vector(name string, column bool) ([]float32, error) {
	t, err := c.get(name)
	if err != nil {
		return nil, err
	}
	last := len(t.shape) - 1
	if column {
		last--
	}
	for i, side := range t.shape {
		if side != 1 && i != last {
			return nil, fmt.Errorf("the constant %s does not have one number for each feature", t.describe())
		}
	}
	if len(t.data) == 0 {
		return nil, fmt.Errorf("the constant %s is empty", t.describe())
	}
	return t.data, nil
}

var onnxKinds = map[int64]kind{
	onnx.Float: float32s, onnx.Double: float64s, onnx.Float16: float16, onnx.BFloat16: bfloat16,
	onnx.Bool: uint8s, onnx.Uint8: uint8s, onnx.Int8: int8s, onnx.Int16: int16s, onnx.Int32: int32s, onnx.Int64: int64s,
}

// sides checks the shape of an array.
func sides(name string, dims []int64) ([]int, error) {
	shape := make([]int, len(dims))
	for i, side := range dims {
		if side > math.MaxInt32 {
			return nil, fmt.Errorf("array %q has the shape %v; at most %d numbers can be read", name, dims, maxNumbers)
		}
		shape[i] = int(side)
	}
	return shape, nil
}

// decode reads an array.
func (c *constants) decode(t *onnx.Tensor, name string) (*tensor, error) {
	shape, err := sides(name, t.Dims)
	if err != nil {
		return nil, err
	}
	size, err := c.left.take(name, shape)
	if err != nil {
		return nil, err
	}
	kind := onnxKinds[t.Type]
	if kind == 0 {
		return nil, fmt.Errorf("array %q has numbers of ONNX type %d, which cannot be read; floats and integers can", name, t.Type)
	}
	raw := t.Raw
	if t.IsExternal {
		if raw, err = c.elsewhere(t, size*kind.size()); err != nil {
			return nil, fmt.Errorf("array %q: %w", name, err)
		}
	}
	r := &tensor{name: name, shape: shape}
	switch {
	case raw != nil && len(raw)%kind.size() == 0:
		r.data = kind.floats(raw, binary.LittleEndian)
	case raw == nil:
		r.data = listed(t, kind)
	}
	if len(r.data) != size {
		return nil, fmt.Errorf("array %s holds another number of values than its shape says", r.describe())
	}
	return r, nil
}

// listed reads the numbers of an array that has them in lists. 16-bit floats
// are integers there, which hold their bits.
func listed(t *onnx.Tensor, k kind) []float32 {
	values := slices.Clone(t.Floats)
	for _, v := range t.Doubles {
		values = append(values, float32(v))
	}
	for _, v := range t.Ints64 {
		values = append(values, float32(v))
	}
	for _, v := range t.Ints32 {
		if k == float16 || k == bfloat16 {
			values = append(values, k.float(binary.LittleEndian.AppendUint16(nil, uint16(v)), binary.LittleEndian))
		} else {
			values = append(values, float32(v))
		}
	}
	return values
}

// elsewhere returns the bytes of an array that is in another file.
func (c *constants) elsewhere(t *onnx.Tensor, size int) ([]byte, error) {
	location := path.Base(external(t, "location"))
	b := c.files[location]
	offset := 0
	if text := external(t, "offset"); text != "" {
		v, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Errorf("its offset in %s is %q, not a whole number", location, text)
		}
		offset = v
	}
	if offset < 0 || offset > len(b) || size > len(b)-offset {
		return nil, fmt.Errorf("%d bytes from %d on are not in %s, which has %d", size, offset, location, len(b))
	}
	return b[offset : offset+size], nil
}

// expand reads a sparse array: what it does not list is pruned.
func (c *constants) expand(s *onnx.SparseTensor, name string) (*tensor, error) {
	shape, err := sides(name, s.Dims)
	if err != nil {
		return nil, err
	}
	size, err := c.left.take(name, shape)
	if err != nil {
		return nil, err
	}
	values, err := c.decode(&s.Values, name)
	if err != nil {
		return nil, err
	}
	places, err := places(s, name, shape, len(values.data))
	if err != nil {
		return nil, err
	}
	r := &tensor{name: name, shape: shape, data: make([]float32, size), mask: make([]uint8, size)}
	for i, at := range places {
		if at < 0 || at >= int64(size) || r.mask[at] != 0 {
			return nil, fmt.Errorf("the sparse array %s has a number at place %d, which it does not have or has twice", r.describe(), at)
		}
		r.data[at], r.mask[at] = values.data[i], 1
	}
	return r, nil
}

// places returns where the numbers of a sparse array are in the flattened array.
func places(s *onnx.SparseTensor, name string, shape []int, numbers int) ([]int64, error) {
	flat := s.Indices.Ints64
	if raw := s.Indices.Raw; raw != nil {
		for ; len(raw) >= 8; raw = raw[8:] {
			flat = append(flat, int64(binary.LittleEndian.Uint64(raw)))
		}
	}
	switch {
	case len(s.Indices.Dims) == 1 && len(flat) == numbers:
		return flat, nil
	case len(s.Indices.Dims) == 2 && len(shape) == 2 && len(flat) == 2*numbers:
		places := make([]int64, numbers)
		for i := range places {
			row, column := flat[2*i], flat[2*i+1]
			if row < 0 || row >= int64(shape[0]) || column < 0 || column >= int64(shape[1]) {
				return nil, fmt.Errorf("the sparse array %q %v has a number at %d, %d", name, shape, row, column)
			}
			places[i] = row*int64(shape[1]) + column
		}
		return places, nil
	}
	return nil, fmt.Errorf("the sparse array %q has %d numbers and %d indices", name, numbers, len(flat))
}

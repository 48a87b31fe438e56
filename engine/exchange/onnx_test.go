package exchange

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/exchange/onnx"
	"bonsai/engine/nn"
)

// floats makes an array of float32 numbers.
func floats(name string, dims []int64, values ...float32) onnx.Tensor {
	return onnx.Tensor{Name: name, Dims: dims, Type: onnx.Float, Floats: values}
}

// node makes one whose output has its name.
func node(op, name string, inputs string, attributes ...onnx.Attribute) onnx.Node {
	return onnx.Node{Op: op, Name: name, Inputs: strings.Fields(inputs), Outputs: []string{name}, Attributes: attributes}
}

func attribute(name string, v int64) onnx.Attribute {
	return onnx.Attribute{Name: name, Type: onnx.AttributeInt, Int: v}
}

func decimal(name string, v float32) onnx.Attribute {
	return onnx.Attribute{Name: name, Type: onnx.AttributeFloat, Float: v}
}

// graph makes a model of nodes from "x" to the output of the last node. Its
// constants are W = [[1, 2, 3], [4, 5, 6]], V its transpose, b = [10, 20],
// s = [2, 4, 8], and others that a test adds.
func graph(nodes []onnx.Node, more ...onnx.Tensor) *onnx.Model {
	return &onnx.Model{IR: 7, Opsets: []onnx.Opset{{Version: 13}}, Graph: &onnx.Graph{
		Nodes: nodes,
		Initialisers: append([]onnx.Tensor{
			floats("W", []int64{2, 3}, 1, 2, 3, 4, 5, 6),
			floats("V", []int64{3, 2}, 1, 4, 2, 5, 3, 6),
			floats("b", []int64{2}, 10, 20),
			floats("s", []int64{3}, 2, 4, 8),
		}, more...),
		Inputs:  []onnx.Value{{Name: "x", Type: onnx.Float}},
		Outputs: []onnx.Value{{Name: nodes[len(nodes)-1].Outputs[0], Type: onnx.Float}},
	}}
}

func readModel(m *onnx.Model, others ...File) (*Network, error) {
	return Read(append(others, File{"n.onnx", m.Marshal()}), Options{})
}

func TestONNXOperators(t *testing.T) {
	plain := []float32{1, 2, 3, 4, 5, 6}
	for _, test := range []struct {
		name  string
		nodes []onnx.Node
		more  []onnx.Tensor
		w, b  []float32 // of the last layer
		scale []Column
	}{
		{name: "Gemm with transB", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("Gemm", "y", "x W b", attribute("transB", 1))}},
		{name: "Gemm", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("Gemm", "y", "x V b")}},
		{name: "Gemm with alpha and beta", w: []float32{2, 4, 6, 8, 10, 12}, b: []float32{5, 10},
			nodes: []onnx.Node{node("Gemm", "y", "x V b", decimal("alpha", 2), decimal("beta", 0.5))}},
		{name: "Gemm without a bias", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Gemm", "y", "x V")}},
		{name: "Gemm with one bias for all", w: plain, b: []float32{7, 7},
			nodes: []onnx.Node{node("Gemm", "y", "x V one")}, more: []onnx.Tensor{floats("one", nil, 7)}},
		{name: "Gemm of columns", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("Gemm", "y", "W x column")}, more: []onnx.Tensor{floats("column", []int64{2, 1}, 10, 20)}},
		{name: "Gemm of columns with transA", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Gemm", "y", "V x", attribute("transA", 1))}},
		{name: "Gemm that turns columns into rows", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("Gemm", "y", "x W b", attribute("transA", 1), attribute("transB", 1))}},
		{name: "columns, transposed on the way", w: []float32{1, 4, 2, 5, 3, 6}, b: []float32{0, 0, 0},
			nodes: []onnx.Node{node("MatMul", "h", "W x"), node("Transpose", "t", "h"), node("MatMul", "y", "t W")}},
		{name: "MatMul", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("MatMul", "y", "x V")}},
		{name: "MatMul and Add", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("MatMul", "m", "x V"), node("Add", "y", "m b")}},
		{name: "Add with the bias first", w: plain, b: []float32{10, 20},
			nodes: []onnx.Node{node("MatMul", "m", "x V"), node("Add", "y", "b m")}},
		{name: "weights transposed in the graph", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Transpose", "turned", "W"), node("MatMul", "y", "x turned")}},
		{name: "weights masked in the graph", w: []float32{1, 0, 3, 0, 5, 6}, b: []float32{10, 20},
			nodes: []onnx.Node{node("Mul", "masked", "W mask"), node("Gemm", "y", "x masked b", attribute("transB", 1))},
			more:  []onnx.Tensor{floats("mask", []int64{2, 3}, 1, 0, 1, 0, 1, 1)}},
		{name: "constant nodes", w: []float32{5, 6}, b: []float32{0},
			nodes: []onnx.Node{
				node("Constant", "k", "", onnx.Attribute{Name: "value", Type: onnx.AttributeTensor, Tensor: &onnx.Tensor{Dims: []int64{1, 2}, Type: onnx.Float, Floats: []float32{5, 6}}}),
				node("Gemm", "y", "x k", attribute("transB", 1))}},
		{name: "operators that do nothing", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Identity", "i", "x"), node("Flatten", "f", "i"), node("Dropout", "d", "f"), node("Cast", "c", "d"), node("MatMul", "y", "c V")}},
		{name: "Reshape to rows", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Reshape", "r", "x rows"), node("MatMul", "y", "r V")},
			more:  []onnx.Tensor{{Name: "rows", Dims: []int64{2}, Type: onnx.Int64, Ints64: []int64{-1, 3}}}},
		{name: "Reshape by the shape of the input", w: plain, b: []float32{0, 0},
			nodes: []onnx.Node{node("Shape", "z", "x"), node("Reshape", "r", "x z"), node("MatMul", "y", "r V")}},

		// (x − mean)·factor with mean = 1 and factor = 2, 4, 8: deviations ½, ¼, ⅛.
		{name: "inputs are scaled", w: plain, b: []float32{0, 0}, scale: scaled(1, 0.5, 1, 0.25, 1, 0.125),
			nodes: []onnx.Node{node("Sub", "a", "x one"), node("Mul", "c", "a s"), node("MatMul", "y", "c V")},
			more:  []onnx.Tensor{floats("one", []int64{1}, 1)}},
		// 1·scale/√(variance + 0) with variance 4, 16, 64: the same deviations as √.
		{name: "inputs are normalised", w: plain, b: []float32{0, 0}, scale: scaled(2, 2, 4, 4, 8, 8),
			nodes: []onnx.Node{node("BatchNormalization", "a", "x ones zeros s variance", decimal("epsilon", 0)), node("MatMul", "y", "a V")},
			more:  []onnx.Tensor{floats("ones", []int64{3}, 1, 1, 1), floats("zeros", []int64{3}, 0, 0, 0), floats("variance", []int64{3}, 4, 16, 64)}},

		// After the layer: 3·(W·x + b − 10)/√(3 + 1) − 1 = 1.5·W·x + 1.5·(b − 10) − 1.
		{name: "normalisation after a layer", w: []float32{1.5, 3, 4.5, 6, 7.5, 9}, b: []float32{-1, 14},
			nodes: []onnx.Node{node("Gemm", "g", "x V b"), node("BatchNormalization", "y", "g three minus ten variance", decimal("epsilon", 1))},
			more: []onnx.Tensor{floats("three", []int64{2}, 3, 3), floats("minus", []int64{2}, -1, -1),
				floats("ten", []int64{2}, 10, 10), floats("variance", []int64{2}, 3, 3)}},
		// After the activation, so it goes into the next layer: W·(2h + 3) = 2W·h + W·3.
		{name: "scaling after an activation", w: []float32{2, 4, 6, 8, 10, 12}, b: []float32{18, 45},
			nodes: []onnx.Node{node("MatMul", "g", "x square"), node("Tanh", "h", "g"), node("Mul", "m", "h two"), node("Add", "a", "three m"), node("MatMul", "y", "a V")},
			more:  []onnx.Tensor{floats("square", []int64{3, 3}, 1, 0, 0, 0, 1, 0, 0, 0, 1), floats("two", nil, 2), floats("three", nil, 3)}},
		{name: "constant minus value", w: []float32{-1, -2, -3, -4, -5, -6}, b: []float32{10, 20},
			nodes: []onnx.Node{node("MatMul", "g", "x V"), node("Sub", "y", "b g")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := readModel(graph(test.nodes, test.more...))
			if err != nil {
				t.Fatal(err)
			}
			l := n.Layers[len(n.Layers)-1]
			if !slices.Equal(l.W, test.w) || !slices.Equal(l.B, test.b) || !reflect.DeepEqual(n.Columns, test.scale) {
				t.Errorf("W %v, B %v, scale %v; want %v, %v, %v", l.W, l.B, n.Columns, test.w, test.b, test.scale)
			}
		})
	}
}

func TestONNXEndings(t *testing.T) {
	one := floats("one", []int64{3, 1}, 1, 2, 3)
	for _, test := range []struct {
		nodes  []onnx.Node
		output Output
		target *Scale
	}{
		{[]onnx.Node{node("MatMul", "y", "x V")}, Linear, nil},
		{[]onnx.Node{node("MatMul", "m", "x V"), node("Softmax", "y", "m")}, Softmax, nil},
		{[]onnx.Node{node("MatMul", "m", "x V"), node("LogSoftmax", "y", "m", attribute("axis", 1))}, Softmax, nil},
		{[]onnx.Node{node("MatMul", "m", "W x"), node("Softmax", "y", "m", attribute("axis", 0))}, Softmax, nil},
		{[]onnx.Node{node("MatMul", "m", "x V"), node("Softmax", "p", "m"), node("ArgMax", "label", "p"), node("ZipMap", "y", "p")}, Softmax, nil},
		{[]onnx.Node{node("MatMul", "m", "x one"), node("Sigmoid", "y", "m")}, Sigmoid, nil},
		// 5·(W·x + bias) + 7: the value of a regression in its own units.
		{[]onnx.Node{node("Gemm", "m", "x one bias"), node("Mul", "k", "m five"), node("Add", "y", "k seven")}, Linear, &Scale{7, 5}},
	} {
		n, err := readModel(graph(test.nodes, one, floats("bias", []int64{1}, 9), floats("five", nil, 5), floats("seven", nil, 7)))
		if err != nil {
			t.Fatal(err)
		}
		if n.Output != test.output || (n.Target == nil) != (test.target == nil) || n.Target != nil && *n.Target != *test.target {
			t.Errorf("%v: output %q, target %v; want %q, %v", test.nodes, n.Output, n.Target, test.output, test.target)
		}
	}
}

func TestONNXNamesWhatItCannotRead(t *testing.T) {
	for _, test := range []struct {
		name  string
		nodes []onnx.Node
		want  string
	}{
		{"an activation", []onnx.Node{node("MatMul", "m", "x V"), node("LeakyRelu", "y", "m")}, `operator LeakyRelu "y" (node 2 of 2): LeakyRelu is not supported`},
		{"a foreign domain", []onnx.Node{{Op: "FusedGemm", Domain: "com.microsoft", Inputs: []string{"x", "V"}, Outputs: []string{"y"}}}, "com.microsoft.FusedGemm"},
		{"a fork", []onnx.Node{node("MatMul", "m", "x V"), node("Relu", "r", "m"), node("Add", "y", "r m")}, `the value "m" goes to operator Relu "r" (node 2 of 3) and to operator Add "y" (node 3 of 3)`},
		{"an activation first", []onnx.Node{node("Relu", "y", "x")}, "before the first dense layer"},
		{"two activations", []onnx.Node{node("MatMul", "m", "x V"), node("Relu", "r", "m"), node("Tanh", "y", "r")}, "follows another activation, relu"},
		{"an activation last", []onnx.Node{node("MatMul", "m", "x V"), node("Relu", "y", "m")}, "ends in relu"},
		{"several labels", []onnx.Node{node("MatMul", "m", "x V"), node("Sigmoid", "y", "m")}, "several labels at once"},
		{"a layer after softmax", []onnx.Node{node("MatMul", "m", "x V"), node("Softmax", "p", "m"), node("MatMul", "y", "p W")}, "after the softmax"},
		{"a softmax of samples", []onnx.Node{node("MatMul", "m", "x V"), node("Softmax", "p", "m", attribute("axis", 0))}, "axis 0"},
		{"weights that are computed", []onnx.Node{node("MatMul", "y", "x W2"), node("Exp", "W2", "W")}, "not a constant"},
		{"rows as columns", []onnx.Node{node("MatMul", "m", "x V"), node("MatMul", "y", "W m")}, "other side"},
		{"other units", []onnx.Node{node("MatMul", "m", "x V"), node("Add", "a", "m s"), node("Relu", "y", "a")}, "3 numbers for the 2 units"},
		{"no layer", []onnx.Node{node("Identity", "y", "x")}, "no dense layer"},
		{"division by the values", []onnx.Node{node("MatMul", "m", "x V"), node("Div", "y", "b m")}, "division by the network's values"},
		{"a ring", []onnx.Node{node("Identity", "a", "x b2"), node("Identity", "x", "a")}, "longer than"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := readModel(graph(test.nodes))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
	_, err := Read([]File{file(t, "gelu_torch.onnx")}, Options{})
	if err == nil || !strings.Contains(err.Error(), `operator Erf "/1/Erf" (node 4 of 10)`) {
		t.Errorf("GELU: got the error %v", err)
	}
}

// The weights are 1 and −2.5 in each type.
func TestONNXReadsEveryType(t *testing.T) {
	bits64 := binary.LittleEndian.AppendUint64
	for name, weights := range map[string]onnx.Tensor{
		"float, raw":      {Type: onnx.Float, Raw: []byte{0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0}},
		"float, list":     {Type: onnx.Float, Floats: []float32{1, -2.5}},
		"float16, raw":    {Type: onnx.Float16, Raw: []byte{0x00, 0x3c, 0x00, 0xc1}},
		"float16, list":   {Type: onnx.Float16, Ints32: []int32{0x3c00, 0xc100}},
		"bfloat16, raw":   {Type: onnx.BFloat16, Raw: []byte{0x80, 0x3f, 0x20, 0xc0}},
		"bfloat16, list":  {Type: onnx.BFloat16, Ints32: []int32{0x3f80, 0xc020}},
		"double, raw":     {Type: onnx.Double, Raw: bits64(bits64(nil, math.Float64bits(1)), math.Float64bits(-2.5))},
		"double, list":    {Type: onnx.Double, Doubles: []float64{1, -2.5}},
		"in another file": {Type: onnx.Float, IsExternal: true, External: []onnx.Entry{{Key: "location", Value: "data/n.bin"}, {Key: "offset", Value: "1"}, {Key: "length", Value: "8"}}},
	} {
		weights.Name, weights.Dims = "K", []int64{1, 2}
		m := graph([]onnx.Node{node("Gemm", "y", "x K", attribute("transB", 1))}, weights)
		n, err := readModel(m, File{"n.bin", []byte{9, 0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if w := n.Layers[0].W; !slices.Equal(w, []float32{1, -2.5}) {
			t.Errorf("%s: %v", name, w)
		}
	}
}

func TestONNXAsksForTheFilesOfItsWeights(t *testing.T) {
	m := graph([]onnx.Node{node("MatMul", "y", "x K")}, onnx.Tensor{Name: "K", Dims: []int64{1, 1}, Type: onnx.Float,
		IsExternal: true, External: []onnx.Entry{{Key: "location", Value: "n.onnx.data"}}})
	_, err := readModel(m)
	var missing *Missing
	if !errors.As(err, &missing) || !slices.Equal(missing.Names, []string{"n.onnx.data"}) {
		t.Errorf("got the error %v", err)
	}
	_, err = readModel(m, File{"n.onnx.data", []byte{1, 2}})
	if err == nil || !strings.Contains(err.Error(), "4 bytes from 0 on are not in n.onnx.data, which has 2") {
		t.Errorf("got the error %v", err)
	}
}

func TestONNXSparseWeights(t *testing.T) {
	// [[0, 7, 0], [8, 0, 9]]: what is not listed is pruned.
	for name, indices := range map[string]onnx.Tensor{
		"flat":            {Dims: []int64{3}, Type: onnx.Int64, Ints64: []int64{1, 3, 5}},
		"row and column":  {Dims: []int64{3, 2}, Type: onnx.Int64, Ints64: []int64{0, 1, 1, 0, 1, 2}},
		"flat, raw bytes": {Dims: []int64{3}, Type: onnx.Int64, Raw: []byte{1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0}},
	} {
		m := graph([]onnx.Node{node("Gemm", "y", "x K", attribute("transB", 1))})
		m.Graph.Sparse = []onnx.SparseTensor{{Values: floats("K", []int64{3}, 7, 8, 9), Indices: indices, Dims: []int64{2, 3}}}
		n, err := readModel(m)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if l := n.Layers[0]; !slices.Equal(l.W, []float32{0, 7, 0, 8, 0, 9}) || !bytes.Equal(l.Mask, []byte{0, 1, 0, 1, 0, 1}) {
			t.Errorf("%s: W %v, mask %v", name, l.W, l.Mask)
		}
	}
}

func TestONNXClaimsOfTerabytesAreRefused(t *testing.T) {
	huge := onnx.Tensor{Name: "K", Dims: []int64{1 << 40, 1 << 40}, Type: onnx.Float}
	m := graph([]onnx.Node{node("MatMul", "y", "x K")}, huge)
	if _, err := readModel(m); err == nil || !strings.Contains(err.Error(), "at most") {
		t.Errorf("got the error %v", err)
	}
	m.Graph.Initialisers = nil
	m.Graph.Sparse = []onnx.SparseTensor{{Values: floats("K", []int64{1}, 1), Indices: onnx.Tensor{Dims: []int64{1}, Ints64: []int64{0}}, Dims: []int64{1 << 20, 1 << 20}}}
	if _, err := readModel(m); err == nil || !strings.Contains(err.Error(), "at most") {
		t.Errorf("got the error %v", err)
	}
}

func TestONNXRoundTrip(t *testing.T) {
	for seed, loss := range losses {
		for _, sparse := range []bool{false, true} {
			net := network(uint64(seed), loss)
			out := Of(net)
			out.Columns = columnsFor(seed)
			out.Missing = seed == 1
			if loss == nn.SquaredError {
				out.Target = &Scale{22.5, 9.25}
			}
			b := ONNX(out, sparse)
			n, err := Read([]File{{"n.onnx", b}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(n.Open()) != 0 || n.Output != out.Output || !reflect.DeepEqual(n.Columns, out.Columns) || n.Missing != out.Missing {
				t.Errorf("read %v open, %q, %v", n.Open(), n.Output, n.Columns)
			}
			if loss == nn.SquaredError && *n.Target != *out.Target {
				t.Errorf("the target is %v, want %v", *n.Target, *out.Target)
			}
			got, err := n.Build(Choices{Loss: loss})
			if err != nil {
				t.Fatal(err)
			}
			sameNetwork(t, got, net)
			if !bytes.Equal(ONNX(out, sparse), b) {
				t.Error("the same network was written as other bytes")
			}
		}
	}
}

func FuzzONNX(f *testing.F) {
	f.Add(ONNX(Of(network(1, nn.SoftmaxCrossEntropy)), true))
	f.Add(ONNX(Of(network(2, nn.SquaredError)), false))
	for _, name := range []string{"iris_torch.onnx", "wine_pruned_torch.onnx", "gelu_torch.onnx"} {
		f.Add(file(f, name).Bytes)
	}
	f.Fuzz(func(t *testing.T, b []byte) { readAny(t, File{"n.onnx", b}) })
}

package onnx

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

func Example() {
	m := &Model{IR: 7, Opsets: []Opset{{Version: 13}}, Graph: &Graph{
		Nodes:        []Node{{Op: "MatMul", Inputs: []string{"x", "w"}, Outputs: []string{"y"}}},
		Initialisers: []Tensor{{Name: "w", Dims: []int64{2, 1}, Type: Float, Floats: []float32{3, 4}}},
	}}
	read, err := Unmarshal(m.Marshal())
	if err != nil {
		panic(err)
	}
	fmt.Println(read.Graph.Nodes[0].Op, read.Graph.Initialisers[0].Floats)
	// Output: MatMul [3 4]
}

// everything is a model in which each field has a value.
func everything() *Model {
	tensor := Tensor{Name: "t", Dims: []int64{2, 300}, Type: Float, Raw: []byte{1, 2}, Floats: []float32{1, -2},
		Ints32: []int32{-1, 7}, Ints64: []int64{-1, 1 << 40}, Doubles: []float64{0.1}, IsExternal: true, External: []Entry{{"location", "w.bin"}}}
	return &Model{
		IR: 7, Producer: "test", Opsets: []Opset{{"", 13}, {"ai.onnx.ml", 2}}, Metadata: []Entry{{"k", "v"}},
		Graph: &Graph{
			Name: "g",
			Nodes: []Node{{Op: "Gemm", Domain: "d", Name: "n", Inputs: []string{"a", "", "b"}, Outputs: []string{"y"}, Attributes: []Attribute{
				{Name: "f", Type: AttributeFloat, Float: 0.5}, {Name: "i", Type: AttributeInt, Int: -1},
				{Name: "t", Type: AttributeTensor, Tensor: &tensor}, {Name: "fs", Type: AttributeFloats, Floats: []float32{1, 2}},
				{Name: "is", Type: AttributeInts, Ints: []int64{1, 0}},
			}}},
			Initialisers: []Tensor{tensor},
			Sparse:       []SparseTensor{{Values: tensor, Indices: Tensor{Name: "i", Dims: []int64{1}}, Dims: []int64{4}}},
			Inputs:       []Value{{"x", Float, []Dim{{Name: "batch"}, {Size: 4}}}},
			Outputs:      []Value{{"y", Float, nil}},
		},
	}
}

func TestEveryFieldSurvives(t *testing.T) {
	want := everything()
	got, err := Unmarshal(want.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// PyTorch's exporter wrote this file through Google's protobuf library.
func TestReadsAFileOfPyTorch(t *testing.T) {
	b, err := os.ReadFile("../testdata/iris_torch.onnx")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Unmarshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var ops []string
	for _, n := range m.Graph.Nodes {
		ops = append(ops, n.Op)
	}
	got := fmt.Sprint(m.Producer, m.Opsets, ops, m.Graph.Initialisers[0].Dims, m.Graph.Inputs)
	if want := "pytorch[{ 13}] [Gemm Relu Gemm Relu Gemm] [16 4] "; !strings.HasPrefix(got, want) {
		t.Errorf("read %s\nwant %s…", got, want)
	}
}

func TestDamagedFilesAreErrors(t *testing.T) {
	whole := everything().Marshal()
	for name, b := range map[string][]byte{
		"cut off":             whole[:len(whole)-3],
		"a length of 2⁶³":     {0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
		"half a number":       {0x3a, 0x06, 0x2a, 0x04, 0x22, 0x02, 0, 0},
		"a very long list":    append([]byte{0x3a, 0xc0, 0xb8, 0x02}, strings.Repeat("\x0a\x00", 20_000)...),
		"a group never ended": {0x3b},
	} {
		if _, err := Unmarshal(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(everything().Marshal())
	without := &Model{Graph: &Graph{Nodes: []Node{{Attributes: []Attribute{{Name: "value", Type: AttributeTensor}}}}}}
	f.Add(without.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Unmarshal(b)
		if err != nil {
			return
		}
		if _, err := Unmarshal(m.Marshal()); err != nil {
			t.Fatalf("what was read cannot be written and read again: %v", err)
		}
	})
}

package exchange

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

// quantised is a network whose weights a scheme has rounded, two thirds of it
// pruned.
func quantised(t testing.TB, seed uint64, scheme string) *nn.Network {
	r := rand.New(rand.NewPCG(seed, 8))
	net := nn.New(30, []int{40}, []nn.Activation{nn.ReLU}, 3, nn.SoftmaxCrossEntropy)
	net.Init(nn.GlorotUniform, r)
	for _, layer := range net.Layers {
		for i := range layer.Mask {
			layer.Mask[i] = uint8(r.IntN(3) / 2)
		}
	}
	if _, err := quant.Quantize(net, scheme, 16); err != nil {
		t.Fatal(err)
	}
	return net
}

// The form gives back every weight to the bit.
func TestFormsOfCAreTheWeights(t *testing.T) {
	for _, test := range []struct {
		name string
		net  *nn.Network
		want values // of the largest layer
	}{
		{"floats", network(1, nn.SoftmaxCrossEntropy), asFloats},
		{"int8", quantised(t, 1, "int8"), asIntegers},
		{"int8-row", quantised(t, 2, "int8-row"), asIntegers},
		{"ternary", quantised(t, 3, "ternary"), asIntegers},
		{"codebook", quantised(t, 4, "codebook"), asCodebook},
	} {
		for i := range test.net.Layers {
			layer := &Of(test.net).Layers[i]
			f := formOf(layer)
			if i == 0 && f.values != test.want {
				t.Errorf("%s: values are %d, want %d", test.name, f.values, test.want)
			}
			if got := expanded(f, layer); !slices.Equal(got, layer.masked()) {
				t.Errorf("%s, layer %d: %v, want %v", test.name, i, got, layer.masked())
			}
		}
	}
}

// expanded computes the weights as the C program does.
func expanded(f *form, l *Layer) []float32 {
	w := make([]float32, len(l.W))
	value := func(k, row int) float32 {
		switch f.values {
		case asIntegers:
			return f.table[min(row, len(f.table)-1)] * float32(f.codes[k])
		case asCodebook:
			return f.table[f.codes[k]]
		}
		return f.floats[k]
	}
	k := 0
	for row := range l.Out {
		if !f.sparse {
			for column := range l.In {
				w[row*l.In+column] = value(k, row)
				k++
			}
			continue
		}
		column := 0
		for range f.counts[row] {
			column += f.skips[k]
			w[row*l.In+column] = value(k, row)
			column++
			k++
		}
	}
	return w
}

// A weight in column 600 is more than two bytes' distances away: 0 … 255, and
// again 256 … 511, get a value of 0 in between.
func TestLongDistancesOfCAreBridged(t *testing.T) {
	layer := &Layer{In: 601, Out: 1, W: make([]float32, 601), B: []float32{0}}
	layer.W[600] = 3
	f := formOf(layer)
	if !f.sparse || !slices.Equal(f.skips, []int{255, 255, 88}) || !slices.Equal(expanded(f, layer), layer.W) {
		t.Errorf("skips %v give %v", f.skips, expanded(f, layer)[595:])
	}
}

func TestCodebookOfCIsSmaller(t *testing.T) {
	layer := &Layer{In: 100, Out: 100, W: make([]float32, 10000), B: make([]float32, 100)}
	for i := range layer.W {
		layer.W[i] = []float32{0.1, 0.21, -0.337, 5}[i%4] // no multiples of one number
	}
	// 10,000 codes of a byte, and 4 floats.
	if f := formOf(layer); f.values != asCodebook || f.sparse || f.bytes() != 10016 {
		t.Errorf("values %d, sparse %v, %d bytes", f.values, f.sparse, f.bytes())
	}
}

// cases are networks for the programs that are written as source.
func cases(t testing.TB) map[string]*Network {
	list := map[string]*Network{}
	for seed, name := range []string{"two classes", "classes", "regression"} {
		n := Of(network(uint64(seed), losses[seed]))
		n.Columns, n.Missing = columnsFor(seed), seed == 1
		list[name] = n
	}
	list["classes"].Classes = []string{"one */", `"two"`, "drei €"}
	list["classes"].Columns[0].Name = "evil */ ??/ \n name"
	list["regression"].Target = &Scale{22.5, 9.25}
	for _, scheme := range quant.Schemes() {
		list[scheme] = Of(quantised(t, 2, scheme))
	}
	list["one layer"] = Of(nn.New(3, nil, nil, 2, nn.SoftmaxCrossEntropy))
	empty := nn.New(3, []int{2}, []nn.Activation{nn.Sigmoid}, 1, nn.SquaredError)
	clear(empty.Layers[0].Mask)
	list["everything pruned"] = Of(empty)
	return list
}

func TestCTestsItself(t *testing.T) {
	compiler, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("there is no gcc to compile with")
	}
	for _, name := range []string{"two classes", "classes", "regression", "int8-row", "everything pruned"} {
		n := cases(t)[name]
		t.Run(name, func(t *testing.T) {
			source, err := C(n)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := C(n)
			if !bytes.Equal(source, again) {
				t.Error("the same network was written as other bytes")
			}
			folder := t.TempDir()
			header, program := filepath.Join(folder, "bonsai_net.h"), filepath.Join(folder, "a.out")
			if err := os.WriteFile(header, source, 0o666); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(compiler, "-DBONSAI_TEST", "-Wall", "-Wextra", "-Werror", "-std=c99", "-x", "c", header, "-o", program, "-lm").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if out, err := exec.Command(program).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

package exchange

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// npy writes an array by hand, in a layout that the package itself never writes.
func npy(descr string, fortran bool, shape string, numbers ...any) []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	python := "False"
	if fortran {
		python = "True"
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n", descr, python, shape)
	b := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	b = append(b, header...)
	for _, number := range numbers {
		switch v := number.(type) {
		case uint16:
			b = order.AppendUint16(b, v)
		case float32:
			b = order.AppendUint32(b, math.Float32bits(v))
		case float64:
			b = order.AppendUint64(b, math.Float64bits(v))
		case byte:
			b = append(b, v)
		}
	}
	return b
}

// W = [[1, −2, 0.5], [0, 65504, 2⁻²⁴]]: the last two are the largest number of
// float16 and its smallest, which is subnormal.
func TestNPZReadsEveryTypeAndOrder(t *testing.T) {
	want := []float32{1, -2, 0.5, 0, 65504, 1.0 / (1 << 24)}
	halves := []any{uint16(0x3c00), uint16(0xc000), uint16(0x3800), uint16(0), uint16(0x7bff), uint16(1)}
	var singles, doubles, columns []any
	for i, v := range want {
		singles, doubles = append(singles, v), append(doubles, float64(v))
		columns = append(columns, float64(want[i%2*3+i/2])) // column by column
	}
	for _, test := range []struct {
		name string
		npy  []byte
	}{
		{"float16", npy("<f2", false, "(2, 3)", halves...)},
		{"float16 big-endian", npy(">f2", false, "(2, 3)", halves...)},
		{"float32", npy("<f4", false, "(2, 3)", singles...)},
		{"float32 big-endian", npy(">f4", false, "(2,3)", singles...)},
		{"float64", npy("<f8", false, "(2, 3)", doubles...)},
		{"float64 big-endian, Fortran", npy(">f8", true, "(2, 3)", columns...)},
		{"float64 Fortran", npy("<f8", true, "(2, 3)", columns...)},
	} {
		for method, how := range map[uint16]string{stored: "stored", deflated: "deflated"} {
			t.Run(test.name+" "+how, func(t *testing.T) {
				b := zipped(method, File{"fc.weight.npy", test.npy}, File{"fc.bias.npy", npy("<f4", false, "(2,)", float32(3), float32(4))})
				n, err := Read([]File{{"n.npz", b}}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if l := n.Layers[0]; !slices.Equal(l.W, want) || !slices.Equal(l.B, []float32{3, 4}) {
					t.Errorf("W %v, B %v", l.W, l.B)
				}
			})
		}
	}
}

func TestHalfIsEveryBinary16Number(t *testing.T) {
	for bits := range 1 << 16 {
		exponent, fraction := bits>>10&31, float64(bits&1023)
		want := math.Ldexp(1+fraction/1024, exponent-15)
		switch {
		case exponent == 0:
			want = math.Ldexp(fraction/1024, -14)
		case exponent == 31 && fraction == 0:
			want = math.Inf(1)
		case exponent == 31:
			want = math.NaN()
		}
		if bits>>15 == 1 {
			want = math.Copysign(want, -1)
		}
		got := half(uint16(bits))
		if math.Float32bits(got) != math.Float32bits(float32(want)) && !(math.IsNaN(want) && got != got) {
			t.Fatalf("half(%#04x) = %v, want %v", bits, got, want)
		}
	}
}

func TestNPZSaysWhatItCannotRead(t *testing.T) {
	weights := File{"a.weight.npy", npy("<f4", false, "(1, 2)", float32(1), float32(2))}
	one := npy("<f4", false, "(1,)", float32(1))
	for _, test := range []struct {
		name  string
		files []File
		want  string
	}{
		{"complex numbers", []File{{"a.npy", npy("<c8", false, "(2, 2)")}}, `"<c8"`},
		{"objects", []File{{"a.npy", npy("|O", false, "(2, 2)")}}, `"|O"`},
		{"samples", []File{{"X.npy", npy("<f4", false, "(1, 1)", float32(1))}, {"y.npy", one}}, "save them as a table"},
		{"images of MNIST", []File{{"x_train.npy", one}, {"y_train.npy", one}, {"x_test.npy", one}, {"y_test.npy", one}}, "save them as a table"},
		{"terabytes", []File{{"a.npy", npy("<f4", false, "(1000000, 1000000)")}}, "at most"},
		{"a shape whose product overflows", []File{{"a.npy", npy("<f4", false, "(4294967296, 4294967296)")}}, "at most"},
		{"a side beyond 64 bits", []File{{"a.npy", npy("<f4", false, "(99999999999999999999,)")}}, "whole numbers"},
		{"too few numbers", []File{{"a.npy", npy("<f4", false, "(2, 2)", float32(1))}}, "ends after 4 of 16 bytes"},
		{"no header", []File{{"a.npy", []byte("hello")}}, "does not begin"},
		{"a kernel of images", []File{{"conv.weight.npy", npy("<f4", false, "(1, 1, 1, 1)", float32(1))}}, "only dense layers"},
		{"a normalisation of Keras", []File{{"arr_0.npy", weights.Bytes}, {"arr_1.npy", one}, {"arr_2.npy", one}, {"arr_3.npy", one}}, "normalisation"},
		{"a normalisation", []File{weights, {"n.weight.npy", one}}, "normalisation"},
		{"a bias alone", []File{{"a.bias.npy", one}}, "no weights"},
		{"not a number", []File{{"a.weight.npy", npy("<f4", false, "(1, 1)", float32(math.NaN()))}}, "input 1 to unit 1 of layer 1 is NaN"},
		{"shapes that do not fit", []File{weights, {"b.weight.npy", npy("<f4", false, "(1, 3)", float32(1), float32(2), float32(2))}}, "do not fit one after another (a.weight [1 2], b.weight [1 3])"},
		{"a mask of other numbers", []File{weights, {"a.weight_mask.npy", npy("<f4", false, "(1, 2)", float32(1), float32(2))}}, "only 0 and 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read([]File{{"n.npz", zipped(deflated, test.files...)}}, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestNPZRoundTrip(t *testing.T) {
	for seed, loss := range losses {
		net := network(uint64(seed), loss)
		n, err := Read([]File{{"n.npz", NPZ(Of(net))}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := n.Build(Choices{Activations: activations(net), Loss: loss, PruneZeros: true})
		if err != nil {
			t.Fatal(err)
		}
		sameNetwork(t, got, net)
	}
}

// A network with preprocessing keeps it, in an array that others leave alone.
func TestNPZKeepsThePreprocessing(t *testing.T) {
	n := Of(network(1, nn.SquaredError))
	for i := range n.Layers[0].In {
		n.Columns = append(n.Columns, Column{Name: fmt.Sprint("größe ", i), Mean: 1000.5, Deviation: 0.25})
	}
	n.Target = &Scale{Mean: 4e5, Deviation: 3e4}
	got, err := Read([]File{{"n.npz", NPZ(n)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got.Columns) != fmt.Sprint(n.Columns) || *got.Target != *n.Target || len(got.Open()) != 0 {
		t.Errorf("%v, %v, %d open activations", got.Columns, got.Target, len(got.Open()))
	}
}

// The fuzzer makes the arrays; around them the archive is sound, or its
// checksums would keep everything out.
func FuzzNPZ(f *testing.F) {
	f.Add(npy(">f8", true, "(1, 2)", 1.0, 2.0), npy("<f2", false, "(2,)", uint16(0x3c00), uint16(0)))
	f.Add(npyFile("|u1", []int{2, 2}, []byte{1, 0, 0, 1}), npyFile("<f4", []int{2}, littleFloats(1, 2)))
	f.Fuzz(func(t *testing.T, weights, bias []byte) {
		readAny(t, File{"n.npz", zipped(stored, File{"arr_0.npy", weights}, File{"arr_1.npy", bias})})
	})
}

// FuzzRead reads anything, archives with damage among them.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"iris_torch.npz", "iris_torch.pt", "gelu_torch.onnx"} {
		f.Add(file(f, name).Bytes)
	}
	f.Add(Safetensors(Of(network(1, nn.SoftmaxCrossEntropy))))
	f.Fuzz(func(t *testing.T, b []byte) { readAny(t, File{"n", b}) })
}

// readAny reads whatever a fuzzer has made up: there is an error, or a network
// that can be used.
func readAny(t *testing.T, files ...File) {
	n, err := Read(files, Options{})
	if err != nil {
		return
	}
	for _, layer := range n.Layers {
		if len(layer.W) != layer.In*layer.Out || len(layer.B) != layer.Out || layer.Mask != nil && len(layer.Mask) != len(layer.W) {
			t.Fatalf("layer %d→%d has %d weights, %d biases and a mask of %d", layer.In, layer.Out, len(layer.W), len(layer.B), len(layer.Mask))
		}
	}
	hidden := make([]nn.Activation, len(n.Layers))
	if _, err := n.Build(Choices{Activations: hidden, Loss: n.Losses()[0]}); err != nil {
		t.Fatal(err)
	}
}

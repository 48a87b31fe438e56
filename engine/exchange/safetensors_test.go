package exchange

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// safe writes a .safetensors file by hand.
func safe(header string, numbers ...byte) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), numbers...)
}

// The weights are 1 and −2.5 in each type.
func TestSafetensorsReadsEveryType(t *testing.T) {
	for dtype, numbers := range map[string][]byte{
		"F16":  {0x00, 0x3c, 0x00, 0xc1},
		"BF16": {0x80, 0x3f, 0x20, 0xc0},
		"F32":  {0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0},
		"F64":  binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, math.Float64bits(1)), math.Float64bits(-2.5)),
	} {
		header := fmt.Sprintf(`{"fc.weight":{"dtype":%q,"shape":[1,2],"data_offsets":[0,%d]}}`, dtype, len(numbers))
		n, err := Read([]File{{"n.safetensors", safe(header, numbers...)}}, Options{})
		if err != nil {
			t.Fatalf("%s: %v", dtype, err)
		}
		if w := n.Layers[0].W; !slices.Equal(w, []float32{1, -2.5}) {
			t.Errorf("%s: %v", dtype, w)
		}
	}
}

func TestSafetensorsSaysWhatItCannotRead(t *testing.T) {
	for _, test := range []struct {
		name string
		file []byte
		want string
	}{
		{"terabytes", safe(`{"a.weight":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4000000000000]}}`), "at most"},
		{"offsets beyond the end", safe(`{"a.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}`, 0, 0, 0, 0), "does not fit"},
		{"offsets backwards", safe(`{"a.weight":{"dtype":"F32","shape":[1,0],"data_offsets":[4,0]}}`, 0, 0, 0, 0), "does not fit"},
		{"8-bit floats", safe(`{"a.weight":{"dtype":"F8_E4M3","shape":[1,1],"data_offsets":[0,1]}}`, 0), `"F8_E4M3"`},
		{"a damaged header", safe(`{"a.weight":{"dtype"`), "not the JSON"},
		{"a header longer than the file", append(safe(`{}`)[:8], '{'), "not a file"},
		{"no arrays", safe(`{}`), "no arrays"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read([]File{{"n.safetensors", test.file}}, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
}

// The file keeps even the weights under the mask, and the note everything that
// a state dict has no place for.
func TestSafetensorsRoundTrip(t *testing.T) {
	for seed, loss := range losses {
		net := network(uint64(seed), loss)
		out := Of(net)
		out.Columns, out.Missing = columnsFor(seed), seed == 1
		if loss == nn.SquaredError {
			out.Target = &Scale{22.5, 9.25}
		}
		b := Safetensors(out)
		n, err := Read([]File{{"n.safetensors", b}}, Options{})
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
		for l := range net.Layers {
			if !slices.Equal(got.Layers[l].W, net.Layers[l].W) {
				t.Errorf("layer %d: the weights under the mask are lost", l)
			}
		}
		if !bytes.Equal(Safetensors(out), b) {
			t.Error("the same network was written as other bytes")
		}
	}
}

func FuzzSafetensors(f *testing.F) {
	f.Add(Safetensors(Of(network(1, nn.SoftmaxCrossEntropy))))
	f.Add(safe(`{"a.weight":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},"__metadata__":{"bonsai":"{}"}}`, 0, 0, 0, 0))
	f.Fuzz(func(t *testing.T, b []byte) { readAny(t, File{"n.safetensors", b}) })
}

package codec

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
)

// Two layers of 4→2 and 2→1, 10 weights of which 9 are kept, in int8. Header: 1 byte
// each for loss, layers and inputs, 2 for each layer; for each layer a byte and a
// scale; biases of 4 bytes.
func TestInt8WeightsTakeOneByte(t *testing.T) {
	n := nn.New(4, []int{2}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, -0.5, 0.25, 0.7, 0.3, -1, 0.1, 0.9})
	copy(n.Layers[1].W, []float32{0.4, -0.8})
	n.Layers[0].Mask[3] = 0
	plain := Sizes(n)
	if _, err := quant.Quantize(n, "int8", 0); err != nil {
		t.Fatal(err)
	}
	const frame = 3 + 2*2 + 2*(1+4) + 3*4
	// The numbers of entries and of the different int8 of a layer, which are all
	// different: 7 of 9 weights, and 2. An index takes 3 bits and 1. Huffman has 6 bits
	// for each gap that there could be and for each int8; all gaps but one are 1.
	const entries, tables = 1 + 1, 1 + 7 + 1 + 2
	for name, want := range map[string]int{
		"codebook": frame + entries + tables + (7*(5+3)+7)/8 + (2*(5+1)+7)/8,
		"huffman":  frame + entries + tables + (32*6+7*6+7*1+20+7)/8 + (32*6+2*6+2*1+2*1+7)/8, // 7 words of 2 or 3 bits: 1·2 + 6·3
		"dense":    frame + 10,
		"bitmask":  frame + 1 + 1 + 9,                             // a byte of bits for each layer
		"csr":      frame + (3+2)*4 + 9*(2+1),                     // starts of rows; columns and values
		"relative": frame + 1 + (7*(5+8)+7)/8 + 1 + (2*(5+8)+7)/8, // counts; entries
	} {
		if got := len(Named(name).Encode(n)); got != want || got >= plain[name] {
			t.Errorf("%s: %d bytes, want %d, less than %d", name, got, want, plain[name])
		}
	}
}

// Quantised to 8 bits, by layer and by row, every network is decoded to the same bits,
// also if its largest weights were pruned after that and its scales have changed.
func TestDecodingReturnsTheSameInt8Network(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 3))
	stored := map[string]int{}
	for range 200 {
		n := pruned(r)
		scheme := []string{"int8", "int8-row"}[r.IntN(2)]
		codes, err := quant.Quantize(n, scheme, 0)
		if err != nil {
			t.Fatal(err)
		}
		for l := range codes.Layers {
			for g := range codes.Layers[l].Values {
				codes.Layers[l].Values[g] *= 0.5 + r.Float32()
			}
		}
		codes.Write(n)
		for _, layer := range n.Layers {
			for i := range layer.Mask {
				if r.IntN(5) == 0 {
					layer.Mask[i] = 0
				}
				if layer.W[i] == 0 && layer.Mask[i] == 1 { // dense would take it for pruned
					layer.Mask[i] = 0
				}
			}
		}
		for _, name := range Names() {
			format := Named(name)
			b := format.Encode(n)
			if name != "gzip" && b[0] >= int8Mark {
				stored[name]++
			}
			got, err := format.Decode(b)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			want := n
			if name == "arithmetic" {
				want = n.Clone()
				dropUnheard(want, prune.Heard(n.Units(), n.Masks()))
			}
			same(t, got, want)
			if _, err := format.Decode(b[:len(b)-1]); err == nil {
				t.Errorf("%s: bytes that are cut off are decoded", name)
			}
		}
	}
	for _, name := range []string{"dense", "bitmask", "csr", "relative", "codebook", "huffman", "arithmetic"} {
		if stored[name] < 90 { // of some, too few weights are left
			t.Errorf("%s stores only %d of 200 networks as int8", name, stored[name])
		}
	}
}

// If one weight is not a multiple of its scale, all weights are stored as float32.
func TestOtherWeightsStayFloat32(t *testing.T) {
	n := lenet(0.05, 300)
	for _, name := range []string{"dense", "bitmask", "csr", "relative", "codebook", "huffman", "arithmetic"} {
		if b := Named(name).Encode(n); b[0] != byte(n.Loss) {
			t.Errorf("%s begins with %d", name, b[0])
		}
	}
}

func TestDamagedInt8IsRefused(t *testing.T) {
	for name, b := range map[string]string{
		"no scales":            "\x06\x01\x03\x01\x03",
		"a wrong kind":         "\x06\x01\x03\x01\x03\x02\x00\x00\x80\x3f\x01\x02\x03\x00\x00\x00\x00",
		"a loss above all":     "\x07\x01\x03\x01\x03\x00\x00\x00\x80\x3f\x01\x02\x03\x00\x00\x00\x00",
		"a byte after the end": "\x06\x01\x03\x01\x03\x00\x00\x00\x80\x3f\x01\x02\x03\x00\x00\x00\x00\x00",
	} {
		if _, err := (Dense{}).Decode([]byte(b)); err == nil || !strings.HasPrefix(err.Error(), "codec: ") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

package codec

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"bonsai/engine/nn"
)

// lossless returns the formats that decode to exactly the same network, by name.
func lossless() map[string]Format {
	m := map[string]Format{}
	for _, name := range Names() {
		if name != "arithmetic" {
			m[name] = Named(name)
		}
	}
	return m
}

// pruned returns a small network with random shape, weights and masks.
func pruned(r *rand.Rand) *nn.Network {
	hidden := make([]int, r.IntN(4))
	activations := make([]nn.Activation, len(hidden))
	for i := range hidden {
		hidden[i], activations[i] = 1+r.IntN(12), nn.Activation(r.IntN(4))
	}
	n := nn.New(1+r.IntN(20), hidden, activations, 1+r.IntN(4), nn.Loss(r.IntN(3)))
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.W[i] = float32(r.NormFloat64())
			layer.Mask[i] = uint8(r.IntN(2))
		}
		for i := range layer.B {
			layer.B[i] = float32(r.NormFloat64())
		}
	}
	return n
}

// same fails the test if two networks differ in shape, masks, kept weights or
// biases.
func same(t *testing.T, got, want *nn.Network) {
	t.Helper()
	if got.Loss != want.Loss || len(got.Layers) != len(want.Layers) {
		t.Fatalf("loss %v and %d layers, want %v and %d", got.Loss, len(got.Layers), want.Loss, len(want.Layers))
	}
	for l, layer := range want.Layers {
		g := got.Layers[l]
		if g.In != layer.In || g.Out != layer.Out || g.Activation != layer.Activation {
			t.Fatalf("layer %d is %d×%d %v, want %d×%d %v", l, g.Out, g.In, g.Activation, layer.Out, layer.In, layer.Activation)
		}
		for i := range layer.W {
			if g.Mask[i] != layer.Mask[i] {
				t.Fatalf("layer %d: mask %d is %d, want %d", l, i, g.Mask[i], layer.Mask[i])
			}
			if layer.Mask[i] == 1 && g.W[i] != layer.W[i] {
				t.Fatalf("layer %d: weight %d is %v, want %v", l, i, g.W[i], layer.W[i])
			}
		}
		for i := range layer.B {
			if g.B[i] != layer.B[i] {
				t.Fatalf("layer %d: bias %d is %v, want %v", l, i, g.B[i], layer.B[i])
			}
		}
	}
}

func TestDecodingReturnsTheSameNetwork(t *testing.T) {
	for name, format := range lossless() {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 1))
			for range 100 {
				n := pruned(r)
				got, err := format.Decode(format.Encode(n))
				if err != nil {
					t.Fatal(err)
				}
				same(t, got, n)
			}
		})
	}
}

// The network 20-10-10-1 has 20·10 + 10·10 + 10·1 = 310 weights and 21 biases.
// Its header is 9 bytes: loss, number of layers, number of inputs, and two bytes
// for each layer.
func TestSizesOfTheDefaultNetwork(t *testing.T) {
	n := nn.New(20, []int{10, 10}, []nn.Activation{nn.ReLU, nn.ReLU}, 1, nn.BinaryCrossEntropy)
	if got, want := len(Dense{}.Encode(n)), 9+4*(310+21); got != want {
		t.Errorf("dense: %d bytes, want %d", got, want)
	}
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			if i%5 > 0 {
				layer.Mask[i] = 0 // keeps every fifth weight: 40 + 20 + 2
			}
		}
	}
	// The masks of 200, 100 and 10 weights take 25 + 13 + 2 bytes.
	if got, want := len(Bitmask{}.Encode(n)), 9+40+4*(62+21); got != want {
		t.Errorf("bitmask: %d bytes, want %d", got, want)
	}
}

func TestTruncatedBytesAreAnError(t *testing.T) {
	n := pruned(rand.New(rand.NewPCG(3, 3)))
	for name, format := range lossless() {
		whole := format.Encode(n)
		for cut := range whole {
			if _, err := format.Decode(whole[:cut]); err == nil {
				t.Fatalf("%s: the first %d of %d bytes were decoded", name, cut, len(whole))
			}
		}
		if _, err := format.Decode(append(bytes.Clone(whole), 0)); err == nil {
			t.Errorf("%s: a byte after the end is not an error", name)
		}
	}
}

func TestImpossibleShapesAreAnError(t *testing.T) {
	for name, b := range map[string][]byte{
		"a million layers": {0, 0xc0, 0x84, 0x3d, 1},
		"2⁶³ inputs":       {0, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1, 3},
		"no inputs":        {0, 1, 0, 1, 3},
		"unknown loss":     {9, 1, 1, 1, 3},
		"huge and empty":   {0, 1, 0x80, 0x80, 0x40, 0x80, 0x80, 0x40, 3},
	} {
		for _, format := range Names() {
			if format == "gzip" {
				continue // the bytes are not gzip
			}
			if format == "arithmetic" {
				b = seal(b)
			}
			if _, err := Named(format).Decode(b); err == nil {
				t.Errorf("%s: %s was decoded", format, name)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 10 {
		n := pruned(r)
		for _, name := range Names() {
			f.Add(Named(name).Encode(n))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range Names() {
			format := Named(name)
			n, err := format.Decode(b)
			if err != nil {
				continue
			}
			again, err := format.Decode(format.Encode(n))
			if err != nil {
				t.Fatalf("%s: the encoding of a decoded network is an error: %v", name, err)
			}
			for l, layer := range n.Layers {
				if len(again.Layers[l].W) != len(layer.W) {
					t.Fatalf("%s: layer %d has another shape after decoding again", name, l)
				}
			}
		}
	})
}

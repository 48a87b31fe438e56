package codec

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/nn"
)

// sparse returns a network with few kept weights of few different values, as after
// pruning and quantisation. Some rows, columns and layers are empty. One network
// in four has the pixels of a square image as inputs.
func sparse(r *rand.Rand) *nn.Network {
	n := pruned(r)
	if r.IntN(4) == 0 {
		side := 8 + r.IntN(4)
		n = nn.New(side*side, []int{5}, []nn.Activation{nn.ReLU}, 3, nn.SoftmaxCrossEntropy)
	}
	density := r.Float64() * r.Float64()
	values := make([]float32, 1+r.IntN(20))
	for i := range values {
		values[i] = float32(r.NormFloat64())
	}
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.Mask[i], layer.W[i] = 0, 0
			if r.Float64() < density {
				layer.Mask[i], layer.W[i] = 1, values[r.IntN(len(values))]
			}
		}
	}
	return n
}

func TestDecodingReturnsTheSameSparseNetwork(t *testing.T) {
	for name, format := range lossless() {
		if name == "dense" || name == "gzip" {
			continue // they treat a kept weight of 0 as pruned
		}
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(2, 2))
			for range 300 {
				n := sparse(r)
				got, err := format.Decode(format.Encode(n))
				if err != nil {
					t.Fatal(err)
				}
				same(t, got, n)
			}
		})
	}
}

// A layer has 100 inputs and one output, and weights at the positions 0 and 99.
// The gaps are 1 and 99 = 32 + 32 + 32 + 3, so there are three fillers and five
// entries. All formats have a header of 5 bytes (loss, number of layers, inputs,
// outputs, activation) and a bias of 4 bytes.
func TestSizesByHand(t *testing.T) {
	n := nn.New(100, nil, nil, 1, nn.SquaredError)
	layer := n.Layers[0]
	clear(layer.Mask)
	layer.Mask[0], layer.W[0] = 1, 0.5
	layer.Mask[99], layer.W[99] = 1, -0.5
	const common = 5 + 4
	for name, want := range map[string]int{
		"csr":      common + 2*4 + 2*(2+4),           // two row starts, two columns and values
		"relative": common + 1 + (5*(5+32)+7)/8,      // the number of entries, and the entries
		"codebook": common + 1 + 1 + 3*4 + (5*7+7)/8, // the table has ½, −0, −½: 2 bits for an index
		// 32 lengths for gaps and 3 for values take six bits each. The gaps 1, 32
		// (three times) and 3 have code words of 2, 1 and 2 bits: 2+3+2 together. The
		// values ½, −0 (three times) and −½ take the same.
		"huffman": common + 1 + 1 + 3*4 + (35*6+7+7+7)/8,
	} {
		if got := len(Named(name).Encode(n)); got != want {
			t.Errorf("%s: %d bytes, want %d", name, got, want)
		}
	}
}

// Joining the two rarest of 5, 2, 1, 1 gives 5, 2, 2, then 5, 4: the lengths are
// 1, 2, 3, 3.
func TestHuffmanLengthsByHand(t *testing.T) {
	for _, test := range []struct{ counts, want []int }{
		{[]int{5, 2, 1, 1}, []int{1, 2, 3, 3}},
		{[]int{0, 7, 0}, []int{0, 1, 0}},
		{[]int{1, 1, 1, 1}, []int{2, 2, 2, 2}},
		{nil, []int{}},
	} {
		if got := codeLengths(test.counts); !slices.Equal(got, test.want) {
			t.Errorf("%v: lengths %v, want %v", test.counts, got, test.want)
		}
	}
}

func TestHuffmanCodesReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 100 {
		counts := make([]int, 1+r.IntN(40))
		for s := range counts {
			counts[s] = r.IntN(4) * r.IntN(1000)
		}
		counts[0]++
		c := newCode(codeLengths(counts))
		w := bitWriter{}
		var symbols []int
		for range 200 {
			if s := r.IntN(len(counts)); counts[s] > 0 {
				symbols = append(symbols, s)
				c.write(&w, s)
			}
		}
		reader := bitReader{in: w.out}
		for _, want := range symbols {
			if got, ok := c.read(&reader); !ok || got != want {
				t.Fatalf("read %d, want %d", got, want)
			}
		}
	}
}

// Of 100,000 bits one in twenty is 1. The entropy of such a bit is H(0.05) = 0.2864
// bits; the coder may need 2 % more, because it has to learn the share of ones.
func TestTheCoderComesNearTheEntropy(t *testing.T) {
	const n, p = 100_000, 0.05
	r := rand.New(rand.NewPCG(4, 4))
	bits := make([]int, n)
	for i := range bits {
		if r.Float64() < p {
			bits[i] = 1
		}
	}
	c := newEncoder()
	m := newModel(c, 1)
	for _, b := range bits {
		m.code(b, 0)
	}
	out := c.finish()
	entropy := -(p*math.Log2(p) + (1-p)*math.Log2(1-p)) * n / 8
	if got := float64(len(out)); got > 1.02*entropy+10 || got < 0.95*entropy {
		t.Errorf("%v bytes, the entropy is %.0f", got, entropy)
	}
	again := newModel(newDecoder(out), 1)
	for i, want := range bits {
		if got := again.code(0, 0); got != want {
			t.Fatalf("bit %d is read as %d, want %d", i, got, want)
		}
	}
}

// The decoded network has the same outputs, and encodes to the same bytes.
func TestArithmeticKeepsEveryOutput(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		n := sparse(r)
		if r.IntN(3) == 0 {
			n = pruned(r) // many values
		}
		b := Arithmetic{}.Encode(n)
		got, err := Arithmetic{}.Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		const rows = 8
		x := make([]float32, rows*n.Layers[0].In)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		want, have := nn.NewPass(n, rows).Forward(x, rows), nn.NewPass(got, rows).Forward(x, rows)
		for i := range want {
			if want[i] != have[i] {
				t.Fatalf("output %d is %v, want %v", i, have[i], want[i])
			}
		}
		if !bytes.Equal(b, Arithmetic{}.Encode(got)) {
			t.Fatal("encoding the decoded network gives other bytes")
		}
	}
}

func TestEveryAlteredBitIsAnError(t *testing.T) {
	b := Arithmetic{}.Encode(sparse(rand.New(rand.NewPCG(7, 7))))
	for i := range b {
		for bit := range 8 {
			altered := bytes.Clone(b)
			altered[i] ^= 1 << bit
			if _, err := (Arithmetic{}).Decode(altered); err == nil {
				t.Errorf("byte %d, bit %d: the altered network was decoded", i, bit)
			}
		}
	}
}

// lenet returns the network 784-300-100-10. A random share of its weights is kept,
// and these have a number of different values.
func lenet(keep float64, values int) *nn.Network {
	r := rand.New(rand.NewPCG(1, 1))
	n := nn.New(784, []int{300, 100}, []nn.Activation{nn.ReLU, nn.ReLU}, 10, nn.SoftmaxCrossEntropy)
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.Mask[i] = 0
			if r.Float64() < keep {
				layer.Mask[i], layer.W[i] = 1, float32(1+r.IntN(values))/8
			}
		}
	}
	return n
}

func BenchmarkFormats(b *testing.B) {
	n := lenet(0.08, 64)
	for _, name := range Names() {
		f := Named(name)
		encoded := f.Encode(n)
		b.Run("encode "+name, func(b *testing.B) {
			for b.Loop() {
				f.Encode(n)
			}
			b.ReportMetric(float64(len(encoded)), "bytes")
		})
		b.Run("decode "+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := f.Decode(encoded); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

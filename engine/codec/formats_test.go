package codec

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/nn"
)

// sparse is a network of few kept weights with few values, as after pruning and
// quantising; some rows, columns and layers are empty.
func sparse(r *rand.Rand) *nn.Network {
	n := pruned(r)
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

func TestSparseNetworksComeBackTheVerySame(t *testing.T) {
	for name, format := range exact() {
		if name == "dense" || name == "gzip" {
			continue // a kept zero counts as pruned there
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

// A layer of 1×100 with weights at the places 0 and 99: the gaps are 1 and 99,
// which takes fillers over 32, 32 and 32 places and a gap of 3: five entries.
// A header of 5 bytes (loss, layers, inputs, outputs, activation) and a bias of
// 4 bytes are common to all.
func TestLengthsWorkedOutByHand(t *testing.T) {
	n := nn.New(100, nil, nil, 1, nn.SquaredError)
	layer := n.Layers[0]
	clear(layer.Mask)
	layer.Mask[0], layer.W[0] = 1, 0.5
	layer.Mask[99], layer.W[99] = 1, -0.5
	const common = 5 + 4
	for name, want := range map[string]int{
		"csr":      common + 2*4 + 2*(2+4),           // two row starts, two columns and values
		"relative": common + 1 + (5*(5+32)+7)/8,      // how many, and the entries
		"codebook": common + 1 + 1 + 3*4 + (5*7+7)/8, // the table has ½, −0, −½: 2 bits each
		// 32 lengths of gaps and 3 of values in six bits; gaps 1, 32 ×3, 3: the
		// lengths are 2, 1, 2, so 2+3+2 bits; values ½, −0 ×3, −½ the same.
		"huffman": common + 1 + 1 + 3*4 + (35*6+7+7+7)/8,
	} {
		if got := len(Named(name).Encode(n)); got != want {
			t.Errorf("%s: %d bytes, want %d", name, got, want)
		}
	}
}

// Frequencies 5, 2, 1, 1 give lengths 1, 2, 3, 3, as in every textbook.
func TestHuffmanLengths(t *testing.T) {
	for _, test := range []struct{ counts, want []int }{
		{[]int{5, 2, 1, 1}, []int{1, 2, 3, 3}},
		{[]int{0, 7, 0}, []int{0, 1, 0}},
		{[]int{1, 1, 1, 1}, []int{2, 2, 2, 2}},
		{nil, []int{}},
	} {
		got := lengthsOf(test.counts)
		for s := range test.want {
			if got[s] != test.want[s] {
				t.Errorf("%v: lengths %v, want %v", test.counts, got, test.want)
				break
			}
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
		c := codeOf(lengthsOf(counts))
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

// The coder spends on each bit −log₂ of its probability: on 100,000 bits of
// which one in twenty is 1, H(0.05) = 0.2864 bits each.
func TestTheCoderReachesTheEntropy(t *testing.T) {
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
	if got := float64(len(out)); got > 1.02*entropy+10 {
		t.Errorf("%v bytes, the entropy is %.0f", got, entropy)
	}
	again := newModel(newDecoder(out), 1)
	for i, want := range bits {
		if got := again.code(0, 0); got != want {
			t.Fatalf("bit %d came back as %d", i, got)
		}
	}
}

// What comes back computes the same, and writes the same bytes again.
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
				t.Fatalf("output %d is %v, was %v", i, have[i], want[i])
			}
		}
		if !bytes.Equal(b, Arithmetic{}.Encode(got)) {
			t.Fatal("the second writing is not the first")
		}
	}
}

func TestEveryAlteredByteIsNoticed(t *testing.T) {
	b := Arithmetic{}.Encode(sparse(rand.New(rand.NewPCG(7, 7))))
	for i := range b {
		for bit := range 8 {
			altered := bytes.Clone(b)
			altered[i] ^= 1 << bit
			if _, err := (Arithmetic{}).Decode(altered); err == nil {
				t.Errorf("byte %d, bit %d: altered and accepted", i, bit)
			}
		}
	}
}

// lenet is LeNet-300-100 with a share of its weights kept by lot, of so many
// values.
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
	for _, name := range names {
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

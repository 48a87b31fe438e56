package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/compensate"
	"bonsai/engine/quant"
)

// A row is an experiment of the table.
type row struct {
	name, published string
	run             func(l *laboratory, seed uint64) ([]result, error)
}

// A result is one line that an experiment adds to the table.
type result struct {
	what    string  // of the experiment
	percent float64 // wrong on the test images
	kept    int
	bytes   int // 0 where it is not about bytes
}

var rows = map[string]row{
	"a": {"dense baseline", "1.6–2.0 %", dense},
	"b": {"one-shot 90 %, global, without → with compensation", "6.5 → 1.7 %", compensated},
	"c": {"lottery tickets", "98.35 / 98.36 / 98.20 % right at 21 / 13.5 / 8.7 %, dense 98.04 %", lottery},
	"d": {"Deep Compression, whole pipeline", "27 KB at 1.58 %", deepCompression},
	"f": {"smallest good one", "RigL+ 16.1 KB at 1.69 %; DNS coded well 6.4 KB at 1.99 %", smallest},
	"g": {"a classifier in one QR code", "–", inOneCode},
}

// A laboratory is what experiments share.
type laboratory struct {
	digits
	cache   string
	trained map[uint64]*nn.Network // baselines by seed
}

// baseline is LeNet-300-100, trained on the images as they are. Two rows begin
// with it; it is trained once.
func (l *laboratory) baseline(seed uint64) *nn.Network {
	if n, ok := l.trained[seed]; ok {
		return n.Clone()
	}
	n := network(seed, 784, 300, 100)
	(&fit{net: n, from: newPlain(l.train, seed), rate: 0.001, epochs: 20, decay: 1e-5}).run()
	l.trained[seed] = n.Clone()
	return n
}

func dense(l *laboratory, seed uint64) ([]result, error) {
	n := l.baseline(seed)
	return []result{{"", errorOf(n, l.test), keptOf(n), len(codec.Dense{}.Encode(n))}}, nil
}

// calibration is how many training images the compensation looks at.
const calibration = 5000

func compensated(l *laboratory, seed uint64) ([]result, error) {
	n := l.baseline(seed)
	pruned := n.Clone()
	cut(pruned, prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: 0.9})
	mended := pruned.Clone()
	compensate.Compensate(mended, n, l.train.X[:calibration*784])
	return []result{
		{"dense", errorOf(n, l.test), keptOf(n), 0},
		{"pruned", errorOf(pruned, l.test), keptOf(pruned), 0},
		{"compensated", errorOf(mended, l.test), keptOf(mended), 0},
	}, nil
}

// lottery is iterative magnitude pruning with rewinding to the first weights:
// each round 20 % of what is left of the first two layers and 10 % of the last
// (Frankle and Carbin, ICLR 2019, whose learning rate it has too). At three
// densities the same mask is trained from new first weights too.
func lottery(l *laboratory, seed uint64) ([]result, error) {
	const epochs = 10
	first := network(seed, 784, 300, 100)
	trained := func(n *nn.Network) *nn.Network {
		(&fit{net: n, from: newPlain(l.train, seed), rate: 0.0012, steady: true, epochs: epochs}).run()
		return n
	}
	n := trained(first.Clone())
	results := []result{{"dense", errorOf(n, l.test), keptOf(n), 0}}
	looks := map[int]string{7: "21.1 %", 9: "13.5 %", 11: "8.7 %"}
	for round := 1; round <= 11; round++ {
		for i, layer := range n.Layers {
			share := 0.2
			if i == len(n.Layers)-1 {
				share = 0.1
			}
			cutLayer(layer, share)
		}
		ticket, redrawn := rewound(first, n), rewound(network(seed+1000, 784, 300, 100), n)
		n = trained(ticket)
		if name := looks[round]; name != "" {
			results = append(results,
				result{"ticket, " + name, errorOf(n, l.test), keptOf(n), 0},
				result{"drawn anew, " + name, errorOf(trained(redrawn), l.test), keptOf(n), 0})
		}
	}
	return results, nil
}

// cutLayer prunes a share of the weights that a layer has left.
func cutLayer(layer *nn.Dense, share float64) {
	one := &nn.Network{Layers: []*nn.Dense{layer}}
	left := float64(keptOf(one)) / float64(len(layer.W))
	cut(one, prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: 1 - left*(1-share)})
}

// rewound is a network with the weights of one and the masks of another.
func rewound(weights, masks *nn.Network) *nn.Network {
	n := weights.Clone()
	for l, layer := range n.Layers {
		copy(layer.Mask, masks.Layers[l].Mask)
		for i, m := range layer.Mask {
			if m == 0 {
				layer.W[i] = 0
			}
		}
	}
	return n
}

// deepCompression prunes to 7 %, shares 64 values a layer, and codes by Huffman
// (Han, Mao and Dally, ICLR 2016), trained on warped images.
func deepCompression(l *laboratory, seed uint64) ([]result, error) {
	images := newPool(l.train, 4, 0.5, nil, seed)
	n := network(seed, 784, 300, 100)
	(&fit{net: n, from: images, rate: 0.001, epochs: 30, hard: 1, before: pruneTo(n, 19_000, 0.1, 0.7)}).run()
	q, err := shared(n, images, 784, 64, 8, 1, 0.0003)
	if err != nil {
		return nil, err
	}
	return []result{{"", errorOf(q, l.test), keptOf(q), len(codec.Huffman{}.Encode(q))}}, nil
}

// A recipe makes a small network of mean-pooled images out of a larger one: it
// is pruned while it trains on warped images with a teacher, tuned, and its
// weights then share a few values.
type recipe struct {
	hidden                []int
	kept                  int
	prune, tune, codebook float64 // epochs
	rate                  float64
	strength              float64 // of the warps
	entries               int
	codebookRate          float64
}

func smallest(l *laboratory, seed uint64) ([]result, error) {
	return l.small(recipe{[]int{150, 48}, 4300, 60, 150, 60, 0.0025, 0.5, 16, 0.0003}, seed)
}

func inOneCode(l *laboratory, seed uint64) ([]result, error) {
	return l.small(recipe{[]int{90, 30}, 2600, 120, 300, 150, 0.003, 0.45, 24, 0.001}, seed)
}

const hardShare = 0.2 // of the true class, beside the teacher's

func (l *laboratory) small(r recipe, seed uint64) ([]result, error) {
	guide, err := teacher(l.digits, l.cache)
	if err != nil {
		return nil, err
	}
	const copies = 10
	images := newPool(l.train, copies, r.strength, []*nn.Network{guide}, 1)
	images.halve()
	n := network(seed, side*side/4, r.hidden...)
	(&fit{net: n, from: images, rate: r.rate, epochs: r.prune, hard: hardShare, before: pruneTo(n, r.kept, 0.05, 0.8)}).run()
	c := compactOf(n)
	(&fit{net: c.net, from: c.sees(images, side*side/4), rate: r.rate, epochs: r.tune, hard: hardShare}).run()
	q, err := shared(c.expanded(), images, side*side/4, r.entries, r.codebook, hardShare, r.codebookRate)
	if err != nil {
		return nil, err
	}
	b := codec.Arithmetic{}.Encode(q)
	back, err := codec.Arithmetic{}.Decode(b)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%d-weights-seed-%d.net", r.kept, seed)
	if err := os.WriteFile(filepath.Join(l.cache, name), b, 0o644); err != nil {
		return nil, err
	}
	return []result{{"", errorOf(back, halved(l.test)), keptOf(back), len(b)}}, nil
}

// shared lets the weights of each layer share so many values, tunes these, and
// rounds them and the biases.
func shared(n *nn.Network, images source, features, entries int, epochs, hard, rate float64) (*nn.Network, error) {
	c := compactOf(n)
	codes, err := quant.Quantize(c.net, "codebook", entries)
	if err != nil {
		return nil, err
	}
	(&fit{net: c.net, from: c.sees(images, features), rate: rate, epochs: epochs, hard: hard, codes: codes}).run()
	const valueBits, biasBits = 6, 3 // of the mantissa
	for l := range codes.Layers {
		for i, v := range codes.Layers[l].Values {
			codes.Layers[l].Values[i] = roundTo(v, valueBits)
		}
		for i, v := range c.net.Layers[l].B {
			c.net.Layers[l].B[i] = roundTo(v, biasBits)
		}
	}
	codes.Write(c.net)
	return c.expanded(), nil
}

// roundTo leaves a number so many bits of its mantissa.
func roundTo(v float32, mantissa int) float32 {
	bits, drop := math.Float32bits(v), 23-mantissa
	return math.Float32frombits((bits + 1<<(drop-1)) &^ (1<<drop - 1))
}

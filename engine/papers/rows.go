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

// An experiment is one entry of the table.
type experiment struct {
	name, published string // what it is, and the published result
	run             func(l *lab, seed uint64) ([]result, error)
}

// A result is one line of an experiment.
type result struct {
	what    string  // which part of the experiment; may be empty
	percent float64 // error on the test images
	kept    int     // weights that are not pruned
	bytes   int     // size, if the experiment is about size; else 0
}

// experiments are all experiments by the letter that selects them.
var experiments = map[string]experiment{
	"a": {"dense baseline", "1.6–2.0 %", dense},
	"b": {"one-shot 90 %, global, without → with compensation", "6.5 → 1.7 %", compensated},
	"c": {"lottery tickets", "98.35 / 98.36 / 98.20 % right at 21 / 13.5 / 8.7 %, dense 98.04 %", lottery},
	"d": {"Deep Compression, whole pipeline", "27 KB at 1.58 %", deepCompression},
	"f": {"smallest network with a good accuracy", "RigL+ 16.1 KB at 1.69 %; DNS coded well 6.4 KB at 1.99 %", smallest},
	"g": {"a classifier in one QR code", "–", inOneCode},
}

// A lab has what the experiments share.
type lab struct {
	digits
	cache   string                 // folder for networks
	trained map[uint64]*nn.Network // dense networks, by seed
}

// baseline returns the network 784-300-100-10 (LeNet-300-100), trained on the
// original images. Two experiments start from it; it is trained only once for
// each seed.
func (l *lab) baseline(seed uint64) *nn.Network {
	if n, ok := l.trained[seed]; ok {
		return n.Clone()
	}
	n := network(seed, 784, 300, 100)
	(&fit{net: n, from: newPlain(l.train, seed), rate: 0.001, epochs: 20, decay: 1e-5}).run()
	l.trained[seed] = n.Clone()
	return n
}

// dense is the network without pruning.
func dense(l *lab, seed uint64) ([]result, error) {
	n := l.baseline(seed)
	return []result{{"", errorOf(n, l.test), keptOf(n), len(codec.Dense{}.Encode(n))}}, nil
}

// mostCalibration is the largest number of training images that Compensate uses.
const mostCalibration = 5000

// compensated prunes 90 % of a dense network at once, and then adjusts the remaining
// weights so that the outputs stay as similar as possible.
func compensated(l *lab, seed uint64) ([]result, error) {
	calibration := min(mostCalibration, l.train.N)
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

// lottery searches lottery tickets by iterative magnitude pruning (Frankle and
// Carbin, ICLR 2019, with their learning rate). Each round prunes 20 % of the
// remaining weights in the first two layers and 10 % in the last, rewinds the others
// to their initial values, and trains again. At three densities a network with the
// same mask and other initial weights (random reinitialisation) is trained too.
func lottery(l *lab, seed uint64) ([]result, error) {
	const epochs = 10
	first := network(seed, 784, 300, 100)
	trained := func(n *nn.Network) *nn.Network {
		(&fit{net: n, from: newPlain(l.train, seed), rate: 0.0012, steady: true, epochs: epochs}).run()
		return n
	}
	n := trained(first.Clone())
	results := []result{{"dense", errorOf(n, l.test), keptOf(n), 0}}
	reported := map[int]string{7: "21.1 %", 9: "13.5 %", 11: "8.7 %"} // density after a round
	for round := 1; round <= 11; round++ {
		for i, layer := range n.Layers {
			share := 0.2
			if i == len(n.Layers)-1 {
				share = 0.1
			}
			cutLayer(layer, share)
		}
		ticket, reinitialised := rewound(first, n), rewound(network(seed+1000, 784, 300, 100), n)
		n = trained(ticket)
		if name := reported[round]; name != "" {
			results = append(results,
				result{"ticket, " + name, errorOf(n, l.test), keptOf(n), 0},
				result{"reinitialised, " + name, errorOf(trained(reinitialised), l.test), keptOf(n), 0})
		}
	}
	return results, nil
}

// cutLayer prunes a share of the kept weights of a layer, the smallest ones.
func cutLayer(layer *nn.Dense, share float64) {
	one := &nn.Network{Layers: []*nn.Dense{layer}}
	left := float64(keptOf(one)) / float64(len(layer.W))
	cut(one, prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: 1 - left*(1-share)})
}

// rewound returns a network with the weights and biases of one network and the masks
// of another. Pruned weights are 0.
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

// deepCompression prunes to 7 % of the weights, quantises them to 64 values for each
// layer, and encodes with Huffman codes (Han, Mao and Dally, ICLR 2016). It is
// trained on distorted images.
func deepCompression(l *lab, seed uint64) ([]result, error) {
	images := newPool(l.train, 4, 0.5, nil, seed)
	n := network(seed, 784, 300, 100)
	(&fit{net: n, from: images, rate: 0.001, epochs: 30, hard: 1, before: pruneTo(n, 19_000, 0.1, 0.7)}).run()
	q, err := quantized(n, images, 784, 64, 8, 1, 0.0003)
	if err != nil {
		return nil, err
	}
	return []result{{"", errorOf(q, l.test), keptOf(q), len(codec.Huffman{}.Encode(q))}}, nil
}

// A recipe says how to make a network as small as possible. Its inputs are images
// of half the width and height. It is pruned while it is trained with a teacher on
// distorted images, fine-tuned, and quantised to a codebook that is trained too.
type recipe struct {
	hidden                []int   // neurons of the hidden layers before pruning
	kept                  int     // weights that are kept
	prune, tune, codebook float64 // epochs of the three phases
	rate                  float64 // learning rate of the first two phases
	strength              float64 // of the distortions; see newWarp
	entries               int     // values in the codebook of a layer
	codebookRate          float64 // learning rate of the last phase
}

// smallest makes a network of 4,300 weights.
func smallest(l *lab, seed uint64) ([]result, error) {
	return l.small(recipe{[]int{150, 48}, 4300, 60, 150, 60, 0.0025, 0.5, 16, 0.0003}, seed)
}

// inOneCode makes a network of 2,600 weights, which fits into one QR code.
func inOneCode(l *lab, seed uint64) ([]result, error) {
	return l.small(recipe{[]int{90, 30}, 2600, 120, 300, 150, 0.003, 0.45, 24, 0.001}, seed)
}

// hardShare is the weight of the true classes in the loss of a network that is
// trained with a teacher.
const hardShare = 0.2

// small makes a network by a recipe, writes it to the cache, and measures the
// network that is decoded from the file's bytes.
func (l *lab) small(r recipe, seed uint64) ([]result, error) {
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
	(&fit{net: c.net, from: c.inputsOf(images, side*side/4), rate: r.rate, epochs: r.tune, hard: hardShare}).run()
	q, err := quantized(c.expanded(), images, side*side/4, r.entries, r.codebook, hardShare, r.codebookRate)
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

// quantized returns a network whose layers have at most entries different weights
// each. The values are trained for a number of epochs; then they and the biases are
// rounded, which makes them smaller in the arithmetic format. features is the number
// of inputs that images has.
func quantized(n *nn.Network, images source, features, entries int, epochs, hard, rate float64) (*nn.Network, error) {
	c := compactOf(n)
	codes, err := quant.Quantize(c.net, "codebook", entries)
	if err != nil {
		return nil, err
	}
	(&fit{net: c.net, from: c.inputsOf(images, features), rate: rate, epochs: epochs, hard: hard, codes: codes}).run()
	const valueBits, biasBits = 6, 3 // bits of the mantissa that are kept
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

// roundTo rounds a number so that only the highest bits of its mantissa, of 23, are
// not 0.
func roundTo(v float32, mantissa int) float32 {
	bits, drop := math.Float32bits(v), 23-mantissa
	return math.Float32frombits((bits + 1<<(drop-1)) &^ (1<<drop - 1))
}

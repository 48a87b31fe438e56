package exchange

import (
	"fmt"
	"strings"
)

// Formats without a graph hold arrays with names only. This file finds out
// which arrays belong to one layer; order.go finds out in which order the
// layers come and how their weights are laid out.

// A role is what an array is to its layer.
type role uint8

const (
	noRole role = iota
	weightRole
	maskRole
	biasRole
	biasMaskRole
	normRole // of a normalisation layer
)

// leaves gives the roles of the last parts of names, and the order of weights
// that the libraries which use these names have.
var leaves = map[string]struct {
	role  role
	order Order
}{
	"weight":       {weightRole, OutIn}, // PyTorch
	"weight_orig":  {weightRole, OutIn}, // torch.nn.utils.prune
	"weight_mask":  {maskRole, OutIn},
	"bias":         {biasRole, 0},
	"bias_orig":    {biasRole, 0},
	"bias_mask":    {biasMaskRole, 0},
	"running_mean": {normRole, 0},
	"running_var":  {normRole, 0},
	"kernel":       {weightRole, InOut}, // Keras, TensorFlow, Flax
	"coefs":        {weightRole, InOut}, // scikit-learn
	"intercepts":   {biasRole, 0},
	"w":            {weightRole, 0},
	"weights":      {weightRole, 0},
	"b":            {biasRole, 0},
	"biases":       {biasRole, 0},
}

// A block is the arrays of one layer.
type block struct {
	key                string // what the names of its arrays have in common
	w, mask, b, biased *tensor
	order              Order // that the names suggest
}

// split takes a name apart: "0.weight" is the weight of layer "0",
// "dense/kernel:0" the kernel of "dense", "W1" the weight of "1", "coefs_0"
// that of "0". A name that says nothing, like "arr_0", has no role.
func split(name string) (key string, r role, order Order) {
	name = strings.TrimSuffix(name, ":0")
	leaf := name
	if at := strings.LastIndexAny(name, "./"); at >= 0 {
		key, leaf = name[:at], name[at+1:]
	}
	if found, ok := leaves[strings.ToLower(leaf)]; ok {
		return key, found.role, found.order
	}
	letters := strings.TrimRight(leaf, "0123456789")
	number := leaf[len(letters):]
	if found, ok := leaves[strings.ToLower(strings.TrimRight(letters, "_"))]; ok {
		return key + "." + number, found.role, found.order
	}
	return "", noRole, 0
}

// blocksOf groups arrays into layers, in the order in which the layers appear.
func blocksOf(tensors []tensor) ([]*block, error) {
	var blocks []*block
	byKey := map[string]*block{}
	for i := range tensors {
		t := &tensors[i]
		key, r, order := split(t.name)
		if r == noRole {
			r = roleByShape(t)
		}
		if r == normRole || r == weightRole && len(t.shape) == 1 {
			return nil, fmt.Errorf("array %s belongs to a normalisation layer, and the file does not say where in the network that is; export the network to ONNX instead", t.describe())
		}
		if r == noRole {
			return nil, fmt.Errorf("array %s belongs to no dense layer: those have weights with two sides and biases with one", t.describe())
		}
		b := byKey[key]
		if key == "" { // unnamed arrays alternate: weights, bias, weights, bias …
			if r == weightRole || len(blocks) == 0 {
				b = nil
			} else {
				b = blocks[len(blocks)-1]
			}
		}
		if b == nil {
			b = &block{key: key}
			blocks, byKey[key] = append(blocks, b), b
		}
		if err := b.put(t, r); err != nil {
			return nil, err
		}
		if order != 0 {
			b.order = order
		}
	}
	for _, b := range blocks {
		if err := b.complete(); err != nil {
			return nil, err
		}
	}
	return blocks, nil
}

func roleByShape(t *tensor) role {
	switch len(t.shape) {
	case 1:
		return biasRole
	case 2:
		return weightRole
	}
	return noRole
}

// put gives an array its place in the block.
func (b *block) put(t *tensor, r role) error {
	place, sides := &b.w, 2
	switch r {
	case maskRole:
		place = &b.mask
	case biasRole:
		place, sides = &b.b, 1
	case biasMaskRole:
		place, sides = &b.biased, 1
	}
	if len(t.shape) != sides {
		return fmt.Errorf("array %s has %d sides, where a dense layer has %d: only dense layers can be read", t.describe(), len(t.shape), sides)
	}
	if *place != nil && b.key == "" {
		return fmt.Errorf("arrays %s and %s follow one another, and a dense layer has one bias; if one of them belongs to a normalisation layer, export the network to ONNX instead, which says where that is", (*place).describe(), t.describe())
	}
	if *place != nil {
		return fmt.Errorf("arrays %s and %s are both the same part of one layer", (*place).describe(), t.describe())
	}
	*place = t
	return nil
}

// complete checks that the arrays of a block make a layer, and applies the
// bias's mask.
func (b *block) complete() error {
	if b.w == nil {
		stray := b.b
		if stray == nil {
			stray = b.mask
		}
		if stray == nil {
			stray = b.biased
		}
		return fmt.Errorf("array %s has no weights that it belongs to", stray.describe())
	}
	if b.w.shape[0] == 0 || b.w.shape[1] == 0 {
		return fmt.Errorf("array %s is empty", b.w.describe())
	}
	if b.mask != nil {
		if len(b.mask.data) != len(b.w.data) || b.mask.shape[0] != b.w.shape[0] {
			return fmt.Errorf("mask %s does not fit the weights %s", b.mask.describe(), b.w.describe())
		}
		if err := binary01(b.mask); err != nil {
			return err
		}
	}
	if b.biased != nil && b.b != nil {
		if len(b.biased.data) != len(b.b.data) {
			return fmt.Errorf("mask %s does not fit the bias %s", b.biased.describe(), b.b.describe())
		}
		if err := binary01(b.biased); err != nil {
			return err
		}
		for i, m := range b.biased.data {
			if m == 0 {
				b.b.data[i] = 0
			}
		}
	}
	return nil
}

func binary01(mask *tensor) error {
	for _, m := range mask.data {
		if m != 0 && m != 1 {
			return fmt.Errorf("mask %s contains %v; a mask has only 0 and 1", mask.describe(), m)
		}
	}
	return nil
}

// layer lays the block out as [out][in].
func (b *block) layer(order Order) Layer {
	l := Layer{Name: b.key, Out: b.w.shape[0], In: b.w.shape[1], W: b.w.data}
	if b.mask != nil {
		l.Mask = make([]uint8, len(b.mask.data))
		for i, m := range b.mask.data {
			l.Mask[i] = uint8(m)
		}
	}
	if b.b != nil {
		l.B = b.b.data
	}
	if order == InOut {
		l.W = transposed(l.W, l.Out, l.In)
		if l.Mask != nil {
			l.Mask = transposed(l.Mask, l.Out, l.In)
		}
		l.In, l.Out = l.Out, l.In
	}
	return l
}

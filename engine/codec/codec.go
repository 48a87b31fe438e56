// Package codec encodes a network as bytes and decodes it again.
//
// The size of a pruned network depends on how it is stored: a format that skips
// pruned weights is small for a sparse network, and a format that numbers the
// different values of the weights is small after quantisation. This package has
// eight such formats; [Names] lists them. A size that the page shows is the
// length of the bytes that a format really wrote, not a formula.
//
// Every format also stores the shape, the activations and the loss, so the bytes
// are enough to rebuild the network.
package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"bonsai/engine/nn"
)

// A Format is one way to store a network.
type Format interface {
	// Encode returns the network as bytes. A pruned weight counts as 0; the
	// value that it had is not stored.
	Encode(n *nn.Network) []byte

	// Decode rebuilds a network from what Encode returned. It returns an error
	// for bytes that Encode cannot have written and for networks above
	// MaxLayers or MaxWeights. The bytes may come from a stranger: Decode
	// checks them before it allocates memory for the network.
	Decode(b []byte) (*nn.Network, error)
}

// Limits of the networks that are decoded.
const (
	MaxLayers  = 64
	MaxWeights = 16_000_000
)

var (
	errShort    = errors.New("codec: the bytes end before the network is complete")
	errPosition = errors.New("codec: the position of a weight is outside its layer or out of order")
	errSymbol   = errors.New("codec: a weight has a code that is not in its layer's table")
)

// sparseLimit returns how many weights, pruned ones included, a network may have
// that was stored in a number of bytes. Most formats need almost no bytes for
// pruned weights, so a few bytes could ask for a huge network. The limit is above
// that of any useful network, and low enough that a few bytes cannot make the
// decoder allocate more than a few megabytes.
func sparseLimit(bytes int) int { return 1<<20 + 64*bytes }

// encode returns the header and then, for each layer, the weights as
// appendWeights writes them and the biases as float32.
func encode(n *nn.Network, appendWeights func(b []byte, layer *nn.Dense) []byte) []byte {
	b := appendHeader(nil, n, 0)
	for _, layer := range n.Layers {
		b = appendFloats(appendWeights(b, layer), layer.B)
	}
	return b
}

// encodeStore does the same for a format that stores weights of 8 bits as int8.
func encodeStore(n *nn.Network, appendWeights func(b []byte, layer store) []byte) []byte {
	all := integersOf(n)
	if all == nil {
		return encode(n, func(b []byte, layer *nn.Dense) []byte { return appendWeights(b, store{Dense: layer}) })
	}
	b := appendHeader(nil, n, int8Mark)
	for l, layer := range n.Layers {
		b = appendScales(b, all[l])
		b = appendFloats(appendWeights(b, store{layer, all[l]}), layer.B)
	}
	return b
}

// decodeStore reads what encodeStore wrote.
func decodeStore(b []byte, maxWeights int, takeWeights func(layer store, b []byte) (rest []byte, err error)) (*nn.Network, error) {
	b, isInt8 := withoutMark(b)
	if !isInt8 {
		return decode(b, maxWeights, func(layer *nn.Dense, b []byte) ([]byte, error) { return takeWeights(store{Dense: layer}, b) })
	}
	return decode(b, maxWeights, func(layer *nn.Dense, b []byte) ([]byte, error) {
		scales, b, err := takeScales(b, layer)
		if err != nil {
			return nil, err
		}
		return takeWeights(store{layer, scales}, b)
	})
}

// withoutMark returns bytes that begin with the loss, and reports whether it had
// int8Mark.
func withoutMark(b []byte) (unmarked []byte, isInt8 bool) {
	if len(b) == 0 || b[0] < int8Mark || b[0] > int8Mark+byte(nn.SquaredError) {
		return b, false
	}
	return append([]byte{b[0] - int8Mark}, b[1:]...), true
}

// decode reads what encode wrote. takeWeights fills in the weights and the mask
// of a layer, which are all 0 and all 1 before, and returns the remaining bytes.
// A header that describes more than maxWeights weights is an error.
func decode(b []byte, maxWeights int, takeWeights func(layer *nn.Dense, b []byte) (rest []byte, err error)) (*nn.Network, error) {
	n, rest, err := takeHeader(b, maxWeights)
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		if rest, err = takeWeights(layer, rest); err != nil {
			return nil, err
		}
		if rest, err = takeFloats(rest, layer.B); err != nil {
			return nil, err
		}
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("codec: %d bytes follow the end of the network", len(rest))
	}
	return n, nil
}

// appendHeader writes the header that every format begins with: loss, number of
// layers, number of inputs, and for each layer the number of outputs and the
// activation. All are varints. mark is added to the loss.
func appendHeader(b []byte, n *nn.Network, mark int) []byte {
	b = binary.AppendUvarint(b, uint64(n.Loss)+uint64(mark))
	b = binary.AppendUvarint(b, uint64(len(n.Layers)))
	b = binary.AppendUvarint(b, uint64(n.Layers[0].In))
	for _, layer := range n.Layers {
		b = binary.AppendUvarint(b, uint64(layer.Out))
		b = binary.AppendUvarint(b, uint64(layer.Activation))
	}
	return b
}

// takeHeader makes the network that a header describes, with all weights 0 and
// kept, and returns the bytes after the header. A header with more than
// maxWeights weights is an error; the network is not allocated then.
func takeHeader(b []byte, maxWeights int) (*nn.Network, []byte, error) {
	fields, rest, err := takeUvarints(b, 3)
	if err != nil {
		return nil, nil, err
	}
	loss, layers, in := nn.Loss(fields[0]), fields[1], fields[2]
	if fields[0] > uint64(nn.SquaredError) || layers < 1 || layers > MaxLayers {
		return nil, nil, fmt.Errorf("codec: the header has loss number %d and %d layers; a network has loss 0 to %d and 1 to %d layers",
			fields[0], layers, nn.SquaredError, MaxLayers)
	}
	shape, rest, err := takeUvarints(rest, 2*int(layers))
	if err != nil {
		return nil, nil, err
	}
	total, before := uint64(0), in
	var hidden []int
	var activations []nn.Activation
	for ; len(shape) > 0; shape = shape[2:] {
		out, activation := shape[0], shape[1]
		if before < 1 || out < 1 || activation > uint64(nn.Linear) {
			return nil, nil, fmt.Errorf("codec: the header has a layer of %d inputs, %d outputs and activation number %d; a layer has at least 1 input and output and activation 0 to %d",
				before, out, activation, nn.Linear)
		}
		if before > MaxWeights || out > MaxWeights || total+before*out > MaxWeights {
			return nil, nil, fmt.Errorf("codec: the network has more than %d weights", MaxWeights)
		}
		if total += before * out; total > uint64(maxWeights) {
			return nil, nil, errShort
		}
		hidden, activations = append(hidden, int(out)), append(activations, nn.Activation(activation))
		before = out
	}
	last := len(hidden) - 1
	if activations[last] != nn.Linear {
		return nil, nil, errors.New("codec: the last layer has an activation; it must be linear, because the loss is computed from logits")
	}
	return nn.New(int(in), hidden[:last], activations[:last], hidden[last], loss), rest, nil
}

// takeUvarints reads n varints.
func takeUvarints(b []byte, n int) (values []uint64, rest []byte, err error) {
	for range n {
		v, size := binary.Uvarint(b)
		if size <= 0 {
			return nil, nil, errShort
		}
		values, b = append(values, v), b[size:]
	}
	return values, b, nil
}

func appendFloats(b []byte, values []float32) []byte {
	for _, v := range values {
		b = appendFloat(b, v)
	}
	return b
}

func appendFloat(b []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
}

// takeFloats reads len(values) float32 into values.
func takeFloats(b []byte, values []float32) (rest []byte, err error) {
	if len(b) < 4*len(values) {
		return nil, errShort
	}
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return b[4*len(values):], nil
}

// Package codec writes a network as bytes and reads it back.
//
// What a pruned network weighs is not a formula: it is the length of what one
// of these formats wrote, and what it wrote can be read again into the very
// same network. Shape and activations are in the bytes too, so that a file
// stands on its own.
package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"bonsai/engine/nn"
)

// A Format is one way of writing a network.
type Format interface {
	// Encode writes the network as it computes: a pruned weight is 0.
	Encode(n *nn.Network) []byte

	// Decode reads what Encode wrote. Bytes that no Encode can have written
	// are an error; nothing larger than MaxWeights is ever built.
	Decode(b []byte) (*nn.Network, error)
}

// Limits of what is decoded.
const (
	MaxLayers  = 64
	MaxWeights = 16_000_000
)

var (
	errShort = errors.New("codec: the bytes end too early")
	errOrder = errors.New("codec: weights at places that the layer does not have")
)

// sparseLimit is how many weights, pruned ones included, so many bytes may
// stand for in the formats that spend nothing on most of them: more than any
// network has that is worth keeping, and few enough that a few bytes from a
// stranger cost no more than a few megabytes.
func sparseLimit(bytes int) int { return 1<<20 + 64*bytes }

// The header of every format: loss, number of layers, inputs, and for each
// layer its outputs and its activation, all as varints.

func appendHeader(b []byte, n *nn.Network) []byte {
	b = binary.AppendUvarint(b, uint64(n.Loss))
	b = binary.AppendUvarint(b, uint64(len(n.Layers)))
	b = binary.AppendUvarint(b, uint64(n.Layers[0].In))
	for _, layer := range n.Layers {
		b = binary.AppendUvarint(b, uint64(layer.Out))
		b = binary.AppendUvarint(b, uint64(layer.Activation))
	}
	return b
}

// takeHeader builds the network that a header describes, all weights 0 and
// kept, and returns what follows the header. A header that promises more
// weights than most is refused before anything is built.
func takeHeader(b []byte, most int) (*nn.Network, []byte, error) {
	fields, rest, err := takeUvarints(b, 3)
	if err != nil {
		return nil, nil, err
	}
	loss, layers, in := nn.Loss(fields[0]), fields[1], fields[2]
	if fields[0] > uint64(nn.SquaredError) || layers < 1 || layers > MaxLayers {
		return nil, nil, fmt.Errorf("codec: no network has loss %d and %d layers", fields[0], layers)
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
		if before < 1 || out < 1 || before > MaxWeights || out > MaxWeights || activation > uint64(nn.Linear) {
			return nil, nil, fmt.Errorf("codec: no layer has %d inputs, %d outputs and activation %d", before, out, activation)
		}
		total += before * out
		if total > MaxWeights || total > uint64(most) {
			return nil, nil, errShort
		}
		hidden, activations = append(hidden, int(out)), append(activations, nn.Activation(activation))
		before = out
	}
	last := len(hidden) - 1
	if activations[last] != nn.Linear {
		return nil, nil, errors.New("codec: the last layer must be linear, its loss takes logits")
	}
	return nn.New(int(in), hidden[:last], activations[:last], hidden[last], loss), rest, nil
}

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

// takeFloats fills values from the bytes.
func takeFloats(b []byte, values []float32) (rest []byte, err error) {
	if len(b) < 4*len(values) {
		return nil, errShort
	}
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return b[4*len(values):], nil
}

// end refuses bytes after the last that belongs to the network.
func end(n *nn.Network, rest []byte) (*nn.Network, error) {
	if len(rest) > 0 {
		return nil, fmt.Errorf("codec: %d bytes after the end of the network", len(rest))
	}
	return n, nil
}

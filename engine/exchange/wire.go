package exchange

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// A program that reads and writes files can be apart from the one that trains
// networks. Marshal and Unmarshal carry a network between the two: the length of
// a description in 4 bytes, little-endian; the description, JSON; and for each layer
// the weights and biases as float32, and the mask if there is one.

// description is a network without its numbers.
type description struct {
	Layers       []layerDescription `json:"layers"`
	OrderUnknown bool               `json:"orderUnknown,omitempty"`
	note
}

type layerDescription struct {
	Name       string `json:"name,omitempty"`
	In         int    `json:"in"`
	Out        int    `json:"out"`
	Activation string `json:"activation,omitempty"`
	Masked     bool   `json:"masked,omitempty"`
}

// Marshal writes a network for Unmarshal.
func (n *Network) Marshal() []byte {
	d := description{OrderUnknown: n.OrderUnknown, note: note{
		Output: n.Output, Columns: n.Columns, Missing: n.Missing, Classes: n.Classes, Target: n.Target,
	}}
	var numbers []byte
	for _, l := range n.Layers {
		d.Layers = append(d.Layers, layerDescription{l.Name, l.In, l.Out, l.Activation, l.Mask != nil})
		numbers = append(appendFloats(appendFloats(numbers, l.W), l.B), l.Mask...)
	}
	text := asJSON(d)
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(text)))
	return append(append(b, text...), numbers...)
}

// Unmarshal reads what Marshal wrote.
func Unmarshal(b []byte) (*Network, error) {
	if len(b) < 4 || int64(binary.LittleEndian.Uint32(b)) > int64(len(b)-4) {
		return nil, errors.New("exchange: the description of the network is cut off")
	}
	size := 4 + int(binary.LittleEndian.Uint32(b))
	var d description
	if err := json.Unmarshal(b[4:size], &d); err != nil {
		return nil, fmt.Errorf("exchange: the description of the network: %w", err)
	}
	n := &Network{
		OrderUnknown: d.OrderUnknown, Output: d.Output, Columns: d.Columns, Missing: d.Missing, Classes: d.Classes, Target: d.Target,
	}
	b = b[size:]
	for i, l := range d.Layers {
		weights, err := count(l.Name, []int{l.Out, l.In})
		if err != nil {
			return nil, fmt.Errorf("exchange: %w", err)
		}
		masked := 0
		if l.Masked {
			masked = weights
		}
		if len(b) < 4*weights+4*l.Out+masked {
			return nil, fmt.Errorf("exchange: the numbers of layer %d are cut off", i+1)
		}
		layer := Layer{Name: l.Name, In: l.In, Out: l.Out, Activation: l.Activation}
		layer.W = float32s.floats(b[:4*weights], binary.LittleEndian)
		b = b[4*weights:]
		layer.B = float32s.floats(b[:4*l.Out], binary.LittleEndian)
		b = b[4*l.Out:]
		if l.Masked {
			for _, kept := range b[:masked] {
				layer.Mask = append(layer.Mask, min(kept, 1))
			}
			b = b[masked:]
		}
		n.Layers = append(n.Layers, layer)
	}
	if n.Columns != nil && (len(n.Layers) == 0 || width(n.Columns) != n.Layers[0].In || !sound(n.Columns)) {
		return nil, errors.New("exchange: the columns do not fit the network")
	}
	if err := n.check(); err != nil {
		return nil, fmt.Errorf("exchange: %w", err)
	}
	return n, nil
}

package recipe

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/prune"
)

// A Place is a connection: that into neuron To of a layer, from neuron From of
// the layer before. Layers of connections are counted from 0.
type Place struct{ Layer, To, From int }

// Pin decides about one connection, or about all connections of a neuron if
// From is −1, whatever a rule says: "x:0:3:5" prunes it, "k:0:3:5" keeps it,
// "f:0:3:5" leaves it to the rules again.
type Pin struct {
	Pin prune.Pin
	Place
}

// Edit sets a weight, "w:0:3:5:-0.25", or the bias of neuron To if From is −1,
// "b:0:3:0.5".
type Edit struct {
	Place
	Value float32
}

const (
	// maxIndex limits the numbers of a place. Whether the network has it turns
	// out when the operation is carried out.
	maxIndex = 1<<16 - 1

	maxEdit = 100 // largest size of an edited weight

	// pinLetters by pin: free, pruned, kept.
	pinLetters = "fxk"
)

var pinNames = []string{"free", "cut", "protect"}

// In reports whether a network has the place. units are the sizes of its layers of
// units, inputs first.
func (p Place) In(units []int) bool {
	return p.Layer >= 0 && p.Layer < len(units)-1 && p.To >= 0 && p.To < units[p.Layer+1] && p.From >= -1 && p.From < units[p.Layer]
}

// A Connection is a weight by its layer and its index in that layer, [Out][In].
type Connection struct{ Layer, Index int }

// Connections lists the connections that a pin decides about: one, or all of a neuron,
// incoming and outgoing. units are as for In.
func (p Pin) Connections(units []int) ([]Connection, error) {
	if !p.In(units) {
		return nil, NewProblem("noWeight", "value", p.Text())
	}
	in := units[p.Layer]
	if p.From >= 0 {
		return []Connection{{p.Layer, p.To*in + p.From}}, nil
	}
	var connections []Connection
	for i := range in {
		connections = append(connections, Connection{p.Layer, p.To*in + i})
	}
	if p.Layer+2 < len(units) {
		for k := range units[p.Layer+2] {
			connections = append(connections, Connection{p.Layer + 1, k*units[p.Layer+1] + p.To})
		}
	}
	return connections, nil
}

// Pinned prunes or keeps the connections of a pin in the masks of a network, and returns
// the pins of all its connections, this one added, in slices of their own.
func Pinned(p Pin, layers []prune.Layer, masks [][]uint8) ([][]prune.Pin, error) {
	units := []int{layers[0].In}
	pins := make([][]prune.Pin, len(layers))
	for i, layer := range layers {
		units = append(units, layer.Out)
		pins[i] = make([]prune.Pin, len(layer.W))
		copy(pins[i], layer.Pins)
	}
	connections, err := p.Connections(units)
	if err != nil {
		return nil, err
	}
	for _, c := range connections {
		pins[c.Layer][c.Index] = p.Pin
		switch p.Pin {
		case prune.Cut:
			masks[c.Layer][c.Index] = 0
		case prune.Protected:
			masks[c.Layer][c.Index] = layers[c.Layer].Base[c.Index] // a connection pruned for good has no weight
		}
	}
	return pins, nil
}

func (p Place) text() string {
	return strings.Join([]string{strconv.Itoa(p.Layer), strconv.Itoa(p.To), strconv.Itoa(p.From)}, ":")
}

func (p Pin) Text() string { return pinLetters[p.Pin:p.Pin+1] + ":" + p.text() }

func (e Edit) Text() string {
	value := strconv.FormatFloat(float64(e.Value), 'g', -1, 32)
	if e.From < 0 {
		return strings.Join([]string{"b", strconv.Itoa(e.Layer), strconv.Itoa(e.To), value}, ":")
	}
	return strings.Join([]string{"w", e.text(), value}, ":")
}

func (p *Place) values() []*Value {
	return []*Value{
		integer("layer", 0, maxIndex, &p.Layer),
		integer("to", 0, maxIndex, &p.To),
		integer("from", -1, maxIndex, &p.From),
	}
}

func (p *Pin) values() []*Value {
	values := p.Place.values()
	values[2] = optional(values[2]) // from: all connections of the neuron
	options := []string{"cut", "protect", "free"}
	return append(values, optional(&Value{
		Spec: Spec{Name: "pin", Kind: Word, Options: options},
		Text: func() string { return pinNames[p.Pin] },
		Parse: func(text string) error {
			pin := slices.Index(pinNames, text)
			if pin < 0 {
				return notAnOption("pin", text, options)
			}
			p.Pin = prune.Pin(pin)
			return nil
		},
	}))
}

func (p *Pin) check() error { return nil }

func pinEntry() Entry {
	return scripted("pin", Pin{Pin: prune.Cut, Place: Place{From: -1}}).
		recorded(strings.Split(pinLetters, ""), parsePin, "x:0:3:5", "k:0:3:5", "f:0:3:5")
}

func parsePin(letter string, parts []string) (Operation, error) { return readPin(letter, parts) }

func readPin(letter string, parts []string) (Pin, error) {
	if len(parts) != 3 {
		return Pin{}, unreadable(letter + ":" + strings.Join(parts, ":"))
	}
	place, err := parsePlace(parts)
	return Pin{prune.Pin(strings.Index(pinLetters, letter)), place}, err
}

func (e *Edit) values() []*Value {
	return append(e.Place.values(), &Value{
		Spec: Spec{Name: "value", Kind: Number, Min: -maxEdit, Max: maxEdit},
		Text: func() string { return formatFloat(float64(e.Value)) },
		Parse: func(text string) error {
			v, err := parseNumber("value", text, -maxEdit, maxEdit)
			if err != nil {
				return err
			}
			e.Value = float32(v)
			return nil
		},
	})
}

func (e *Edit) check() error { return nil }

func editEntry() Entry {
	return scripted("edit", Edit{}).recorded([]string{"w", "b"}, parseEdit, "w:0:3:5:-0.25", "b:0:3:0.5")
}

func parseEdit(head string, parts []string) (Operation, error) { return readEdit(head, parts) }

func readEdit(head string, parts []string) (Edit, error) {
	if !isEdit(head, len(parts)) {
		return Edit{}, unreadable(head + ":" + strings.Join(parts, ":"))
	}
	last := len(parts) - 1
	indices := parts[:last:last]
	if head == "b" {
		indices = append(indices, "-1")
	}
	place, err := parsePlace(indices)
	if err != nil {
		return Edit{}, err
	}
	v, err := parseNumber("value", parts[last], -maxEdit, maxEdit)
	return Edit{place, float32(v)}, err
}

// isEdit reports whether an operation with this head and this number of parts
// is an edit.
func isEdit(head string, parts int) bool {
	return head == "w" && parts == 4 || head == "b" && parts == 3
}

func parsePlace(texts []string) (p Place, err error) {
	for i, index := range []struct {
		name  string
		least int
		at    *int
	}{{"layer", 0, &p.Layer}, {"to", 0, &p.To}, {"from", -1, &p.From}} {
		if *index.at, err = parseInteger(index.name, texts[i], index.least, maxIndex); err != nil {
			return p, err
		}
	}
	return p, nil
}

package recipe

import (
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

func placeArguments[T any](at func(*T) *Place) []Parameter[T] {
	return []Parameter[T]{
		integer("layer", 0, maxIndex, func(t *T) *int { return &at(t).Layer }),
		integer("to", 0, maxIndex, func(t *T) *int { return &at(t).To }),
		integer("from", -1, maxIndex, func(t *T) *int { return &at(t).From }),
	}
}

func pinEntry() Entry {
	arguments := placeArguments(func(p *Pin) *Place { return &p.Place })
	arguments[2] = optional(arguments[2]) // from: all connections of the neuron
	arguments = append(arguments, optional(pinArgument()))
	initial := Pin{Pin: prune.Cut, Place: Place{From: -1}}
	return scripted("pin", initial, arguments, nil).
		recorded(strings.Split(pinLetters, ""), parsePin, "x:0:3:5", "k:0:3:5", "f:0:3:5")
}

func pinArgument() Parameter[Pin] {
	options := []string{"cut", "protect", "free"}
	return Parameter[Pin]{
		Spec: Spec{Name: "pin", Kind: Word, Options: options},
		Text: func(p *Pin) string { return pinNames[p.Pin] },
		Parse: func(p *Pin, text string) error {
			for pin, name := range pinNames {
				if name == text {
					p.Pin = prune.Pin(pin)
					return nil
				}
			}
			return notAnOption("pin", text, options)
		},
	}
}

func parsePin(letter string, parts []string) (Operation, error) {
	if len(parts) != 3 {
		return nil, unreadable(letter + ":" + strings.Join(parts, ":"))
	}
	place, err := parsePlace(parts)
	return Pin{prune.Pin(strings.Index(pinLetters, letter)), place}, err
}

func editEntry() Entry {
	value := Parameter[Edit]{
		Spec: Spec{Name: "value", Kind: Number, Min: -maxEdit, Max: maxEdit},
		Text: func(e *Edit) string { return formatFloat(float64(e.Value)) },
		Parse: func(e *Edit, text string) error {
			v, err := parseNumber("value", text, -maxEdit, maxEdit)
			if err != nil {
				return err
			}
			e.Value = float32(v)
			return nil
		},
	}
	return scripted("edit", Edit{}, append(placeArguments(func(e *Edit) *Place { return &e.Place }), value), nil).
		recorded([]string{"w", "b"}, parseEdit, "w:0:3:5:-0.25", "b:0:3:0.5")
}

func parseEdit(head string, parts []string) (Operation, error) {
	if !isEdit(head, len(parts)) {
		return nil, unreadable(head + ":" + strings.Join(parts, ":"))
	}
	last := len(parts) - 1
	indices := parts[:last:last]
	if head == "b" {
		indices = append(indices, "-1")
	}
	place, err := parsePlace(indices)
	if err != nil {
		return nil, err
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

package lab

import (
	"strconv"
	"strings"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// pinStep decides about a connection, or about all of a neuron's where from is
// −1, whatever a rule says: "x:0:3:5" cuts (layer, to, from), "k:0:3:5" keeps,
// "f:0:3:5" leaves it to the rules again.
type pinStep struct {
	pin             prune.Pin
	layer, to, from int

	byHand bool // just now, not by an address: see replaces
}

// replaces tells whether nothing is left of another decision just before about
// the same connection. Steps of an address stay as they are even then, since
// what "ri" draws goes by how many there are, and links from before pins
// replaced each other still open as what they were.
func (s pinStep) replaces(before pinStep) bool {
	same := s.layer == before.layer && s.to == before.to && s.from == before.from
	return s.byHand && same && (s.pin != prune.Free || before.pin == prune.Free)
}

// pinLetters by pin: free, cut, protected.
const pinLetters = "fxk"

func (s pinStep) text() string {
	return strings.Join([]string{
		pinLetters[s.pin : s.pin+1], strconv.Itoa(s.layer), strconv.Itoa(s.to), strconv.Itoa(s.from),
	}, ":")
}

func (s pinStep) do(l *Lab) error {
	places, err := s.places(l.net)
	if err != nil {
		return err
	}
	pins := make([][]prune.Pin, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		pins[i] = make([]prune.Pin, len(layer.W))
		if l.pins != nil {
			copy(pins[i], l.pins[i])
		}
	}
	for _, p := range places {
		pins[p.layer][p.index] = s.pin
		mask := &l.net.Layers[p.layer].Mask[p.index]
		switch s.pin {
		case prune.Cut:
			*mask = 0
		case prune.Protected:
			*mask = l.base[p.layer][p.index] // what was cut for good has no weight
		}
	}
	l.pins = pins
	l.did(s)
	return nil
}

type place struct{ layer, index int }

// places lists the connections that a step is about.
func (s pinStep) places(n *nn.Network) ([]place, error) {
	missing := problem("noWeight", "value", s.text())
	if s.layer < 0 || s.layer >= len(n.Layers) {
		return nil, missing
	}
	layer := n.Layers[s.layer]
	if s.to < 0 || s.to >= layer.Out || s.from < -1 || s.from >= layer.In {
		return nil, missing
	}
	if s.from >= 0 {
		return []place{{s.layer, s.to*layer.In + s.from}}, nil
	}
	var places []place
	for i := range layer.In {
		places = append(places, place{s.layer, s.to*layer.In + i})
	}
	if s.layer+1 < len(n.Layers) {
		next := n.Layers[s.layer+1]
		for k := range next.Out {
			places = append(places, place{s.layer + 1, k*next.In + s.to})
		}
	}
	return places, nil
}

func parsePinStep(letter string, indices []string) (pinStep, error) {
	layer, to, from, err := parseIndices(indices)
	return pinStep{pin: prune.Pin(strings.Index(pinLetters, letter)), layer: layer, to: to, from: from}, err
}

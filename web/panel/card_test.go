package panel_test

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

func TestTheCardShowsANeuronAndAConnection(t *testing.T) {
	s := small()
	for _, c := range []struct {
		name                        string
		card                        panel.Card
		bias, weight, state, pruned string
	}{
		{"kept", panel.Card{Unit: recipe.Unit{Layer: 1, Index: 0}, From: 1}, "0.125", "-0.25", "card.kept", "false"},
		{"pruned, at a dead neuron", panel.Card{Unit: recipe.Unit{Layer: 1, Index: 1}, From: 0}, "0", "0.1", "card.pruned", "true"},
		{"the output", panel.Card{Unit: recipe.Unit{Layer: 2}, From: 0}, "-1", "1.5", "card.kept", "false"},
	} {
		v := &markup.View{}
		c.card.Show(v, words, s)
		t.Log(c.name)
		check(t, v, []property{
			{"#cardTitle", "text", panel.Neuron(words, c.card.Unit)}, {"#cardBias", "value", c.bias}, {"#cardWeight", "value", c.weight},
			{"#cardState", "text", c.state}, {"#cardWeight", "disabled", c.pruned}, {"#cardPin", "value", "free"},
		})
	}
	s.Layers[0].Mask[2] = 1 // nothing that the second neuron computes is heard
	v := &markup.View{}
	panel.Card{Unit: recipe.Unit{Layer: 1, Index: 1}}.Show(v, words, s)
	check(t, v, []property{{"#cardState", "text", "card.unused"}})

	// The output has a connection, from a neuron without any: it always answers the same.
	s.Layers[0].Mask, s.Layers[1].Mask = []uint8{0, 0, 0, 0}, []uint8{1, 0}
	s.Dead = [][]bool{{true, true}, {true, true}, {true}}
	panel.Card{Unit: recipe.Unit{Layer: 2}}.Show(v, words, s)
	check(t, v, []property{{"#cardState", "text", "card.dead"}})
}

func TestPinsOfAConnectionAndOfANeuron(t *testing.T) {
	s := small()
	s.Layers[0].Pins = append(s.Layers[0].Pins, 1, 1, 2, 0) // cut, cut; protect, free
	for _, c := range []struct {
		card        panel.Card
		pin, neuron string
	}{
		{panel.Card{Unit: recipe.Unit{Layer: 1, Index: 0}}, "cut", "cut"},
		{panel.Card{Unit: recipe.Unit{Layer: 1, Index: 1}}, "protect", "free"}, // its connections differ
		{panel.Card{Unit: recipe.Unit{Layer: 2}}, "free", "free"},
	} {
		v := &markup.View{}
		c.card.Show(v, words, s)
		check(t, v, []property{{"#cardPin", "value", c.pin}, {"#cardNeuronPin", "value", c.neuron}})
	}
}

func TestSourcesAreInputsOrNeurons(t *testing.T) {
	v := &markup.View{}
	panel.Card{Unit: recipe.Unit{Layer: 1}}.ShowSources(v, words, small())
	check(t, v, []property{{"#cardFrom", "children",
		`<option value="0">card.input input=option.inputs.x1</option><option value="1">card.input input=option.inputs.x2</option>`}})
	panel.Card{Unit: recipe.Unit{Layer: 2}}.ShowSources(v, words, small())
	check(t, v, []property{{"#cardFrom", "children",
		`<option value="0">card.neuron index=1 layer=1</option><option value="1">card.neuron index=2 layer=1</option>`}})
}

func TestACardIsOnlyOnWhatTheNetworkHas(t *testing.T) {
	s := small()
	for _, c := range []struct {
		card panel.Card
		want bool
	}{
		{panel.Card{Unit: recipe.Unit{Layer: 1, Index: 1}, From: 1}, true},
		{panel.Card{Unit: recipe.Unit{Layer: 0}}, false}, // an input
		{panel.Card{Unit: recipe.Unit{Layer: 3}}, false},
		{panel.Card{Unit: recipe.Unit{Layer: 1, Index: 2}}, false},
		{panel.Card{Unit: recipe.Unit{Layer: 1}, From: 2}, false},
	} {
		if got := c.card.On(s); got != c.want {
			t.Errorf("%+v: %v, want %v", c.card, got, c.want)
		}
	}
}

func TestAClickOpensTheCardOfWhatIsThere(t *testing.T) {
	if c, ok := panel.CardOf(nil, &layout.Connection{Layer: 1, Out: 2, In: 3}); !ok || c != (panel.Card{Unit: recipe.Unit{Layer: 2, Index: 2}, From: 3}) || c.Connection() != (layout.Connection{Layer: 1, Out: 2, In: 3}) {
		t.Errorf("a connection: %+v %v", c, ok)
	}
	if c, ok := panel.CardOf(&recipe.Unit{Layer: 1, Index: 4}, nil); !ok || c != (panel.Card{Unit: recipe.Unit{Layer: 1, Index: 4}}) {
		t.Errorf("a neuron: %+v %v", c, ok)
	}
	for _, unit := range []*recipe.Unit{nil, {Layer: 0, Index: 1}} {
		if c, ok := panel.CardOf(unit, nil); ok {
			t.Errorf("%v: %+v", unit, c)
		}
	}
}

func TestHintsSayTheNumbers(t *testing.T) {
	s := small()
	for _, c := range []struct {
		unit       *recipe.Unit
		connection *layout.Connection
		want       string
	}{
		{nil, &layout.Connection{Layer: 0, Out: 0, In: 1}, "tip.connection weight=-0.250"},
		{nil, &layout.Connection{Layer: 0, Out: 1, In: 0}, "card.pruned"},
		{&recipe.Unit{Layer: 1}, nil, "tip.neuron neuron=card.neuron index=1 layer=1 bias=0.125"},
		{&recipe.Unit{Layer: 0}, nil, "card.input input=option.inputs.x1"},
		{&recipe.Unit{Layer: 2}, nil, "tip.neuron neuron=card.output output=output.class class=1 bias=-1.000"},
		{nil, nil, ""},
	} {
		if got := panel.Hint(words, s, c.unit, c.connection); got != c.want {
			t.Errorf("%v %v: %q, want %q", c.unit, c.connection, got, c.want)
		}
	}
}

func TestAHintStaysInsideThePicture(t *testing.T) {
	picture := layout.Rect{X: 100, Y: 50, W: 400, H: 300}
	for _, c := range []struct {
		x, y, width float64
		left, top   string
	}{{200, 100, 80, "112px", "62px"}, {490, 100, 80, "316px", "62px"}} { // 400 − 80 − 4
		if left, top := panel.HintAt(picture, c.x, c.y, c.width); left != c.left || top != c.top {
			t.Errorf("at %v,%v: %s %s, want %s %s", c.x, c.y, left, top, c.left, c.top)
		}
	}
}

func TestArrowsGoFromNeuronToNeuron(t *testing.T) {
	s := small()
	for _, c := range []struct {
		from recipe.Unit
		key  string
		want recipe.Unit
		ok   bool
	}{
		{recipe.Unit{Layer: 1, Index: 0}, "ArrowDown", recipe.Unit{Layer: 1, Index: 1}, true},
		{recipe.Unit{Layer: 1, Index: 1}, "ArrowDown", recipe.Unit{Layer: 1, Index: 1}, true},
		{recipe.Unit{Layer: 1, Index: 0}, "ArrowUp", recipe.Unit{Layer: 1, Index: 0}, true},
		{recipe.Unit{Layer: 1, Index: 1}, "ArrowRight", recipe.Unit{Layer: 2, Index: 0}, true},
		{recipe.Unit{Layer: 2, Index: 0}, "ArrowRight", recipe.Unit{Layer: 2, Index: 0}, true},
		{recipe.Unit{Layer: 1, Index: 0}, "ArrowLeft", recipe.Unit{Layer: 1, Index: 0}, true}, // inputs have no numbers
		{recipe.Unit{Layer: 1, Index: 0}, "a", recipe.Unit{Layer: 1, Index: 0}, false},
	} {
		if got, ok := panel.Moved(s, c.from, c.key); got != c.want || ok != c.ok {
			t.Errorf("%v %s: %v %v, want %v %v", c.from, c.key, got, ok, c.want, c.ok)
		}
	}
}

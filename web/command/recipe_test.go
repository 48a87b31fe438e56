package command_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
)

func TestHiddenLayersChange(t *testing.T) {
	one := &recipe.Recipe{Layers: []int{8, 4}, Activation: []string{"relu"}}
	each := &recipe.Recipe{Layers: []int{8, 4, 2}, Activation: []string{"relu", "tanh", "relu"}}
	none := &recipe.Recipe{Layers: []int{}, Activation: []string{"relu"}}
	for _, c := range []struct {
		name      string
		got, want command.Fields
	}{
		{"one neuron more", command.Resize(one, 1, 5), command.Fields{"layers": []int{8, 5}}},
		{"the last neuron goes with its layer", command.Resize(one, 0, 0), command.Fields{"layers": []int{4}}},
		{"a layer goes with its activation", command.RemoveLayer(each, 0), command.Fields{"layers": []int{4, 2}, "activation": []string{"tanh", "relu"}}},
		{"what is left has one activation", command.RemoveLayer(each, 1), command.Fields{"layers": []int{8, 2}, "activation": []string{"relu"}}},
		{"a new layer is as large as the last", command.AddLayer(one), command.Fields{"layers": []int{8, 4, 4}}},
		{"the first layer", command.AddLayer(none), command.Fields{"layers": []int{4}}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if !reflect.DeepEqual(one.Layers, []int{8, 4}) || len(each.Activation) != 3 {
		t.Error("the recipe itself has changed")
	}
}

// A script may train for a million epochs; the controls of the page take as many as the
// field for the first training.
func TestAControlTakesAtMostAThousandEpochs(t *testing.T) {
	for entered, want := range map[string]string{
		"1000": "", "5": "", "": "empty ", "0": "range 0", "2.5": "whole 2.5", "1001": "range 1001", "1e6": "range 1000000",
	} {
		got := ""
		var p *recipe.Problem
		if err := command.Epochs(entered); errors.As(err, &p) {
			got = p.Code + " " + p.Args["value"]
			if p.Args["field"] != "epochs" || p.Args["min"] != "1" || p.Args["max"] != "1000" {
				t.Errorf("%s epochs: %v", entered, p)
			}
		}
		if got != want {
			t.Errorf("%q epochs: refused %q, want %q", entered, got, want)
		}
	}
}

func TestOneLayerGetsAnotherActivation(t *testing.T) {
	s := &snapshot.Snapshot{Recipe: recipe.Recipe{Layers: []int{8, 4}}, Layers: []snapshot.Layer{{Activation: "relu"}, {Activation: "relu"}, {Activation: "sigmoid"}}}
	if got := command.Activation(s, 1, "tanh"); !reflect.DeepEqual(got, command.Fields{"activation": []string{"relu", "tanh"}}) {
		t.Errorf("%v", got)
	}
	if got := command.Activation(s, 1, "relu"); !reflect.DeepEqual(got, command.Fields{"activation": []string{"relu"}}) {
		t.Errorf("%v", got)
	}
}

func TestPointsAreDrawnAndErased(t *testing.T) {
	r := &recipe.Recipe{Points: []int{0, 0, 0, 30, 0, 1}}
	for _, c := range []struct {
		name, pen string
		x, y      float64
		want      []int
	}{
		{"class 0", "0", 1.26, -2, []int{0, 0, 0, 30, 0, 1, 13, -20, 0}},
		{"class 1 beyond the plane is at its edge", "1", 7, -7, []int{0, 0, 0, 30, 0, 1, 60, -60, 1}},
		{"the nearest within half a unit", command.Erase, 2.7, 0.4, []int{0, 0, 0}}, // 3 and 4 tenths away: 5
		{"nothing within half a unit", command.Erase, 2.6, 0.4, []int{0, 0, 0, 30, 0, 1}},
	} {
		if got := command.Draw(r, c.pen, c.x, c.y); !reflect.DeepEqual(got["points"], c.want) {
			t.Errorf("%s: %v, want %v", c.name, got["points"], c.want)
		}
	}
}

func TestAStrokeDrawsPointsApart(t *testing.T) {
	r := &recipe.Recipe{Points: []int{50, 50, 0}}
	k := command.Stroke{}
	if k.Active() {
		t.Error("no pointer is down")
	}
	k.Begin(r)
	for _, c := range []struct {
		x    float64
		want []int // nil: too close
	}{
		{0, []int{50, 50, 0, 0, 0, 1}},
		{0.3, nil},
		{0.4, []int{50, 50, 0, 0, 0, 1, 4, 0, 1}},
		{0.7, nil},
	} {
		fields, drawn := k.To("1", c.x, 0)
		if drawn != (c.want != nil) || drawn && !reflect.DeepEqual(fields["points"], c.want) {
			t.Errorf("at %v: %v", c.x, fields)
		}
	}
	if k.End(); k.Active() || len(r.Points) != 3 {
		t.Errorf("active %v, the recipe has %v", k.Active(), r.Points)
	}
}

// What is refused says the range. With the page's words: "Hidden layers: enter a number
// between 1 and 1,024."
func TestOnlyWholeNumbersAreNeuronsAndLimits(t *testing.T) {
	for _, c := range []struct {
		command string
		v       float64
		want    string // code, field, smallest and largest; "" is taken
	}{
		{"neuron.count", 3, ""}, {"neuron.count", 1, ""}, {"neuron.count", 1024, ""}, {"bound.least", 0, ""}, {"bound.most", 100, ""},
		// A layer of 0 neurons is none: the button beside the field removes a layer.
		{"neuron.count", 0, "range layers 1 1024"}, {"neuron.count", -3, "range layers 1 1024"}, {"neuron.count", 2000, "range layers 1 1024"},
		{"bound.most", 101, "range bounds 0 100"}, {"bound.least", -1, "range bounds 0 100"},
		{"neuron.count", 2.5, "whole layers 1 1024"}, {"neuron.count", math.NaN(), "empty layers 1 1024"},
		{"bound.most", 99.5, "whole bounds 0 100"}, {"bound.least", math.NaN(), "empty bounds 0 100"},
	} {
		got := ""
		var p *recipe.Problem
		if err := command.Whole(c.command, c.v); errors.As(err, &p) {
			got = strings.Join([]string{p.Code, p.Args["field"], p.Args["min"], p.Args["max"]}, " ")
		}
		if got != c.want {
			t.Errorf("%s %v: %q, want %q", c.command, c.v, got, c.want)
		}
	}
}

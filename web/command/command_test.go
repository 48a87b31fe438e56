package command_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/layout"
)

var (
	nan  = math.NaN()
	at   = layout.Connection{Layer: 0, Out: 3, In: 5}
	rule = recipe.Rule{Criterion: "obs", Scope: "layer", By: recipe.BySparsity, Amount: 0.8, Guard: true, Bounds: []recipe.Bound{{Least: 0, Most: 90}}}
)

// JSON sorts the names.
func TestCommandsSayWhatTheControlsHold(t *testing.T) {
	const obs = `"bounds":[[0,90]],"criterion":"obs",`
	for _, c := range []struct{ name, got, want string }{
		{"prune by share", command.Prune(rule, false), `{` + obs + `"guard":true,"preview":false,"scope":"layer","sparsity":0.8}`},
		{"preview by threshold", command.Prune(recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Amount: 0.1}, true),
			`{"bounds":[],"criterion":"magnitude","epsilon":0.1,"guard":false,"preview":true,"scope":"global"}`},
		{"prune by an empty number", command.Prune(recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Amount: nan}, false),
			`{"bounds":[],"criterion":"magnitude","epsilon":null,"guard":false,"preview":false,"scope":"global"}`},
		{"an empty field", command.JSON(command.Fields{"noise": command.Entered(nan)}), `{"noise":null}`},
		{"schedule", command.Schedule{Name: "cubic", Level: 80, Epochs: 20}.Arguments(rule),
			`{` + obs + `"epochs":20,"guard":true,"schedule":"cubic","scope":"layer","sparsity":0.8}`},
		{"schedule of the threshold", command.Schedule{Name: "decay", Epsilon: 0.05, Epochs: 20, DecaySteps: 100, DecayRate: nan}.Arguments(rule),
			`{` + obs + `"decayRate":null,"decaySteps":100,"epochs":20,"epsilon":0.05,"guard":true,"schedule":"decay","scope":"layer"}`},
		{"lottery", command.Lottery{Rounds: 5, Epochs: 10, Percent: 20}.Search(rule, true),
			`{"criterion":"obs","epochs":10,"fraction":0.2,"random":true,"rewindStep":0,"rounds":5,"scope":"layer"}`},
		{"study of a lottery", command.Lottery{Rounds: nan, Epochs: 10, Percent: 20, RewindStep: 3}.Study(rule),
			`{"criterion":"obs","epochs":10,"fraction":0.2,"kind":"tickets","rewindStep":3,"rounds":null,"scope":"layer"}`},
		{"weight", command.Edit(at, -0.25), `{"from":5,"layer":0,"to":3,"value":-0.25}`},
		{"bias", command.EditBias(at, 0.5), `{"from":-1,"layer":0,"to":3,"value":0.5}`},
		{"pin", command.Pin(at, "cut"), `{"from":5,"layer":0,"pin":"cut","to":3}`},
		{"pin of a neuron", command.PinNeuron(at, "free"), `{"from":-1,"layer":0,"pin":"free","to":3}`},
		{"focus on a neuron", command.Focus(&recipe.Unit{Layer: 1, Index: 2}), `{"index":2,"layer":1}`},
		{"focus on an input", command.Focus(&recipe.Unit{Index: 2}), ``},
		{"focus on nothing", command.Focus(nil), ``},
		{"study", command.Study(snapshot.StudyCriteria, rule), `{"kind":"criteria","criterion":"obs","scope":"layer","layer":0}`},
		{"model", command.Model("16"), `{"entries":16}`},
		{"load", command.Load("#dataset=xor"), `{"hash":"#dataset=xor"}`},
		{"train", command.Train(10), `{"epochs":10}`},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, c.got, c.want)
		}
	}
}

// Of the controls of an operation's arguments, those that are in use are sent.
func TestArgumentsAreWhatTheControlsHold(t *testing.T) {
	for _, c := range []struct {
		operation string
		controls  map[string]string
		want      string
	}{
		{"finetune", map[string]string{"epochs": "5"}, `{"epochs":5}`},
		{"finetune", map[string]string{"epochs": ""}, `{"epochs":null}`},
		{"quantize", map[string]string{"scheme": "codebook", "entries": "16"}, `{"entries":16,"scheme":"codebook"}`},
		{"quantize", map[string]string{"scheme": "int8"}, `{"scheme":"int8"}`},
		{"distil", map[string]string{"layers": "5.5", "temperature": "4", "hard": "0.5"}, `{"hard":0.5,"layers":[5,5],"temperature":4}`},
		{"distil", map[string]string{"layers": " 7, 3;x ", "temperature": "4", "hard": ""}, `{"hard":null,"layers":[7,3,"x"],"temperature":4}`},
		{"distil", map[string]string{"layers": ""}, `{"layers":[]}`},
		{"rewind", map[string]string{"random": "true"}, `{"random":true}`},
		{"rigl", map[string]string{"sparsity": "95", "epochs": "20"}, `{"epochs":20,"sparsity":0.95}`},
		{"compensate", nil, `{}`},
	} {
		e, ok := recipe.OperationNamed(c.operation)
		got := command.Arguments(e, func(argument string) (string, bool) {
			v, ok := c.controls[argument]
			return v, ok
		})
		if !ok || got != c.want {
			t.Errorf("%s with %v: %s, want %s", c.operation, c.controls, got, c.want)
		}
	}
}

func TestTheSameAmountIsSaidAsThresholdOrShare(t *testing.T) {
	if r := command.By(rule, recipe.ByEpsilon, 0.12, 0.75); r.By != recipe.ByEpsilon || r.Amount != 0.12 || !r.Guard {
		t.Errorf("by threshold: %+v", r)
	}
	if r := command.By(rule, recipe.BySparsity, 0.12, 0.75); r.Amount != 0.75 {
		t.Errorf("by share: %+v", r)
	}
}

func TestABoundLeavesTheOthers(t *testing.T) {
	r := command.Bound(rule, 3, 1, false, 10)
	if want := []recipe.Bound{{Least: 0, Most: 90}, {Least: 10, Most: 100}, {Least: 0, Most: 100}}; !slices.Equal(r.Bounds, want) {
		t.Errorf("%v, want %v", r.Bounds, want)
	}
	if r = command.Bound(r, 3, 1, true, 50); r.Bounds[1] != (recipe.Bound{Least: 10, Most: 50}) {
		t.Errorf("%v", r.Bounds)
	}
	if len(rule.Bounds) != 1 {
		t.Error("the rule itself has changed")
	}
}

func TestOnlyFiniteNumbersAreSent(t *testing.T) {
	for _, c := range []struct {
		v             float64
		number, whole bool
	}{{3, true, true}, {-3, true, true}, {2.5, true, false}, {nan, false, false}, {math.Inf(1), false, false}} {
		if command.IsNumber(c.v) != c.number || command.IsWhole(c.v) != c.whole {
			t.Errorf("%v: number %v, whole %v", c.v, command.IsNumber(c.v), command.IsWhole(c.v))
		}
	}
}

func Example() {
	fmt.Println(command.Lottery{Rounds: 5, Epochs: 10, Percent: 20}.Search(recipe.Rule{Criterion: "magnitude", Scope: "global"}, false))
	// Output: {"criterion":"magnitude","epochs":10,"fraction":0.2,"random":false,"rewindStep":0,"rounds":5,"scope":"global"}
}

package recipe_test

import (
	"reflect"
	"slices"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

func epochs(n int) recipe.Train { return recipe.Train{Length: recipe.Length{Count: n, Epochs: true}} }
func steps(n int) recipe.Train  { return recipe.Train{Length: recipe.Length{Count: n}} }

func level(amount float64) recipe.Prune {
	return recipe.Prune{Rule: prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: amount}}
}

func pin(p prune.Pin, from int) recipe.Pin {
	return recipe.Pin{Pin: p, Place: recipe.Place{Layer: 0, To: 1, From: from}}
}

// An epoch has 10 steps.
func TestTwoOperationsInARowBecomeOne(t *testing.T) {
	at := recipe.Place{Layer: 0, To: 1, From: 2}
	for _, c := range []struct {
		name         string
		before, next recipe.Operation
		byHand, ok   bool
		want         recipe.Operation
	}{
		{"epochs add up", epochs(2), epochs(3), false, true, epochs(5)},
		{"epochs and steps are steps", epochs(2), steps(3), false, true, steps(23)},
		{"too long a training stays two", steps(recipe.MaxCount), steps(1), false, false, nil},
		{"the second rule counts", level(0.5), level(0.8), false, true, level(0.8)},
		{"a rule after training", epochs(1), level(0.8), false, false, nil},
		{"the second value of a setting counts", recipe.Setting{Field: "learningRate", Value: "0.1"}, recipe.Setting{Field: "learningRate", Value: "0.2"}, false, true, recipe.Setting{Field: "learningRate", Value: "0.2"}},
		{"two settings", recipe.Setting{Field: "learningRate", Value: "0.1"}, recipe.Setting{Field: "batchSize", Value: "2"}, false, false, nil},
		{"the second value of a weight counts", recipe.Edit{Place: at, Value: 1}, recipe.Edit{Place: at, Value: 2}, false, true, recipe.Edit{Place: at, Value: 2}},
		{"pins of an address stay apart", pin(prune.Cut, 2), pin(prune.Protected, 2), false, false, nil},
		{"a person's second pin counts", pin(prune.Cut, 2), pin(prune.Protected, 2), true, true, pin(prune.Protected, 2)},
		{"freeing what was cut leaves the cut's mask", pin(prune.Cut, 2), pin(prune.Free, 2), true, false, nil},
		{"pins of two connections", pin(prune.Cut, 2), pin(prune.Cut, 1), true, false, nil},
	} {
		both, ok := recipe.Merged(c.before, c.next, 10, c.byHand)
		if ok != c.ok || ok && !recipe.SameOperation(both, c.want) {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, both, ok, c.want, c.ok)
		}
	}
}

// Neuron 1 of layer 0 in a network 3-2-2: three connections come in, at 3, 4 and 5, and
// two go out, at 1 and 3 of the next layer.
func TestThePinOfANeuronIsAboutAllItsConnections(t *testing.T) {
	units := []int{3, 2, 2}
	for _, c := range []struct {
		pin  recipe.Pin
		want []recipe.Connection
	}{
		{pin(prune.Cut, 2), []recipe.Connection{{Layer: 0, Index: 5}}},
		{pin(prune.Cut, -1), []recipe.Connection{{Layer: 0, Index: 3}, {Layer: 0, Index: 4}, {Layer: 0, Index: 5}, {Layer: 1, Index: 1}, {Layer: 1, Index: 3}}},
		{recipe.Pin{Place: recipe.Place{Layer: 1, To: 1, From: -1}}, []recipe.Connection{{Layer: 1, Index: 2}, {Layer: 1, Index: 3}}},
		{pin(prune.Cut, 3), nil},
		{recipe.Pin{Place: recipe.Place{Layer: 2}}, nil},
		{recipe.Pin{Place: recipe.Place{Layer: 0, To: 2}}, nil},
	} {
		got, err := c.pin.Connections(units)
		if !slices.Equal(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%v: %v, %v; want %v", c.pin, got, err, c.want)
		}
	}
}

// A network 2-2-1. The connection that is pruned for good stays so when its neuron is
// protected, and pins of other connections stay.
func TestAPinChangesMasksAndPins(t *testing.T) {
	layers := []prune.Layer{
		{In: 2, Out: 2, W: make([]float32, 4), Base: []uint8{1, 1, 0, 1}, Pins: []prune.Pin{prune.Cut, 0, 0, 0}},
		{In: 2, Out: 1, W: make([]float32, 2), Base: []uint8{1, 1}},
	}
	masks := [][]uint8{{0, 1, 0, 0}, {1, 0}}
	pins, err := recipe.Pinned(recipe.Pin{Pin: prune.Protected, Place: recipe.Place{To: 1, From: -1}}, layers, masks)
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]uint8{{0, 1, 0, 1}, {1, 1}}; !reflect.DeepEqual(masks, want) {
		t.Errorf("the masks are %v, want %v", masks, want)
	}
	const k = prune.Protected
	if want := [][]prune.Pin{{prune.Cut, 0, k, k}, {0, k}}; !reflect.DeepEqual(pins, want) {
		t.Errorf("the pins are %v, want %v", pins, want)
	}
	if layers[0].Pins[2] != prune.Free {
		t.Error("the pins that were given have changed")
	}
	if _, err := recipe.Pinned(pin(prune.Cut, 5), layers, masks); err == nil || masks[0][1] != 1 {
		t.Errorf("a place that is not there: %v", err)
	}
}

func TestOnlyANetworkAtTheBeginningIsCarried(t *testing.T) {
	for _, c := range []struct {
		operations []recipe.Operation
		want       bool
	}{
		{nil, false},
		{[]recipe.Operation{recipe.Network{}, recipe.Compensate{}}, true},
		{[]recipe.Operation{recipe.Compensate{}, recipe.Network{}}, false},
	} {
		if got := (recipe.Experiment{Operations: c.operations}).CarriesNetwork(); got != c.want {
			t.Errorf("%v: %v", c.operations, got)
		}
	}
}

func TestWhatTheSenderNamesHoldsUntilAnotherRuleIsChosen(t *testing.T) {
	sent := recipe.Network{History: &recipe.History{Epsilon: 0.3, Steps: []recipe.Step{{Kind: recipe.StepPruned, Count: 80}}}}
	for _, c := range []struct {
		name       string
		operations []recipe.Operation
		epsilon    float64
		ok         bool
	}{
		{"nothing", nil, 0, false},
		{"no network", []recipe.Operation{epochs(1)}, 0, false},
		{"a network of an old link", []recipe.Operation{recipe.Network{}}, 0, false},
		{"a network", []recipe.Operation{sent}, 0.3, true},
		{"trained here", []recipe.Operation{sent, epochs(1)}, 0.3, true},
		{"pruned here", []recipe.Operation{sent, epochs(1), level(0.9)}, 0, false},
	} {
		if epsilon, ok := recipe.SentEpsilon(c.operations); epsilon != c.epsilon || ok != c.ok {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, epsilon, ok, c.epsilon, c.ok)
		}
	}
	if h := recipe.Received([]recipe.Operation{recipe.Network{}}); h == nil || len(h.Steps) > 0 {
		t.Errorf("the history of an old link is %v", h)
	}
}

func TestWeightsAreSetBackUntilTheyAreTrained(t *testing.T) {
	for steps, want := range map[string]bool{
		"t1e,m,t1e,p:magnitude:global:s0.5,r": true, "t1e,ri": true, "t1e,r,m": true,
		"": false, "t1e,r,t1": false, "t1e,r,p:magnitude:global:s0.5": false,
	} {
		x, err := recipe.ParseAddress("#steps=" + steps)
		if err != nil {
			t.Fatal(err)
		}
		if got := recipe.Rewound(x.Operations); got != want {
			t.Errorf("%s: %v, want %v", steps, got, want)
		}
	}
}

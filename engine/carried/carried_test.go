package carried_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/carried"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// A network with one connection of weight 2 and a bias of −1 becomes a few letters.
func Example() {
	n := nn.New(1, nil, nil, 1, nn.BinaryCrossEntropy)
	n.Layers[0].W[0], n.Layers[0].B[0] = 2, -1
	o := carried.Encode(n, nil)
	received, err := carried.Decode(o)
	fmt.Println(len(o.Encoded) < 40, received.Layers[0].W, received.Layers[0].B, err)
	// Output: true [2] [-1] <nil>
}

func TestDamagedNetworksAreRefused(t *testing.T) {
	good := carried.Encode(nn.New(2, []int{3}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError), nil).Encoded
	for encoded, want := range map[string]string{
		"":                  "",
		good + "!":          "some of its characters are missing",
		good[:len(good)-3]:  "",
		"AAAA":              "",
		good + good + "AAA": "",
	} {
		_, err := carried.Decode(recipe.Network{Encoded: encoded})
		problem, ok := err.(*recipe.Problem)
		if !ok || problem.Code != "network" || !strings.Contains(problem.Args["detail"], want) {
			t.Errorf("%q: %v", encoded, err)
		}
	}
}

// The networks of an address are written as this version would; other operations stay,
// and the list that was given is not changed.
func TestResolvedWritesNetworksAnew(t *testing.T) {
	n := nn.New(2, []int{3}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	given := []recipe.Operation{carried.Encode(n, &recipe.History{Accuracy: 0.5}), recipe.Compensate{}}
	got, err := carried.Resolved(given)
	if err != nil || len(got) != 2 || !recipe.SameOperation(got[0], given[0]) || got[1] != given[1] {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := carried.Resolved([]recipe.Operation{recipe.Network{Encoded: "AAAA"}}); err == nil {
		t.Error("a damaged network is not refused")
	}
}

// Three networks of 1,001,000 weights may be in an address, a fourth may not. All their
// weights are pruned, which is quick to encode.
func TestNetworksOfAnAddressAreLimited(t *testing.T) {
	n := nn.New(1000, []int{1000}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	for _, layer := range n.Layers {
		clear(layer.Mask)
	}
	large := carried.Encode(n, nil)
	operations := []recipe.Operation{large, large, large}
	if _, err := carried.Resolved(operations); err != nil {
		t.Error(err)
	}
	if _, err := carried.Resolved(append(operations, large)); err == nil {
		t.Error("more than four million weights are taken")
	}
}

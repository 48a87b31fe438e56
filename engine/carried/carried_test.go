package carried_test

import (
	"fmt"
	"math"
	"math/rand/v2"
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

// Values 1, 1.1, 3 and 3.1 in a codebook of two are 1.05 and 3.05.
func TestRoundedLeavesFewValues(t *testing.T) {
	n := nn.New(4, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, 1.1, 3, 3.1})
	if same, err := carried.Rounded(n, 0); same != n || err != nil {
		t.Errorf("0 values: not the network itself, %v", err)
	}
	rounded, err := carried.Rounded(n, 2)
	if err != nil {
		t.Fatal(err)
	}
	if w := rounded.Layers[0].W; w[0] != w[1] || w[2] != w[3] || math.Abs(float64(w[0])-1.05) > 0.01 || math.Abs(float64(w[2])-3.05) > 0.01 {
		t.Errorf("rounded to %v", w)
	}
	if n.Layers[0].W[1] != 1.1 {
		t.Error("the network that was given has changed")
	}
	for _, entries := range []int{1, 257} {
		if _, err := carried.Rounded(n, entries); err == nil || !strings.Contains(err.Error(), fmt.Sprint(entries)) {
			t.Errorf("%d values: %v", entries, err)
		}
	}
}

// The address has the network itself, so it does not ask for the file that the network
// came from. A network that needs more than 20,000 characters fits into none.
func TestAnAddressBeginsWithTheNetwork(t *testing.T) {
	r := recipe.Default()
	r.Network = "abc"
	n := nn.New(2, []int{3}, []nn.Activation{nn.ReLU}, 1, nn.BinaryCrossEntropy)
	n.Layers[0].W[0], n.Layers[0].Mask[1] = 0.5, 0
	address, received, err := carried.Address(r, n, nil)
	if err != nil {
		t.Fatal(err)
	}
	x, err := recipe.ParseAddress(address)
	if err != nil || !x.CarriesNetwork() || len(x.Operations) != 1 || x.Recipe.Network != "" {
		t.Errorf("%s: %v", address, err)
	}
	if received.Layers[0].W[0] != 0.5 || received.Layers[0].Mask[1] != 0 {
		t.Errorf("received %v, %v", received.Layers[0].W, received.Masks())
	}
	large := nn.New(100, []int{200}, []nn.Activation{nn.ReLU}, 1, nn.BinaryCrossEntropy)
	scheme, _ := nn.ParseInit("he")
	large.Init(scheme, rand.New(rand.NewPCG(1, 1)))
	if _, _, err := carried.Address(r, large, nil); err == nil || err.(*recipe.Problem).Code != "modelLength" {
		t.Errorf("20,000 weights: %v", err)
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

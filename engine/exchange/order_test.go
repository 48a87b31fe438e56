package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// array makes one whose numbers count up from 1.
func array(name string, shape ...int) tensor {
	t := tensor{name: name, shape: shape}
	numbers := 1
	for _, side := range shape {
		numbers *= side
	}
	for i := range numbers {
		t.data = append(t.data, float32(i+1))
	}
	return t
}

// shapes writes the layers of a network as "4→3 3→2".
func shapes(n *Network) string {
	var list []string
	for _, l := range n.Layers {
		list = append(list, fmt.Sprintf("%d→%d", l.In, l.Out))
	}
	return strings.Join(list, " ")
}

func TestLayersAreFoundByNamesThenByShapes(t *testing.T) {
	for _, test := range []struct {
		name    string
		arrays  []tensor
		sorted  bool  // the file lists its arrays by name, not as its writer did
		answer  Order // of the user
		want    string
		unknown bool
	}{
		{name: "PyTorch", want: "4→3 3→2",
			arrays: []tensor{array("0.weight", 3, 4), array("0.bias", 3), array("2.weight", 2, 3), array("2.bias", 2)}},
		{name: "PyTorch, square", want: "4→4 4→4",
			arrays: []tensor{array("0.weight", 4, 4), array("0.bias", 4), array("2.weight", 4, 4)}},
		{name: "bias first", want: "4→3",
			arrays: []tensor{array("fc.bias", 3), array("fc.weight", 3, 4)}},
		{name: "Keras", want: "4→3 3→2",
			arrays: []tensor{array("dense/kernel:0", 4, 3), array("dense/bias:0", 3), array("dense_1/kernel:0", 3, 2), array("dense_1/bias:0", 2)}},
		{name: "alternating, scikit-learn", want: "4→3 3→2",
			arrays: []tensor{array("arr_0", 4, 3), array("arr_1", 3), array("arr_2", 3, 2), array("arr_3", 2)}},
		{name: "alternating, out first", want: "4→3 3→2",
			arrays: []tensor{array("arr_0", 3, 4), array("arr_1", 3), array("arr_2", 2, 3), array("arr_3", 2)}},
		{name: "square, decided by the layer after", want: "4→4 4→2",
			arrays: []tensor{array("arr_0", 4, 4), array("arr_1", 4), array("arr_2", 4, 2)}},
		{name: "all square", want: "4→4 4→4", unknown: true,
			arrays: []tensor{array("arr_0", 4, 4), array("arr_1", 4), array("arr_2", 4, 4)}},
		{name: "all square, asked", want: "4→4 4→4", answer: InOut,
			arrays: []tensor{array("arr_0", 4, 4), array("arr_1", 4), array("arr_2", 4, 4)}},
		{name: "one layer without a bias", want: "4→3", unknown: true,
			arrays: []tensor{array("W", 3, 4)}},
		{name: "numbered", want: "4→3 3→2",
			arrays: []tensor{array("W1", 4, 3), array("W2", 3, 2), array("b1", 3), array("b2", 2)}},
		{name: "coefs of scikit-learn, square", want: "3→3 3→3",
			arrays: []tensor{array("coefs_0", 3, 3), array("coefs_1", 3, 3), array("intercepts_0", 3), array("intercepts_1", 3)}},
		{name: "numbers of two digits", sorted: true, want: "5→4 4→4 4→4",
			arrays: []tensor{array("0.weight", 4, 5), array("10.weight", 4, 4), array("2.weight", 4, 4)}},
		{name: "by alphabet", sorted: true, want: "5→4 4→3 3→2",
			arrays: []tensor{array("hidden.weight", 3, 4), array("input.weight", 4, 5), array("output.weight", 2, 3)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := assemble(test.arrays, !test.sorted, test.answer)
			if err != nil {
				t.Fatal(err)
			}
			if got := shapes(n); got != test.want || n.OrderUnknown != test.unknown {
				t.Errorf("%s, unknown %v; want %s, %v", got, n.OrderUnknown, test.want, test.unknown)
			}
		})
	}
}

// [[1, 2], [3, 4]] read as [in][out] becomes [[1, 3], [2, 4]].
func TestTheUsersAnswerTurnsTheWeights(t *testing.T) {
	for order, want := range map[Order][]float32{OutIn: {1, 2, 3, 4}, InOut: {1, 3, 2, 4}} {
		n, err := assemble([]tensor{array("arr_0", 2, 2)}, true, order)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(n.Layers[0].W, want) {
			t.Errorf("order %d: %v, want %v", order, n.Layers[0].W, want)
		}
	}
}

func TestLayersThatFitInSeveralSequencesAreRefused(t *testing.T) {
	_, err := assemble([]tensor{array("decoder.weight", 4, 2), array("encoder.weight", 2, 4)}, false, 0)
	if err == nil || !strings.Contains(err.Error(), "more than one sequence") {
		t.Errorf("got %v", err)
	}
}

func TestLimitsAreNamed(t *testing.T) {
	deep := []tensor{array("0.weight", 2, 2)}
	for i := 1; i < 9; i++ {
		deep = append(deep, array(fmt.Sprintf("%d.weight", i), 2, 2))
	}
	for _, test := range []struct {
		arrays []tensor
		want   string
	}{
		{[]tensor{array("0.weight", 1025, 2), array("1.weight", 2, 1025)}, "layer 1 has 1025 units; at most 1024"},
		{[]tensor{array("0.weight", 2, 5000)}, "5000 inputs; at most 4096"},
		{deep, "8 hidden layers; at most 6"},
	} {
		n, err := assemble(test.arrays, true, 0)
		if err == nil {
			err = n.check()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got the error %v, want one with %q", err, test.want)
		}
	}
}

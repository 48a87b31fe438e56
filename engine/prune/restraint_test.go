package prune

import (
	"fmt"
	"math"
	"testing"
)

func TestBoundsGuardAndPinsRestrainARule(t *testing.T) {
	// two layers, 2×3 and 1×2; magnitudes in order: .1 .2 .3 .3 .5 .6 .7 .8
	for _, test := range []struct {
		name string
		rule Rule
		pins []Pin // of the first layer
		want string
		held int
	}{
		{"a half of the first layer at most: .1 .2 .3 go, then .6 in the place of .3",
			Rule{By: BySparsity, Amount: 0.5, Bounds: []Bound{{0, 50}}}, nil, "[[0 0 1 1 1 0] [1 0]]", 1},
		{"all of the second layer at least: both go, then .1 and .2",
			Rule{By: BySparsity, Amount: 0.5, Bounds: []Bound{{0, 100}, {100, 100}}}, nil, "[[0 1 1 1 1 0] [0 0]]", 0},
		{"the guard keeps the best of each layer",
			Rule{By: BySparsity, Amount: 1, Guard: true}, nil, "[[0 0 0 1 0 0] [1 0]]", 2},
		{"by ε with the guard", Rule{By: ByEpsilon, Amount: 0.75, Guard: true}, nil, "[[0 0 0 1 0 0] [1 0]]", 1},
		{"a protected weight stays, another goes for it",
			Rule{By: BySparsity, Amount: 0.25}, []Pin{Protected, 0, 0, 0, 0, 0}, "[[1 0 1 1 1 0] [1 1]]", 0},
		{"a cut weight goes first",
			Rule{By: BySparsity, Amount: 0.25}, []Pin{0, 0, Cut, 0, 0, 0}, "[[0 1 0 1 1 1] [1 1]]", 0},
		{"a cut weight goes even when nothing does",
			Rule{By: ByEpsilon, Amount: 0}, []Pin{0, 0, Cut, 0, 0, 0}, "[[1 1 0 1 1 1] [1 1]]", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			ls := layers()
			ls[0].Pins = test.pins
			test.rule.Criterion, test.rule.Scope = "magnitude", Global
			masks, held := test.rule.Masks(ls, nil)
			if fmt.Sprint(masks) != test.want || held != test.held {
				t.Errorf("got %v, %d held; want %s, %d", masks, held, test.want, test.held)
			}
		})
	}
}

func TestScopesTakeFromEachWhatTheySay(t *testing.T) {
	for _, test := range []struct {
		name string
		rule Rule
		want string
	}{
		// Rows .1 .3 .5, .7 .3 .2 and .8 .6: a third of each of the first two is 1,
		// of the last 2/3; 8/3 rounds to 3, so the last gives one too.
		{"a third of each neuron", Rule{Scope: ByNeuron, By: BySparsity, Amount: 1. / 3}, "[[0 1 1 1 1 0] [1 0]]"},
		{"by ε, neuron by neuron, is by ε", Rule{Scope: ByNeuron, By: ByEpsilon, Amount: 0.4}, "[[0 0 1 1 0 0] [1 1]]"},
		// ERK: raw densities 5/6 and 3/2. Half of 8 kept: factor 4/(5+3) = 1/2,
		// so 2.5 of the first and 1.5 of the second stay: 3.5 and 0.5 go, the
		// first with the equal remainder gives one more.
		{"ERK", Rule{Scope: ByERK, By: BySparsity, Amount: 0.5}, "[[0 0 1 1 0 0] [1 1]]"},
		// 6 kept: 6/8·3 = 2.25 > 2, so the second is dense and 2 of the first go.
		{"ERK with a layer that stays dense", Rule{Scope: ByERK, By: BySparsity, Amount: 0.25}, "[[0 1 1 1 1 0] [1 1]]"},
	} {
		test.rule.Criterion = "magnitude"
		if got := fmt.Sprint(masks(test.rule, layers())); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// On LeNet-300-100 at 90 %: raw densities 1084/235200, 400/30000, 110/1000;
// kept 26620 of 266200, factor f = 26620/(1084+400+110) = 16.7: the last two
// would keep 6680 of 30000 and 1837 of 1000, so the last is dense and
// f = 25620/1484 = 17.264: 18714 and 6906 stay.
func TestERKOnLeNet(t *testing.T) {
	var ls []Layer
	for _, s := range [][2]int{{784, 300}, {300, 100}, {100, 10}} {
		ls = append(ls, Layer{In: s[0], Out: s[1], W: make([]float32, s[0]*s[1]), Base: ones(s[0] * s[1])})
	}
	got := masks(Rule{Criterion: "magnitude", Scope: ByERK, By: BySparsity, Amount: 0.9}, ls)
	for l, want := range []int{18714, 6906, 1000} {
		if kept := Kept(got[l : l+1]); math.Abs(float64(kept-want)) > 1 {
			t.Errorf("layer %d keeps %d, want %d", l, kept, want)
		}
	}
}

// 2 → 3 → 1, whose hidden neurons score 2, 3 and 4. Each has three connections.
func TestWholeNeuronsGo(t *testing.T) {
	ls := []Layer{
		{In: 2, Out: 3, W: make([]float32, 6), Base: ones(6)},
		{In: 3, Out: 1, W: make([]float32, 3), Base: ones(3)},
	}
	for _, test := range []struct {
		amount float64
		guard  bool
		want   string
		held   int
	}{
		{0.27, false, "[[1 1 1 1 1 1] [1 1 1]]", 0},   // 2.43 weights: no neuron of 3
		{1. / 3, false, "[[0 0 1 1 1 1] [0 1 1]]", 0}, // 3: the one of score 2
		{0.6, false, "[[0 0 1 1 1 1] [0 1 1]]", 0},    // 5.4: still one
		{1, false, "[[0 0 0 0 0 0] [0 0 0]]", 0},
		{1, true, "[[0 0 0 0 1 1] [0 0 1]]", 3},
	} {
		rule := Rule{Criterion: "neuron-l1", Scope: Global, By: BySparsity, Amount: test.amount, Guard: test.guard}
		masks, held := rule.Masks(ls, [][]float32{{2, 3, 4}, nil})
		if fmt.Sprint(masks) != test.want || held != test.held {
			t.Errorf("%v, guard %v: %v, %d held; want %s, %d", test.amount, test.guard, masks, held, test.want, test.held)
		}
	}
}

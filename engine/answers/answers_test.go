package answers_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"bonsai/engine/answers"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/snapshot"
)

// Six samples of three classes, and what each network answers for them.
func TestComparingAnswersByHand(t *testing.T) {
	set := data.Set{Y: []float32{0, 0, 1, 1, 2, 2}, N: 6, Classes: 3}
	before := []int{0, 0, 1, 2, 0, 2}
	after := []int{0, 1, 1, 1, 1, 2}
	want := snapshot.Forgotten{
		Tests: 6, Of: 6,
		Before:  [][]int{{2, 0, 0}, {0, 1, 1}, {1, 0, 1}},
		After:   [][]int{{1, 1, 0}, {0, 2, 0}, {0, 1, 1}},
		Changed: []int{1, 4, 3}, Lost: 1, Gained: 1,
	}
	if got := answers.Compare(before, after, set); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// linear returns the network 2-2-1 with linear neurons whose contributions the tests
// calculate: for x = (1, 2) the hidden neurons are 1−2 = −1 and 0.5+4 = 4.5.
func linear() *nn.Network {
	identity, _ := nn.ParseActivation("linear")
	n := nn.New(2, []int{2}, []nn.Activation{identity}, 1, nn.BinaryCrossEntropy)
	copy(n.Layers[0].W, []float32{1, -1, 0.5, 2})
	copy(n.Layers[1].W, []float32{3, 1})
	return n
}

// At the output |4.5·1| and |−1·3|; at the hidden neurons |2·2|, |2·−1|, |1·1| and
// |1·0.5|.
func TestPathsAreTheLargestContributions(t *testing.T) {
	n := linear()
	want := []snapshot.Path{{Layer: 1, In: 1}, {Layer: 1, In: 0}, {Out: 1, In: 1}, {In: 1}, {}, {Out: 1}}
	if got := answers.Paths(n, []float32{1, 2}, 1); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	n.Layers[1].Mask[1] = 0
	want = []snapshot.Path{{Layer: 1, In: 0}, {In: 1}, {}}
	if got := answers.Paths(n, []float32{1, 2}, 0); !slices.Equal(got, want) {
		t.Errorf("without the strongest connection: got %v, want %v", got, want)
	}
	n.Layers[1].Mask[0] = 0
	if got := answers.Paths(n, []float32{1, 2}, 0); len(got) != 0 {
		t.Errorf("without connections to the output: got %v", got)
	}
}

// The logit is −3 + 4.5 = 1.5, and σ(1.5) = 0.81757.
func TestOfTwoClassesBothHaveAProbability(t *testing.T) {
	got := answers.Probabilities(linear(), []float32{1, 2})
	if len(got) != 2 || math.Abs(got[1]-0.81757) > 1e-5 || math.Abs(got[0]+got[1]-1) > 1e-6 {
		t.Errorf("got %v, want 0.18243 and 0.81757", got)
	}
	if got := answers.Classes(linear(), data.Set{X: []float32{1, 2, 1, 0}, Y: []float32{0, 0}, N: 2, F: 2}); !slices.Equal(got, []int{1, 1}) {
		t.Errorf("the classes are %v, want 1 and 1", got)
	}
}

func TestNoiseStaysWithinTheImageAndItsAmount(t *testing.T) {
	x := make([]float32, 1000)
	for i := 500; i < len(x); i++ {
		x[i] = 1
	}
	noisy := answers.Noisy(x, 0.3, 7)
	farthest := 0.0
	for i, v := range noisy {
		if v < 0 || v > 1 {
			t.Fatalf("pixel %d is %v", i, v)
		}
		farthest = max(farthest, math.Abs(float64(v-x[i])))
	}
	if farthest > 0.3001 || farthest < 0.29 {
		t.Errorf("a pixel changes by up to %v, want 0.3", farthest)
	}
	if !slices.Equal(noisy, answers.Noisy(x, 0.3, 7)) || slices.Equal(noisy, answers.Noisy(x, 0.3, 8)) {
		t.Error("the noise does not depend on the seed alone")
	}
}

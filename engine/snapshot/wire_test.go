package snapshot

import (
	"reflect"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// example is a snapshot of a network of 2-2-1 with every part filled.
func example() *Snapshot {
	s := &Snapshot{
		Revisions: Revisions{Samples: 1, Weights: 2, Masks: 3, Base: 4, Scores: 5, Field: 6, Curve: 7},
		Recipe:    recipe.Default(),
		Link:      "#steps=t1",
		Samples: Samples{
			Inputs: []string{"x1", "x2"}, Plane: true, Classes: 2,
			Points:     []Point{{X: 1, Y: -2, Label: 1, Test: true}},
			InputTiles: [][]float32{ramp(TileSize * TileSize), ramp(TileSize * TileSize)},
		},
		Pruning: prune.Rule{Criterion: "random", Scope: prune.Global, By: prune.BySparsity, Amount: 0.5},
		Total:   6,
		Bytes:   Bytes{"dense": 40},
		Layers: []Layer{
			{In: 2, Out: 2, Activation: "relu", W: []float32{1, 2, 3, 4}, B: []float32{5, 6}, Mask: []uint8{1, 0, 0, 1},
				Base: []uint8{1, 1, 0, 1}, Pins: []prune.Pin{prune.Free, prune.Cut, prune.Free, prune.Free}, Scores: []float32{4, 3, 2, 1}},
			{In: 2, Out: 1, Activation: "linear", W: []float32{7, 8}, B: []float32{9}, Mask: []uint8{0, 1},
				Base: []uint8{1, 1}, Pins: make([]prune.Pin, 2), Scores: []float32{6, 5}},
		},
		Curve: []CurvePoint{{Step: 1, Sparsity: 0.5}},
		Plan:  []PlanPoint{{Step: 2, Sparsity: 0.9}},
		Field: ramp(FieldSize * FieldSize),
		Tiles: [][]float32{ramp(TileSize * TileSize), ramp(TileSize * TileSize), ramp(TileSize * TileSize)},
	}
	s.Dead = prune.Dead(s.Units(), s.Masks())
	return s
}

func ramp(n int) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(i)
	}
	return values
}

// Training changes weights, biases and masks where they are, and the curve grows.
func TestACloneStaysWhenTheExperimentGoesOn(t *testing.T) {
	s, want := example(), example()
	c := Clone(s)
	layer := &s.Layers[0]
	layer.W[0], layer.B[0], layer.Mask[0], s.Curve[0].Step = -1, -1, 0, 9
	s.Layers[1].Activation = "tanh"
	if !reflect.DeepEqual(c, want) {
		t.Errorf("the clone became %+v, want %+v", c, want)
	}
}

func TestASnapshotArrivesAsItWasSent(t *testing.T) {
	want := example()
	got, err := Unmarshal(Marshal(want, Revisions{}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sent %+v, received %+v", want, got)
	}
}

func TestPartsThatWereSeenAreLeftOutAndTakenFromBefore(t *testing.T) {
	before := example()
	whole := len(Marshal(before, Revisions{}))
	after := example()
	after.Revisions.Masks, after.Test.Accuracy = 8, 0.75
	after.Layers[0].Mask = []uint8{0, 0, 0, 1}
	after.Dead = prune.Dead(after.Units(), after.Masks())
	b := Marshal(after, before.Revisions)
	if len(b) > whole/10 {
		t.Errorf("new masks take %d bytes, the whole snapshot %d", len(b), whole)
	}
	got, err := Unmarshal(b, before)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, after) {
		t.Errorf("sent %+v, received %+v", after, got)
	}
	if _, err := Unmarshal(b, nil); err == nil {
		t.Error("a receiver that has seen nothing accepted a part of a snapshot")
	}
	if before.Layers[0].Mask[0] != 1 {
		t.Error("the snapshot before was changed")
	}
}

// The random criterion scores 4 3 2 1, 6 5; half of six weights are three. The
// pin and the base count first (weights 1 and 2), then the lowest score, 1.
func TestMasksOfARuleAreComputedByTheReceiver(t *testing.T) {
	before := example()
	after := example()
	after.Revisions.Masks, after.ByRule = 8, true
	for i := range after.Layers {
		after.Layers[i].Mask = nil // must not be needed
	}
	got, err := Unmarshal(Marshal(after, before.Revisions), before)
	if err != nil {
		t.Fatal(err)
	}
	if m := got.Layers[0].Mask; !reflect.DeepEqual(m, []uint8{1, 0, 0, 0}) || got.Kept != 3 {
		t.Errorf("the masks are %v %v, %d kept", m, got.Layers[1].Mask, got.Kept)
	}
}

func TestTruncatedMessagesAreRefused(t *testing.T) {
	b := Marshal(example(), Revisions{})
	for n := range len(b) {
		if _, err := Unmarshal(b[:n], nil); err == nil {
			t.Fatalf("%d of %d bytes were accepted", n, len(b))
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(Marshal(example(), Revisions{}))
	f.Add(Marshal(example(), example().Revisions))
	byRule := example()
	byRule.ByRule, byRule.Revisions.Masks = true, 9
	f.Add(Marshal(byRule, example().Revisions))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Unmarshal(b, example())
		if err != nil {
			return
		}
		for i, layer := range s.Layers {
			if len(layer.Mask) != len(layer.W) || len(layer.Base) != len(layer.W) {
				t.Fatalf("layer %d has %d weights, %d masks", i, len(layer.W), len(layer.Mask))
			}
		}
		again, err := Unmarshal(Marshal(s, Revisions{}), s)
		if err == nil && again.Kept != s.Kept {
			t.Fatalf("%d kept became %d", s.Kept, again.Kept)
		}
	})
}

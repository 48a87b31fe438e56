package lab

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

func TestTheMainJob(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(10))
	dense := l.Snapshot()
	if dense.Epoch != 10 || dense.Test.Accuracy < 0.85 {
		t.Fatalf("after %d epochs the test accuracy is %v", dense.Epoch, dense.Test.Accuracy)
	}
	do(t, l, level("magnitude", prune.Global, 0.8))
	pruned := l.Snapshot()
	if want := 310 - 248; pruned.Kept != want || pruned.Total != 310 {
		t.Errorf("kept %d of %d, want %d of 310", pruned.Kept, pruned.Total, want)
	}
	if pruned.Dense != dense.Test {
		t.Errorf("before pruning was %v, the snapshot says %v", dense.Test, pruned.Dense)
	}
	do(t, l, epochs(5))
	tuned := l.Snapshot()
	if tuned.Test.Loss >= pruned.Test.Loss {
		t.Errorf("fine-tuning left the loss at %v, from %v", tuned.Test.Loss, pruned.Test.Loss)
	}
	for i, layer := range tuned.Layers {
		for j, m := range layer.Mask {
			if m != pruned.Layers[i].Mask[j] {
				t.Fatalf("layer %d: connection %d changed its mask in fine-tuning", i, j)
			}
			if m == 0 && layer.W[j] != 0 {
				t.Fatalf("layer %d: pruned weight %d is %v", i, j, layer.W[j])
			}
		}
	}
}

func TestMaskIsExactlyBelowEpsilon(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(2))
	for _, e := range []float64{0, 0.01, 0.1, 0.3, 5} {
		do(t, l, epsilon(e))
		s := l.Snapshot()
		kept := 0
		for _, layer := range s.Layers {
			for i, w := range layer.W {
				if want := !(math.Abs(float64(w)) < e); want != (layer.Mask[i] == 1) {
					t.Fatalf("ε = %v: weight %v has mask %d", e, w, layer.Mask[i])
				}
				kept += int(layer.Mask[i])
			}
		}
		if s.Kept != kept || s.Epsilon != e {
			t.Errorf("ε = %v: the snapshot says ε %v and %d kept, counted %d", e, s.Epsilon, s.Kept, kept)
		}
	}
}

func TestEpsilonUpAndDownLeavesEverythingAsItWas(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(3), epsilon(0))
	before := bits(l.Snapshot())
	for e := 0.0; e < 2; e += 0.05 {
		do(t, l, preview(epsilon(e)))
	}
	do(t, l, preview(epsilon(0)), epsilon(0))
	after := l.Snapshot()
	link, _ := recipe.ParseAddress(after.Link)
	if len(link.Operations) != 2 {
		t.Errorf("the address %s has %d steps, want training and one pruning", after.Link, len(link.Operations))
	}
	// Only the charts and the history know of it.
	l.history.Go(-1)
	after.Curve, after.CanRedo = l.history.Current().curve.Points, false
	if bits(after) != before {
		t.Error("ε from 0 to 2 and back changed something")
	}
}

func TestUndoAndRedoGiveTheSameBits(t *testing.T) {
	l := reference(t)
	commands := []recipe.Operation{
		epochs(2), level("magnitude", prune.ByLayer, 0.5), steps(7),
		recipe.Set{"learningRate": json.RawMessage("0.01")}, epochs(1),
		edit(1, 2, -1, 0.5),
		recipe.Set{"layers": json.RawMessage("[4]")}, epochs(1), recipe.Reset{},
	}
	type look struct {
		link string
		net  string
	}
	see := func() look {
		s := l.Snapshot()
		s.CanRedo, s.CanUndo = false, false
		return look{s.Link, bits(s)}
	}
	looks := []look{see()}
	for _, c := range commands {
		do(t, l, c)
		looks = append(looks, see())
	}
	for i := len(looks) - 2; i >= 0; i-- {
		do(t, l, recipe.Undo{})
		if see() != looks[i] {
			t.Fatalf("undoing %T does not give what was before", commands[i])
		}
	}
	if l.Snapshot().CanUndo {
		t.Error("there is something left to undo")
	}
	for i := 1; i < len(looks); i++ {
		do(t, l, recipe.Redo{})
		if see() != looks[i] {
			t.Fatalf("redoing %T does not give what was after", commands[i-1])
		}
	}
}

func TestTrainingGoesOnAfterUndoAsItDidBefore(t *testing.T) {
	l := reference(t)
	do(t, l, steps(50), steps(20))
	want := bits(l.Snapshot())
	do(t, l, recipe.Undo{}, steps(20))
	if bits(l.Snapshot()) != want {
		t.Error("the same 20 steps from the same state came out differently")
	}
}

func TestPausingAndGoingOnIsTheSameAsTrainingThrough(t *testing.T) {
	through := reference(t)
	do(t, through, epochs(2))
	paused := reference(t)
	if err := paused.Do(recipe.Play{}); err != nil {
		t.Fatal(err)
	}
	if err := paused.Advance(13); err != nil {
		t.Fatal(err)
	}
	paused.Snapshot() // looking changes nothing
	do(t, paused, recipe.Pause{}, steps(2*paused.trainer.StepsPerEpoch()-13))
	if a, b := through.Snapshot(), paused.Snapshot(); a.Link != b.Link || a.Test != b.Test {
		t.Errorf("%s %v is not %s %v", b.Link, b.Test, a.Link, a.Test)
	}
}

func TestDivergenceTakesTheRunBack(t *testing.T) {
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(`"reg-plane"`), "optimizer": json.RawMessage(`"sgd"`), "activation": json.RawMessage(`"linear"`)}, epochs(1))
	do(t, l, recipe.Set{"learningRate": json.RawMessage("10")})
	before := l.Snapshot()
	if err := l.Do(epochs(100)); err != nil {
		t.Fatal(err)
	}
	err := l.Finish()
	var p *recipe.Problem
	if !errors.As(err, &p) || p.Code != "diverged" {
		t.Fatalf("a learning rate of 10 ended with %v", err)
	}
	after := l.Snapshot()
	if after.Problem == nil || after.Training {
		t.Error("the snapshot does not tell")
	}
	after.Problem = nil
	if bits(after) != bits(before) {
		t.Error("the network is not as it was before the run")
	}
}

func TestPruningAgainNeverRevivesWhatWasFineTunedAway(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", prune.Global, 0.5), steps(5))
	cut := l.Snapshot()
	for _, c := range []recipe.Operation{epsilon(0), level("largest", prune.Global, 0.2), level("random", prune.ByLayer, 0.7), epsilon(1)} {
		do(t, l, c)
		for i, layer := range l.Snapshot().Layers {
			for j, m := range layer.Mask {
				if m == 1 && cut.Layers[i].Mask[j] == 0 {
					t.Fatalf("%v revived a connection", c)
				}
			}
		}
	}
}

func TestBadValuesAreNamedAndChangeNothing(t *testing.T) {
	l := reference(t)
	do(t, l, steps(3))
	before := bits(l.Snapshot())
	for _, test := range []struct {
		name, command, args string
		want                []string // parts of the message
	}{
		{"unknown command", "fly", ``, []string{"fly"}},
		{"unknown field", "set", `{"lernrate":1}`, []string{"lernrate"}},
		{"wrong type", "set", `{"learningRate":"fast"}`, []string{"learningRate", "number"}},
		{"number where a list is meant", "set", `{"layers":3}`, []string{"layers", "list"}},
		{"NaN, as JSON has it", "set", `{"learningRate":null}`, []string{"learningRate is empty", "0.00001", "10"}},
		{"too large", "set", `{"learningRate":11}`, []string{"learningRate", "11", "0.00001", "10"}},
		{"half a seed", "set", `{"seed":1.5}`, []string{"seed", "whole"}},
		{"half a neuron", "set", `{"layers":[1.5]}`, []string{"layers"}},
		{"too many layers", "set", `{"layers":[1,1,1,1,1,1,1]}`, []string{"layers", "7", "6"}},
		{"too many neurons", "set", `{"layers":[1025]}`, []string{"layers", "1025", "1024"}},
		{"unknown data", "set", `{"dataset":"mnist"}`, []string{"dataset", "mnist", "circle"}},
		{"an input twice", "set", `{"inputs":["x1","x1"]}`, []string{"inputs", "x1", "twice"}},
		{"no inputs", "set", `{"inputs":[]}`, []string{"inputs", "0"}},
		{"activations that do not fit", "set", `{"activation":["relu","tanh","relu"]}`, []string{"3", "2"}},
		{"one good, one bad", "set", `{"seed":5,"noise":80}`, []string{"noise", "80", "50"}},
		{"points in pairs", "set", `{"points":[1,2]}`, []string{"points"}},
		{"a point of class 7", "set", `{"points":[1,2,7]}`, []string{"points", "7"}},
		{"no object", "set", `[1]`, []string{"object"}},
		{"train how long", "train", `{}`, []string{"epochs", "steps"}},
		{"train both", "train", `{"epochs":1,"steps":1}`, []string{"epochs", "steps"}},
		{"train backwards", "train", `{"epochs":-1}`, []string{"epochs", "-1", "1"}},
		{"prune by nothing", "prune", `{}`, []string{"epsilon", "sparsity"}},
		{"prune more than all", "prune", `{"sparsity":1.1}`, []string{"sparsity", "1.1", "0", "1"}},
		{"negative ε", "prune", `{"epsilon":-0.1}`, []string{"epsilon", "-0.1"}},
		{"unknown criterion", "prune", `{"epsilon":0.1,"criterion":"best"}`, []string{"criterion", "best", "magnitude"}},
		{"unknown scope", "prune", `{"epsilon":0.1,"scope":"planet"}`, []string{"scope", "planet"}},
		{"prune with a misspelt argument", "prune", `{"epsilon":0.1,"skope":"layer"}`, []string{"skope"}},
		{"bounds upside down", "prune", `{"epsilon":0.1,"bounds":[[50,20]]}`, []string{"bounds", "50-20"}},
		{"a bound of three", "prune", `{"epsilon":0.1,"bounds":[[1,2,3]]}`, []string{"bounds"}},
		{"bounds for layers that cannot be", "prune", `{"epsilon":0.1,"bounds":[[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1]]}`, []string{"bounds", "8"}},
		{"unknown schedule", "gradual", `{"sparsity":0.5,"epochs":1,"schedule":"steep"}`, []string{"steep", "cubic"}},
		{"a threshold along a schedule of sparsity", "gradual", `{"epsilon":0.5,"epochs":1,"schedule":"cubic"}`, []string{"cubic"}},
		{"a decay without its steps", "gradual", `{"epsilon":0.5,"epochs":1,"schedule":"decay"}`, []string{"decaySteps"}},
		{"rigl denser than dense", "rigl", `{"sparsity":-1,"epochs":1}`, []string{"sparsity", "-1"}},
		{"a lottery of no rounds", "lottery", `{"rounds":0,"epochs":1,"fraction":0.2}`, []string{"rounds"}},
		{"a codebook of one", "quantize", `{"scheme":"codebook","entries":1}`, []string{"entries", "1", "256"}},
		{"unknown scheme", "quantize", `{"scheme":"float8"}`, []string{"float8", "int8"}},
		{"a student of half a neuron", "distil", `{"layers":[0.5]}`, []string{"layers"}},
		{"a cold teacher", "distil", `{"layers":[4],"temperature":0}`, []string{"temperature"}},
		{"a pin on nothing", "pin", `{"layer":0,"to":99,"from":0}`, []string{"0:99:0"}},
		{"a pin of another kind", "pin", `{"layer":0,"to":0,"pin":"glue"}`, []string{"glue"}},
		{"a rule with a broken amount", "load", `{"hash":"#steps=p:magnitude:global:s0.5x"}`, []string{"sparsity"}},
		{"a schedule that ran too long", "load", `{"hash":"#steps=g:magnitude:global:s0.5:cubic:10:11"}`, []string{"11"}},
		{"a weight that is not there", "edit", `{"layer":0,"to":10,"from":0,"value":1}`, []string{"weight"}},
		{"a focus outside", "focus", `{"layer":9,"index":0}`, []string{"9"}},
		{"a broken address", "load", `{"hash":"#dataset"}`, []string{"dataset"}},
		{"an address with an unknown step", "load", `{"hash":"#steps=t1e,x9"}`, []string{"x9"}},
		{"an address with a million layers", "load", `{"hash":"#layers=` + strings.Repeat("1.", 8000) + `1"}`, []string{"layers", "8001"}},
		{"an address without end", "load", `{"hash":"#` + strings.Repeat("a", 300000) + `"}`, []string{"300000"}},
		{"an address of one endless word", "load", `{"hash":"#` + strings.Repeat("a", 9000) + `"}`, []string{"aaa…"}},
		{"a value without end", "load", `{"hash":"#dataset=` + strings.Repeat("a", 9000) + `"}`, []string{"dataset", "aaa…"}},
		{"a field twice", "load", `{"hash":"#seed=1&seed=2"}`, []string{"seed"}},
		{"an endless training", "load", `{"hash":"#steps=t99999999999e"}`, []string{"steps"}},
		{"an edit of a weight that is not there", "load", `{"hash":"#steps=t1,w:0:99:0:1"}`, []string{"w:0:99:0:1"}},
		{"an infinite weight", "load", `{"hash":"#steps=w:0:0:0:Inf"}`, []string{"value"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := recipe.ParseOperation(test.command, []byte(test.args))
			if err == nil {
				err = l.Do(c)
			}
			if err == nil {
				err = l.Finish()
			}
			if err == nil {
				t.Fatal("was accepted")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if len(err.Error()) > 600 {
				t.Errorf("nobody reads %d bytes", len(err.Error()))
			}
			if strings.Contains(err.Error(), "{") && !strings.Contains(test.args, "{}") && !strings.Contains(err.Error(), test.args) {
				t.Errorf("%q has a hole in it", err)
			}
			after := l.Snapshot()
			after.CanUndo, after.CanRedo = true, false
			if bits(after) != before {
				t.Error("something changed")
			}
		})
	}
}

func TestPreviewInThePageIsWhatTheLabDoes(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", prune.Global, 0.2), steps(3),
		pinned(1, 2, -1, prune.Protected))
	for _, criterion := range prune.Criteria() {
		// The page has the scores of a criterion once the lab has looked at it.
		do(t, l, level(criterion, prune.Global, 0.2))
		before, err := snapshot.Unmarshal(snapshot.Marshal(l.Snapshot(), snapshot.Revisions{}), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []recipe.Prune{
			level(criterion, prune.ByLayer, 0.5), level(criterion, prune.ByERK, 0.9),
			{Rule: prune.Rule{Criterion: criterion, Scope: prune.Global, By: prune.ByEpsilon, Amount: 0.2}},
			{Rule: prune.Rule{Criterion: criterion, Scope: prune.ByNeuron, By: prune.ByEpsilon, Amount: 9, Guard: true}},
		} {
			do(t, l, c)
			want, got := l.Snapshot(), before.WithPruning(c.Rule)
			for i := range want.Layers {
				if string(want.Layers[i].Mask) != string(got.Layers[i].Mask) {
					t.Errorf("%v: layer %d differs", c, i)
				}
			}
			if got.Kept != want.Kept || got.Epsilon != want.Epsilon || got.Held != want.Held {
				t.Errorf("%v: %d kept at %v, %d held, want %d at %v, %d", c, got.Kept, got.Epsilon, got.Held, want.Kept, want.Epsilon, want.Held)
			}
		}
	}
}

func TestPredictIsWhatTheFieldShows(t *testing.T) {
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(`"xor"`)}, epochs(2))
	s := l.Snapshot()
	for _, i := range []int{0, snapshot.FieldSize - 1, snapshot.FieldSize * snapshot.FieldSize / 2, snapshot.FieldSize*snapshot.FieldSize - 1} {
		out, err := l.Deploy().Predict([]any{[]any{float64(centre(i % snapshot.FieldSize)), -float64(centre(i / snapshot.FieldSize))}})
		if err != nil {
			t.Fatal(err)
		}
		if float32(out[0][0]) != s.Field[i] {
			t.Errorf("cell %d shows %v, predicted is %v", i, s.Field[i], out[0][0])
		}
	}
	if _, err := l.Deploy().Predict([]any{[]any{1.0, 2.0, 3.0}}); err == nil {
		t.Error("a row of three was taken for a point")
	}
	for _, bad := range [][]any{{}, {[]any{1.0, nil}}, {[]any{1.0, "x"}}, {7.0}, {nil}} {
		if out, err := l.Deploy().Predict(bad); err == nil {
			t.Errorf("%v was predicted as %v", bad, out)
		}
	}
}

// centre is that of a cell of the grid of the field, along one axis.
func centre(i int) float32 {
	return (float32(i)+0.5)*2*snapshot.PlaneSpan/snapshot.FieldSize - snapshot.PlaneSpan
}

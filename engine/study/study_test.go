package study

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// A study must find at each level what pruning to it would measure.
func TestAStudyIsWhatPruningWouldMeasure(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(2))
	before := bits(l.Snapshot())
	h := helperFor(t, l)
	for _, kind := range []string{snapshot.StudyCurveOnly, snapshot.StudyCriteria, snapshot.StudySensitivity} {
		tasks, err := snapshot.StudyTasks(kind, "magnitude", prune.Global, len(l.Network().Layers))
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			c := curveOf(t, l, task)
			if len(c.Points) < 40 || c.Points[0].Sparsity != 0 {
				t.Errorf("%+v has %d points from %v", task, len(c.Points), c.Points[0].Sparsity)
			}
			helped, err := h.Study(task)
			if err != nil || !reflect.DeepEqual(helped, c) {
				t.Errorf("%+v: a helper found something else (%v)", task, err)
			}
		}
	}
	if bits(l.Snapshot()) != before {
		t.Error("the study changed something")
	}
	c := curveOf(t, l, snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: "taylor", Scope: prune.ByLayer})
	for _, p := range c.Points[5:30] {
		do(t, l, recipe.Prune{Rule: prune.Rule{Criterion: "taylor", Scope: prune.ByLayer, By: prune.BySparsity, Amount: p.Sparsity}})
		set := measure.First(l.Samples().Train, sampleCount(l.Network()))
		loss, accuracy := nn.Evaluate(nn.NewPass(l.Network(), rows), set.X, set.Y)
		if math.Abs(accuracy-p.Accuracy) > 1e-12 || math.Abs(loss-p.Loss) > 1e-12 {
			t.Errorf("at %v: a loss of %v and an accuracy of %v, the study says %v", p.Sparsity, loss, accuracy, p)
		}
		if b := l.Snapshot().Bytes["bitmask"]; b != p.Bytes {
			t.Errorf("at %v: %d bytes, the study says %d", p.Sparsity, b, p.Bytes)
		}
	}
	if _, err := snapshot.StudyTasks("guess", "magnitude", prune.Global, 3); err == nil {
		t.Error("an unknown kind was accepted")
	}
	for _, bad := range []snapshot.StudyTask{
		{Kind: snapshot.StudyCurveOnly, Criterion: "best", Scope: prune.Global, Layer: 0}, {Kind: snapshot.StudyCurveOnly, Criterion: "magnitude", Scope: "here", Layer: 0}, {Kind: snapshot.StudySensitivity, Criterion: "magnitude", Scope: prune.Global, Layer: 3},
	} {
		if _, err := New(l, bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

// Of the reference network the layers have 200, 100 and 10 connections. Each curve runs to
// where all connections of its layer are pruned; half of the last layer are 5 of 10, and
// the threshold for them is the sixth smallest |w| of that layer.
func TestSensitivityIsOverTheSparsityOfTheLayer(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(2))
	for layer := range l.Network().Layers {
		points := curveOf(t, l, snapshot.StudyTask{Kind: snapshot.StudySensitivity, Criterion: "magnitude", Scope: prune.Global, Layer: layer}).Points
		if last := points[len(points)-1]; points[0].Sparsity != 0 || last.Sparsity != 1 {
			t.Errorf("layer %d: from %v to %v, want 0 to 1", layer+1, points[0].Sparsity, last.Sparsity)
		}
	}
	var sizes []float64
	for _, w := range l.Network().Layers[2].W {
		sizes = append(sizes, math.Abs(float64(w)))
	}
	slices.Sort(sizes)
	points := curveOf(t, l, snapshot.StudyTask{Kind: snapshot.StudySensitivity, Criterion: "magnitude", Scope: prune.Global, Layer: 2}).Points
	i := slices.IndexFunc(points, func(p snapshot.StudyPoint) bool { return p.Sparsity == 0.5 })
	if i < 0 || points[i].Epsilon != sizes[5] {
		t.Errorf("half of the last layer: point %d of %v, want a threshold of %v", i, points, sizes[5])
	}
}

func curveOf(t *testing.T, l *lab.Lab, task snapshot.StudyTask) snapshot.StudyCurve {
	t.Helper()
	s, err := New(l, task)
	if err != nil {
		t.Fatal(err)
	}
	for s.Step() {
	}
	return s.Curve()
}

func helperFor(t *testing.T, l *lab.Lab, files ...samples.File) *Helper {
	t.Helper()
	h, err := NewHelper(l.Snapshot().Link, files)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestFoldsTrainOnTheOthersAndChooseTogether(t *testing.T) {
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(`"gauss"`), "layers": json.RawMessage(`[6]`)}, epochs(5),
		recipe.Set{"learningRate": json.RawMessage(`0.01`)}, epochs(3), epsilon(0.1))
	h := helperFor(t, l)
	for _, by := range []string{prune.ByEpsilon, prune.BySparsity} {
		var folds []snapshot.FoldResult
		for i := range 4 {
			task := snapshot.FoldTask{Folds: 4, Index: i, Criterion: "magnitude", Scope: prune.Global, By: by, Highest: 1}
			r, err := h.Fold(task)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := helperFor(t, l).Fold(task)
			if !reflect.DeepEqual(r, again) {
				t.Error("the same fold came out differently")
			}
			folds = append(folds, r)
		}
		c, err := snapshot.CombineFolds(folds, 0.02)
		if err != nil {
			t.Fatal(err)
		}
		chosen := c.Means[c.Chosen]
		if chosen.Accuracy < c.Means[0].Accuracy-0.02 || chosen.Sparsity < 0.2 {
			t.Errorf("by %s: chose %+v, dense %+v", by, chosen, c.Means[0])
		}
	}
	for _, bad := range []snapshot.FoldTask{{Folds: 1}, {Folds: 3, Index: 3}, {Folds: 3, Criterion: "best", Scope: "global", By: prune.ByEpsilon}} {
		if _, err := h.Fold(bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

// Who shares the work out must not be seen in what comes of it, and it must be
// what the command would come to.
func TestTicketsAreWhatTheLotteryFinds(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1))
	h := helperFor(t, l)
	args := json.RawMessage(`{"criterion":"magnitude","scope":"global","rounds":3,"epochs":2,"fraction":0.3,"rewindStep":20}`)
	shared := func(of int) []snapshot.StudyCurve {
		var parts []snapshot.Tickets
		for part := range of {
			found, err := h.Tickets(snapshot.TicketTask{Lottery: args, Part: part, Of: of})
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, found)
		}
		return snapshot.MergeTickets(parts)
	}
	alone := shared(1)
	for _, of := range []int{2, 5} {
		if !reflect.DeepEqual(shared(of), alone) {
			t.Errorf("shared out among %d the tickets are others", of)
		}
	}
	found, redrawn := alone[0].Points, alone[1].Points
	if len(found) != 4 || len(redrawn) != 3 {
		t.Fatalf("%d tickets with the dense one, %d controls", len(found), len(redrawn))
	}
	for round := 1; round <= 3; round++ {
		for random, p := range map[bool]snapshot.StudyPoint{false: found[round], true: redrawn[round-1]} {
			by := reference(t)
			do(t, by, epochs(1), recipe.Lottery{Criterion: "magnitude", Scope: "global", Rounds: round, Epochs: 2, Fraction: 0.3, RewindStep: 20, Random: random})
			s := by.Snapshot()
			if s.Test.Accuracy != p.Accuracy || s.Test.Loss != p.Loss || s.Bytes["bitmask"] != p.Bytes {
				t.Errorf("round %d, random %v: the command comes to %+v, the study to %+v", round, random, s.Test, p)
			}
		}
	}
	for _, bad := range []string{``, `{}`, `{"criterion":"best","scope":"global","rounds":3,"epochs":2,"fraction":0.3}`} {
		if _, err := h.Tickets(snapshot.TicketTask{Lottery: json.RawMessage(bad)}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

// A person's own data are nowhere but in their files.
func TestAHelperWorksOnAPersonsOwnData(t *testing.T) {
	file := table()
	l := reference(t)
	read, err := samples.Read([]samples.File{file})
	if err == nil {
		err = l.Open(read)
	}
	if err != nil {
		t.Fatal(err)
	}
	do(t, l, epochs(3), epsilon(0.1))
	h := helperFor(t, l, file)
	if _, err := h.Fold(snapshot.FoldTask{Folds: 3, Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity}); err != nil {
		t.Error(err)
	}
	// There are fewer rows than folds.
	few := samples.File{Name: "few.csv", Bytes: []byte("a,b\n1,2\n2,4\n3,7\n4,8\n")}
	other := reference(t)
	if read, err = samples.Read([]samples.File{few}); err == nil {
		err = other.Open(read)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = helperFor(t, other, few).Fold(snapshot.FoldTask{Folds: 20, Index: 19, Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity})
	if p, ok := err.(*recipe.Problem); !ok || p.Code != "folds" {
		t.Errorf("twenty folds of three rows: %v", err)
	}
	if _, err := h.Rivals(snapshot.RivalsTask{Temperature: 4, Hard: 0.5}); err != nil {
		t.Error(err)
	}
	task := snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: "wanda", Scope: prune.Global}
	if c, err := h.Study(task); err != nil || !reflect.DeepEqual(c, curveOf(t, l, task)) {
		t.Errorf("the study differs (%v)", err)
	}
	if _, err := helperFor(t, l).Study(task); err == nil {
		t.Error("a helper without the file found something")
	}
	if _, err := NewHelper("#nonsense", nil); err == nil {
		t.Error("a broken address was accepted")
	}
	if _, err := NewHelper(l.Snapshot().Link, []samples.File{{Name: "x", Bytes: []byte("?")}}); err == nil {
		t.Error("a broken file was accepted")
	}
}

// The bytes of a curve are those that the results call bitmask, of a quantised network too.
func TestTheBytesOfACurveAreThoseOfTheBitmask(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), recipe.Quantize{Scheme: "binary"})
	s := l.Snapshot()
	first := curveOf(t, l, snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: "magnitude", Scope: prune.Global}).Points[0]
	if first.Sparsity != 0 || first.Bytes != s.Bytes["bitmask"] {
		t.Errorf("at a sparsity of %v the curve has %d bytes; as a bitmask it has %d", first.Sparsity, first.Bytes, s.Bytes["bitmask"])
	}
}

package lab

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"bonsai/engine/prune"
)

// A study must find at each level what pruning to it would measure.
func TestAStudyIsWhatPruningWouldMeasure(t *testing.T) {
	l := reference(t)
	do(t, l, Train{Epochs: 2})
	before := bits(l.Snapshot())
	h := helperFor(t, l)
	for _, kind := range []string{StudyCurveOnly, StudyCriteria, StudySensitivity} {
		tasks, err := StudyTasks(kind, "magnitude", prune.Global, len(l.net.Layers))
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			c := study(t, l, task)
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
	c := study(t, l, StudyTask{Kind: StudyCurveOnly, Criterion: "taylor", Scope: prune.ByLayer})
	for _, p := range c.Points[5:30] {
		do(t, l, Prune{Rule: prune.Rule{Criterion: "taylor", Scope: prune.ByLayer, By: BySparsity, Amount: p.Sparsity}})
		set := firstRows(l.samples.train, l.studyRows())
		if got := l.evaluate(set); math.Abs(got.Accuracy-p.Accuracy) > 1e-12 || math.Abs(got.Loss-p.Loss) > 1e-12 {
			t.Errorf("at %v: %v, the study says %v", p.Sparsity, got, p)
		}
		if b := l.Snapshot().Bytes["bitmask"]; b != p.Bytes {
			t.Errorf("at %v: %d bytes, the study says %d", p.Sparsity, b, p.Bytes)
		}
	}
	if _, err := StudyTasks("guess", "magnitude", prune.Global, 3); err == nil {
		t.Error("an unknown kind was accepted")
	}
	for _, bad := range []StudyTask{
		{StudyCurveOnly, "best", prune.Global, 0}, {StudyCurveOnly, "magnitude", "here", 0}, {StudySensitivity, "magnitude", prune.Global, 3},
	} {
		if _, err := l.NewStudy(bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

func study(t *testing.T, l *Lab, task StudyTask) StudyCurve {
	t.Helper()
	s, err := l.NewStudy(task)
	if err != nil {
		t.Fatal(err)
	}
	for s.Step() {
	}
	return s.Curve()
}

func helperFor(t *testing.T, l *Lab, files ...File) *Helper {
	t.Helper()
	h, err := NewHelper(l.Snapshot().Link, files)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestFoldsTrainOnTheOthersAndChooseTogether(t *testing.T) {
	l := reference(t)
	do(t, l, Set{"dataset": json.RawMessage(`"gauss"`), "layers": json.RawMessage(`[6]`)}, Train{Epochs: 5},
		Set{"learningRate": json.RawMessage(`0.01`)}, Train{Epochs: 3}, epsilon(0.1))
	h := helperFor(t, l)
	for _, by := range []string{ByEpsilon, BySparsity} {
		var folds []FoldResult
		for i := range 4 {
			task := FoldTask{Folds: 4, Index: i, Criterion: "magnitude", Scope: prune.Global, By: by, Highest: 1}
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
		c, err := CombineFolds(folds, 0.02)
		if err != nil {
			t.Fatal(err)
		}
		chosen := c.Means[c.Chosen]
		if chosen.Accuracy < c.Means[0].Accuracy-0.02 || chosen.Sparsity < 0.2 {
			t.Errorf("by %s: chose %+v, dense %+v", by, chosen, c.Means[0])
		}
	}
	for _, bad := range []FoldTask{{Folds: 1}, {Folds: 3, Index: 3}, {Folds: 3, Criterion: "best", Scope: "global", By: ByEpsilon}} {
		if _, err := h.Fold(bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

// Who shares the work out must not be seen in what comes of it, and it must be
// what the command would come to.
func TestTicketsAreWhatTheLotteryFinds(t *testing.T) {
	l := reference(t)
	do(t, l, Train{Epochs: 1})
	h := helperFor(t, l)
	args := json.RawMessage(`{"criterion":"magnitude","scope":"global","rounds":3,"epochs":2,"fraction":0.3,"rewindStep":20}`)
	shared := func(of int) []StudyCurve {
		var parts []Tickets
		for part := range of {
			found, err := h.Tickets(TicketTask{args, part, of})
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, found)
		}
		return MergeTickets(parts)
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
		for random, p := range map[bool]StudyPoint{false: found[round], true: redrawn[round-1]} {
			by := reference(t)
			do(t, by, Train{Epochs: 1}, Lottery{"magnitude", "global", round, 2, 0.3, 20, random})
			s := by.Snapshot()
			if s.Test.Accuracy != p.Accuracy || s.Test.Loss != p.Loss || s.Bytes["bitmask"] != p.Bytes {
				t.Errorf("round %d, random %v: the command comes to %+v, the study to %+v", round, random, s.Test, p)
			}
		}
	}
	for _, bad := range []string{``, `{}`, `{"criterion":"best","scope":"global","rounds":3,"epochs":2,"fraction":0.3}`} {
		if _, err := h.Tickets(TicketTask{Lottery: json.RawMessage(bad)}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

// A person's own data are nowhere but in their files.
func TestAHelperWorksOnAPersonsOwnData(t *testing.T) {
	file := table(200)
	l := reference(t)
	do(t, l, Open{[]File{file}}, Train{Epochs: 3}, epsilon(0.1))
	h := helperFor(t, l, file)
	if _, err := h.Fold(FoldTask{Folds: 3, Criterion: "magnitude", Scope: prune.Global, By: BySparsity}); err != nil {
		t.Error(err)
	}
	if _, err := h.Rivals(RivalsTask{4, 0.5}); err != nil {
		t.Error(err)
	}
	task := StudyTask{Kind: StudyCurveOnly, Criterion: "wanda", Scope: prune.Global}
	if c, err := h.Study(task); err != nil || !reflect.DeepEqual(c, study(t, l, task)) {
		t.Errorf("the study differs (%v)", err)
	}
	if _, err := helperFor(t, l).Study(task); err == nil {
		t.Error("a helper without the file found something")
	}
	if _, err := NewHelper("#nonsense", nil); err == nil {
		t.Error("a broken address was accepted")
	}
	if _, err := NewHelper(l.Snapshot().Link, []File{{"x", []byte("?")}}); err == nil {
		t.Error("a broken file was accepted")
	}
}

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
	for _, kind := range []string{StudyCurveOnly, StudyCriteria, StudySensitivity} {
		s, err := l.NewStudy(kind, "magnitude", prune.Global)
		if err != nil {
			t.Fatal(err)
		}
		for s.Step() {
		}
		if s.Progress() != 1 {
			t.Errorf("%s: done, at %v", kind, s.Progress())
		}
		for i, c := range s.Curves() {
			if len(c.Points) < 40 || c.Points[0].Sparsity != 0 {
				t.Errorf("%s: curve %d has %d points from %v", kind, i, len(c.Points), c.Points[0].Sparsity)
			}
		}
	}
	if bits(l.Snapshot()) != before {
		t.Error("the study changed something")
	}
	s, _ := l.NewStudy(StudyCurveOnly, "taylor", prune.ByLayer)
	for s.Step() {
	}
	for _, p := range s.Curves()[0].Points[5:30] {
		do(t, l, Prune{Rule: prune.Rule{Criterion: "taylor", Scope: prune.ByLayer, By: BySparsity, Amount: p.Sparsity}})
		set := firstRows(l.samples.train, l.studyRows())
		if got := l.evaluate(set); math.Abs(got.Accuracy-p.Accuracy) > 1e-12 || math.Abs(got.Loss-p.Loss) > 1e-12 {
			t.Errorf("at %v: %v, the study says %v", p.Sparsity, got, p)
		}
		if b := l.Snapshot().Bytes["bitmask"]; b != p.Bytes {
			t.Errorf("at %v: %d bytes, the study says %d", p.Sparsity, b, p.Bytes)
		}
	}
	if _, err := l.NewStudy("guess", "magnitude", prune.Global); err == nil {
		t.Error("an unknown kind was accepted")
	}
}

func TestFoldsTrainOnTheOthersAndChooseTogether(t *testing.T) {
	l := reference(t)
	do(t, l, Set{"dataset": json.RawMessage(`"gauss"`), "layers": json.RawMessage(`[6]`)}, Train{Epochs: 5},
		Set{"learningRate": json.RawMessage(`0.01`)}, Train{Epochs: 3}, epsilon(0.1))
	for _, by := range []string{ByEpsilon, BySparsity} {
		var folds []FoldResult
		for i := range 4 {
			task := FoldTask{Hash: l.Snapshot().Link, Folds: 4, Index: i, Criterion: "magnitude", Scope: prune.Global, By: by, Highest: 1}
			r, err := RunFold(task)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := RunFold(task)
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
	for _, bad := range []FoldTask{{Hash: "#x"}, {Folds: 1}, {Folds: 3, Index: 3}, {Folds: 3, Criterion: "best", Scope: "global", By: ByEpsilon}} {
		if _, err := RunFold(bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

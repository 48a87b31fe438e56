package lab

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// What was measured before a network is quantised stays "before", with all connections
// kept, after fine-tuning the shared values, and after pruning; only a network without
// either takes its place.
func TestBeforeQuantisingIsBefore(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(3))
	whole := l.Snapshot().Test
	binary := recipe.Quantize{Scheme: "binary"}
	for _, o := range []recipe.Operation{binary, epochs(1), level("magnitude", prune.Global, 0.3), epsilon(0), edit(2, 0, -1, 0.7), edit(2, 0, -1, 0.9)} {
		do(t, l, o)
		if s := l.Snapshot(); s.Dense != whole || s.Sharing == nil {
			t.Fatalf("%T: before it was %+v, want %+v", o, s.Dense, whole)
		}
	}
	do(t, l, recipe.Quantize{Scheme: recipe.NoScheme}, epochs(1))
	if s := l.Snapshot(); s.Dense != s.Test {
		t.Errorf("trained without quantisation it was %+v, and is %+v", s.Dense, s.Test)
	}
}

// While ε is chosen, each choice takes the place of the one before, in the charts over
// time too: they end at the measurement of the present network.
func TestAReplacedStepLeavesNoPointInTheCurve(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(3))
	trained := len(l.Snapshot().Curve)
	for _, o := range []recipe.Operation{epsilon(0.75), epsilon(99999), epsilon(0.29)} {
		seen := l.Revisions().Curve
		do(t, l, o)
		s := l.Snapshot()
		if last := s.Curve[len(s.Curve)-1]; len(s.Curve) != trained+1 || last.Test != s.Test || last.Sparsity != l.Sparsity() || s.Revisions.Curve == seen {
			t.Errorf("%s: %d points, the last %+v; want %d, %+v", o.Text(), len(s.Curve), last, trained+1, s.Test)
		}
	}
	if do(t, l, epsilon(0)); len(l.Snapshot().Curve) != trained {
		t.Errorf("with all connections back there are %d points, want %d", len(l.Snapshot().Curve), trained)
	}
	do(t, l, edit(2, 0, -1, 50), edit(2, 0, -1, 0))
	if n := len(l.Snapshot().Curve); n != trained+1 {
		t.Errorf("with one bias set, twice, there are %d points, want %d", n, trained+1)
	}
	do(t, l, recipe.Undo{})
	if n := len(l.Snapshot().Curve); n != trained+1 {
		t.Errorf("after undoing the second there are %d points, want %d", n, trained+1)
	}
	do(t, l, epochs(1), epochs(1)) // trainings become one step, and keep their points
	if n := len(l.Snapshot().Curve); n != trained+3 {
		t.Errorf("after two epochs more there are %d points, want %d", n, trained+3)
	}
}

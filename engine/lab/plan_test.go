package lab

import (
	"math"
	"testing"

	"bonsai/engine/measure"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

func gradually(schedule string, scope string, sparsity float64, steps int) recipe.Gradual {
	return recipe.Gradual{
		Rule:     prune.Rule{Criterion: "magnitude", Scope: scope, By: prune.BySparsity, Amount: sparsity},
		Schedule: schedule, Length: recipe.Length{Count: steps},
	}
}

// The network has 310 weights: at 90 %, 31 are kept. Seven steps of the schedule “linear” left
// 71 once.
func TestGradualPruningReachesItsTargetInRunsOfAnyLength(t *testing.T) {
	for _, schedule := range prune.Schedules() {
		for _, length := range []int{1, 2, 7, 8, 63, 64, 65, 130, 200} {
			l := reference(t)
			do(t, l, gradually(schedule, prune.Global, 0.9, length))
			if l.Kept() != 31 {
				t.Errorf("%s in %d steps keeps %d of 310, want 31", schedule, length, l.Kept())
			}
		}
	}
	for _, scope := range prune.Scopes() {
		l := reference(t)
		do(t, l, steps(50), level("magnitude", prune.Global, 0.5), gradually("cubic", scope, 0.9, 7))
		if l.Kept() != 31 {
			t.Errorf("after a cut by the whole network, gradually by %s, %d of 310 are kept, want 31", scope, l.Kept())
		}
	}
}

// Pruning ends at the step that the plan's curve shows.
func TestPruningEndsWhereThePlanSays(t *testing.T) {
	for _, test := range []struct {
		schedule    string
		length, end int
	}{{"cubic", 7, 6}, {"linear", 200, 175}, {"cosine", 64, 56}, {"one-shot", 40, 20}, {"one-shot", 7, 3}, {"constant", 10, 0}} {
		l := reference(t)
		if err := l.Do(gradually(test.schedule, prune.Global, 0.9, test.length)); err != nil {
			t.Fatal(err)
		}
		planned := -1
		for _, p := range l.Snapshot().Plan {
			if p.Sparsity == 0.9 && planned < 0 {
				planned = p.Step
			}
		}
		if planned != test.end {
			t.Errorf("%s in %d steps: the plan reaches 90 %% at step %d, want %d", test.schedule, test.length, planned, test.end)
		}
		before := 310
		for step := range test.length {
			if step == test.end {
				before = l.Kept()
			}
			if err := l.Advance(1); err != nil {
				t.Fatal(err)
			}
			if step >= test.end && l.Kept() != 31 {
				t.Fatalf("%s in %d steps: %d are kept after step %d", test.schedule, test.length, l.Kept(), step+1)
			}
		}
		if test.schedule == prune.OneShot && before != 310 {
			t.Errorf("one-shot kept %d of 310 before the middle", before)
		}
	}
}

// A network that lost 60 % by the whole network and was trained loses 80 % by neuron
// (once it kept 51 instead of 62).
func TestASecondCutReachesItsLevelByEveryScope(t *testing.T) {
	for _, scope := range prune.Scopes() {
		for _, v := range []float64{0.65, 0.8, 0.93} {
			l := reference(t)
			do(t, l, epochs(1), level("magnitude", prune.Global, 0.6), epochs(1), level("magnitude", scope, v))
			if want := 310 - int(math.Round(v*310)); l.Kept() != want {
				t.Errorf("%v by %s keeps %d, want %d", v, scope, l.Kept(), want)
			}
		}
	}
}

// Links made before all this say so by their form, keep it, and do what they did.
func TestLinksFromBeforePruneAsTheyDid(t *testing.T) {
	for hash, want := range map[string]int{
		"#steps=g:magnitude:global:s0.9:linear:7":         71, // 6/7 of the way to 90 %: 77.1 % of 310 are 239
		"#steps=gradual:magnitude:global:s0.9:linear:7":   31,
		"#steps=gradual:magnitude:layer:x0.9:one-shot:10": 31,
	} {
		l := reference(t)
		do(t, l, load(hash))
		if l.Kept() != want {
			t.Errorf("%s keeps %d, want %d", hash, l.Kept(), want)
		}
		if got := l.Snapshot().Link; got != hash {
			t.Errorf("%s became %s", hash, got)
		}
	}
}

// While it trains, a network is measured on the first samples only if there are many, and
// says so; at the end on all test samples, and on as many training samples as is quick.
func TestMeasurementsOfAPartSayOfWhich(t *testing.T) {
	l := reference(t)
	do(t, l, recipe.Set{"dataset": []byte(`"digits28"`), "layers": []byte(`[300,100]`)}, steps(1))
	s := l.Snapshot()
	all := l.samples.Train.N
	want := measure.Whole / l.net.Weights()
	if s.Test.Part != (snapshot.Part{}) || s.Train.Part != snapshot.PartOf(want, all) {
		t.Errorf("measured on %+v and %+v of %d samples", s.Train.Part, s.Test.Part, all)
	}
	l.glance()
	if got, want := l.testMetrics.Part, snapshot.PartOf(measure.Affordable(measure.Glance, l.net.Weights()), l.samples.Test.N); got != want {
		t.Errorf("at a glance, %+v of the test samples were measured, want %+v", got, want)
	}
	if small := reference(t).Snapshot(); small.Train.Part != (snapshot.Part{}) {
		t.Errorf("of a small network, only %+v were measured", small.Train.Part)
	}
}

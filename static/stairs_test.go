package static

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// What the controls of “ε in steps” begin with suits the reference experiment and the
// digits: after it, the network is clearly sparse and hardly less accurate. Measured over
// seeds 1–5 on 27 November 2026, in per cent; 28×28 pixels are pruned by 96.2 % and lose
// 1.3 points. A rise every 100 steps, as there used to be, disconnected them altogether.
func TestStairsOfEpsilonLeaveASparseAccurateNetwork(t *testing.T) {
	values := map[string]float64{}
	readIndex(t).each(func(e *element) {
		if v, err := strconv.ParseFloat(e.attrs["value"], 64); err == nil {
			values[e.attrs["id"]] = v
		}
	})
	if _, fixed := values["decaySteps"]; fixed {
		t.Error("the page gives #decaySteps the steps of an epoch")
	}
	for _, c := range []struct {
		name, address             string
		sparsity, before, reached float64 // means over the seeds
	}{
		{"reference", "#seed=%d&steps=t10e", 66.3, 95.4, 95.4},
		{"digits", "#dataset=digits14&layers=32&learningRate=0.003&trainShare=80&init=he&seed=%d&steps=t10e", 82.4, 95.9, 95.9},
	} {
		var sparsity, before, reached float64
		const seeds = 5
		for seed := 1; seed <= seeds; seed++ {
			x, err := recipe.ParseAddress(fmt.Sprintf(c.address, seed))
			if err != nil {
				t.Fatal(err)
			}
			l, err := lab.Replay(x, nil)
			if err != nil {
				t.Fatal(err)
			}
			before += 100 * l.TestMetrics().Accuracy / seeds
			stairs := recipe.Gradual{
				Rule:     recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Amount: values["gradualEpsilon"]},
				Schedule: recipe.Decay, Length: recipe.Length{Count: int(values["gradualEpochs"]) * l.StepsPerEpoch()},
				DecaySteps: l.StepsPerEpoch(), DecayRate: values["decayRate"],
			}
			if err := l.Repeat([]recipe.Operation{stairs}); err != nil {
				t.Fatal(err)
			}
			s := l.Snapshot()
			sparsity += 100 * (1 - float64(s.Kept)/float64(s.Total)) / seeds
			reached += 100 * s.Test.Accuracy / seeds
		}
		for what, pair := range map[string][2]float64{
			"pruned": {sparsity, c.sparsity}, "accuracy before": {before, c.before}, "accuracy after": {reached, c.reached},
		} {
			if math.Abs(pair[0]-pair[1]) > 0.051 {
				t.Errorf("%s: %s %.2f %%, want %.1f", c.name, what, pair[0], pair[1])
			}
		}
		if sparsity < 60 || before-reached > 3 {
			t.Errorf("%s: pruned %.1f %%, accuracy %.1f → %.1f", c.name, sparsity, before, reached)
		}
	}
}

package lab

import (
	"cmp"
	"encoding/json"
	"fmt"
	"testing"

	"bonsai/engine/recipe"
)

// A good preset must get it right, a bad one must fail to: test accuracy, or
// R² in regression, for several seeds.
func TestPresetsDoWhatTheyPromise(t *testing.T) {
	for _, dataset := range recipe.Datasets() {
		if dataset == "drawn" || dataset == recipe.OwnDataset {
			continue // what is drawn, or in the files, decides
		}
		t.Run(dataset, func(t *testing.T) {
			for seed := 1; seed <= 2; seed++ {
				good, bad := reach(t, dataset, true, seed), reach(t, dataset, false, seed)
				if good < 0.93 || bad > 0.8 {
					t.Errorf("seed %d: the good one reaches %.3f, the bad one %.3f", seed, good, bad)
				}
			}
		})
	}
}

func reach(t *testing.T, dataset string, good bool, seed int) float64 {
	t.Helper()
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(fmt.Sprintf("%q", dataset)), "seed": json.RawMessage(fmt.Sprint(seed))})
	p := recipe.PresetFor(dataset, good)
	do(t, l, p.Set, epochs(p.Epochs))
	return l.Snapshot().Test.Accuracy
}

// A preset sets everything that matters, so what was set before does not.
func TestPresetsDoNotDependOnWhatWasSetBefore(t *testing.T) {
	for _, dataset := range recipe.Datasets() {
		if dataset == recipe.OwnDataset {
			continue // needs files
		}
		for _, good := range []bool{true, false} {
			p := recipe.PresetFor(dataset, good)
			plain, odd := reference(t), reference(t)
			choose := recipe.Set{"dataset": json.RawMessage(fmt.Sprintf("%q", dataset))}
			do(t, plain, choose, p.Set)
			do(t, odd, choose, recipe.Set{
				"noise": json.RawMessage("20"), "trainShare": json.RawMessage("20"), "layers": json.RawMessage("[3,3]"),
				"activation": json.RawMessage(`["tanh","sigmoid"]`), "init": json.RawMessage(`"he"`),
				"regularization": json.RawMessage(`"l1"`), "regularizationRate": json.RawMessage("1"),
				"inputs": json.RawMessage(`["x1x2"]`), "batchSize": json.RawMessage("3"), "optimizer": json.RawMessage(`"sgd"`),
			}, p.Set)
			if a, b := plain.Snapshot().Link, odd.Snapshot().Link; a != b {
				t.Errorf("%s, good %v: %s and %s", dataset, good, a, b)
			}
		}
	}
}

// A bad preset must go on failing for a person who presses play again: for 500 more
// epochs. Large data sets get fewer, to save time; 500 (of digits28, 100) were measured
// once, and none reached 0.8.
func TestBadPresetsFailForGood(t *testing.T) {
	more := map[string]int{"tabular20": 30, "digits14": 30, "digits28": 3}
	for _, dataset := range recipe.Datasets() {
		if dataset == "drawn" || dataset == recipe.OwnDataset {
			continue // what is drawn, or in the files, decides
		}
		for seed := 1; seed <= 3; seed++ {
			l := reference(t)
			do(t, l, recipe.Set{"dataset": json.RawMessage(fmt.Sprintf("%q", dataset)), "seed": json.RawMessage(fmt.Sprint(seed))})
			p := recipe.PresetFor(dataset, false)
			n := cmp.Or(more[dataset], 500)
			do(t, l, p.Set, epochs(p.Epochs), epochs(n))
			if got := l.Snapshot().Test.Accuracy; got > 0.8 {
				t.Errorf("%s, seed %d: %d epochs after the preset it reaches %.3f", dataset, seed, n, got)
			}
		}
	}
}

// What a data set begins with must learn it, and leave connections to prune.
func TestStartsLearnTheirData(t *testing.T) {
	for _, dataset := range recipe.Datasets() {
		address, ok := recipe.Start(dataset)
		if !ok {
			continue
		}
		for _, seed := range []string{"", "&seed=2"} {
			l := reference(t)
			if err := open(l, address+seed); err != nil {
				t.Fatal(err)
			}
			if err := l.Finish(); err != nil {
				t.Fatal(err)
			}
			s := l.Snapshot()
			if s.Test.Accuracy < 0.93 || s.Total < 100 {
				t.Errorf("%s%s reaches %.3f with %d connections", address, seed, s.Test.Accuracy, s.Total)
			}
		}
	}
}

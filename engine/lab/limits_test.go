package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// opens fails unless the lab's address, in each of its forms, can be read as
// what it was written for.
func opens(t *testing.T, l *Lab) {
	t.Helper()
	address := l.Snapshot().Link
	for _, hash := range []string{address, recipe.ShortLink(address, false), recipe.ShortLink(address, true)} {
		o, err := recipe.ParseAddress(hash)
		if err != nil {
			t.Fatalf("after %d steps the link cannot be opened: %v", len(l.operations), err)
		}
		if o.Address() != address {
			t.Fatalf("after %d steps the link opens as\n%s, not\n%s", len(l.operations), o.Address(), address)
		}
	}
}

func TestEveryLinkOpensHoweverMuchWasDone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(`"moons"`), "layers": json.RawMessage(`[5,3]`)})
	for done := 0; done < 1200; {
		c := anyOperation(r)
		switch c := c.(type) {
		case recipe.Undo, recipe.Reset, recipe.Load:
			continue
		case recipe.Set:
			if c["layers"] != nil || c["seed"] != nil {
				continue
			}
		}
		done++
		if l.Do(c) == nil {
			_ = l.Advance(1 + r.IntN(30))
		}
		if done%10 == 0 {
			do(t, l, recipe.Pause{})
			opens(t, l)
		}
	}
	do(t, l, recipe.Pause{})
	opens(t, l)
	if len(l.operations) < 500 {
		t.Fatalf("only %d steps came of it", len(l.operations))
	}
	want := l.Snapshot()
	other := reference(t)
	do(t, other, load(recipe.ShortLink(want.Link, false)))
	if got := other.Snapshot(); got.Link != want.Link || !sameWeights(got, want) || got.Dense != want.Dense {
		t.Errorf("%d steps give other bits", len(l.operations))
	}
}

// everyKind is a command of each kind that adds to an address.
var everyKind = []recipe.Operation{
	epochs(1), recipe.Play{}, epsilon(0.1), preview(epsilon(0.2)), edit(0, 0, 0, 1), recipe.Mark{}, recipe.Rewind{}, recipe.Compensate{},
	recipe.Quantize{Scheme: "int8"}, riglFor(0.5, epochs(1)), recipe.Distil{Layers: []int{2}, Temperature: 2},
	pinned(0, 0, 0, prune.Cut), recipe.Set{"learningRate": []byte("0.5")},
	recipe.Gradual{Rule: level("magnitude", prune.Global, 0.5).Rule, Schedule: "cubic", Length: epochs(1).Length},
	recipe.Lottery{Criterion: "magnitude", Scope: prune.Global, Rounds: 1, Epochs: 1, Fraction: 0.5},
}

// What Room allows (package recipe tests that it is so).
const (
	mostOperations = 5_000
	mostLength     = 200_000
)

// full has done as much as an address can carry.
func full(t *testing.T, steps []string) *Lab {
	t.Helper()
	l := reference(t)
	do(t, l, load("#dataset=xor&layers=2&steps="+strings.Join(steps, ",")))
	return l
}

func TestWhatNoLinkCouldCarryIsRefusedAndChangesNothing(t *testing.T) {
	long := fmt.Sprintf("p:magnitude:global:e0.%0300d", 1)
	for code, steps := range map[string][]string{
		"manySteps":   slices.Repeat([]string{"m"}, mostOperations-1),
		"longAddress": slices.Repeat([]string{long, "m"}, mostLength/(len(long)+3)+1),
	} {
		l := full(t, steps)
		if code == "manySteps" {
			do(t, l, recipe.Compensate{}) // there is room for one
		}
		opens(t, l)
		before := bits(l.Snapshot())
		for _, c := range everyKind {
			err := l.Do(c)
			var p *recipe.Problem
			if !errors.As(err, &p) || p.Code != code {
				t.Errorf("%s: %T ended with %v", code, c, err)
			}
			if bits(l.Snapshot()) != before {
				t.Fatalf("%s: %T changed something", code, c)
			}
		}
		do(t, l, recipe.Set{"hide": []byte(`["noise"]`)})
		opens(t, l)
		do(t, l, recipe.Undo{}, recipe.Undo{}, recipe.Mark{}, recipe.Reset{}, epochs(1))
	}
}

// Just before an address is full, the largest command still fits.
func TestTheLargestCommandFitsBehindTheLastThatIsAllowed(t *testing.T) {
	l := full(t, slices.Repeat([]string{"m"}, mostOperations-1))
	do(t, l, recipe.Lottery{Criterion: "mean-activation", Scope: prune.ByNeuron, Rounds: recipe.MaxRounds, Epochs: 1, Fraction: 0.011, RewindStep: 1})
	opens(t, l)
}

func TestLongRunsOpen(t *testing.T) {
	l := reference(t)
	for _, o := range []recipe.Train{steps(3_000_001), epochs(recipe.MaxCount - 1), steps(recipe.MaxCount), epochs(2_000_000)} {
		l.operations = nil
		l.addOperation(o)
		opens(t, l)
		l.addOperation(o)
		opens(t, l)
	}
	if err := l.Do(recipe.Gradual{Rule: epsilon(0.1).Rule, Schedule: recipe.Decay, Length: epochs(1_000_000).Length, DecaySteps: 1, DecayRate: 10}); err != nil {
		t.Fatal(err)
	}
	if err := l.Advance(20); err != nil {
		t.Fatal(err)
	}
	if err := l.Do(recipe.Set{"learningRate": []byte("0.5")}); err != nil { // the threshold is far beyond any weight
		t.Fatal(err)
	}
	_ = l.Advance(1)
	do(t, l, recipe.Pause{})
	opens(t, l)
}

// Cutting and keeping one connection, again and again, is one step; where the
// rule shall decide again, what was before still counts.
func TestPinsOfOneConnectionReplaceEachOther(t *testing.T) {
	pin := func(p prune.Pin) recipe.Operation { return pinned(0, 1, 2, p) }
	l := reference(t)
	do(t, l, steps(5), pin(prune.Cut), pin(prune.Protected), pin(prune.Cut), pin(prune.Protected),
		pinned(0, 1, 3, prune.Cut), pin(prune.Cut), pin(prune.Free), pin(prune.Free))
	if got, want := l.Snapshot().Link, "#steps=t5,k:0:1:2,x:0:1:3,x:0:1:2,f:0:1:2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	const old = "#steps=t5,x:0:1:2,k:0:1:2,ri" // as it was written before
	do(t, l, load(old))
	if got := l.Snapshot().Link; got != old {
		t.Errorf("%s opens as %s", old, got)
	}
}

// What was dense stays so, whatever a step showed that another replaced.
func TestAReplacedStepLeavesNoTraceInWhatWasDense(t *testing.T) {
	for _, last := range []recipe.Operation{pinned(0, 0, 0, prune.Cut), level("magnitude", prune.Global, 0.5)} {
		l := reference(t)
		do(t, l, steps(9), level("magnitude", prune.Global, 0.1), edit(2, 0, -1, 0.7), epsilon(0))
		if _, cut := last.(recipe.Pin); cut {
			do(t, l, level("magnitude", prune.Global, 0.1), edit(2, 0, -1, 0.9), epsilon(0), pinned(0, 0, 0, prune.Protected))
		}
		do(t, l, last)
		want := l.Snapshot()
		other := reference(t)
		do(t, other, load(want.Link))
		if got := other.Snapshot(); got.Dense != want.Dense || !sameWeights(got, want) {
			t.Errorf("%s: dense was %v, and opens as %v", want.Link, want.Dense, got.Dense)
		}
	}
}

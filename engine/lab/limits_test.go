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
)

// opens fails unless the lab's address, in each of its forms, can be read as
// what it was written for.
func opens(t *testing.T, l *Lab) {
	t.Helper()
	address := l.link()
	for _, hash := range []string{address, ShortLink(address, false), ShortLink(address, true)} {
		o, err := parseLink(hash)
		if err != nil {
			t.Fatalf("after %d steps the link cannot be opened: %v", len(l.steps), err)
		}
		if o.address() != address {
			t.Fatalf("after %d steps the link opens as\n%s, not\n%s", len(l.steps), o.address(), address)
		}
	}
}

func TestEveryLinkOpensHoweverMuchWasDone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	l := reference(t)
	do(t, l, Set{"dataset": json.RawMessage(`"moons"`), "layers": json.RawMessage(`[5,3]`)})
	for done := 0; done < 1200; {
		c := anyCommand(r)
		switch c := c.(type) {
		case Undo, Reset, Load:
			continue
		case Set:
			if c["layers"] != nil || c["seed"] != nil {
				continue
			}
		}
		done++
		if l.Do(c) == nil {
			_ = l.Advance(1 + r.IntN(30))
		}
		if done%10 == 0 {
			do(t, l, Pause{})
			opens(t, l)
		}
	}
	do(t, l, Pause{})
	opens(t, l)
	if len(l.steps) < 500 {
		t.Fatalf("only %d steps came of it", len(l.steps))
	}
	want := l.Snapshot()
	other := reference(t)
	do(t, other, Load{ShortLink(want.Link, false)})
	if got := other.Snapshot(); got.Link != want.Link || !sameWeights(got, want) || got.Dense != want.Dense {
		t.Errorf("%d steps give other bits", len(l.steps))
	}
}

// everyKind is a command of each kind that adds to an address.
var everyKind = []Command{
	Train{Epochs: 1}, Play{}, epsilon(0.1), preview(epsilon(0.2)), Edit{Value: 1}, Mark{}, Rewind{}, Compensate{},
	Quantize{Scheme: "int8"}, RigL{Sparsity: 0.5, Epochs: 1}, Distil{Layers: []int{2}, Temperature: 2},
	PinConnection{Pin: prune.Cut}, Set{"learningRate": []byte("0.5")},
	Gradual{Rule: level("magnitude", prune.Global, 0.5).Rule, Schedule: "cubic", Epochs: 1},
	Lottery{Criterion: "magnitude", Scope: prune.Global, Rounds: 1, Epochs: 1, Fraction: 0.5},
}

// full has done as much as an address can carry.
func full(t *testing.T, steps []string) *Lab {
	t.Helper()
	l := reference(t)
	do(t, l, Load{"#dataset=xor&layers=2&steps=" + strings.Join(steps, ",")})
	return l
}

func TestWhatNoLinkCouldCarryIsRefusedAndChangesNothing(t *testing.T) {
	long := fmt.Sprintf("p:magnitude:global:e0.%0300d", 1)
	for code, steps := range map[string][]string{
		"manySteps":   slices.Repeat([]string{"m"}, mostSteps-1),
		"longAddress": slices.Repeat([]string{long, "m"}, mostLength/(len(long)+3)+1),
	} {
		l := full(t, steps)
		if code == "manySteps" {
			do(t, l, Compensate{}) // there is room for one
		}
		opens(t, l)
		before := bits(l.Snapshot())
		for _, c := range everyKind {
			err := l.Do(c)
			var p *Problem
			if !errors.As(err, &p) || p.Code != code {
				t.Errorf("%s: %T ended with %v", code, c, err)
			}
			if bits(l.Snapshot()) != before {
				t.Fatalf("%s: %T changed something", code, c)
			}
		}
		do(t, l, Set{"hide": []byte(`["noise"]`)})
		opens(t, l)
		do(t, l, Undo{}, Undo{}, Mark{}, Reset{}, Train{Epochs: 1})
	}
}

// Just before an address is full, the largest command still fits.
func TestTheLargestCommandFitsBehindTheLastThatIsAllowed(t *testing.T) {
	l := full(t, slices.Repeat([]string{"m"}, mostSteps-1))
	do(t, l, Lottery{Criterion: "mean-activation", Scope: prune.ByNeuron, Rounds: MaxRounds, Epochs: 1, Fraction: 0.011, RewindStep: 1})
	opens(t, l)
}

func TestLongRunsOpen(t *testing.T) {
	l := reference(t)
	for _, steps := range []trainStep{{count: 3_000_001}, {maxCount - 1, true}, {maxCount, false}, {2_000_000, true}} {
		l.steps = nil
		l.addStep(steps)
		opens(t, l)
		l.addStep(steps)
		opens(t, l)
	}
	if err := l.Do(Gradual{Rule: epsilon(0.1).Rule, Schedule: decay, Epochs: maxTrainCount, DecaySteps: 1, DecayRate: 10}); err != nil {
		t.Fatal(err)
	}
	if err := l.Advance(20); err != nil {
		t.Fatal(err)
	}
	if err := l.Do(Set{"learningRate": []byte("0.5")}); err != nil { // the threshold is far beyond any weight
		t.Fatal(err)
	}
	_ = l.Advance(1)
	do(t, l, Pause{})
	opens(t, l)
}

// A hostile link costs no more than reading it.
func TestHostileLinksAreRefusedBeforeTheyCostAnything(t *testing.T) {
	const million = 1_000_000
	network := "n:AAEC"
	for name, address := range map[string]string{
		"a million steps":              "steps=" + strings.Repeat("m,", million) + "m",
		"too many steps":               "steps=" + strings.Repeat("m,", maxSteps) + "m",
		"too many words":               "steps=" + strings.Repeat(",p:magnitude:global:e0.", million/10),
		"numbers that we write longer": "steps=" + strings.TrimPrefix(strings.Repeat(",p:magnitude:global:e1e-300", 5000), ","),
		"a million networks":           "steps=" + strings.Repeat(network+",", million) + network,
		"a network of zeros":           "steps=n:" + strings.Repeat("A", maxNetwork+2),
	} {
		for _, hash := range []string{"#" + address, ShortLink(address, false), ShortLink(address, true)} {
			if _, err := parseLink(hash); err == nil {
				t.Errorf("%s: is opened", name)
			} else if len(err.Error()) > 600 {
				t.Errorf("%s: nobody reads %d bytes", name, len(err.Error()))
			}
			if allocated := testing.AllocsPerRun(1, func() { parseLink(hash) }); allocated > 100_000 {
				t.Errorf("%s: %v allocations", name, allocated)
			}
		}
	}
}

// Cutting and keeping one connection, again and again, is one step; where the
// rule shall decide again, what was before still counts.
func TestPinsOfOneConnectionReplaceEachOther(t *testing.T) {
	pin := func(p prune.Pin) Command { return PinConnection{Layer: 0, To: 1, From: 2, Pin: p} }
	l := reference(t)
	do(t, l, Train{Steps: 5}, pin(prune.Cut), pin(prune.Protected), pin(prune.Cut), pin(prune.Protected),
		PinConnection{Layer: 0, To: 1, From: 3, Pin: prune.Cut}, pin(prune.Cut), pin(prune.Free), pin(prune.Free))
	if got, want := l.Snapshot().Link, "#steps=t5,k:0:1:2,x:0:1:3,x:0:1:2,f:0:1:2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	const old = "#steps=t5,x:0:1:2,k:0:1:2,ri" // as it was written before
	do(t, l, Load{old})
	if got := l.Snapshot().Link; got != old {
		t.Errorf("%s opens as %s", old, got)
	}
}

// What was dense stays so, whatever a step showed that another replaced.
func TestAReplacedStepLeavesNoTraceInWhatWasDense(t *testing.T) {
	for _, last := range []Command{PinConnection{Pin: prune.Cut}, level("magnitude", prune.Global, 0.5)} {
		l := reference(t)
		do(t, l, Train{Steps: 9}, level("magnitude", prune.Global, 0.1), Edit{Layer: 2, From: -1, Value: 0.7}, epsilon(0))
		if _, cut := last.(PinConnection); cut {
			do(t, l, level("magnitude", prune.Global, 0.1), Edit{Layer: 2, From: -1, Value: 0.9}, epsilon(0), PinConnection{Pin: prune.Protected})
		}
		do(t, l, last)
		want := l.Snapshot()
		other := reference(t)
		do(t, other, Load{want.Link})
		if got := other.Snapshot(); got.Dense != want.Dense || !sameWeights(got, want) {
			t.Errorf("%s: dense was %v, and opens as %v", want.Link, want.Dense, got.Dense)
		}
	}
}

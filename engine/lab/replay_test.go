package lab

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Whatever a person does, in whatever order, the address that comes of it
// gives the same bits again, in a fresh lab and in one that has seen things.
func TestAnySequenceOfCommandsIsReplayedByItsAddress(t *testing.T) {
	for trial := range 200 {
		r := rand.New(rand.NewPCG(uint64(trial), 1))
		l := reference(t)
		do(t, l, recipe.Set{"dataset": json.RawMessage(`"moons"`), "layers": json.RawMessage(`[5,3]`)})
		var done []string
		for range 3 + r.IntN(10) {
			c := anyOperation(r)
			done = append(done, fmt.Sprintf("%T%v", c, c))
			if err := l.Do(c); err != nil {
				continue // refused: nothing has changed
			}
			if err := l.Advance(1 + r.IntN(30)); err != nil { // often not to the end
				continue
			}
		}
		resume, opening := l.Snapshot().Resume, l.fallback != nil
		do(t, l, recipe.Pause{})
		want := l.Snapshot()
		if resume != "" && !opening && resume != want.Link {
			t.Fatalf("trial %d: before the pause the address to come back to is %s, after it %s", trial, resume, want.Link)
		}
		for name, other := range map[string]*Lab{"a fresh lab": reference(t), "the same lab": l} {
			do(t, other, load(want.Link))
			got := other.Snapshot()
			if got.Link != want.Link || !sameWeights(got, want) || got.Test != want.Test || got.Dense != want.Dense {
				t.Fatalf("trial %d: %s gives other bits for %s\nit came from %v", trial, name, want.Link, done)
			}
		}
	}
}

// Each operation that an address records is carried out, and is among those that
// anyOperation draws.
func TestEveryRecordedOperationIsCarriedOutAndDrawn(t *testing.T) {
	drawn := map[string]bool{"recipe.Network": true, "recipe.Setting": true} // tested by network_test.go; come of Set
	r := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		drawn[fmt.Sprintf("%T", anyOperation(r))] = true
	}
	for _, e := range recipe.Operations() {
		for _, form := range e.Forms {
			if strings.Contains(form, "…") {
				continue // an example without all of its bytes
			}
			l := reference(t)
			o := load("#steps=" + form)
			do(t, l, o)
			if kind := fmt.Sprintf("%T", o.Operations[0]); !drawn[kind] {
				t.Errorf("anyOperation draws no %s, so no random sequence tests it", kind)
			}
			if got := l.Snapshot().Link; got != "#steps="+form {
				t.Errorf("%s was recorded as %s", form, got)
			}
		}
	}
}

func sameWeights(a, b *snapshot.Snapshot) bool {
	for i := range a.Layers {
		x, y := a.Layers[i], b.Layers[i]
		if !sameBits(x.W, y.W) || !sameBits(x.B, y.B) || string(x.Mask) != string(y.Mask) {
			return false
		}
	}
	return true
}

func sameBits(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

// anyOperation draws a command, some of which are refused.
func anyOperation(r *rand.Rand) recipe.Operation {
	raw := func(v any) json.RawMessage { return json.RawMessage(fmt.Sprint(v)) }
	switch r.IntN(24) {
	case 0:
		return epochs(1 + r.IntN(3))
	case 1, 2:
		return steps(1 + r.IntN(40))
	case 3:
		return recipe.Play{}
	case 4:
		return recipe.Pause{}
	case 5, 6, 7:
		c := recipe.Prune{Rule: prune.Rule{
			Criterion: pick(r, prune.Criteria()), Scope: pick(r, prune.Scopes()), By: prune.ByEpsilon, Amount: r.Float64() / 2,
			Guard: r.IntN(3) == 0,
		}, Preview: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			c.By = prune.BySparsity
		}
		if r.IntN(4) == 0 {
			c.Bounds = []prune.Bound{{Least: r.IntN(30), Most: 40 + r.IntN(50)}, {Most: r.IntN(100)}}
		}
		return c
	case 8:
		return recipe.Set{"learningRate": raw(0.001 + r.Float64()/20)}
	case 9:
		return recipe.Set{"batchSize": raw(1 + r.IntN(60)), "regularization": raw([]string{`"l1"`, `"l2"`, `"none"`}[r.IntN(3)])}
	case 10:
		return edit(r.IntN(3), r.IntN(3), r.IntN(6)-1, float32(r.NormFloat64()))
	case 11:
		return recipe.Undo{}
	case 12:
		return recipe.Redo{}
	case 13, 14:
		c := recipe.Gradual{
			Rule:     prune.Rule{Criterion: pick(r, prune.Criteria()), Scope: pick(r, prune.Scopes()), By: prune.BySparsity, Amount: r.Float64()},
			Schedule: pick(r, recipe.Schedules()), Length: steps(1 + r.IntN(50)).Length,
		}
		if c.Schedule == "decay" {
			c.By, c.DecaySteps, c.DecayRate = prune.ByEpsilon, 1+r.IntN(9), 2*r.Float64()
		}
		return c
	case 15:
		return riglFor(r.Float64(), steps(1+r.IntN(50)))
	case 16:
		return recipe.Lottery{Criterion: pick(r, prune.Criteria()), Scope: pick(r, prune.Scopes()), Rounds: 1 + r.IntN(3), Epochs: 1,
			Fraction: 0.1 + r.Float64()/2, RewindStep: r.IntN(3), Random: r.IntN(2) == 0}
	case 17:
		return recipe.Compensate{}
	case 18, 19:
		return recipe.Quantize{Scheme: pick(r, append(recipe.Schemes(), "off")), Entries: 2 + r.IntN(20)}
	case 20:
		return []recipe.Operation{recipe.Mark{}, recipe.Rewind{}, recipe.Rewind{Random: true}}[r.IntN(3)]
	case 21:
		return recipe.Distil{Layers: []int{1 + r.IntN(5)}, Temperature: 1 + r.Float64(), Hard: r.Float64()}
	case 22:
		return pinned(r.IntN(3), r.IntN(3), r.IntN(6)-1, prune.Pin(r.IntN(3)))
	default:
		return []recipe.Operation{
			recipe.Reset{}, recipe.Set{"showTest": raw(true)}, recipe.Set{"seed": raw(r.IntN(9))}, recipe.Set{"layers": raw("[4]")},
			load("#dataset=xor&layers=3&steps=t5,p:magnitude:global:e0.1,t7"),
		}[r.IntN(5)]
	}
}

func pick(r *rand.Rand, options []string) string { return options[r.IntN(len(options))] }

package lab

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"bonsai/engine/prune"
)

// Whatever a person does, in whatever order, the address that comes of it
// gives the same bits again, in a fresh lab and in one that has seen things.
func TestAnySequenceOfCommandsIsReplayedByItsAddress(t *testing.T) {
	for trial := range 200 {
		r := rand.New(rand.NewPCG(uint64(trial), 1))
		l := reference(t)
		do(t, l, Set{"dataset": json.RawMessage(`"moons"`), "layers": json.RawMessage(`[5,3]`)})
		var done []string
		for range 3 + r.IntN(10) {
			c := anyCommand(r)
			done = append(done, fmt.Sprintf("%T%v", c, c))
			if err := l.Do(c); err != nil {
				continue // refused: nothing has changed
			}
			if err := l.Advance(1 + r.IntN(30)); err != nil { // often not to the end
				continue
			}
		}
		do(t, l, Pause{})
		want := l.Snapshot()
		for name, other := range map[string]*Lab{"a fresh lab": reference(t), "the same lab": l} {
			do(t, other, Load{want.Link})
			got := other.Snapshot()
			if got.Link != want.Link || !sameWeights(got, want) || got.Test != want.Test || got.Dense != want.Dense {
				t.Fatalf("trial %d: %s gives other bits for %s\nit came from %v", trial, name, want.Link, done)
			}
		}
	}
}

func sameWeights(a, b *Snapshot) bool {
	for i := range a.Layers {
		x, y := a.Layers[i], b.Layers[i]
		if string(appendFloats(nil, x.W)) != string(appendFloats(nil, y.W)) ||
			string(appendFloats(nil, x.B)) != string(appendFloats(nil, y.B)) || string(x.Mask) != string(y.Mask) {
			return false
		}
	}
	return true
}

// anyCommand draws a command, some of which are refused.
func anyCommand(r *rand.Rand) Command {
	raw := func(v any) json.RawMessage { return json.RawMessage(fmt.Sprint(v)) }
	switch r.IntN(24) {
	case 0:
		return Train{Epochs: 1 + r.IntN(3)}
	case 1, 2:
		return Train{Steps: 1 + r.IntN(40)}
	case 3:
		return Play{}
	case 4:
		return Pause{}
	case 5, 6, 7:
		c := Prune{Rule: prune.Rule{
			Criterion: pick(r, Criteria()), Scope: pick(r, Scopes()), By: ByEpsilon, Amount: r.Float64() / 2,
			Guard: r.IntN(3) == 0,
		}, Preview: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			c.By = BySparsity
		}
		if r.IntN(4) == 0 {
			c.Bounds = []prune.Bound{{Least: r.IntN(30), Most: 40 + r.IntN(50)}, {Most: r.IntN(100)}}
		}
		return c
	case 8:
		return Set{"learningRate": raw(0.001 + r.Float64()/20)}
	case 9:
		return Set{"batchSize": raw(1 + r.IntN(60)), "regularization": raw([]string{`"l1"`, `"l2"`, `"none"`}[r.IntN(3)])}
	case 10:
		return Edit{Layer: r.IntN(3), To: r.IntN(3), From: r.IntN(6) - 1, Value: float32(r.NormFloat64())}
	case 11:
		return Undo{}
	case 12:
		return Redo{}
	case 13, 14:
		c := Gradual{
			Rule:     prune.Rule{Criterion: pick(r, Criteria()), Scope: pick(r, Scopes()), By: BySparsity, Amount: r.Float64()},
			Schedule: pick(r, Schedules()), Steps: 1 + r.IntN(50),
		}
		if c.Schedule == "decay" {
			c.By, c.DecaySteps, c.DecayRate = ByEpsilon, 1+r.IntN(9), 2*r.Float64()
		}
		return c
	case 15:
		return RigL{Sparsity: r.Float64(), Steps: 1 + r.IntN(50)}
	case 16:
		return Lottery{Criterion: pick(r, Criteria()), Scope: pick(r, Scopes()), Rounds: 1 + r.IntN(3), Epochs: 1,
			Fraction: 0.1 + r.Float64()/2, RewindStep: r.IntN(3), Random: r.IntN(2) == 0}
	case 17:
		return Compensate{}
	case 18, 19:
		return Quantize{pick(r, append(QuantSchemes(), "off")), 2 + r.IntN(20)}
	case 20:
		return []Command{Mark{}, Rewind{}, Rewind{Random: true}}[r.IntN(3)]
	case 21:
		return Distil{Layers: []int{1 + r.IntN(5)}, Temperature: 1 + r.Float64(), Hard: r.Float64()}
	case 22:
		return PinConnection{Layer: r.IntN(3), To: r.IntN(3), From: r.IntN(6) - 1, Pin: prune.Pin(r.IntN(3))}
	default:
		return []Command{
			Reset{}, Set{"showTest": raw(true)}, Set{"seed": raw(r.IntN(9))}, Set{"layers": raw("[4]")},
			Load{"#dataset=xor&layers=3&steps=t5,p:magnitude:global:e0.1,t7"},
		}[r.IntN(5)]
	}
}

func pick(r *rand.Rand, options []string) string { return options[r.IntN(len(options))] }

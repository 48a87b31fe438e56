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
	for trial := range 60 {
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
	switch r.IntN(14) {
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
			Criterion: prune.Criteria()[r.IntN(3)], Scope: Scopes()[r.IntN(2)], By: ByEpsilon, Amount: r.Float64() / 2,
		}, Preview: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			c.By = BySparsity
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
	default:
		return []Command{
			Reset{}, Set{"showTest": raw(true)}, Set{"seed": raw(r.IntN(9))}, Set{"layers": raw("[4]")},
			Load{"#dataset=xor&layers=3&steps=t5,p:magnitude:global:e0.1,t7"},
		}[r.IntN(5)]
	}
}

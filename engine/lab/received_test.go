package lab

import (
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// The receiver of a network sees the accuracy before pruning, ε and what was done, and
// the same weights as without them.
func TestANetworkInALinkKeepsItsHistory(t *testing.T) {
	sender := reference(t)
	do(t, sender, epochs(10), level("magnitude", "global", 0.8), epochs(5))
	before := sender.Snapshot()
	link := modelLink(t, sender, 0)
	receiver := reference(t)
	do(t, receiver, load(recipe.ShortLink(link, true)))
	s := receiver.Snapshot()
	if math.Abs(s.Dense.Accuracy-before.Dense.Accuracy) > 0.5e-4 || math.Abs(s.Dense.Loss-before.Dense.Loss) > 0.5e-3 || s.Dense == s.Test {
		t.Errorf("before pruning it had %+v, the receiver sees %+v", before.Dense, s.Dense)
	}
	if s.Test.Accuracy != before.Test.Accuracy {
		t.Errorf("accuracy %v, the sender has %v", s.Test.Accuracy, before.Test.Accuracy)
	}
	want := []recipe.Step{{Kind: recipe.StepEpochs, Count: 10}, {Kind: recipe.StepPruned, Count: 80}, {Kind: recipe.StepEpochs, Count: 5}}
	if s.History == nil || !slices.Equal(s.History.Steps, want) || math.Abs(s.History.Epsilon-before.Epsilon) > 0.5e-4 {
		t.Errorf("the history is %+v, want ε = %v and %v", s.History, before.Epsilon, want)
	}
	if math.Abs(s.Epsilon-before.Epsilon) > 0.5e-4 {
		t.Errorf("ε is %v, the sender has %v", s.Epsilon, before.Epsilon)
	}
	if s.Link != link {
		t.Errorf("the receiver's address is %s, want %s", s.Link, link)
	}
	plain, _, _ := strings.Cut(link, ":0.98")
	old := reference(t)
	do(t, old, load(plain))
	o := old.Snapshot()
	if plain == link || len(o.History.Steps) > 0 || o.Dense != o.Test {
		t.Errorf("without a history the receiver sees %+v before %+v", o.Dense, o.Test)
	}
	for i, layer := range s.Layers {
		if !slices.Equal(layer.W, o.Layers[i].W) || !slices.Equal(layer.B, o.Layers[i].B) || !slices.Equal(layer.Mask, o.Layers[i].Mask) {
			t.Errorf("layer %d has other weights with a history", i)
		}
	}

	// What the receiver does is added, and nothing is lost by passing it on.
	do(t, receiver, recipe.Compensate{}, epochs(1))
	do(t, old, load(modelLink(t, receiver, 16)))
	again := old.Snapshot()
	want = append(want, recipe.Step{Kind: recipe.StepCompensate}, recipe.Step{Kind: recipe.StepEpochs, Count: 1},
		recipe.Step{Kind: recipe.StepQuantize, Count: 16})
	if !slices.Equal(again.History.Steps, want) || again.Dense.Accuracy != s.Dense.Accuracy {
		t.Errorf("passed on, the history is %v after %+v; want %v after %+v", again.History.Steps, again.Dense, want, s.Dense)
	}
	do(t, old, epsilon(0))
	if got := old.Snapshot().Epsilon; got != 0 {
		t.Errorf("after pruning by ε = 0 it is %v", got)
	}
	do(t, receiver, recipe.Undo{}, recipe.Undo{})
	if got := receiver.Snapshot(); got.Dense != s.Dense || got.History == nil {
		t.Errorf("after undo the receiver sees %+v", got.Dense)
	}
}

// A dense network has lost nothing, whatever its history says: what was measured here
// is what it was before pruning.
func TestADenseNetworkIsMeasuredHere(t *testing.T) {
	sender := reference(t)
	do(t, sender, epochs(2))
	link := modelLink(t, sender, 0)
	do(t, sender, load(link))
	if s := sender.Snapshot(); s.Dense != s.Test || len(s.History.Steps) != 1 {
		t.Errorf("before %+v, now %+v, history %+v", s.Dense, s.Test, s.History)
	}
}

// Without a pruned connection too, quantising has its price: the receiver sees the
// accuracy before it, as the sender does.
func TestAQuantisedNetworkIsReceivedWithItsAccuracyBefore(t *testing.T) {
	sender, receiver := reference(t), reference(t)
	do(t, sender, epochs(3))
	before := sender.Snapshot().Test
	do(t, sender, recipe.Quantize{Scheme: "binary"})
	do(t, receiver, load(modelLink(t, sender, 0)))
	s := receiver.Snapshot()
	if math.Abs(s.Dense.Accuracy-before.Accuracy) > 0.5e-4 || s.Dense.Accuracy == s.Test.Accuracy {
		t.Errorf("before quantising it was %v, the receiver sees %v → %v", before.Accuracy, s.Dense.Accuracy, s.Test.Accuracy)
	}
}

// A link whose values are rounded says so, once, and what the network was before that.
func TestRoundingForALinkIsPartOfTheHistory(t *testing.T) {
	sender, receiver := reference(t), reference(t)
	do(t, sender, epochs(3))
	before := sender.Snapshot().Test
	want := []recipe.Step{{Kind: recipe.StepEpochs, Count: 3}, {Kind: recipe.StepQuantize, Count: 4}}
	for _, from := range []*Lab{sender, receiver} { // who passes it on rounds it again
		do(t, receiver, load(modelLink(t, from, 4)))
		s := receiver.Snapshot()
		if !slices.Equal(s.History.Steps, want) || math.Abs(s.Dense.Accuracy-before.Accuracy) > 0.5e-4 || s.Dense.Accuracy == s.Test.Accuracy {
			t.Errorf("the receiver sees %v → %v after %v; want %v → less after %v", s.Dense.Accuracy, s.Test.Accuracy, s.History.Steps, before.Accuracy, want)
		}
	}
}

// The kinds of steps, one after the other; of a long list the first are left out.
func TestEveryOperationHasItsStep(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), steps(3), recipe.Mark{}, level("magnitude", "global", 0.5), recipe.Rewind{}, epsilon(0.2),
		recipe.RigL{Sparsity: 0.9, Length: recipe.Length{Count: 5}}, recipe.Quantize{Scheme: recipe.Codebook, Entries: 4}, recipe.Quantize{Scheme: recipe.NoScheme})
	var m snapshot.Model
	var err error
	if m, err = l.Model(0); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(m.Link, ":t91p50rpi90q4") {
		t.Errorf("the history ends %s", m.Link[max(0, len(m.Link)-40):])
	}
	for range 4 {
		do(t, l, level("magnitude", "global", 0.95), epochs(1))
	}
	if got := modelLink(t, l, 0); !strings.HasSuffix(got, ":ze1p95e1p95e1p95e1") {
		t.Errorf("a long history ends %s", got[len(got)-40:])
	}
}

// The kept connections of a model are those that its receiver has: what reaches no
// output is left out.
func TestAModelCountsTheReceiversConnections(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(2), level("magnitude", "global", 0.93))
	for _, entries := range []int{0, 16} {
		m, err := l.Model(entries)
		if err != nil {
			t.Fatal(err)
		}
		receiver := reference(t)
		do(t, receiver, load(m.Link))
		if got := receiver.Snapshot().Kept; got != m.Kept || m.Kept == 0 {
			t.Errorf("%d values: the model says %d, the receiver has %d", entries, m.Kept, got)
		}
	}
}

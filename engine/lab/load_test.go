package lab

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// anAddress is one that some commands lead to, on a small network.
func anAddress(t *testing.T, r *rand.Rand) recipe.Experiment {
	t.Helper()
	l := reference(t)
	do(t, l, recipe.Set{"dataset": json.RawMessage(`"moons"`), "layers": json.RawMessage(`[5,3]`)})
	for range 3 + r.IntN(8) {
		if l.Do(anyOperation(r)) == nil {
			_ = l.Advance(1 + r.IntN(30)) // what diverges is taken back
		}
	}
	do(t, l, recipe.Pause{})
	o, err := recipe.ParseAddress(l.Snapshot().Link)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// relative is an address that a teacher could come to from another: further,
// back, or another way from somewhere between.
func relative(r *rand.Rand, o, other recipe.Experiment) recipe.Experiment {
	steps := slices.Clone(o.Operations[:r.IntN(len(o.Operations)+1)])
	switch r.IntN(4) {
	case 0:
		steps = slices.Clone(o.Operations)
	case 1:
		return recipe.Experiment{Recipe: o.Recipe, Operations: steps}
	case 2:
		if n := len(steps); n > 0 {
			if last, ok := steps[n-1].(recipe.Train); ok {
				last.Count += 1 + r.IntN(40)
				steps[n-1] = last
			}
		}
	}
	for range 1 + r.IntN(2) {
		if len(other.Operations) > 0 {
			steps = append(steps, other.Operations[r.IntN(len(other.Operations))])
		}
	}
	return recipe.Experiment{Recipe: o.Recipe, Operations: steps}
}

// look returns what can be seen of a lab and of the states that undo brings back,
// a number of states in total.
func look(t *testing.T, l *Lab, states int) (looks []string) {
	t.Helper()
	for range states {
		s := l.Snapshot()
		s.CanUndo = false // of a fresh lab, at the end
		looks = append(looks, bits(s))
		do(t, l, recipe.Undo{})
	}
	return looks
}

func loaded(l *Lab, hash string) error {
	if err := open(l, hash); err != nil {
		return err
	}
	return l.Finish()
}

// A student who has followed the teacher sees the same as one who joins now,
// whatever had been done or was under way when the newest address arrived.
func TestAnAddressOpensTheSameFromAnywhere(t *testing.T) {
	opened := 0
	for trial := range 150 {
		r := rand.New(rand.NewPCG(uint64(trial), 2))
		follower := reference(t)
		newest, other := anAddress(t, r), anAddress(t, r)
		var came []string
		for range 2 + r.IntN(4) {
			came = append(came, newest.Address())
			if err := follower.Do(load(newest.Address())); err == nil && r.IntN(2) == 0 {
				_ = follower.Finish()
			} else if err == nil {
				_ = follower.Advance(1 + r.IntN(60))
			}
			if r.IntN(8) == 0 && follower.Do(anyOperation(r)) == nil {
				_ = follower.Advance(1 + r.IntN(60))
			}
			newest = relative(r, newest, other)
		}
		fresh := reference(t)
		if loaded(fresh, newest.Address()) != nil {
			continue // no such weight, or it diverges
		}
		opened++
		if err := loaded(follower, newest.Address()); err != nil {
			t.Fatalf("trial %d: %s is refused after %q: %v", trial, newest.Address(), came, err)
		}
		states := len(fresh.history.States()) - 1 // but the one that the lab began with
		got, want := look(t, follower, states), look(t, fresh, states)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("trial %d: %d undone, %s looks different after\n%s", trial, i, newest.Address(), strings.Join(came, "\n"))
			}
		}
	}
	if opened < 75 {
		t.Errorf("only %d of 150 addresses can be opened", opened)
	}
}

// What a person comes to bit by bit has the same address as if it were done at
// once, but charts that tell of it: it is no beginning for that address.
func TestALinkShowsNothingOfHowItsSenderGotThere(t *testing.T) {
	const address = "#steps=t10,p:magnitude:global:s0.5"
	fresh, l := reference(t), reference(t)
	do(t, fresh, load(address))
	do(t, l, steps(3), steps(7), level("magnitude", prune.Global, 0.2), level("magnitude", prune.Global, 0.5))
	if got := l.Snapshot().Link; got != address {
		t.Fatalf("the address is %s", got)
	}
	do(t, l, load(address))
	if bits(l.Snapshot()) != bits(fresh.Snapshot()) {
		t.Error("it looks different from what a fresh lab opens")
	}
}

// trained counts the optimiser steps that opening an address takes.
func trained(t *testing.T, l *Lab, hash string) (steps int) {
	t.Helper()
	if err := l.Do(load(hash)); err != nil {
		t.Fatal(err)
	}
	for l.Training() {
		if err := l.Advance(1); err != nil {
			t.Fatal(err)
		}
		steps++
	}
	return steps
}

// An epoch of the reference experiment has 88 steps: 2,800 samples, 32 at a time.
func TestWhatIsDoneIsNotTrainedAgain(t *testing.T) {
	l := reference(t)
	for _, test := range []struct {
		steps string
		want  int
	}{
		{"t10e", 880}, {"t10e", 0},
		{"t10e,p:magnitude:global:s0.5", 0}, {"t10e,p:magnitude:global:s0.6", 0}, // another level
		{"t10e,p:magnitude:global:s0.6,t2e", 176}, {"t10e,p:magnitude:global:s0.6,t5e", 264}, // tuned on
		{"t10e,p:magnitude:global:s0.6,t3e", 88},                      // less: from what was seen of it
		{"t10e", 0}, {"", 0}, {"t10e,p:magnitude:global:s0.6,t5e", 0}, // back, and again
		{"t12e", 176}, {"t12e,g:magnitude:global:s0.5:cubic:30,m,c", 30}, {"t12e,g:magnitude:global:s0.5:cubic:30,m", 0},
	} {
		if got := trained(t, l, "#hide=noise&steps="+test.steps); got != test.want {
			t.Errorf("%s trains for %d steps, want %d", test.steps, got, test.want)
		}
	}
	if got := trained(t, l, "#seed=2&steps=t10e"); got != 880 {
		t.Errorf("another seed trains for %d steps", got)
	}
}

// The teacher clicks faster than anything of it can be trained.
func TestAFollowerGetsThereHoweverFastLinksCome(t *testing.T) {
	for name, training := range map[string]string{
		"training": "t2e", "gradual pruning": "g:magnitude:global:s0.5:cubic:176", "RigL": "rigl:0.5:176",
	} {
		l := reference(t)
		address := "#steps=" + training
		for range 30 {
			if err := l.Do(load(address)); err != nil {
				t.Fatal(err)
			}
			if err := l.Advance(10); err != nil { // of 176
				t.Fatal(err)
			}
			address += ",s:learningRate:0.01,b:0:0:0.5"
		}
		if l.Training() || l.Snapshot().Epoch != 2 {
			t.Errorf("%s: after 300 steps it is at %d", name, l.Snapshot().Step)
		}
	}
	l := reference(t)
	for epochs := 10; epochs < 40; epochs++ { // and trains on all the time
		if err := l.Do(load(fmt.Sprintf("#steps=t%de", epochs))); err != nil {
			t.Fatal(err)
		}
		if err := l.Advance(176); err != nil {
			t.Fatal(err)
		}
	}
	if l.Training() || l.Snapshot().Epoch != 39 {
		t.Errorf("it is at epoch %d of 39", l.Snapshot().Epoch)
	}
}

// An address that cannot be opened leaves what there was, also where it begins
// like it.
func TestAnAddressThatFailsHalfWayLeavesWhatThereWas(t *testing.T) {
	l := reference(t)
	do(t, l, load("#steps=t2e,p:magnitude:global:s0.5"))
	before := bits(l.Snapshot())
	for _, steps := range []string{"t2e,w:0:99:0:1", "t2e,p:magnitude:global:s0.5,t1e,w:0:99:0:1"} {
		if loaded(l, "#steps="+steps) == nil {
			t.Fatalf("%s was opened", steps)
		}
		if bits(l.Snapshot()) != before {
			t.Errorf("%s changed something", steps)
		}
	}
}

// Undo after a link goes through the link's steps, and then to what there was.
func TestWhatIsUnderWayCanBeComeBackTo(t *testing.T) {
	l := reference(t)
	for _, c := range []struct {
		o       recipe.Operation
		advance int
		want    string
		trained string // "": the same
	}{
		{epochs(2), 13, "t13", ""},
		{recipe.Pause{}, 0, "", ""},
		{steps(20), 7, "t20", ""}, // the two trainings are one
		{recipe.Pause{}, 0, "", ""},
		{gradually("cubic", prune.Global, 0.5, 100), 30, "t20,gradual:magnitude:global:s0.5:cubic:100:30", ""},
		{load("#steps=t1e,p:magnitude:global:s0.5,t2e"), 3, "t1e,p:magnitude:global:s0.5,t2e", "#steps=t16"}, // all of an address that is opened
		{recipe.Pause{}, 0, "", ""},
	} {
		if err := l.Do(c.o); err != nil {
			t.Fatal(err)
		}
		if err := l.Advance(c.advance); err != nil {
			t.Fatal(err)
		}
		want := c.want
		if want != "" {
			want = "#steps=" + want
		}
		if got := l.Snapshot().Resume; got != want {
			t.Errorf("after %d steps of %s: %q, want %q", c.advance, c.o.Text(), got, want)
		}
		if c.trained == "" {
			c.trained = want // unless an address is opened
		}
		if got := l.Snapshot().Trained; got != c.trained {
			t.Errorf("after %d steps of %s, %q is trained, want %q", c.advance, c.o.Text(), got, c.trained)
		}
	}
}

func TestUndoLeadsBackToWhatAPersonDidBeforeALink(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", prune.Global, 0.3), load("#steps=t1e,p:magnitude:global:s0.6"))
	for _, want := range []string{"t1e,p:magnitude:global:s0.6", "t1e", "", "t1e,p:magnitude:global:s0.3"} {
		if got := l.Snapshot().Link; got != "#steps="+want {
			t.Errorf("undo led to %s, want %s", got, want)
		}
		do(t, l, recipe.Undo{})
	}
}

// What the follower of a teacher waits for.
func BenchmarkOpenAnExtension(b *testing.B) {
	const address = "#dataset=digits28&layers=100&steps=t20e"
	l, err := New(recipe.Default(), nil)
	if err == nil {
		err = loaded(l, address)
	}
	for n := 0; err == nil && b.Loop(); n++ {
		err = loaded(l, address+fmt.Sprintf(",p:magnitude:global:s0.%d", 1+n%9))
	}
	if err != nil {
		b.Fatal(err)
	}
}

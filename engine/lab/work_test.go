package lab

import (
	"reflect"
	"testing"

	"bonsai/engine/recipe"
)

// wide is an experiment whose operations take many slices.
const wide = "#dataset=digits14&layers=60.40&steps=t3"

// opened returns the lab of an address.
func opened(t *testing.T, address string, sliced bool) *Lab {
	t.Helper()
	l, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if sliced {
		l.WorkInSlices()
	}
	x, err := recipe.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	finished(t, l, recipe.Load{Experiment: x})
	return l
}

func finished(t *testing.T, l *Lab, o recipe.Operation) {
	t.Helper()
	err := l.Do(o)
	if err == nil {
		err = l.Finish()
	}
	if err != nil {
		t.Fatalf("%s: %v", o.Text(), err)
	}
}

// seen is a snapshot without what differs from one lab to the next.
func seen(l *Lab) any {
	s := l.Snapshot()
	s.Revisions.Samples, s.Revisions.Weights, s.Revisions.Masks, s.Revisions.Base, s.Revisions.Curve, s.Revisions.Field, s.Revisions.Scores = 0, 0, 0, 0, 0, 0, 0
	s.CanUndo, s.CanRedo = false, false
	return s
}

// long are operations that take many slices on a wide network, with the least
// number of slices that each must have.
var long = []struct {
	text   string
	slices int
}{
	{"c", 10},
	{"p:obs:global:s0.5", 5},
	{"p:obd:global:s0.5", 5},
	{"p:synflow:global:s0.5", 5},
	{"p:magnitude:global:s0.5", 2},
	{"q:codebook:64", 2},
	{"ri", 2},
	{"w:0:0:0:1", 2},
	{"d:20.10:2:0.5", 1},
}

func operation(t *testing.T, text string) recipe.Operation {
	t.Helper()
	x, err := recipe.ParseAddress("#steps=" + text)
	if err != nil {
		t.Fatal(err)
	}
	return x.Operations[0]
}

func TestSlicesComeToTheSameState(t *testing.T) {
	for _, c := range long {
		sliced, plain := opened(t, wide, true), opened(t, wide, false)
		o := operation(t, c.text)
		if err := sliced.doByHand(o); err != nil {
			t.Fatal(err)
		}
		slices := 1
		for sliced.Training() {
			if err := sliced.Advance(1); err != nil {
				t.Fatal(err)
			}
			slices++
		}
		finished(t, plain, o)
		if slices < c.slices {
			t.Errorf("%s takes %d slices, want at least %d", c.text, slices, c.slices)
		}
		if !reflect.DeepEqual(seen(sliced), seen(plain)) {
			t.Errorf("%s comes to another state in slices", c.text)
		}
	}
}

// A training of a large network is measured in slices after each epoch and at its end,
// and a page that looks in between changes nothing.
func TestMeasuringInSlicesComesToTheSameTraining(t *testing.T) {
	const large = "#dataset=digits28&layers=100&batchSize=128&steps=" // 33 steps an epoch, about 60 slices a measurement
	for _, test := range []struct {
		text  string
		pause int // slices after which to pause; 0: never
		least int // slices that only measure
	}{{"t2e,t3", 0, 100}, {"gradual:magnitude:global:s0.5:cubic:30,t1", 0, 100}, {"t2e", 36, 1}, {"t2e", 151, 70}} {
		sliced, plain := opened(t, "", true), opened(t, "", false)
		if err := sliced.Do(load(large + test.text)); err != nil {
			t.Fatal(err)
		}
		between := 0 // slices that only measured
		for n := 1; sliced.Training() && n != test.pause; n++ {
			step := sliced.trainer.Steps()
			if err := sliced.Advance(1); err != nil {
				t.Fatal(err)
			}
			if sliced.trainer.Steps() == step {
				between++
			}
			sliced.SnapshotSince(sliced.Revisions())
		}
		if between < test.least {
			t.Errorf("%s, %d: %d slices only measure, want at least %d", test.text, test.pause, between, test.least)
		}
		finished(t, sliced, recipe.Pause{})
		finished(t, plain, load(sliced.Snapshot().Link))
		for sliced.Unfinished() {
			_ = sliced.Advance(1)
		}
		a, b := sliced.Snapshot(), plain.Snapshot()
		if !sameWeights(a, b) || a.Train != b.Train || a.Test != b.Test || a.Dense != b.Dense || test.pause == 0 && !reflect.DeepEqual(a.Curve, b.Curve) {
			t.Errorf("%s, %d: measuring in slices comes to another training: %s, %v and %v", test.text, test.pause, a.Link, a.Curve, b.Curve)
		}
	}
}

func TestPauseInTheMiddleLeavesTheExperimentAsItWas(t *testing.T) {
	for _, c := range long {
		l := opened(t, wide, true)
		before := seen(l)
		o := operation(t, c.text)
		for n := 0; ; n = 2*n + 1 {
			if err := l.Do(o); err != nil {
				t.Fatal(err)
			}
			for range n {
				if l.Training() {
					_ = l.Advance(1)
				}
			}
			if !l.Working() || len(l.operations) > 1 { // done: only its bytes are missing
				break
			}
			if err := l.Do(recipe.Pause{}); err != nil {
				t.Fatal(err)
			}
			if l.Training() {
				t.Fatalf("%s, slice %d: Pause does not end it", c.text, n)
			}
			for l.Unfinished() {
				_ = l.Advance(1)
			}
			if !reflect.DeepEqual(seen(l), before) {
				t.Fatalf("%s, slice %d: Pause leaves another experiment", c.text, n)
			}
		}
	}
}

func TestALongAddressIsPausedAtAnOperation(t *testing.T) {
	l, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	l.WorkInSlices()
	x, err := recipe.ParseAddress("#dataset=digits14&layers=60.40&steps=ri,ri,ri,c,p:obs:global:s0.5,c")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Do(recipe.Load{Experiment: x}); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < 12; n++ {
		if l.Beginning() {
			n = 0
		}
		if err := l.Advance(1); err != nil {
			t.Fatal(err)
		}
	}
	if doing := l.Snapshot().Doing; doing == "" {
		t.Error("nothing is under way after twelve slices")
	}
	done := len(l.operations)
	if err := l.Do(recipe.Pause{}); err != nil {
		t.Fatal(err)
	}
	if l.Training() || len(l.operations) != done || done == 0 || done == 6 {
		t.Errorf("paused with %d operations, %d were done", len(l.operations), done)
	}
}

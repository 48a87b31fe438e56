package lab

import (
	"reflect"
	"testing"

	"bonsai/engine/recipe"
)

// images is an experiment whose data take about thirty slices.
const images = "#dataset=digits14&layers=20&noise=5"

// begins returns a lab in the middle of opening an address.
func begins(t *testing.T, address string, slices int) *Lab {
	t.Helper()
	l := opened(t, "#steps=t3", true)
	if err := l.Do(load(address)); err != nil {
		t.Fatal(err)
	}
	for range slices {
		if err := l.Advance(1); err != nil {
			t.Fatal(err)
		}
	}
	if !l.Beginning() {
		t.Fatalf("%s has begun within %d slices", address, slices)
	}
	return l
}

// ended does all slices and compares the state with that of an address opened at once.
func ended(t *testing.T, l *Lab, address string) {
	t.Helper()
	if err := l.Finish(); err != nil {
		t.Fatal(err)
	}
	want := opened(t, address, false)
	a, b := l.Snapshot(), want.Snapshot()
	if a.Link != b.Link || !sameWeights(a, b) || a.Test != b.Test || !reflect.DeepEqual(a.Recipe, b.Recipe) {
		t.Errorf("the experiment is %s with %v, want %s with %v", a.Link, a.Test, b.Link, b.Test)
	}
}

func TestAnExperimentBeginsInSlicesAndUntilThenNothingChanges(t *testing.T) {
	l := opened(t, "#steps=t3", true)
	before := l.Snapshot()
	if err := l.Do(load(images + "&steps=t2,p:magnitude:global:s0.5")); err != nil {
		t.Fatal(err)
	}
	slices := 0
	for ; l.Beginning(); slices++ {
		s := l.Snapshot()
		if s.Link != before.Link || !sameWeights(s, before) || s.Test != before.Test || !s.Training || s.Doing != "begin" {
			t.Fatalf("slice %d shows %s, %q", slices, s.Link, s.Doing)
		}
		if want := images + "&steps=t2,p:magnitude:global:s0.5"; !sameAddress(t, s.Resume, want) {
			t.Fatalf("slice %d would be resumed as %s", slices, s.Resume)
		}
		if slices > 2 { // the rest need not be looked at
			for l.Beginning() {
				_ = l.Advance(1)
				slices++
			}
			break
		}
		_ = l.Advance(1)
	}
	if slices < 25 {
		t.Errorf("it begins within %d slices, want at least 25", slices)
	}
	ended(t, l, images+"&steps=t2,p:magnitude:global:s0.5")
}

func sameAddress(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := recipe.ParseAddress(a)
	y, err2 := recipe.ParseAddress(b)
	return err == nil && err2 == nil && x.Address() == y.Address()
}

func TestPauseAndUndoGiveABeginningUp(t *testing.T) {
	for _, o := range []recipe.Operation{recipe.Pause{}, recipe.Undo{}} {
		for _, slices := range []int{0, 1, 20} {
			l := begins(t, images, slices)
			if err := l.Do(recipe.Train{Length: recipe.Length{Count: 5}}); err != nil {
				t.Fatal(err)
			}
			if err := l.Do(o); err != nil {
				t.Fatal(err)
			}
			if l.Training() {
				t.Fatalf("after %T it goes on", o)
			}
			ended(t, l, "#steps=t3")
		}
	}
}

func TestWhatIsAskedForMeanwhileIsDoneOnTheNewExperiment(t *testing.T) {
	set := func(l *Lab, fields string) {
		t.Helper()
		o, err := recipe.ParseOperation("set", []byte(fields))
		if err == nil {
			err = l.Do(o)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	train := recipe.Train{Length: recipe.Length{Count: 4}}

	l := begins(t, images, 3)
	_ = l.Do(recipe.Mark{})
	_ = l.Do(train)
	ended(t, l, images+"&steps=m,t4")

	l = begins(t, images, 3)
	_ = l.Do(train)
	set(l, `{"learningRate": 0.01, "showTest": true}`) // the experiment is untouched
	ended(t, l, images+"&learningRate=0.01&showTest=1&steps=t4")

	l = begins(t, images, 3)
	_ = l.Do(train)
	set(l, `{"noise": 20}`) // begins again
	ended(t, l, "#dataset=digits14&layers=20&noise=20&steps=")

	l = begins(t, images+"&steps=t2,t1e", 3)
	set(l, `{"learningRate": 0.01, "showTest": true}`)
	ended(t, l, images+"&showTest=1&steps=s:learningRate:0.01,t2,t1e")
}

func TestALinkOfTheSameExperimentDoesNotBeginAgain(t *testing.T) {
	l := begins(t, images+"&steps=t1", 20)
	progress := l.Snapshot().Share
	if err := l.Do(load(images + "&discretize=1&steps=t7")); err != nil {
		t.Fatal(err)
	}
	if now := l.Snapshot().Share; now < progress {
		t.Errorf("the progress goes back from %v to %v", progress, now)
	}
	ended(t, l, images+"&discretize=1&steps=t7")

	l = begins(t, images, 20)
	if err := l.Do(load("#dataset=digits14&layers=20&noise=9")); err != nil {
		t.Fatal(err)
	}
	ended(t, l, "#dataset=digits14&layers=20&noise=9")
}

func TestAnImpossibleAddressLeavesTheExperimentBeforeItsBeginning(t *testing.T) {
	l := begins(t, images+"&steps=t1,x:9:0:0", 3)
	if l.Finish() == nil {
		t.Error("a connection that does not exist is cut")
	}
	ended(t, l, "#steps=t3")
}

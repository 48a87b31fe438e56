package lab

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// taken returns a lab after a lesson: a person's own pruning, two experiments that the
// lesson opened, and a step of the person's in it.
func taken(t *testing.T) *Lab {
	t.Helper()
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", prune.Global, 0.3))
	for range 2 { // a second lesson goes on
		if err := l.SetAside(); err != nil {
			t.Fatal(err)
		}
	}
	do(t, l, load("#steps=t2e,p:magnitude:global:s0.5"), load("#dataset=moons&steps=t1e"), level("random", prune.Global, 0.2))
	return l
}

func takeUp(t *testing.T, l *Lab, back bool) {
	t.Helper()
	if err := l.TakeUp(back); err != nil {
		t.Fatal(err)
	}
}

func linkIs(t *testing.T, l *Lab, want string) {
	t.Helper()
	if got := l.Snapshot().Link; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
}

func TestALessonIsOneStepForUndo(t *testing.T) {
	l := taken(t)
	const lesson, mine = "#dataset=moons&steps=t1e,p:random:global:s0.2", "#steps=t1e,p:magnitude:global:s0.3"
	linkIs(t, l, lesson)
	takeUp(t, l, false)
	linkIs(t, l, lesson)
	do(t, l, recipe.Undo{})
	linkIs(t, l, mine)
	do(t, l, recipe.Redo{})
	linkIs(t, l, lesson)
	do(t, l, recipe.Undo{}, recipe.Undo{})
	linkIs(t, l, "#steps=t1e")
}

func TestWhatWasBeforeALessonComesBackWithItsHistory(t *testing.T) {
	l := taken(t)
	takeUp(t, l, true)
	linkIs(t, l, "#steps=t1e,p:magnitude:global:s0.3")
	if l.Snapshot().CanRedo {
		t.Error("the lesson can be redone")
	}
	do(t, l, recipe.Undo{})
	linkIs(t, l, "#steps=t1e")
	takeUp(t, l, true) // nothing is set aside any more
	linkIs(t, l, "#steps=t1e")
}

// Undo in the lesson may lead back to what was before it: then there is nothing to undo.
func TestALessonThatWasUndoneIsNoStep(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1))
	if err := l.SetAside(); err != nil {
		t.Fatal(err)
	}
	do(t, l, load("#dataset=moons&steps="), recipe.Undo{})
	linkIs(t, l, "#steps=t1e")
	takeUp(t, l, false)
	do(t, l, recipe.Undo{})
	linkIs(t, l, "#steps=")
}

// What trains when a lesson begins is ended, and comes back as far as it was.
func TestALessonKeepsATrainingUnderWay(t *testing.T) {
	l := reference(t)
	if err := l.Do(epochs(3)); err != nil {
		t.Fatal(err)
	}
	if err := l.Advance(5); err != nil {
		t.Fatal(err)
	}
	if err := l.SetAside(); err != nil {
		t.Fatal(err)
	}
	do(t, l, load("#dataset=moons&steps="))
	takeUp(t, l, true)
	linkIs(t, l, "#steps=t5")
}

// The length of the first training, and what else changes only what is shown, is part of
// how an experiment looks: undo within it leaves them alone, and coming back to it from
// another brings them back.
func TestUndoBringsBackHowAnotherExperimentLooked(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", prune.Global, 0.3), recipe.Set{"epochs": []byte("7")}, recipe.Undo{})
	linkIs(t, l, "#epochs=7&steps=t1e")
	do(t, l, recipe.Redo{})
	linkIs(t, l, "#epochs=7&steps=t1e,p:magnitude:global:s0.3")
	do(t, l, load("#dataset=spiral&epochs=40&showTest=1&steps="), recipe.Undo{})
	linkIs(t, l, "#epochs=7&steps=t1e,p:magnitude:global:s0.3")
	do(t, l, recipe.Redo{})
	if r := l.Snapshot().Recipe; r.Epochs != 40 || !r.ShowTest {
		t.Errorf("after redo the epochs are %d, and the test points are shown: %v", r.Epochs, r.ShowTest)
	}
}

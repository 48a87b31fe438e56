package film

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/text/texttest"
)

// moments are those that the helper of the page returns.
func moments(link string, stepsPerEpoch int, done func([]recipe.Moment, error)) {
	x, err := recipe.ParseAddress(link)
	done(x.Moments(stepsPerEpoch, Sweep), err)
}

func retraced(t *testing.T, link string) (scenes []Scene, present *snapshot.Snapshot, opened []string) {
	t.Helper()
	e, present := opening(t, link)
	done := -1
	Retrace(present, Engine{e.open, e.measure, moments}, func(now, all int) {
		if now != done+1 || now > all {
			t.Errorf("%s: %d of %d follows %d", link, now, all, done)
		}
		done = now
	}, func(s []Scene, err error) {
		if err != nil {
			t.Fatal(err)
		}
		scenes = s
	})
	return scenes, present, e.opened
}

// The film begins before the training, goes through it evenly, and ends with the present
// network. The reference experiment has 88 steps an epoch: 1,320 steps in about 21 parts.
func TestTheFilmOfWhatWasDoneGoesThroughTrainings(t *testing.T) {
	scenes, present, opened := retraced(t, "#steps=t10e,p:magnitude:global:s0.8,t5e")
	if len(scenes) != len(opened)+1 || len(scenes) < Sweep-2 || len(scenes) > Sweep+1 {
		t.Fatalf("%d scenes of %q", len(scenes), opened)
	}
	if first := scenes[0]; first.Step != 0 || first.Kept != present.Total || first.Hold != firstHold {
		t.Errorf("the first scene is at step %d with %d connections for %v", first.Step, first.Kept, first.Hold)
	}
	if last := scenes[len(scenes)-1]; last.Snapshot != present || last.Hold != lastHold {
		t.Errorf("the last scene is at step %d for %v", last.Step, last.Hold)
	}
	pruned := 0
	for i := range scenes[1:] {
		a, b := scenes[i], scenes[i+1]
		if b.Step < a.Step || b.Kept > a.Kept || b.Step-a.Step > 64 {
			t.Errorf("step %d with %d connections follows step %d with %d", b.Step, b.Kept, a.Step, a.Kept)
		}
		if b.Step == a.Step {
			pruned++
		}
	}
	if pruned != 1 {
		t.Errorf("%d scenes without training, want that of the pruning", pruned)
	}
	image := SVG(Pictures(texttest.Words(), theme, scenes, present), scenes)
	if most := 1_500_000; len(image) > most {
		t.Errorf("the image has %d bytes, at most %d are allowed", len(image), most)
	}
	t.Log(len(image), "bytes")
}

// A training that prunes is seen in the middle, and so is one in which connections move.
func TestTheFilmOfWhatWasDoneGoesThroughPlans(t *testing.T) {
	for _, link := range []string{"#steps=t14,gradual:magnitude:global:s0.9:cubic:140", "#steps=t14,rigl:0.9:140"} {
		scenes, present, _ := retraced(t, link)
		between := 0
		for _, s := range scenes {
			if s.Step > 14 && s.Step < present.Step {
				between++
			}
		}
		if between < Sweep/2 {
			t.Errorf("%s: %d scenes are within the training", link, between)
		}
	}
}

func TestOfManyOperationsTheFilmShowsTheLast(t *testing.T) {
	link := "#steps=t1e"
	for range 20 {
		link += ",p:magnitude:global:s0.5,t1"
	}
	scenes, present, _ := retraced(t, link)
	if len(scenes) > Sweep+1 || scenes[0].Step == 0 || scenes[len(scenes)-1].Snapshot != present {
		t.Errorf("%d scenes, the first at step %d", len(scenes), scenes[0].Step)
	}
	// The network before a distillation has another shape, and no place in the picture.
	scenes, present, _ = retraced(t, "#steps=t1e,d:5:4:0.5,t1e")
	for _, s := range scenes {
		if !reflect.DeepEqual(s.Units(), present.Units()) {
			t.Errorf("a scene has the units %v, the network %v", s.Units(), present.Units())
		}
	}
	// An experiment in which nothing was done is one scene.
	if scenes, _, _ := retraced(t, "#steps="); len(scenes) != 2 || scenes[0].Step != 0 {
		t.Errorf("without operations: %d scenes", len(scenes))
	}
	broken := errors.New("broken")
	var got []error
	finish := func(_ []Scene, err error) { got = append(got, err) }
	Retrace(present, Engine{func(_ string, done func(*snapshot.Snapshot, error)) { done(nil, broken) }, nil, moments}, func(int, int) {}, finish)
	Retrace(&snapshot.Snapshot{Link: "#nonsense"}, Engine{nil, nil, moments}, func(int, int) {}, finish)
	if len(got) != 2 || got[0] != broken || got[1] == nil {
		t.Errorf("the films ended with %v", got)
	}
}

func TestAVideoFitsIntoASmallFile(t *testing.T) {
	for _, c := range []struct {
		hold time.Duration
		want int
	}{{4 * time.Second, 2_000_000}, {8 * time.Second, 1_200_000}} {
		if got := BitRate([]Scene{{Hold: c.hold / 2}, {Hold: c.hold / 2}}); got != c.want {
			t.Errorf("%v: %d bits a second, want %d", c.hold, got, c.want)
		}
	}
}

package film

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/text/texttest"
)

// An engine measures natively, as the helper of the page does in the browser.
type engine struct {
	lab    *lab.Lab
	opened []string
}

func (e *engine) open(link string, done func(*snapshot.Snapshot, error)) {
	e.opened = append(e.opened, link)
	x, err := recipe.ParseAddress(link)
	if err == nil {
		e.lab, err = lab.Replay(x, nil)
	}
	if err != nil {
		done(nil, err)
		return
	}
	done(e.lab.Snapshot(), nil)
}

func (e *engine) measure(r recipe.Rule, done func(*snapshot.Snapshot, error)) {
	err := e.lab.Do(recipe.Prune{Rule: r, Preview: true})
	done(e.lab.Snapshot(), err)
}

// opening returns an engine with the experiment of an address, and what it shows.
func opening(t *testing.T, link string) (e *engine, present *snapshot.Snapshot) {
	t.Helper()
	e = &engine{}
	e.open(link, func(s *snapshot.Snapshot, err error) {
		if err != nil {
			t.Fatal(err)
		}
		present = s
	})
	e.opened = nil
	return e, present
}

// shot returns the scenes of an address, and what was opened for them.
func shot(t *testing.T, link string) (scenes []Scene, present *snapshot.Snapshot, opened []string) {
	t.Helper()
	e, present := opening(t, link)
	last := -1
	progress := func(done, all int) {
		if done != last+1 || all != Sweep && all != Sweep-1 {
			t.Errorf("%d of %d follows %d", done, all, last)
		}
		last = done
	}
	Shoot(present, Engine{e.open, e.measure, nil}, progress, func(s []Scene, err error) {
		if err != nil {
			t.Fatal(err)
		}
		scenes = s
	})
	return scenes, present, e.opened
}

func masks(s *snapshot.Snapshot) (m [][]uint8) {
	for _, layer := range s.Layers {
		m = append(m, layer.Mask)
	}
	return m
}

// ε goes from 0 to its present value, and every accuracy is that which an experiment
// with this amount has.
func TestTheFilmEndsWithThePresentNetwork(t *testing.T) {
	for link, want := range map[string]struct {
		scenes int
		opened []string
	}{
		"#steps=t2e,p:magnitude:global:s0.8":     {Sweep, []string{"#steps=t2e,p:magnitude:global:s0.8"}},
		"#steps=t2e,p:random:layer:x0.5":         {Sweep, []string{"#steps=t2e,p:random:layer:x0.5"}},
		"#steps=t2e,p:magnitude:global:e99,t1e":  {Sweep + 1, []string{"#steps=t2e,p:magnitude:global:e99"}},
		"#steps=t2e,p:magnitude:global:s0.8,t1e": {Sweep + 1, []string{"#steps=t2e,p:magnitude:global:s0.8"}},
	} {
		scenes, present, opened := shot(t, link)
		if len(scenes) != want.scenes || !reflect.DeepEqual(opened, want.opened) {
			t.Fatalf("%s: %d scenes of %q, want %d of %q", link, len(scenes), opened, want.scenes, want.opened)
		}
		last := scenes[len(scenes)-1]
		if !reflect.DeepEqual(masks(last.Snapshot), masks(present)) || last.Test != present.Test || last.Epsilon != present.Epsilon {
			t.Errorf("%s: the last scene has %d connections and %+v, the network %d and %+v", link, last.Kept, last.Test, present.Kept, present.Test)
		}
		if scenes[0].Kept != present.Total || scenes[0].Epsilon != 0 {
			t.Errorf("%s: the first scene has ε = %v and %d of %d connections", link, scenes[0].Epsilon, scenes[0].Kept, present.Total)
		}
		for i := range Sweep - 1 {
			a, b := scenes[i], scenes[i+1]
			if b.Kept > a.Kept || b.Epsilon < a.Epsilon || a.Hold <= 0 {
				t.Errorf("%s: scene %d has %d connections at ε = %v for %v, then %d at %v", link, i, a.Kept, a.Epsilon, a.Hold, b.Kept, b.Epsilon)
			}
		}
		x, err := recipe.ParseAddress(want.opened[0])
		if err != nil {
			t.Fatal(err)
		}
		rule := x.Operations[len(x.Operations)-1].(recipe.Prune)
		rule.Amount = scenes[9].Pruning.Amount
		x.Operations[len(x.Operations)-1] = rule
		l, err := lab.Replay(x, nil)
		if err != nil {
			t.Fatal(err)
		}
		if s := l.Snapshot(); s.Test != scenes[9].Test || !reflect.DeepEqual(masks(s), masks(scenes[9].Snapshot)) {
			t.Errorf("%s: scene 9 has %+v, an experiment with its amount %+v", link, scenes[9].Test, s.Test)
		}
	}
}

// Where no rule prunes, ε goes on until nothing is left. That is so too when the last
// pruning belongs to a network of another shape.
func TestAFilmOfWhatNoRulePrunesGoesOnToNothing(t *testing.T) {
	for _, link := range []string{"#steps=t2e", "#steps=t1e,p:magnitude:global:s0,t1e", "#steps=t1e,p:magnitude:global:s0.5,d:5:4:0.5,t1e"} {
		scenes, present, _ := shot(t, link)
		if first := scenes[0]; len(scenes) != Sweep || first.Kept != present.Kept || first.Test != present.Test {
			t.Errorf("%s: %d scenes; the first has %d connections and %+v, the network %d and %+v",
				link, len(scenes), first.Kept, first.Test, present.Kept, present.Test)
		}
		if last := scenes[Sweep-1]; last.Kept != 0 {
			t.Errorf("%s: %d connections are left", link, last.Kept)
		}
	}
}

func TestAnErrorEndsTheFilm(t *testing.T) {
	e := &engine{}
	broken := errors.New("broken")
	present := &snapshot.Snapshot{Link: "#steps=t1e,p:magnitude:global:s0.5"}
	var got []error
	finish := func(_ []Scene, err error) { got = append(got, err) }
	Shoot(present, Engine{func(_ string, done func(*snapshot.Snapshot, error)) { done(nil, broken) }, nil, nil}, func(int, int) {}, finish)
	Shoot(present, Engine{e.open, func(_ recipe.Rule, done func(*snapshot.Snapshot, error)) { done(nil, broken) }, nil}, func(int, int) {}, finish)
	if !reflect.DeepEqual(got, []error{broken, broken}) {
		t.Errorf("the films ended with %v", got)
	}
}

var theme = &web.Theme{Surface: color.RGBA{255, 255, 255, 255}, Positive: color.RGBA{0, 0, 255, 255}, Negative: color.RGBA{255, 0, 0, 255}, Dead: color.RGBA{9, 9, 9, 255}}

// The image has in every scene exactly the elements of that scene's picture, in the same
// order, and each connection until ε has passed its |w|.
func TestTheMovingImageHasEachConnectionUntilItsMoment(t *testing.T) {
	scenes, present, _ := shot(t, "#steps=t2e,p:magnitude:global:s0.8")
	pictures := Pictures(texttest.Words(), theme, scenes, present)
	parts := merged(pictures)
	curves := map[string]int{} // by path: the scene in which it is no more
	for i, picture := range pictures {
		whole := ""
		for _, p := range parts {
			if p.first <= i && i < p.end {
				whole += p.text
			}
		}
		if whole != picture {
			t.Fatalf("scene %d differs from its picture", i)
		}
		for _, part := range split(picture) {
			if path, ok := strings.CutPrefix(part, `<path d="M`); ok && strings.Contains(part, "C") {
				d, _, _ := strings.Cut(path, `"`)
				curves[d] = i + 1
			}
		}
	}
	ends, want := map[int]int{}, map[int]int{} // how many connections go with each scene
	for _, end := range curves {
		ends[end]++
	}
	for _, layer := range present.Layers {
		for _, w := range layer.W {
			moment := 0
			for moment < len(scenes) && !(math.Abs(float64(w)) < scenes[moment].Epsilon) {
				moment++
			}
			want[moment]++
		}
	}
	if !reflect.DeepEqual(ends, want) || want[Sweep] != present.Kept {
		t.Errorf("connections go with the scenes %v, want %v", ends, want)
	}
	image := SVG(pictures, scenes)
	decoder := xml.NewDecoder(strings.NewReader(image))
	for {
		if _, err := decoder.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, needed := range []string{"prefers-reduced-motion:no-preference", `width="800" height="500"`, "infinite", ">ε = "} {
		if !strings.Contains(image, needed) {
			t.Errorf("%q is not in the image", needed)
		}
	}
	if most := 1_500_000; len(image) > most {
		t.Errorf("the image has %d bytes, at most %d are allowed", len(image), most)
	}
	t.Log(len(image), "bytes")
}

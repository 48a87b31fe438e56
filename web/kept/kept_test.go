package kept_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/kept"
	"bonsai/web/markup"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
)

func names(l kept.List) (names []string) {
	for _, e := range l {
		names = append(names, e.Name)
	}
	return names
}

func TestAnExperimentTakesThePlaceOfItsNamesake(t *testing.T) {
	l := kept.List{{Name: "a", Kept: 1}, {Name: "b"}}
	l = l.With(kept.Experiment{Name: "a", Kept: 2})
	if !slices.Equal(names(l), []string{"b", "a"}) || l[1].Kept != 2 {
		t.Errorf("%v", l)
	}
	if l = l.Without("b"); !slices.Equal(names(l), []string{"a"}) {
		t.Errorf("%v", l)
	}
}

func TestAListIsReadAsItWasWritten(t *testing.T) {
	l := kept.List{{Name: `"R²"`, Link: "#1.x", Accuracy: 0.5, Value: true, Kept: 3, Total: 4, Bytes: 5}}
	if got, damaged := kept.Parse(l.String()); damaged || !slices.Equal(got, l) {
		t.Errorf("%v, want %v", got, l)
	}
	for other, want := range map[string]bool{"": false, "null": false, "{": true, `{"name":"x"}`: true, `[1]`: true, `[{"name":"a"}`: true} {
		if got, damaged := kept.Parse(other); len(got) != 0 || damaged != want {
			t.Errorf("%q is read as %v, damaged: %v", other, got, damaged)
		}
	}
}

func TestASuggestionSaysWhatWasDoneAndIsFree(t *testing.T) {
	w := texttest.Words()
	s := &snapshot.Snapshot{Recipe: recipe.Recipe{Dataset: "xor"}, Kept: 10, Total: 10}
	if got := (kept.List{}).Suggestion(w, s); got != "option.dataset.xor" {
		t.Errorf("dense: %q", got)
	}
	s.Kept, s.Pruning.Criterion = 2, "obs"
	name := "option.dataset.xor, option.criterion.obs 80.0 %"
	l := kept.List{}
	for _, want := range []string{name, name + " (2)", name + " (3)"} {
		got := l.Suggestion(w, s)
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
		l = l.With(kept.Experiment{Name: got})
	}
}

func TestTheFirstOfThreeIsNotCompared(t *testing.T) {
	l := kept.List{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	var p kept.Pair
	for _, c := range []struct {
		toggled string
		names   []string
		shown   int
	}{{"a", []string{"a"}, 0}, {"b", []string{"a", "b"}, 2}, {"c", []string{"b", "c"}, 2}, {"b", []string{"c"}, 0}} {
		if p = p.Toggle(c.toggled); !slices.Equal(p, c.names) || len(p.In(l)) != c.shown {
			t.Errorf("after %s: %v, %d are shown", c.toggled, p, len(p.In(l)))
		}
	}
	if gone := (kept.Pair{"a", "x"}).In(l); len(gone) != 1 {
		t.Errorf("one has been deleted, and %v are shown", gone)
	}
}

// A storage is the browser's.
type storage struct {
	texts   map[string]string
	refuses bool
}

// newShelf returns a shelf of a session with an experiment, what it shows, and
// its storage. Experiments are made again at once.
func newShelf() (*kept.Shelf, *markup.View, *storage) {
	s, engine := sessiontest.New(texttest.Words())
	s.Snapshot = &snapshot.Snapshot{Recipe: recipe.Recipe{Dataset: "xor"}, Link: "#dataset=xor", Samples: snapshot.Samples{Classes: 2}, Kept: 3, Total: 3, Bytes: snapshot.Bytes{"dense": 12}}
	browser := &storage{texts: map[string]string{}}
	return &kept.Shelf{
		Session: s,
		Get:     func(key string) string { return browser.texts[key] },
		Set: func(key, text string) bool {
			if !browser.refuses {
				browser.texts[key] = text
			}
			return !browser.refuses
		},
		Own:  func() bool { return true },
		Now:  time.Now,
		Draw: func() {},
		Repeat: func(link string, done func(*snapshot.Snapshot, error)) {
			if link == recipe.ShortLink("#broken", false) {
				done(nil, &recipe.Problem{Code: "linkDamaged"})
				return
			}
			done(&snapshot.Snapshot{Link: link, Samples: snapshot.Samples{Classes: 2}, Epoch: 7}, nil)
		},
	}, &engine.View, browser
}

func TestABrowserThatKeepsNothingIsToldOnce(t *testing.T) {
	k, v, browser := newShelf()
	browser.refuses = true
	k.Sent("train", "")(nil)
	k.Save(&snapshot.Snapshot{Link: "#a"})
	k.Save(&snapshot.Snapshot{Link: "#b"})
	told := 0
	for _, c := range v.Changes {
		if c.At == "#message" && c.Value == "kept.refused" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("it is told %d times", told)
	}
	if k.Keep("a"); v.Written("keptSaid") != "kept.refused" {
		t.Errorf("the list says %q", v.Written("keptSaid"))
	}
}

func TestExperimentsAreKeptComparedAndDeleted(t *testing.T) {
	k, v, _ := newShelf()
	get := func(at, name string) string {
		value, _ := v.Get(at, name)
		return value
	}
	if k.Open(); get("#keptName", "value") != "option.dataset.xor" || get("#keptList", "hidden") != "true" {
		t.Errorf("suggests %q", get("#keptName", "value"))
	}
	k.Keep(" ")
	k.Keep("A")
	k.Session.Snapshot.Link = "#broken"
	k.Keep("B")
	if k.Link("A") != recipe.ShortLink("#dataset=xor", false) || k.Link("C") != "" || get("#keptList", "hidden") != "false" {
		t.Errorf("A is %q, C %q", k.Link("A"), k.Link("C"))
	}
	row := `<tr><td><input type="checkbox" data-change="kept.compare" data-name="A" checked="false" aria-label="kept.compare name=A"></input></td>` +
		`<td><button type="button" data-command="kept.open" class="plain" data-name="A" title="A">A</button></td>` +
		`<td>0.0 %</td><td>3/3</td><td>12</td>` +
		`<td><button type="button" data-command="kept.delete" class="plain" data-name="A" aria-label="kept.delete name=A">×</button></td></tr>`
	if got := get("#keptList tbody", "children"); !strings.HasPrefix(got, row) || strings.Count(got, "<tr>") != 2 {
		t.Errorf("the list is\n%s, want first\n%s", got, row)
	}
	k.Compare("A")
	if got := get("#pair", "children"); got != "" {
		t.Errorf("one alone is compared: %s", got)
	}
	k.Compare("B")
	if got := strings.Count(get("#pair", "children"), "<section>"); got != 2 {
		t.Errorf("%d columns: %s", got, get("#pair", "children"))
	}
	drawn := ""
	k.Pictures(func(i int, name string, s *snapshot.Snapshot) { drawn += fmt.Sprint(i, name, s.Epoch) })
	if drawn != "0A7" || !strings.Contains(get("#pair", "children"), "<p>problem.linkDamaged</p>") {
		t.Errorf("drawn is %q beside %s", drawn, get("#pair", "children"))
	}
	k.Delete("A")
	if got := get("#pair", "children"); got != "" || k.Link("A") != "" {
		t.Errorf("A is gone, and compared: %s", got)
	}
}

func TestAnExperimentOfASnapshot(t *testing.T) {
	s := &snapshot.Snapshot{Link: "#dataset=xor", Samples: snapshot.Samples{Classes: 2}, Kept: 3, Total: 10, Bytes: snapshot.Bytes{"dense": 40, "gzip": 30}}
	s.Test.Accuracy = 0.75
	e := kept.Of(s, "  mine ")
	if e.Name != "mine" || e.Bytes != 30 || e.Value || e.Accuracy != 0.75 || e.Link != recipe.ShortLink("#dataset=xor", false) {
		t.Errorf("%+v", e)
	}
}

// A network that was opened without data has no accuracy, also in the list.
func TestAnExperimentWithoutDataHasNoAccuracy(t *testing.T) {
	k, v, _ := newShelf()
	k.Session.Snapshot.Empty = true
	k.Keep("A")
	if rows, _ := v.Get("#keptList tbody", "children"); !strings.Contains(rows, "<td>–</td><td>3/3</td>") {
		t.Errorf("the list is %s", rows)
	}
}

func ExampleList_With() {
	l, _ := kept.Parse(`[{"name": "first"}]`)
	l = l.With(kept.Experiment{Name: "second"})
	for _, e := range l {
		fmt.Println(e.Name)
	}
	// Output:
	// first
	// second
}

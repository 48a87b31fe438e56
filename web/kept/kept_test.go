package kept_test

import (
	"fmt"
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/kept"
	"bonsai/web/markup"
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
	if got := kept.Parse(l.String()); !slices.Equal(got, l) {
		t.Errorf("%v, want %v", got, l)
	}
	for _, other := range []string{"", "null", "{", `{"name":"x"}`, `[1]`} {
		if got := kept.Parse(other); len(got) != 0 {
			t.Errorf("%q is read as %v", other, got)
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

func TestOnlyOwnWorkIsKeptAsTheLast(t *testing.T) {
	var last kept.Last
	last.Others = true // what the page is opened with
	for _, c := range []struct {
		link string
		want bool
	}{{"#theirs", false}, {"#theirs", false}, {"#changed", true}, {"#changed", false}, {"#theirs", false}, {"#again", true}} {
		got := last.Changed(c.link)
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.link, got, c.want)
		}
		if got {
			last.Written(c.link)
		}
	}
}

func TestRowsAndNumbers(t *testing.T) {
	w := texttest.Words()
	l := kept.List{{Name: "A", Accuracy: 0.9, Kept: 3, Total: 10, Bytes: 40}, {Name: "B", Accuracy: 0.9, Value: true}}
	rows := kept.Rows(w, l, kept.Pair{"A"})
	want := `<tr><td><input type="checkbox" data-change="kept.compare" data-name="A" checked="true" aria-label="kept.compare name=A"></input></td>` +
		`<td><button type="button" data-command="kept.open" class="plain" data-name="A" title="A">A</button></td>` +
		`<td>90.0 %</td><td>3/10</td><td>40</td>` +
		`<td><button type="button" data-command="kept.delete" class="plain" data-name="A" aria-label="kept.delete name=A">×</button></td></tr>`
	if got := markup.HTML(rows[0]); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	if got := rows[1].Children[2].Text; got != "0.900" {
		t.Errorf("R² is %q", got)
	}
	s := &snapshot.Snapshot{Test: snapshot.Metrics{Loss: 0.25, Accuracy: 0.5}, Kept: 3, Total: 10, Epoch: 7}
	want = `<dl><div><dt>outcome.r2</dt><dd>0.500</dd></div><div><dt>outcome.loss</dt><dd>0.250</dd></div>` +
		`<div><dt>outcome.kept</dt><dd>3 / 10</dd></div><div><dt>outcome.epoch</dt><dd>7</dd></div></dl>`
	if got := markup.HTML(kept.Numbers(w, s)); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
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

func ExampleList_With() {
	l := kept.Parse(`[{"name": "first"}]`).With(kept.Experiment{Name: "second"})
	for _, e := range l {
		fmt.Println(e.Name)
	}
	// Output:
	// first
	// second
}

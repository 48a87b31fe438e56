package kept_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"bonsai/engine/recipe"
	"bonsai/web/kept"
)

// A visit is a shelf, and what is on the page.
type visit struct {
	t       *testing.T
	shelf   *kept.Shelf
	browser *storage
	clock   time.Time
}

func newVisit(t *testing.T) *visit {
	k, _, browser := newShelf()
	v := &visit{t, k, browser, time.Unix(0, 0)}
	k.Now = func() time.Time { return v.clock }
	return v
}

// shows lets the page show the experiment of a link. While it trains, the link is the
// one to come back to.
func (v *visit) shows(link string, training bool) {
	s := *v.shelf.Session.Snapshot
	if s.Training = training; training {
		s.Resume = link
	} else {
		s.Link, s.Resume = link, ""
	}
	v.shelf.Session.Snapshot = &s
	v.shelf.Save(&s)
}

// does carries out a command that leads to a link.
func (v *visit) does(command, link string) {
	answered := v.shelf.Sent(command, "")
	v.shows(link, false)
	answered(nil)
}

// looks opens somebody else's link.
func (v *visit) looks(link string) {
	answered := v.shelf.Opening(link)
	v.shows(link, false)
	answered(nil)
}

func (v *visit) has(last, before string) {
	v.t.Helper()
	short := func(link string) string {
		if link == "" {
			return ""
		}
		return recipe.ShortLink(link, false)
	}
	if l, b := v.browser.texts["experiment"], v.browser.texts["experiment.before"]; l != short(last) || b != short(before) {
		v.t.Errorf("kept are %q and before it %q, want %q and %q", l, b, short(last), short(before))
	}
}

var errRefused = errors.New("refused")

func TestOnlyOwnWorkIsKeptAsTheLast(t *testing.T) {
	v := newVisit(t)
	v.looks("#theirs")
	v.shows("#theirs", false)
	v.has("", "")
	v.does("prune", "#changed")
	v.has("#changed", "")
	v.does("undo", "#theirs") // of a change of one's own
	v.has("#theirs", "")
	v.does("prune", "#again")
	v.has("#again", "")
	v.shelf.Own = func() bool { return false } // a student who follows
	v.does("prune", "#teachers")
	v.has("#again", "")
	if last := v.shelf.Last(); last != "" {
		t.Errorf("while following, the last is %q", last)
	}
}

// The faults by which somebody else's experiment took the place of one's own.
func TestSomebodyElsesExperimentNeverReplacesOnesOwn(t *testing.T) {
	for name, happens := range map[string]func(v *visit){
		"a broken link and a pause while their long link trains": func(v *visit) {
			long := v.shelf.Opening("#long")
			v.shows("#long1", true)
			v.shelf.Opening("#broken")(errRefused)
			v.shows("#long2", true)
			pause := v.shelf.Sent("pause", "")
			long(nil) // the engine ends the training before it answers
			v.shows("#long3", false)
			pause(nil)
			v.shows("#long3", false)
		},
		"an undo": func(v *visit) {
			v.looks("#theirs")
			v.does("undo", "#earlier")
		},
		"the network link of their experiment": func(v *visit) {
			v.looks("#theirs")
			v.does("model", "#theirs")
			v.shows("#the-network", false)
		},
		"questions about it": func(v *visit) {
			v.looks("#theirs")
			v.does("forgotten", "#theirs")
			v.does("answer", "#theirs")
			v.does("cost", "#theirs") // of another link, which is then not opened
			v.shows("#theirs-too", false)
		},
		"a preview": func(v *visit) {
			v.looks("#theirs")
			answered := v.shelf.Sent("prune", `{"epsilon":0.1,"preview":true}`)
			v.shows("#theirs-too", false)
			answered(nil)
		},
		"a change that is refused": func(v *visit) {
			v.looks("#theirs")
			v.shelf.Sent("set", `{"seed":-1}`)(errRefused)
			v.shows("#theirs-too", false)
		},
		"leaving while their link trains": func(v *visit) {
			v.shelf.Opening("#long")
			v.shows("#long1", true)
			v.shelf.Leave()
		},
	} {
		v := newVisit(t)
		v.does("prune", "#mine")
		happens(v)
		t.Log(name)
		v.has("#mine", "")
	}
}

// Of all operations, those that change the experiment make it the person's own.
func TestOperationsThatChangeAnExperimentMakeItThePersonsOwn(t *testing.T) {
	back := []string{"undo", "redo", "reset", "pause", "focus"}
	for _, e := range recipe.Operations() {
		if whose, _ := kept.WhoseIs(e.Name, "{}"); e.Name != "" && (whose == kept.Same) != slices.Contains(back, e.Name) {
			t.Errorf("%s leads to %v", e.Name, whose)
		}
	}
}

func TestTheExperimentBeforeTheLastIsKept(t *testing.T) {
	v := newVisit(t)
	v.does("prune", "#mine")
	v.looks("#theirs")
	v.does("prune", "#changed")
	v.has("#changed", "#mine")
	v.does("train", "#changed-more") // a step of the same experiment
	v.has("#changed-more", "#mine")
	v.looks("#mine") // is one's own
	v.has("#mine", "#changed-more")
	v.browser.texts["experiment"] = recipe.ShortLink("#window", false) // by a page in another window
	v.does("prune", "#mine-more")
	v.has("#mine-more", "#window")
}

// A storage that has no room for the experiment before keeps the last one.
func TestNothingIsOverwrittenThatCannotBeKept(t *testing.T) {
	v := newVisit(t)
	v.does("prune", "#mine")
	v.looks("#theirs")
	v.browser.refuses = true
	v.does("prune", "#changed")
	v.browser.refuses = false
	v.has("#mine", "")
}

func TestTrainingIsKeptOnceASecondAndWhenThePersonLeaves(t *testing.T) {
	v := newVisit(t)
	v.looks("#theirs")
	v.clock = v.clock.Add(time.Hour)
	v.shelf.Sent("train", "") // is answered when the training ends
	v.shows("#1", true)
	v.has("#1", "")
	v.clock = v.clock.Add(900 * time.Millisecond)
	v.shows("#2", true)
	v.has("#1", "")
	v.clock = v.clock.Add(200 * time.Millisecond)
	v.shows("#3", true)
	v.has("#3", "")
	v.clock = v.clock.Add(100 * time.Millisecond)
	v.shows("#4", true)
	v.shelf.Leave()
	v.has("#4", "")
}

// A change of the settings during somebody else's training is answered before that
// ends, and makes the experiment one's own.
func TestAChangeDuringTheirTrainingIsOnesOwn(t *testing.T) {
	v := newVisit(t)
	long := v.shelf.Opening("#long")
	v.clock = v.clock.Add(time.Hour)
	v.shows("#long1", true)
	v.has("", "")
	v.does("set", "#long1s")
	v.has("#long1s", "")
	long(nil)
	v.shows("#long2s", false)
	v.has("#long2s", "")
}

func TestDamagedStorageIsSetAsideAndSaid(t *testing.T) {
	k, view, browser := newShelf()
	const list = `[{"name":"a"},{"na`
	browser.texts["experiments"] = list
	browser.texts["experiments.damaged"] = "older"
	k.Open()
	if said := view.Written("keptSaid"); said != "kept.damaged key=experiments.damaged2" || browser.texts["experiments.damaged2"] != list || browser.texts["experiments.damaged"] != "older" {
		t.Errorf("it says %q, and the storage has %v", said, browser.texts)
	}
	k.Keep("b")
	if l, damaged := kept.Parse(browser.texts["experiments"]); damaged || len(l) != 1 {
		t.Errorf("the list is %v", browser.texts["experiments"])
	}

	browser.texts["experiments"], browser.refuses = list, true
	k.Open()
	k.Keep("c")
	if browser.texts["experiments"] != list || view.Written("keptSaid") != "kept.refused" {
		t.Errorf("there was no room, it says %q, and the storage has %v", view.Written("keptSaid"), browser.texts)
	}

	browser.texts["experiment"], browser.refuses = "#1.broken", false
	if said := k.Failed(&recipe.Problem{Code: "linkDamaged"}); said != "problem.linkDamaged kept.damaged key=experiment.damaged" || browser.texts["experiment"] != "" || browser.texts["experiment.damaged"] != "#1.broken" {
		t.Errorf("it says %q, and the storage has %v", said, browser.texts)
	}
	browser.texts["experiment"] = "#own"
	for _, err := range []error{&recipe.Problem{Code: "ownMissing"}, &recipe.Problem{Code: "networkMissing"}, errRefused} {
		if k.Failed(err); browser.texts["experiment"] != "#own" {
			t.Errorf("%v: a link that is not damaged is set aside", err)
		}
	}
}

// The link to the network of one's own experiment is one's own; the network of a lesson
// is not.
func TestTheSameExperimentFromAnotherLink(t *testing.T) {
	v := newVisit(t)
	v.does("prune", "#mine")
	answered := v.shelf.OpeningSame()
	v.shows("#network", false)
	answered(nil)
	v.has("#network", "#mine")
	v.shelf.Disown()
	v.shows("#lesson", false)
	v.has("#network", "#mine")
}

func TestADeletionCanBeUndone(t *testing.T) {
	k, view, browser := newShelf()
	for _, name := range []string{"a", "b", "c"} {
		k.Keep(name)
	}
	order := func() (got string) {
		list, _ := kept.Parse(browser.texts["experiments"])
		for _, e := range list {
			got += e.Name
		}
		return got
	}
	offered := func() bool {
		hidden, _ := view.Get(`[data-command="kept.putBack"]`, "hidden")
		return hidden == "false"
	}
	if k.Delete("b"); order() != "ac" || !offered() || view.Written("keptSaid") != "kept.deleted name=b" {
		t.Errorf("after deleting b: %s, %q", order(), view.Written("keptSaid"))
	}
	if k.PutBack(); order() != "abc" || offered() {
		t.Errorf("after undoing it: %s", order())
	}
	if k.Keep("a"); order() != "bca" || !offered() || view.Written("keptSaid") != "kept.replaced name=a" {
		t.Errorf("after another a: %s, %q", order(), view.Written("keptSaid"))
	}
	if k.PutBack(); order() != "a (2)bca" {
		t.Errorf("after undoing that: %s", order())
	}
	k.PutBack()
}

func TestWhoseWorkACommandLeadsTo(t *testing.T) {
	for _, c := range []struct {
		name, arguments string
		whose           kept.Whose
		begins          bool
	}{
		{"pause", "", kept.Same, false}, {"prune", `{"epsilon":1,"preview":false}`, kept.Mine, false}, {"load", `{"hash":""}`, kept.Mine, true},
		{"set", `{"seed":2}`, kept.Mine, false}, {"set", `{"dataset":"xor"}`, kept.Mine, true}, {"prune", `{"preview":true}`, kept.Same, false},
	} {
		if whose, begins := kept.WhoseIs(c.name, c.arguments); whose != c.whose || begins != c.begins {
			t.Errorf("%s %s: %v, begins: %v", c.name, c.arguments, whose, begins)
		}
	}
}

package course

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/session"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
)

const sources = "../../static/src/"

// A desk is a course with a page that remembers what the course asks for.
type desk struct {
	*Course
	session  *session.Session
	engine   *sessiontest.Engine
	language string
	teaches  bool
	opened   []string          // addresses
	pending  []func(error)     // of the addresses that are not open yet
	log      []string          // everything else
	files    map[string]string // in place of those of the page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{language: "en", files: map[string]string{}}
	d.session, d.engine = sessiontest.New(texttest.Words())
	d.session.Snapshot = at("#mine", 310)
	note := func(what string) func(string) {
		return func(argument string) { d.log = append(d.log, strings.TrimSpace(what+" "+argument)) }
	}
	d.Course = &Course{
		Session:  d.session,
		Language: func() string { return d.language },
		Fetch: func(name string, done func([]byte, error)) {
			if content, here := d.files[name]; here {
				done([]byte(content), nil)
				return
			}
			done(os.ReadFile(filepath.Join(sources, filepath.FromSlash(name))))
		},
		Hold: func(name, digest string, done func(error)) {
			note("hold")(name + " " + digest)
			done(nil)
		},
		Open: func(address string, done func(error)) {
			d.opened = append(d.opened, address)
			d.pending = append(d.pending, done)
		},
		Address: note("address"),
		Point:   note("point"),
		Focus:   note("focus"),
		Dialog: func(open bool) {
			if open {
				note("dialog")("")
			}
		},
		Teaches: func() bool { return d.teaches },
		Compete: func(accuracy float64) { note("compete")(strconv.FormatFloat(accuracy, 'f', 3, 64)) },
		Aside: func(done func(error)) {
			note("aside")("")
			done(nil)
		},
		TakeUp: func(back string, done func(error)) {
			note("take up")(back)
			done(nil)
		},
		Left: func() { note("left")("") },
	}
	return d
}

// at is what is seen of an experiment at an address with so many of 310 connections kept.
func at(link string, kept int) *snapshot.Snapshot {
	return &snapshot.Snapshot{
		Link: link, Kept: kept, Total: 310, Recipe: recipe.Default(),
		Test: snapshot.Metrics{Accuracy: 0.98}, Dense: snapshot.Metrics{Accuracy: 0.982},
	}
}

// answer lets the engine open the addresses that were asked for; the last one looks like
// a snapshot.
func (d *desk) answer(s *snapshot.Snapshot) {
	d.session.Snapshot = s
	for _, done := range d.pending {
		done(nil)
	}
	d.pending = nil
}

// shown returns the pane as HTML.
func (d *desk) shown() string {
	html, _ := d.engine.View.Get("#lesson", "children")
	return html
}

func (d *desk) shows(t *testing.T, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(d.shown(), part) {
			t.Errorf("%q is not in the pane: %s", part, d.shown())
		}
	}
}

// disabled returns whether the button of a command cannot be used.
func (d *desk) disabled(t *testing.T, command string) bool {
	t.Helper()
	_, after, found := strings.Cut(d.shown(), `data-command="`+command+`"`)
	if !found {
		t.Fatalf("there is no button %s: %s", command, d.shown())
	}
	tag, _, _ := strings.Cut(after, ">")
	return strings.Contains(tag, "disabled")
}

// small is a lesson of three steps: a text, a question and a task.
const small = `{"title": {"en": "Half", "zh": "一半"}, "minutes": 5, "start": "#start",
	"teacher": {"en": "Notes with {half}", "zh": "说明"},
	"steps": [
		{"text": {"en": "Read this.", "zh": "读这个。"}, "show": "epsilon"},
		{"ask": {"en": "How much?", "zh": "多少？"}, "options": [{"en": "Little", "zh": "少"}, {"en": "Much", "zh": "多"}],
		 "answer": 1, "open": "#answer", "reveal": {"en": "It is {half}.", "zh": "是 {half}。"}},
		{"open": "#task", "task": {"en": "Prune half.", "zh": "剪去一半。"}, "check": {"sparsity": {"min": 0.5}, "accuracyDrop": {"max": 0.02}},
		 "hint": {"en": "Try 0.25.", "zh": "试 0.25。"}}],
	"claims": [{"id": "half", "experiment": "#start", "measure": "sparsity", "value": 1.25, "unit": "points", "digits": 2}]}`

func begun(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.files["lessons/half.json"] = small
	d.files["lessons.json"] = `[{"name": "half", "title": {"en": "Half"}, "minutes": 5}, {"name": "more", "title": {"en": "More"}, "minutes": 6}]`
	d.BeginNamed("half")
	return d
}

func TestALessonGoesFromStepToStep(t *testing.T) {
	d := begun(t)
	d.shows(t, "lesson.title number=1 title=Half", "lesson.step step=1 steps=3", "Read this.", "Notes with 1.25")
	if !slices.Equal(d.opened, []string{"#start"}) || !slices.Contains(d.log, "point epsilon") || !slices.Contains(d.log, "focus #lessonText") || !slices.Contains(d.log, "address half") {
		t.Errorf("opened %v, log %v", d.opened, d.log)
	}
	if !d.disabled(t, "lesson.back") || d.disabled(t, "lesson.next") {
		t.Error("at the first step there is nothing before, and a next step")
	}
	d.answer(at("#start", 310))

	d.Do("lesson.next", "")
	d.shows(t, "How much?", "Little", "Much")
	if !d.disabled(t, "lesson.next") || !d.disabled(t, "lesson.answer") {
		t.Error("there is no prediction yet")
	}
	d.Choose(0)
	if !d.disabled(t, "lesson.next") || d.disabled(t, "lesson.answer") {
		t.Error("after the prediction, the answer can be shown, and is needed to go on")
	}
	if len(d.opened) != 1 || strings.Contains(d.shown(), "It is") {
		t.Errorf("the answer is there before the prediction: %v, %s", d.opened, d.shown())
	}
	d.Do("lesson.answer", "")
	d.shows(t, "lesson.wrong yours=Little answer=Much", "It is 1.25*.", "lesson.mean seed=1")
	if d.disabled(t, "lesson.next") || d.opened[len(d.opened)-1] != "#answer" {
		t.Errorf("after the answer: %v", d.opened)
	}
	d.answer(at("#answer", 100)) // would solve the task

	d.Do("lesson.next", "")
	d.shows(t, "lesson.task task=Prune half.")
	d.Update() // the experiment before is still on the page
	if !d.disabled(t, "lesson.next") {
		t.Error("the task is solved by the experiment of the step before")
	}
	d.answer(at("#task", 310))
	d.shows(t, "lesson.missing missing=lesson.atLeast what=lesson.measure.sparsity part= have=0.0 % want=50.0 %")
	d.Do("lesson.hint", "")
	d.shows(t, "lesson.hintSaid hint=Try 0.25.")

	d.session.Snapshot = at("#training", 100)
	d.session.Snapshot.Training = true
	d.Update()
	if !d.disabled(t, "lesson.next") {
		t.Error("the task is solved while something is trained")
	}
	d.session.Snapshot = at("#solution", 155)
	d.Update()
	d.shows(t, "lesson.solved")
	if d.disabled(t, "lesson.next") {
		t.Error("the task is solved, and there is no way on")
	}
	d.session.Snapshot = at("#undone", 310)
	d.Update()
	d.shows(t, "lesson.solved")

	d.Do("lesson.next", "")
	d.shows(t, "lesson.completed", `data-command="lesson.begin" data-name="more"`, "lesson.mine")
	if !strings.Contains(markup.HTML(d.rows()...), "lessons.done") {
		t.Error("the list does not say that the lesson is completed")
	}
}

func TestGoingBackBringsTheExperimentOfTheStepBack(t *testing.T) {
	d := begun(t)
	d.answer(at("#start", 310))
	d.Do("lesson.next", "")
	d.Do("lesson.skip", "") // the question
	d.answer(at("#task", 310))
	d.Do("lesson.back", "")
	if got := d.opened[len(d.opened)-1]; got != "#start" {
		t.Errorf("back at a question without an answer, %s is open, want #start", got)
	}
	d.Choose(1)
	d.Do("lesson.answer", "")
	d.shows(t, "lesson.right answer=Much")
	d.Do("lesson.next", "")
	d.Do("lesson.back", "")
	if got := d.opened[len(d.opened)-1]; got != "#answer" {
		t.Errorf("back at the answer, %s is open, want #answer", got)
	}
	d.shows(t, "It is 1.25*.", "lesson.mean seed=1")
}

// Leaving asks what to go on with, and never takes the place of the person's own work by
// itself.
func TestLeavingOffersTheExperimentFromBefore(t *testing.T) {
	for command, taken := range map[string]string{"lesson.mine": "take up #mine", "lesson.stay": "take up"} {
		d := begun(t)
		d.answer(at("#start", 310))
		d.Do("lesson.close", "")
		d.shows(t, "lesson.left", "lesson.mine", "lesson.stay")
		d.Do(command, "")
		if got := d.log[len(d.log)-1]; got != taken || len(d.opened) != 1 || d.Active() {
			t.Errorf("%s: %s, want %s; opened %v; the lesson is active: %v", command, got, taken, d.opened, d.Active())
		}
		if hidden, _ := d.engine.View.Get("#lesson", "hidden"); hidden != "true" || !slices.Contains(d.log, "left") || !slices.Contains(d.log, "focus #sheetButton, [data-command=\"lessons\"]") {
			t.Errorf("%s: hidden %s, log %v", command, hidden, d.log)
		}
	}
	d := begun(t)
	d.answer(at("#mine", 310))
	d.Do("lesson.close", "")
	if d.Active() {
		t.Error("the person's experiment is on the page, and there is still a question about it")
	}
}

func TestTheNextLessonKeepsTheWayBack(t *testing.T) {
	d := begun(t)
	d.files["lessons/more.json"] = strings.Replace(small, "Half", "More", 1)
	d.answer(at("#start", 310))
	d.Do("lesson.begin", "more")
	d.answer(at("#start", 310))
	d.shows(t, "lesson.title number=2 title=More", "lesson.step step=1 steps=3")
	d.Do("lesson.close", "")
	d.Do("lesson.mine", "")
	if got := d.log[len(d.log)-1]; got != "take up #mine" || strings.Count(strings.Join(d.log, ","), "aside") != 1 {
		t.Errorf("%s, want take up #mine, set aside once: %v", got, d.log)
	}
}

func TestANewLanguageKeepsTheStep(t *testing.T) {
	d := begun(t)
	d.answer(at("#start", 310))
	d.Do("lesson.next", "")
	d.Choose(1)
	d.Do("lesson.answer", "")
	d.language = "zh"
	d.Translate()
	d.shows(t, "title=一半", "多少？", "lesson.right answer=多", "是 1.25*。", "step=2")
}

func TestALessonIsFoundByItsNameOrNumber(t *testing.T) {
	list := []Entry{{Name: "01-one"}, {Name: "02-two"}}
	for named, want := range map[string]int{"01-one": 0, "02-two": 1, "1": 0, "02": 1, "0": -1, "3": -1, "-1": -1, "": -1, "two": -1} {
		if got := Find(list, named); got != want {
			t.Errorf("%q is at %d, want %d", named, got, want)
		}
	}
}

func TestAnUnknownLessonShowsTheList(t *testing.T) {
	d := newDesk(t)
	d.BeginNamed("luck")
	if said := d.engine.View.Written("lessonsSaid"); said != "lessons.unknown name=luck" || !slices.Contains(d.log, "dialog") || d.Active() {
		t.Errorf("said %q, log %v", said, d.log)
	}
	rows, _ := d.engine.View.Get("#lessonList", "children")
	if strings.Count(rows, "<li>") != 12 || !strings.Contains(rows, "lessons.minutes minutes=6") {
		t.Errorf("the list is %s", rows)
	}
}

func TestALessonThatCannotBeFetchedIsReported(t *testing.T) {
	d := newDesk(t)
	d.Fetch = func(_ string, done func([]byte, error)) { done(nil, errors.New("503")) }
	d.Begin("01-what-pruning-is")
	if said, _ := d.engine.View.Get("#message", "text"); said != "problem.failed detail=503" || d.Active() {
		t.Errorf("the message is %q", said)
	}
}

func TestALessonsDataAreThereBeforeItsExperiment(t *testing.T) {
	d := newDesk(t)
	d.Begin("12-your-own-data")
	if i := slices.Index(d.log, "hold lessons/fruit.csv 67f266e58602"); i < 0 || len(d.opened) != 1 {
		t.Errorf("opened %v, log %v", d.opened, d.log)
	}
}

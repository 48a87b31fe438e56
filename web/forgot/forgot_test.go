package forgot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/forgot"
	"bonsai/web/layout"
	"bonsai/web/session"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
)

// A bench is a panel and the engine that it asks.
type bench struct {
	*forgot.Panel
	session *session.Session
	engine  *sessiontest.Engine
	seen    bool
	redrawn int
}

// newBench returns the panel of a network for images of digits, 14 pixels high and as
// wide as given.
func newBench(width int) *bench {
	s, engine := sessiontest.New(texttest.Words())
	b := &bench{session: s, engine: engine, seen: true}
	s.Snapshot = &snapshot.Snapshot{
		Revisions: snapshot.Revisions{Samples: 1, Weights: 2, Masks: 3},
		Samples:   snapshot.Samples{Classes: 10, Height: 14, Width: width}, Recipe: recipe.Default(),
	}
	b.Panel = forgot.New(s, func() bool { return b.seen }, func() { b.redrawn++ })
	return b
}

// shown returns a property of elements as it was shown last.
func (b *bench) shown(at, name string) string {
	value, _ := b.engine.View.Get(at, name)
	return value
}

func (b *bench) reply(t *testing.T, outputs any) {
	t.Helper()
	text, err := json.Marshal(outputs)
	if err != nil {
		t.Fatal(err)
	}
	if b.engine.Pending() != 1 {
		t.Fatalf("%d questions wait for an answer, want 1", b.engine.Pending())
	}
	b.engine.Answer(string(text), nil)
}

// found has four test samples of ten classes: number 2 became wrong, number 1 right.
func found() snapshot.Forgotten {
	f := snapshot.Forgotten{Tests: 4, Of: 4, Changed: []int{2, 1}, Lost: 1, Gained: 1}
	for range 10 {
		f.Before, f.After = append(f.Before, make([]int, 10)), append(f.After, make([]int, 10))
	}
	f.Before[3][3], f.Before[3][5] = 3, 1
	f.After[3][3], f.After[3][8] = 3, 1
	return f
}

func answer(class int, before, after int) snapshot.Answer {
	a := snapshot.Answer{Class: class, Input: make([]float32, 196), Before: make([]float64, 10), After: make([]float64, 10)}
	a.Input[15] = 1
	a.Before[before], a.After[after] = 1, 0.75
	a.Paths = []snapshot.Path{{Layer: 1, Out: 8, In: 2}}
	return a
}

// answered is a bench that shows the first sample that pruning got wrong.
func answered(t *testing.T) *bench {
	b := newBench(14)
	b.Update()
	b.reply(t, found())
	b.reply(t, answer(3, 3, 8))
	return b
}

func (b *bench) last() string { return b.engine.Log[len(b.engine.Log)-1] }

func TestNothingIsAskedWhileThePanelIsNotSeen(t *testing.T) {
	b := newBench(14)
	b.seen = false
	b.Update()
	if len(b.engine.Log) != 0 || b.Paths() != nil {
		t.Errorf("the engine was asked for %v", b.engine.Log)
	}
}

func TestItBeginsWithTheSampleThatPruningGotWrong(t *testing.T) {
	b := answered(t)
	if want := []string{"forgotten", `answer {"sample":2,"noise":0,"seed":1}`}; !slices.Equal(b.engine.Log, want) {
		t.Errorf("the engine was asked for %v, want %v", b.engine.Log, want)
	}
	for _, c := range []struct{ at, name, want string }{
		{"#forgotSaid", "text", "forgot.said tests=4 of=4 changed=2 lost=1 gained=1 other=0"},
		{"#samplePlace", "text", "sample.changed n=3 k=1 changed=2"},
		{"#sampleSaid", "text", "sample.lost before=3 after=8 class=3"},
		{`[data-command="previousSample"]`, "disabled", "true"}, {`[data-command="nextSample"]`, "disabled", "false"},
		{"#seenImage", "viewBox", "0 0 14 14"}, {"#paper", "hidden", "true"},
	} {
		if got := b.shown(c.at, c.name); got != c.want {
			t.Errorf("%s of %s is %q, want %q", c.name, c.at, got, c.want)
		}
	}
	if image := b.shown("#seenImage", "children"); !strings.Contains(image, `<path d="M1 1h1v1h-1z" fill-opacity="1.00">`) {
		t.Errorf("the pixel in column 1 of row 1 is not in %s", image)
	}
	if rows := b.shown("#probabilityRows", "children"); !strings.Contains(rows, `<tr class="answer"><th scope="row">8</th>`) || !strings.Contains(rows, "75.0 %") {
		t.Errorf("the probabilities are %s", rows)
	}
	if paths := b.Paths(); !slices.Equal(paths, []layout.Connection{{Layer: 1, Out: 8, In: 2}}) || b.redrawn == 0 {
		t.Errorf("the paths are %v", paths)
	}
	if b.ShowPaths(false); b.Paths() != nil {
		t.Error("the paths are highlighted although they should not be")
	}
}

// Of the four samples of class 3, three were right before and now: 75 %.
func TestTheTablesSayWhatTheMatricesHave(t *testing.T) {
	b := answered(t)
	classes := b.shown("#forgotClasses", "children")
	if want := `<tr><th scope="row">3</th><td>4</td><td>75.0 %</td><td>75.0 %</td><td>0.0</td></tr>`; !strings.Contains(classes, want) {
		t.Errorf("the classes are %s, want %s", classes, want)
	}
	if want := `<tr><th scope="row">4</th><td>0</td><td>–</td><td>–</td><td>–</td></tr>`; !strings.Contains(classes, want) {
		t.Errorf("the classes are %s, want %s", classes, want)
	}
	now := b.shown("#matrixNow", "children")
	if !strings.Contains(now, `<td class="right">3</td>`) || !strings.Contains(now, `--negative) 48%, transparent)">1</td>`) {
		t.Errorf("the matrix is %s", now)
	}
}

// The link of a network does not bring what it was before pruning.
func TestBehindANetworksLinkBeforeIsNotKnown(t *testing.T) {
	b := newBench(14)
	b.Snapshot.History = &recipe.History{}
	b.Update()
	b.reply(t, found())
	if said, hidden := b.shown("#forgotSaid", "text"), b.shown("#before", "hidden"); said != "forgot.link" || hidden != "true" {
		t.Errorf("it says %q, the matrix before is hidden: %s", said, hidden)
	}
	alone := answer(3, 3, 8)
	alone.Paths = nil
	b.reply(t, alone)
	if said := b.shown("#sampleSaid", "text"); said != "sample.now before=3 after=8 class=3 sample.bias" {
		t.Errorf("of an answer without paths it says %q", said)
	}
	if rows := b.shown("#probabilityRows", "children"); strings.Count(rows, "<td>–</td>") != 10 {
		t.Errorf("the probabilities before are said: %s", rows)
	}
	if classes, want := b.shown("#forgotClasses", "children"), `<th scope="row">3</th><td>4</td><td>–</td><td>75.0 %</td><td>–</td>`; !strings.Contains(classes, want) {
		t.Errorf("the classes are %s, want %s", classes, want)
	}
}

// First those whose answer changed (2 and 1), and then the others (0 and 3).
func TestStepsGoThroughTheChangedSamplesFirst(t *testing.T) {
	b := answered(t)
	for _, sample := range []string{"1", "0", "3"} {
		b.Step(+1)
		if want := `answer {"sample":` + sample + `,"noise":0,"seed":1}`; b.last() != want {
			t.Errorf("asked for %s, want %s", b.last(), want)
		}
		b.reply(t, answer(3, 3, 3))
	}
	if got := b.shown(`[data-command="nextSample"]`, "disabled"); got != "true" {
		t.Error("there is a next sample behind the last one")
	}
	if b.Step(+1); b.engine.Pending() != 0 {
		t.Error("a step behind the last sample asks for something")
	}
	b.Step(-1)
	b.reply(t, answer(3, 5, 3))
	if got, want := b.shown("#sampleSaid", "text"), "sample.gained before=5 after=3 class=3"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// A measurement of ε renews the masks. The sample to which a person has stepped stays.
func TestItFollowsTheMeasurements(t *testing.T) {
	b := answered(t)
	b.Step(+1)
	b.reply(t, answer(3, 5, 3))
	next := *b.session.Snapshot
	next.Revisions.Masks++
	b.session.Snapshot = &next
	b.Update()
	b.Update() // nothing is asked for twice
	f := found()
	f.Changed = []int{0, 2}
	b.reply(t, f)
	if want := `answer {"sample":1,"noise":0,"seed":1}`; b.last() != want {
		t.Errorf("asked for %s, want %s", b.last(), want)
	}
	b.reply(t, answer(3, 5, 5))
	shown := len(b.engine.View.Changes)
	if b.Update(); b.engine.Pending() != 0 || len(b.engine.View.Changes) != shown {
		t.Error("something is asked for or shown although nothing has changed")
	}
	if b.Changed(); len(b.engine.View.Changes) == shown {
		t.Error("another language is not shown")
	}
}

func TestADrawingIsAnswered(t *testing.T) {
	b := answered(t)
	b.Draw(true)
	if b.engine.Pending() != 0 || b.shown("#probabilities", "hidden") != "true" || b.shown("#paperPrompt", "hidden") != "false" {
		t.Error("an empty paper has an answer")
	}
	b.Begin(10, 20)
	b.To(100, 20) // while the engine works on the beginning
	b.reply(t, answer(-1, 3, 8))
	if !strings.HasPrefix(b.last(), `answer {"sample":0,"drawn":[0,0,`) || b.engine.Pending() != 1 {
		t.Errorf("asked for %.60s", b.last())
	}
	b.reply(t, answer(-1, 3, 8))
	for _, c := range []struct{ at, name, want string }{
		{"#sampleSaid", "text", "sample.drawn before=3 was=100.0 % after=8 now=75.0 % sample.unsure second=0 next=0.0 % sample.none classes=10"}, {"#ink", "d", "M10.00 20.00L100.00 20.00"},
		{"#steps", "hidden", "true"}, {"#paper", "hidden", "false"}, {"#paperPrompt", "hidden", "true"},
	} {
		if got := b.shown(c.at, c.name); got != c.want {
			t.Errorf("%s of %s is %q, want %q", c.name, c.at, got, c.want)
		}
	}
	b.SetNoise(30)
	if !strings.HasSuffix(b.last(), `"noise":30,"seed":1}`) {
		t.Errorf("asked for …%s", b.last()[len(b.last())-60:])
	}
	sure := answer(-1, 3, 3)
	sure.After[3] = 0.8
	b.reply(t, sure)
	if got, want := b.shown("#sampleSaid", "text"), "sample.drawnSame before=3 was=100.0 % after=3 now=80.0 % sample.none classes=10"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	b.SetNoise(0)
	strange := answer(-1, 3, 3)
	strange.After[3], strange.Unlike = 0.95, true
	b.reply(t, strange)
	if got, want := b.shown("#sampleSaid", "text"), "sample.unlike sample.drawnSame before=3 was=100.0 % after=3 now=95.0 % sample.none classes=10"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if b.Clear(); b.shown("#ink", "d") != "" || b.shown("#sampleSaid", "text") != "" || b.engine.Pending() != 0 {
		t.Error("the drawing is still there")
	}
}

func TestOnlySquareImagesOfTenClassesAreDrawn(t *testing.T) {
	for width, want := range map[int]string{14: "false", 20: "true"} {
		b := newBench(width)
		b.Update()
		if got := b.shown("#lookedKinds", "hidden"); got != want {
			t.Errorf("%d×14 pixels: drawing is hidden: %s, want %s", width, got, want)
		}
	}
}

// A new data set has other samples: what was stepped to and drawn belongs to the old
// one.
func TestOtherSamplesBeginAnew(t *testing.T) {
	b := answered(t)
	b.Step(+1)
	b.reply(t, answer(3, 5, 3))
	b.session.Snapshot = &snapshot.Snapshot{
		Revisions: snapshot.Revisions{Samples: 9, Weights: 10, Masks: 11},
		Samples:   snapshot.Samples{Classes: 2, Inputs: []string{"width"}, Names: []string{"fir", "oak"}}, Recipe: recipe.Default(),
	}
	b.Update()
	if b.Paths() != nil {
		t.Error("the paths of the old network are highlighted")
	}
	b.reply(t, snapshot.Forgotten{Tests: 1, Of: 1, Before: [][]int{{0, 0}, {0, 1}}, After: [][]int{{0, 0}, {0, 1}}, Changed: []int{}})
	b.reply(t, snapshot.Answer{Class: 1, Input: []float32{0.5}, Cells: []snapshot.Cell{{Name: "width", Text: "7"}}, Before: []float64{0, 1}, After: []float64{0, 1}, Paths: []snapshot.Path{{}}})
	if got, want := b.shown("#seenRow", "children"), `<tr><th scope="row">width</th><td>7</td></tr>`; got != want {
		t.Errorf("the row is %s, want %s", got, want)
	}
	if got, want := b.shown("#sampleSaid", "text"), "sample.right before=oak after=oak class=oak"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestRegressionSaysWhyNothingIsCompared(t *testing.T) {
	b := newBench(14)
	b.session.Snapshot.Classes = 0
	b.Update()
	if len(b.engine.Log) != 0 || b.shown("#forgotSaid", "text") != "forgot.regression" || b.shown("#forgot", "hidden") != "true" {
		t.Errorf("it says %q and asks for %v", b.shown("#forgotSaid", "text"), b.engine.Log)
	}
}

// While a network trains, each answer is outdated when it arrives. The matrices and the
// answer to a sample are asked for in turns, so that both are renewed.
func TestDuringTrainingAnswersAreRenewedToo(t *testing.T) {
	b := newBench(14)
	asked := map[string]int{}
	b.Update()
	for range 8 {
		name, _, _ := strings.Cut(b.engine.Log[len(b.engine.Log)-1], " ")
		asked[name]++
		b.session.Snapshot.Step++ // it has gone on when the answer arrives
		if name == "forgotten" {
			b.reply(t, found())
		} else {
			b.reply(t, snapshot.Answer{Class: 2, Input: make([]float32, 196), Before: make([]float64, 10), After: make([]float64, 10)})
		}
	}
	if asked["forgotten"] != 4 || asked["answer"] != 4 {
		t.Errorf("of 8 moments, %v were asked for", asked)
	}
}

// The engine opens another experiment, of two classes, before the page has received it:
// what it answers then is about other samples, and asked for again.
func TestAnAnswerAboutOtherClassesIsNotShown(t *testing.T) {
	b := newBench(14)
	b.Update()
	b.reply(t, found())
	asked := len(b.engine.Log)
	b.reply(t, snapshot.Answer{Class: 1, Input: make([]float32, 196), Before: make([]float64, 2), After: []float64{0, 1}})
	if len(b.engine.Log) != asked+1 || !strings.HasPrefix(b.last(), "answer") {
		t.Errorf("after an answer about two classes the engine was asked %v", b.engine.Log[asked:])
	}
}

package session_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/session"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
	"bonsai/web/work"
)

// network is one with two connections.
func network() *snapshot.Snapshot {
	return &snapshot.Snapshot{
		Recipe: recipe.Recipe{Dataset: "xor", Seed: 1}, Samples: snapshot.Samples{Classes: 2}, Kept: 2, Total: 2,
		Pruning: recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon},
		Layers:  []snapshot.Layer{{In: 2, Out: 1, W: []float32{0.1, 0.3}, B: []float32{0}, Mask: []uint8{1, 1}, Base: []uint8{1, 1}}},
		Dead:    [][]bool{{false, false}, {false}},
	}
}

func begun() (*session.Session, *sessiontest.Engine) {
	s, engine := sessiontest.New(texttest.Words())
	s.Receive(network())
	s.Update()
	return s, engine
}

func message(engine *sessiontest.Engine) string {
	text, _ := engine.View.Get("#message", "text")
	return text
}

func epsilon(amount float64) recipe.Rule {
	return recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Amount: amount}
}

func TestADragShowsAtOnceAndMeasuresWhenTheEngineIsFree(t *testing.T) {
	s, engine := begun()
	for _, amount := range []float64{0.05, 0.2, 0.25} {
		s.Drag(epsilon(amount))
	}
	if s.Update() || s.Shown.Kept != 1 || s.Snapshot.Kept != 2 {
		t.Errorf("%d connections are shown, the engine has %d", s.Shown.Kept, s.Snapshot.Kept)
	}
	want := []string{"prune " + command.Prune(epsilon(0.05), true)}
	if !slices.Equal(engine.Log, want) || engine.Soon != 3 {
		t.Errorf("asked %q", engine.Log)
	}
	engine.Answer("", nil) // only the newest is asked for next
	want = append(want, "prune "+command.Prune(epsilon(0.25), true))
	if !slices.Equal(engine.Log, want) {
		t.Errorf("asked %q", engine.Log)
	}
	s.LetGo()
	s.LetGo() // once
	want = append(want, "prune "+command.Prune(epsilon(0.25), false))
	if !slices.Equal(engine.Log, want) {
		t.Errorf("asked %q", engine.Log)
	}
	engine.Answer("", nil) // the preview: nothing newer
	engine.Answer("", nil) // the step
	if !slices.Equal(engine.Log, want) || s.Dragged != nil || engine.Shows != 2 {
		t.Errorf("asked %q, dragged %v, shown %d times", engine.Log, s.Dragged, engine.Shows)
	}
	if said, _ := engine.View.Get("#announce", "text"); said == "" {
		t.Error("nothing is announced")
	}
}

// A message about what came before would offer to undo that, and undo the drag.
func TestADragTakesTheMessageAway(t *testing.T) {
	s, engine := begun()
	s.Tell("restarted")
	s.Drag(epsilon(0.05))
	if got := message(engine); got != "" {
		t.Errorf("the message is %q", got)
	}
	s.Tell("said meanwhile")
	s.Drag(epsilon(0.1))
	if got := message(engine); got != "said meanwhile" {
		t.Errorf("the message is %q", got)
	}
}

// One of two connections is pruned for good: 50 %.
func TestASparsityBelowWhatIsPrunedForGoodIsRefused(t *testing.T) {
	s, engine := begun()
	s.Snapshot.Kept, s.Snapshot.Layers[0].Mask, s.Snapshot.Layers[0].Base = 1, []uint8{0, 1}, []uint8{0, 1}
	rule := recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.BySparsity, Amount: 0.2}
	shows := engine.Shows
	s.Enter(rule)
	if want := "level.settled share=50.0 %"; message(engine) != want || len(engine.Log) != 0 || engine.Shows != shows+1 {
		t.Errorf("said is %q, want %q; asked %q", message(engine), want, engine.Log)
	}
	rule.Amount = 0.49 // prunes one of two, too
	s.Enter(rule)
	s.Enter(epsilon(0.05)) // a threshold says which weights go, whatever is pruned already
	if len(engine.Log) != 2 || message(engine) != "" {
		t.Errorf("said is %q, asked %q", message(engine), engine.Log)
	}
}

func TestADragThatIsTakenAgainGoesOn(t *testing.T) {
	s, engine := begun()
	s.Drag(epsilon(0.1))
	engine.Answer("", nil)
	s.LetGo()
	s.Drag(epsilon(0.2)) // before the step is done
	engine.Answer("", nil)
	if s.Dragged == nil || s.Dragged.Amount != 0.2 {
		t.Errorf("dragged is %v", s.Dragged)
	}
}

func TestARefusedPreviewEndsTheDrag(t *testing.T) {
	s, engine := begun()
	s.Drag(epsilon(0.1))
	engine.Answer("", &recipe.Problem{Code: "noPoints", Args: map[string]string{"min": "2"}})
	if s.Dragged != nil || message(engine) != "problem.noPoints min=2" || engine.Shows != 2 {
		t.Errorf("dragged %v, said %q, shown %d times", s.Dragged, message(engine), engine.Shows)
	}
	s.LetGo()
	if engine.Pending() != 0 {
		t.Error("what was refused became a step")
	}
}

func TestTrainingThatEndsIsAnnounced(t *testing.T) {
	s, engine := begun()
	training, rested := network(), network()
	training.Training = true
	s.Receive(training)
	if _, said := engine.View.Get("#announce", "text"); said {
		t.Error("training is announced that goes on")
	}
	s.Receive(rested)
	if _, said := engine.View.Get("#announce", "text"); !said || engine.Shows != 3 {
		t.Errorf("announced %v, shown %d times", said, engine.Shows)
	}
}

// What a screen reader was told last is true: compensating, quantising, undo and starting
// over are said as training is.
func TestEveryChangeOfTheOutcomeIsAnnounced(t *testing.T) {
	s, engine := begun()
	before, _ := engine.View.Get("#announce", "text")
	for _, accuracy := range []float64{0.5, 0.75, 0.5} {
		changed := network()
		changed.Test.Accuracy = accuracy
		s.Receive(changed)
		said, _ := engine.View.Get("#announce", "text")
		if said == before || !strings.Contains(said, s.Words.Percent(accuracy)) {
			t.Errorf("with %v it says %q, before %q", accuracy, said, before)
		}
		before = said
	}
}

func TestSettingAFieldLetsEndlessTrainingGoOn(t *testing.T) {
	for _, c := range []struct {
		training bool
		goal     int
		want     []string
	}{
		{false, 0, []string{`set {"noise":5}`}},
		{true, 100, []string{`set {"noise":5}`}},
		{true, 0, []string{`set {"noise":5}`, "play*"}},
	} {
		s, engine := begun()
		s.Snapshot.Training, s.Snapshot.Goal = c.training, c.goal
		if s.Set(command.Fields{"noise": 5}); !slices.Equal(engine.Log, c.want) || engine.Touched == 0 {
			t.Errorf("training %v to %d: asked %q, want %q", c.training, c.goal, engine.Log, c.want)
		}
	}
}

func TestARestartIsTold(t *testing.T) {
	for _, c := range []struct {
		name         string
		before, step int
		told         string
	}{
		{"trained, then not", 20, 0, "restarted fields=field.noise"},
		{"a live field", 20, 20, ""},
		{"never trained", 0, 0, ""},
	} {
		s, engine := begun()
		s.Snapshot.Step = c.before
		s.Set(command.Fields{"noise": 5})
		s.Snapshot = network()
		s.Snapshot.Step = c.step
		engine.Answer("", nil)
		if got := message(engine); got != c.told {
			t.Errorf("%s: told %q, want %q", c.name, got, c.told)
		}
	}
}

// What keys have moved becomes a step before anything else is done.
func TestKeysAreOneStep(t *testing.T) {
	s, engine := begun()
	s.Drag(epsilon(0.1))
	s.LetGoSoon()
	engine.Answer("", nil)
	s.Drag(epsilon(0.2))
	s.LetGoSoon()
	engine.Answer("", nil)
	s.Do("undo", "", false)
	want := []string{
		"prune " + command.Prune(epsilon(0.1), true), "prune " + command.Prune(epsilon(0.2), true),
		"prune " + command.Prune(epsilon(0.2), false), "undo",
	}
	if !slices.Equal(engine.Log, want) {
		t.Errorf("asked %q, want %q", engine.Log, want)
	}
}

func TestPlayTakesTurnsWithPause(t *testing.T) {
	s, engine := begun()
	s.Play()
	s.Snapshot.Training = true
	s.Play()
	if !slices.Equal(engine.Log, []string{"play*", "pause"}) {
		t.Errorf("asked %q", engine.Log)
	}
	s.Still = func() bool { return true } // less motion: nothing is watched
	s.Snapshot.Training = false
	if s.Play(); engine.Log[2] != "play" {
		t.Errorf("asked %q", engine.Log)
	}
}

func TestAPresetBeginsANewExperiment(t *testing.T) {
	s, engine := begun()
	s.Preset(true)
	s.Preset(false)
	want := []string{
		"load* " + command.Load("#dataset=xor&trainShare=50&layers=8&learningRate=0.01&batchSize=10&epochs=60&steps=t60e"),
		"load* " + command.Load("#dataset=xor&trainShare=50&layers=&activation=tanh&learningRate=0.01&batchSize=10&epochs=60&steps=t60e"),
	}
	if !slices.Equal(engine.Log, want) {
		t.Errorf("asked %q, want %q", engine.Log, want)
	}
}

func TestADataSetBeginsANewExperiment(t *testing.T) {
	s, engine := begun()
	s.Begin("spiral")
	s.Begin("drawn")
	s.Snapshot.Recipe.Points = []int{1, 2, 0}
	s.Begin("drawn")
	names := make([]string, len(engine.Log))
	for i, line := range engine.Log {
		names[i], _, _ = strings.Cut(line, " ")
	}
	if !strings.Contains(engine.Log[0], "dataset=spiral") || !slices.Equal(names, []string{"load*", "set", "set", "train*"}) {
		t.Errorf("asked %q", engine.Log)
	}
}

// A table that is opened is trained: another one with the settings for tables, the same
// one, read otherwise, with those that it has, and a network from a file not at all.
func TestAnExperimentOnOwnFilesIsTrained(t *testing.T) {
	for _, c := range []struct {
		own, network, before string
		want                 []string
	}{
		{"0123", "", "4567", []string{`set {"activation":"relu"`, `train* {"epochs":40}`}},
		{"0123", "", "0123", []string{`train* {"epochs":7}`}},
		{"0123", "89ab", "4567", nil},
		{"", "89ab", "4567", nil},
	} {
		s, engine := begun()
		r := &s.Snapshot.Recipe
		r.Dataset, r.Own, r.Network, r.Epochs = recipe.OwnDataset, c.own, c.network, 7
		s.TrainOwn(c.before)
		if !slices.EqualFunc(engine.Log, c.want, strings.HasPrefix) {
			t.Errorf("own %q, network %q after %q: asked %q, want %q", c.own, c.network, c.before, engine.Log, c.want)
		}
	}
}

func TestWhatIsRefusedIsToldAndPutBack(t *testing.T) {
	for _, c := range []struct {
		err  error
		said string
	}{
		{&recipe.Problem{Code: "missing", Args: map[string]string{"field": "epochs"}}, "problem.missing field=epochs"},
		{fmt.Errorf("worker: %w", &recipe.Problem{Code: "ownNone"}), "problem.ownNone"},
		{errors.New("a fault"), "problem.failed detail=a fault"},
		{work.ErrStopped, ""},
	} {
		s, engine := begun()
		restored := 0
		s.Restore = func() { restored++ }
		s.Do("train", "", true)
		engine.Answer("", c.err)
		want := 1
		if c.said == "" {
			want = 0
		}
		if message(engine) != c.said || restored != want || engine.Shows != 1+want {
			t.Errorf("%v: said %q, restored %d times", c.err, message(engine), restored)
		}
	}
}

func TestPausedWaitsForTraining(t *testing.T) {
	s, engine := begun()
	calls := 0
	s.Paused(func(error) { calls++ })
	if calls != 1 || engine.Pending() != 0 {
		t.Error("there was nothing to wait for")
	}
	s.Snapshot.Training = true
	s.Paused(func(error) { calls++ })
	if calls != 1 {
		t.Error("it trains still")
	}
	if engine.Answer("", nil); calls != 2 {
		t.Error("the pause has come")
	}
}

func Example() {
	s, engine := sessiontest.New(texttest.Words())
	s.Receive(&snapshot.Snapshot{})
	s.Do("train", command.Train(10), true)
	fmt.Println(engine.Log)
	engine.Answer("", &recipe.Problem{Code: "noPoints"})
	said, _ := engine.View.Get("#message", "text")
	fmt.Println(said)
	// Output:
	// [train* {"epochs":10}]
	// problem.noPoints
}

package panel_test

import (
	"math"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// Of 57 of 100 connections four rounds of 40 % leave 0.57 · 0.6⁴ = 7.387 %.
func TestALotterySaysWhereItsRoundsLead(t *testing.T) {
	for _, c := range []struct {
		kept            int
		rounds, percent float64
		want            string
	}{
		{100, 4, 40, "lottery.ends now=0.0 % rounds=4 fraction=40 sparsity=87.0 %"},
		{57, 4, 40, "lottery.endsFrom now=43.0 % rounds=4 fraction=40 sparsity=92.6 %"},
		{100, 1, 12.5, "lottery.ends now=0.0 % rounds=1 fraction=12.5 sparsity=12.5 %"},
		{100, 0, 40, ""}, {100, recipe.MaxRounds + 1, 40, ""}, {100, 2.5, 40, ""}, {100, math.NaN(), 40, ""},
		{100, 4, 0, ""}, {100, 4, 100, ""}, {100, 4, math.NaN(), ""},
	} {
		v := &markup.View{}
		panel.Lottery(v, words, &snapshot.Snapshot{Kept: c.kept, Total: 100}, c.rounds, c.percent)
		if got := v.Written("lotteryEnds"); got != c.want {
			t.Errorf("%v rounds of %v %% with %d of 100 kept: %q, want %q", c.rounds, c.percent, c.kept, got, c.want)
		}
	}
}

func TestATeacherThatOnlyGuessesIsWarnedOf(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(s *snapshot.Snapshot)
	}{
		{"90 % of two classes", "", func(*snapshot.Snapshot) {}},
		{"59 % of two classes", "distil.chance accuracy=59.0 %", func(s *snapshot.Snapshot) { s.Test.Accuracy = 0.59 }},
		{"59 % of ten classes", "", func(s *snapshot.Snapshot) { s.Classes, s.Guess, s.Test.Accuracy = 10, 0.1, 0.59 }},
		{"R² near 0", "distil.chance.r2 accuracy=0.050", func(s *snapshot.Snapshot) { s.Classes, s.Test.Accuracy = 0, 0.05 }},
		{"untrained", "distil.untrained", func(s *snapshot.Snapshot) { s.Epoch, s.Step, s.Curve = 0, 0, s.Curve[:1] }},
		{"brought by a file", "", func(s *snapshot.Snapshot) { s.Epoch, s.Step, s.Curve, s.Brought = 0, 0, s.Curve[:1], true }},
		{"a new student", "", func(s *snapshot.Snapshot) { s.Epoch, s.Step, s.Curve, s.Student = 0, 0, s.Curve[:1], true }},
		{"without data", "", func(s *snapshot.Snapshot) { s.Test.Accuracy, s.Empty = 0, true }},
	} {
		s, v := trained(), &markup.View{}
		c.change(s)
		panel.Methods(v, words, s, "cubic", "off")
		if got := v.Written("teacher"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Once a student has been started nothing of the network is pruned.
func TestARivalIsNamedByWhatItIs(t *testing.T) {
	for name, want := range map[string]string{snapshot.RivalPruned: "rivals.closest pruned=300 student=290", snapshot.RivalPresent: "rivals.closest.present pruned=300 student=290"} {
		v := &markup.View{}
		panel.Rivals(v, words, trained(), []snapshot.Rival{{Name: name, Bytes: 300}, {Name: "distilled", Bytes: 290}})
		if got := v.Written("rivalsClosest"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

package panel

import (
	"math"
	"slices"
	"strings"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Headline says in words what has happened to the network, and what could be
// done next.
func Headline(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	what, next := headline(w, s)
	v.Write("headline", what)
	v.Write("next", next)
}

// doing returns the end of the key of the message about the operation under way.
func doing(s *snapshot.Snapshot) string {
	switch s.Doing {
	case "begin", "compensate", "prune", "quantize":
		return s.Doing
	}
	return "other"
}

// headline returns the two sentences.
func headline(w *text.Words, s *snapshot.Snapshot) (what, next string) {
	dataset := w.Option("dataset", s.Recipe.Dataset)
	switch empty := disconnected(s); {
	case s.Doing != "":
		return w.Text("headline.doing."+doing(s), "share", w.Percent(s.Share)), ""
	case s.Training:
		return w.Text("headline.training", "epoch", w.Count(s.Epoch)), ""
	case len(s.Curve) <= 1 && figures.TooFewPoints(s):
		return w.Text("headline.draw"), w.Text("headline.drawn", "min", w.Count(recipe.FewestDrawn))
	case s.Kept == 0:
		return w.Text("headline.noConnections"), repair(w, s)
	case len(empty) > 0:
		layers := make([]string, len(empty))
		for i, layer := range empty {
			layers[i] = w.Count(layer)
		}
		return w.Text("headline.disconnected", "n", w.Count(len(empty)), "layers", strings.Join(layers, w.Text("headline.comma"))), repair(w, s)
	case s.Kept < s.Total && cutOff(s):
		return w.Text("headline.cutOff"), repair(w, s)
	case s.Empty:
		return w.Text("headline.alone", "share", w.Percent(figures.Sparsity(s))), w.Text("headline.addData")
	case s.Brought && s.Step == 0 && s.Kept == s.Total && s.Sharing == nil:
		return w.Text("headline.brought"), remove(w, s)
	case s.Student && untrained(s):
		return w.Text("headline.student"), w.Text("headline.play")
	case s.Rewound && s.Kept == s.Total:
		return w.Text("headline.setBack"), w.Text("headline.play")
	case s.Rewound:
		return w.Text("headline.rewound", "share", w.Percent(figures.Sparsity(s))), w.Text("headline.ticket")
	case s.Step == 0 && untrained(s):
		return w.Text("headline.untrained"), w.Text("headline.play")
	case s.Kept == s.Total && s.Sharing == nil && guessing(s):
		return w.Text("headline.guessing"), longer(w, s)
	case s.Kept == s.Total && s.Sharing == nil && !learnt(s):
		return w.Text("headline.partly"+measure(s), "share", Accuracy(w, s, s.Test.Accuracy)), longer(w, s)
	case s.Kept == s.Total && s.Sharing == nil:
		return w.Text("headline.learnt."+task(s), "dataset", dataset, "classes", w.Count(s.Classes)),
			remove(w, s)
	}
	if s.Kept == s.Total {
		what = w.Text("headline.nothingRemoved")
	} else {
		what = w.Text("headline.removed", "share", w.Percent(figures.Sparsity(s)))
	}
	what = text.Sentences(what, change(w, s))
	if s.Sharing != nil {
		what = text.Sentences(what, w.Text("headline.quantised"))
	}
	if said := lineage(w, s); said != "" {
		return what, said
	}
	return what, suggestion(w, s)
}

// longer advises what to do with a network that has not learnt enough. The example that
// fails does so however long it trains.
func longer(w *text.Words, s *snapshot.Snapshot) string {
	switch {
	case isPreset(s, false):
		return w.Text("headline.fails")
	case overfits(s):
		return w.Text("headline.overfits")
	}
	return w.Text("headline.longer")
}

// overfits reports whether a network that has not learnt enough makes nearly no mistake on
// its training samples, so that they can teach it nothing more.
func overfits(s *snapshot.Snapshot) bool {
	const nearly = 0.95
	return reaches(s, s.Train.Accuracy, nearly)
}

// reaches reports whether an accuracy, or R², is at least a share of the way from guessing
// to no mistake.
func reaches(s *snapshot.Snapshot, accuracy, share float64) bool {
	return accuracy >= s.Guess+share*(1-s.Guess)
}

// remove asks how many connections can be removed.
func remove(w *text.Words, s *snapshot.Snapshot) string {
	if s.Total == 1 {
		return w.Text("headline.removeOne")
	}
	return w.Text("headline.remove", "total", w.Count(s.Total))
}

// untrained reports whether the network still has the accuracy of its first
// moment: no training has been measured, here, by the sender of a link, or in another
// program.
func untrained(s *snapshot.Snapshot) bool {
	return len(s.Curve) <= 1 && s.Epoch == 0 && !s.Brought && s.History == nil
}

// better is the R² from which on a network explains something.
const better = 0.1

// guessing reports whether the network is not clearly better than one that gives the same
// answer to everything: on the test samples, its accuracy is less than two standard
// errors above the share of their most frequent class, √(p(1−p)/n) each.
func guessing(s *snapshot.Snapshot) bool {
	if s.Classes == 0 {
		return s.Test.Accuracy < better
	}
	deviation := math.Sqrt(s.Guess * (1 - s.Guess) / float64(max(s.Tests, 1)))
	return s.Test.Accuracy < s.Guess+2*deviation
}

// learnt reports whether the network has come most of the way from guessing to no
// mistake.
func learnt(s *snapshot.Snapshot) bool {
	const most = 0.7
	return reaches(s, s.Test.Accuracy, most)
}

// task is what the network learns, as messages name it.
func task(s *snapshot.Snapshot) string {
	switch {
	case s.Classes == 0:
		return "regression"
	case s.Classes == 2:
		return "two"
	}
	return "classes"
}

// disconnected returns the layers of connections, counted from 1, of which none is
// kept.
func disconnected(s *snapshot.Snapshot) (empty []int) {
	for l, layer := range s.Layers {
		if prune.Kept([][]uint8{layer.Mask}) == 0 {
			empty = append(empty, l+1)
		}
	}
	return empty
}

// repair says what helps a network through which nothing passes: training does not,
// and another rule only as long as what it cut is not final.
func repair(w *text.Words, s *snapshot.Snapshot) string {
	base := make([][]uint8, len(s.Layers))
	for l, layer := range s.Layers {
		base[l] = layer.Base
	}
	if dead := prune.Dead(s.Units(), base); !slices.Contains(dead[len(dead)-1], false) {
		return w.Text("headline.final")
	}
	return w.Text("headline.guard")
}

// cutOff reports whether no path of kept connections leads from an input to an output.
func cutOff(s *snapshot.Snapshot) bool {
	return len(s.Dead) > 0 && !slices.Contains(s.Dead[len(s.Dead)-1], false)
}

// noticed is the change of accuracy from which it is called a change.
const noticed = 0.0005

// change says what became of the accuracy, in percentage points; in regression
// of R².
func change(w *text.Words, s *snapshot.Snapshot) string {
	by := figures.Change(s)
	if fell, rose := recovery(s); s.Classes == 0 && rose > 0 {
		return w.Text("headline.again.r2", "fell", w.Number(fell, 3), "by", w.Number(rose, 3))
	} else if rose > 0 {
		return w.Text("headline.again", "fell", w.Number(100*fell, 1), "by", w.Number(100*rose, 1))
	}
	key, size := "headline.rose", by
	switch {
	case by < -noticed:
		key, size = "headline.fell", -by
	case by <= noticed:
		return w.Text("headline.same" + measure(s))
	}
	if s.Classes == 0 {
		return w.Text(key+measure(s), "by", w.Number(size, 3))
	}
	return w.Text(key, "by", w.Number(100*size, 1))
}

// recovery returns by how much the accuracy fell when connections were pruned, and by how
// much it rose again since, with as many of them: by training, or by compensation. Both
// are 0 if it did not fall or rise, or if that is not known.
func recovery(s *snapshot.Snapshot) (fell, rose float64) {
	if s.Sharing != nil {
		return 0, 0 // quantising has changed it, too
	}
	first := len(s.Curve) - 1
	for first > 0 && s.Curve[first-1].Sparsity == s.Curve[len(s.Curve)-1].Sparsity {
		first--
	}
	if first <= 0 || s.Curve[first-1].Step != s.Curve[first].Step || pending(s) {
		return 0, 0 // pruned during training, or the curve has lost the point
	}
	low := s.Curve[first].Test.Accuracy
	fell, rose = figures.Difference(low, s.Dense.Accuracy), figures.Difference(low, s.Test.Accuracy)
	if fell <= noticed || rose <= noticed {
		return 0, 0
	}
	return fell, rose
}

// measure is how the key ends of a message that names the accuracy: in regression that
// is R².
func measure(s *snapshot.Snapshot) string {
	if s.Classes == 0 {
		return ".r2"
	}
	return ""
}

// suggestion says what to do next with a pruned or quantised network.
func suggestion(w *text.Words, s *snapshot.Snapshot) string {
	open := pending(s)
	switch fell := s.Dense.Accuracy - s.Test.Accuracy; {
	case open && s.Pruning.Criterion == "obs":
		return w.Text("headline.compensate")
	case open && fell > noticed && guessing(s):
		return w.Text("headline.chance")
	case open && fell > noticed:
		return w.Text("headline.finetune")
	case fell > noticed && s.Kept == s.Total:
		return w.Text("headline.values")
	case fell > noticed:
		return w.Text("headline.undo")
	}
	return w.Text("headline.more")
}

// pending reports whether connections are pruned that no training has settled
// yet.
func pending(s *snapshot.Snapshot) bool {
	for _, layer := range s.Layers {
		for i, m := range layer.Mask {
			if m == 0 && i < len(layer.Base) && layer.Base[i] != 0 {
				return true
			}
		}
	}
	return false
}

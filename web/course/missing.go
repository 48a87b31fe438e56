package course

import (
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/lesson"
	"bonsai/web/text"
)

// missing returns a sentence for each condition that a snapshot does not fulfil: what is
// measured, how much it is, and how much is needed; or what is still to be done.
func missing(w *text.Words, check lesson.Check, s *snapshot.Snapshot) []string {
	var sentences []string
	for _, name := range check.Missed(s) {
		condition := check[name]
		what, part, _ := strings.Cut(name, ".")
		switch {
		case name == "did":
			sentences = append(sentences, w.Text("lesson.did", "what", w.Text("command."+condition.Is)))
		case condition.Is != "":
			sentences = append(sentences, w.Text("lesson.is", "what", w.Text("lesson.measure."+name), "want", w.Option(name, condition.Is)))
		default:
			have, _ := lesson.Measure(s, name)
			key, want := "lesson.atLeast", condition.Min
			if condition.Max != nil && (want == nil || have > *condition.Max) {
				key, want = "lesson.atMost", condition.Max
			}
			sentences = append(sentences, w.Text(key,
				"what", w.Text("lesson.measure."+what, "part", part),
				"have", amount(w, what, have), "want", amount(w, what, *want)))
		}
	}
	return sentences
}

// amount writes a measured number in its unit.
func amount(w *text.Words, measure string, v float64) string {
	switch measure {
	case "accuracy", "sparsity", "density":
		return w.Percent(v)
	case "accuracyDrop":
		return w.Text("lesson.points", "points", w.Number(100*v, 1))
	}
	return w.Number(v, 0)
}

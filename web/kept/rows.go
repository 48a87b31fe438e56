package kept

import (
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// rows returns a row for each experiment of a list: a box to compare it, its
// name, its numbers, and a button that deletes it. They carry out the commands
// "kept.compare", "kept.open" and "kept.delete" with the name in data-name.
func rows(w *text.Words, l List, p Pair) []*markup.Node {
	rows := make([]*markup.Node, len(l))
	for i, e := range l {
		tick := markup.New("input").With("type", "checkbox").With("data-change", "kept.compare").With("data-name", e.Name).
			With("checked", strconv.FormatBool(p.Has(e.Name))).With("aria-label", w.Text("kept.compare", "name", e.Name))
		title := markup.Button(e.Name, "kept.open").With("class", "plain").With("data-name", e.Name).With("title", e.Name) // on a phone it may be cut off
		remove := markup.Button("×", "kept.delete").With("class", "plain").With("data-name", e.Name).
			With("aria-label", w.Text("kept.delete", "name", e.Name))
		numbers := markup.Cells(accuracy(w, e), w.Count(e.Kept)+"/"+w.Count(e.Total), w.Count(e.Bytes))
		rows[i] = markup.New("tr").Holding(cell(tick), cell(title)).Holding(numbers...).Holding(cell(remove))
	}
	return rows
}

func accuracy(w *text.Words, e Experiment) string {
	if e.NoData {
		return text.NotMeasured
	}
	return w.Accuracy(e.Value, e.Accuracy)
}

func cell(content *markup.Node) *markup.Node { return markup.New("td").Holding(content) }

// numbers returns accuracy, loss, kept connections and epoch of an experiment
// that is compared.
func numbers(w *text.Words, s *snapshot.Snapshot) *markup.Node {
	name := "outcome.accuracy"
	if s.Classes == 0 {
		name = "outcome.r2"
	}
	loss := w.Number(s.Test.Loss, 3)
	if figures.Unmeasured(s) {
		loss = text.NotMeasured
	}
	line := func(key, value string) *markup.Node {
		return markup.New("div").Holding(markup.New("dt").Saying(w.Text(key)), markup.New("dd").Saying(value))
	}
	return markup.New("dl").Holding(
		line(name, accuracy(w, Of(s, ""))),
		line("outcome.loss", loss),
		line("outcome.kept", w.Count(s.Kept)+" / "+w.Count(s.Total)),
		line("outcome.epoch", w.Count(s.Epoch)))
}

package kept

import (
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Rows returns a row for each experiment of a list: a box to compare it, its
// name, its numbers, and a button that deletes it. They carry out the commands
// "kept.compare", "kept.open" and "kept.delete" with the name in data-name.
func Rows(w *text.Words, l List, p Pair) []markup.Node {
	rows := make([]markup.Node, len(l))
	for i, e := range l {
		tick := markup.New("input", "type", "checkbox", "data-change", "kept.compare", "data-name", e.Name,
			"checked", strconv.FormatBool(p.Has(e.Name)), "aria-label", w.Text("kept.compare", "name", e.Name))
		title := markup.Button(e.Name, "kept.open", "class", "plain", "data-name", e.Name, "title", e.Name) // on a phone it may be cut off
		remove := markup.Button("×", "kept.delete", "class", "plain", "data-name", e.Name, "aria-label", w.Text("kept.delete", "name", e.Name))
		numbers := markup.Cells(w.Accuracy(e.Value, e.Accuracy), w.Count(e.Kept)+"/"+w.Count(e.Total), w.Count(e.Bytes))
		cells := append([]markup.Node{cell(tick), cell(title)}, numbers...)
		rows[i] = markup.New("tr").Holding(append(cells, cell(remove))...)
	}
	return rows
}

func cell(content markup.Node) markup.Node { return markup.New("td").Holding(content) }

// Numbers returns accuracy, loss, kept connections and epoch of an experiment
// that is compared.
func Numbers(w *text.Words, s *snapshot.Snapshot) markup.Node {
	accuracy := "outcome.accuracy"
	if s.Classes == 0 {
		accuracy = "outcome.r2"
	}
	lines := []markup.Node{}
	for _, n := range [][2]string{
		{accuracy, w.Accuracy(s.Classes == 0, s.Test.Accuracy)},
		{"outcome.loss", w.Number(s.Test.Loss, 3)},
		{"outcome.kept", w.Count(s.Kept) + " / " + w.Count(s.Total)},
		{"outcome.epoch", w.Count(s.Epoch)},
	} {
		lines = append(lines, markup.New("div").Holding(
			markup.New("dt").Saying(w.Text(n[0])), markup.New("dd").Saying(n[1])))
	}
	return markup.New("dl").Holding(lines...)
}

package export

import (
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A Made is a file that the page itself makes of a snapshot.
type Made struct {
	Command string // that saves it
	Bytes   int    // 0 if it is not known before it is saved
}

// Of lists the files that the page makes, besides the PNG, whose size is that
// of a picture that was taken. Of large networks the sizes are not known
// beforehand, because writing the files takes a while.
func Of(s *snapshot.Snapshot, png int, svg func() string) []Made {
	list := []Made{{"savePNG", png}, {"saveSVG", 0}, {"saveWeights", 0}, {"saveNumbers", len(Numbers(s))}, {"saveExperiment", len(Experiment(s))}}
	if s.Quick() {
		list[1].Bytes, list[2].Bytes = len(svg()), len(Weights(s))
	}
	return list
}

// Saves shows a row for each file that can be saved: a button, its size, which
// programs load it, and lines of a program that do so. Formats are those that
// the engine writes; there are none before it has answered.
func Saves(v *markup.View, w *text.Words, formats []snapshot.Export, made []Made) {
	var rows []*markup.Node
	for _, f := range formats {
		button := markup.Button(w.Text("export."+f.Format), "saveFormat").With("data-name", f.Format)
		id := "code-" + f.Format
		snippet := markup.New("details").Holding(
			markup.New("summary").Saying(w.Text("export.snippet")),
			markup.New("textarea").With("id", id).With("readonly", "").With("rows", "5").With("translate", "no").With("spellcheck", "false").
				With("aria-label", w.Text("export.snippet")+": "+w.Text("export."+f.Format)).Saying(f.Snippet),
			markup.Button(w.Text("command.copy"), "copyCode").With("data-name", id))
		rows = append(rows, row(w, button, f.Bytes, w.Text("export."+f.Format+".for"), snippet))
	}
	for _, m := range made {
		button := markup.Button(w.Text("command."+m.Command), m.Command)
		rows = append(rows, row(w, button, m.Bytes, w.Text("command."+m.Command+".for"), nil))
	}
	v.Fill("#saves", rows...)
}

func row(w *text.Words, button *markup.Node, bytes int, programs string, snippet *markup.Node) *markup.Node {
	size := ""
	if bytes > 0 {
		size = w.Text("export.bytes", "n", w.Count(bytes))
	}
	about := markup.New("td").Holding(markup.New("span").Saying(programs))
	if snippet != nil {
		about.Holding(snippet)
	}
	return markup.New("tr").Holding(
		markup.New("td").Holding(button.With("translate", "no")),
		markup.New("td").Saying(size),
		about)
}

// Said returns the key of what is said after an attempt to copy such lines.
func Said(ok bool) string {
	if ok {
		return "export.copied"
	}
	return "link.copyByHand"
}

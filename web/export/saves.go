package export

import (
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A File is one that the page makes of a snapshot.
type File struct{ Name, Type, Content string }

// Made returns the file that a command saves. The network as a vector image is
// drawn by svg.
func Made(command string, s *snapshot.Snapshot, svg func() string) File {
	switch command {
	case "saveSVG":
		return File{"bonsai.svg", "image/svg+xml", svg()}
	case "saveWeights":
		return File{"bonsai-weights.csv", "text/csv", Weights(s)}
	case "saveNumbers":
		return File{"bonsai-numbers.csv", "text/csv", Numbers(s)}
	default:
		return File{"bonsai.json", "application/json", Experiment(s)}
	}
}

// made lists the commands whose files grow with the network, and those whose
// files do not.
var made = []struct {
	command string
	grows   bool
}{{"saveSVG", true}, {"saveWeights", true}, {"saveNumbers", false}, {"saveExperiment", false}}

// Sizes are those of files that the page does not make itself, in bytes.
type Sizes struct {
	PNG     int // 0 before there is one
	OnePage int // 0 if the server does not have it

	Video bool // the browser can record one
}

// Saves shows a row for each file that can be saved: a button, its size, which
// programs load it, and lines of a program that do so. Formats are those that
// the engine writes; there are none before it has answered. Files that take a
// while to write have no size before they are saved.
func Saves(v *markup.View, w *text.Words, s *snapshot.Snapshot, formats []snapshot.Export, sizes Sizes, svg func() string) {
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
	add := func(command string, bytes int) {
		rows = append(rows, row(w, markup.Button(w.Text("command."+command), command), bytes, w.Text("command."+command+".for"), nil))
	}
	add("savePNG", sizes.PNG)
	for _, m := range made {
		bytes := 0
		if !m.grows || s.Quick() {
			bytes = len(Made(m.command, s, svg).Content)
		}
		add(m.command, bytes)
	}
	if sizes.OnePage > 0 {
		add("saveOnePage", sizes.OnePage)
	}
	if !s.Empty { // without data there is no accuracy to show
		add("saveGIF", 0)
		add("saveMovingSVG", 0)
		if sizes.Video {
			add("saveVideo", 0)
		}
	}
	v.Hide("#filmChoice", s.Empty)
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

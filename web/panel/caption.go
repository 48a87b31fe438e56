package panel

import (
	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/figures"
	"bonsai/web/text"
)

// Caption returns what a vector image of a network says in words.
func Caption(w *text.Words, s *snapshot.Snapshot, title string) web.Caption {
	said := w.Text("network.drawn",
		"layers", w.Count(len(s.Layers)+1), "kept", w.Count(s.Kept), "total", w.Count(s.Total),
		"dead", w.Count(figures.Dead(s)), "accuracy", Accuracy(w, s, s.Test.Accuracy))
	return web.Caption{Title: title, Description: said, Inputs: InputNames(w, s)}
}

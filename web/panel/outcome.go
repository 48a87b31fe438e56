package panel

import (
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Outcome returns the numbers before and after pruning.
func Outcome(w *text.Words, s *snapshot.Snapshot) map[string]string {
	accuracy := accuracyIn(w, s)
	return map[string]string{
		"epoch":         w.Count(s.Epoch),
		"step":          w.Count(s.Step),
		"trainLoss":     w.Number(s.Train.Loss, 3),
		"testLoss":      w.Number(s.Test.Loss, 3),
		"trainAccuracy": accuracy(s.Train.Accuracy),
		"testAccuracy":  accuracy(s.Test.Accuracy),
		"denseLoss":     w.Number(s.Dense.Loss, 3),
		"denseAccuracy": accuracy(s.Dense.Accuracy),
		"kept":          w.Count(s.Kept),
		"total":         w.Count(s.Total),
		"sparsity":      w.Percent(figures.Sparsity(s)),
		"epsilon":       w.Number(s.Epsilon, 4),
		"level":         w.Percent(figures.Level(s)),
		"dead":          w.Count(figures.Dead(s)),
		"bytesBitmask":  w.Count(s.Bytes["bitmask"]),
		"operations":    w.Count(s.Operations),
		"ratio":         w.Number(figures.Compression(s.Bytes), 1) + "×",
	}
}

// accuracyIn returns how accuracies of an experiment are written.
func accuracyIn(w *text.Words, s *snapshot.Snapshot) func(v float64) string {
	regression := s.Classes == 0
	return func(v float64) string { return w.Accuracy(regression, v) }
}

// accuracyName returns the key of what accuracy is called: in regression R².
func accuracyName(s *snapshot.Snapshot) string {
	if s.Classes == 0 {
		return "outcome.r2"
	}
	return "outcome.accuracy"
}

// Formats returns a bar for each format, as long as the network is large in
// it. The longest fills its bar.
func Formats(w *text.Words, bytes snapshot.Bytes) []markup.Node {
	largest := strconv.Itoa(figures.Largest(bytes))
	var bars []markup.Node
	for _, format := range recipe.Formats() {
		n := bytes[format]
		bars = append(bars, markup.New("label").Holding(
			markup.New("span").Saying(w.Text("bytes."+format)),
			markup.New("meter", "min", "0", "max", largest, "value", strconv.Itoa(n), "data-meter", format),
			markup.New("output", "data-bytes", format).Saying(w.Count(n))))
	}
	return bars
}

// Announcement says how an operation came out, for a screen reader.
func Announcement(w *text.Words, s *snapshot.Snapshot) string {
	accuracy := accuracyIn(w, s)
	return w.Text("announce",
		"kept", w.Count(s.Kept), "total", w.Count(s.Total),
		"accuracy", accuracy(s.Test.Accuracy), "before", accuracy(s.Dense.Accuracy),
		"bytes", w.Count(s.Bytes["bitmask"]), "dead", w.Count(figures.Dead(s)))
}

// Descriptions say in words what the pictures show, by the ids of their
// elements. The histogram's axis ends at axisMax.
func Descriptions(w *text.Words, s *snapshot.Snapshot, axisMax float64) map[string]string {
	kept, total := w.Count(s.Kept), w.Count(s.Total)
	return map[string]string{
		"network": w.Text("network.description",
			"layers", w.Count(len(s.Layers)+1), "kept", kept, "total", total, "dead", w.Count(figures.Dead(s))),
		"histogram": w.Text("histogram.description",
			"max", w.Number(axisMax, 2), "epsilon", w.Number(s.Epsilon, 4), "kept", kept, "total", total),
		"boundary": w.Text("boundary.description",
			"dataset", w.Option("dataset", s.Recipe.Dataset), "accuracy", accuracyIn(w, s)(s.Test.Accuracy)),
	}
}

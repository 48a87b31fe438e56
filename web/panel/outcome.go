package panel

import (
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Outcome shows the numbers before and after pruning, and a bar for each
// format, as long as the network is large in it: the longest fills its bar.
func Outcome(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	v.Write("epoch", w.Count(s.Epoch))
	v.Write("datasetName", DatasetName(w, s))
	v.Write("step", w.Count(s.Step))
	v.Write("trainAccuracy", Accuracy(w, s, s.Train.Accuracy))
	v.Write("measuredOn", measuredOn(w, s))
	v.Write("testAccuracy", Accuracy(w, s, s.Test.Accuracy))
	v.Write("denseAccuracy", Accuracy(w, s, s.Dense.Accuracy))
	v.Write("testLoss", loss(w, s, s.Test.Loss))
	v.Write("denseLoss", loss(w, s, s.Dense.Loss))
	v.Write("kept", w.Count(s.Kept))
	v.Write("total", w.Count(s.Total))
	v.Write("connections", w.Text("outcome.connections", "total", w.Count(s.Total)))
	v.Write("sparsity", w.Percent(figures.Sparsity(s)))
	v.Write("epsilon", w.Number(s.Epsilon, 4))
	v.Write("level", w.Percent(figures.Level(s)))
	v.Write("dead", w.Count(figures.Dead(s)))
	neurons, inputs, deadInputs := figures.Neurons(s)
	v.Write("deadOf", w.Text("outcome.deadOf", "neurons", w.Count(neurons)))
	v.Write("deadInputs", w.Text("outcome.deadInputs", "inputs", w.Count(deadInputs), "all", w.Count(inputs)))
	size(v, w, s)
	v.Write("operations", w.Count(s.Operations))
}

// few is the number of test samples below which the page says how many there are: each
// of them is more than a point of accuracy.
const few = 100

// measuredOn says which accuracies are those of a part of the samples only, or of few.
func measuredOn(w *text.Words, s *snapshot.Snapshot) string {
	var said []string
	for _, set := range []struct {
		key  string
		part snapshot.Part
	}{{"outcome.part.train", s.Train.Part}, {"outcome.part.test", s.Test.Part}} {
		if set.part != (snapshot.Part{}) {
			said = append(said, w.Text(set.key, "first", w.Count(set.part.First), "of", w.Count(set.part.Of)))
		}
	}
	if s.Classes > 0 && s.Tests > 0 && s.Tests < few {
		said = append(said, w.Text("outcome.few", "n", w.Count(s.Tests), "points", w.Number(100/float64(s.Tests), 1)))
	}
	return text.Sentences(said...)
}

// size shows how many bytes the network takes in all formats. Those of a large
// network are not known while it is being encoded.
func size(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	if len(s.Bytes) == 0 {
		v.Write("bytes", text.NotMeasured)
		v.Write("bytesNamed", text.NotMeasured)
		v.Write("bytesFormat", "")
		v.Fill("#formats")
		return
	}
	smallest := figures.SmallestFormat(s.Bytes)
	v.Write("bytes", w.Count(s.Bytes[smallest]))
	v.Write("bytesFormat", w.Text("bytes."+smallest))
	v.Write("bytesNamed", smallestSaid(w, s.Bytes, "outcome.smallest", "outcome.smallestOnly"))
	largest := figures.Largest(s.Bytes)
	var bars []*markup.Node
	for _, format := range recipe.Formats() {
		n := s.Bytes[format]
		bars = append(bars, markup.New("label").With("data-help", "bytes."+format).Holding(
			markup.New("span").Saying(w.Text("bytes."+format)),
			markup.New("meter").With("min", "0").WithNumber("max", largest).WithNumber("value", n).With("data-meter", format),
			markup.New("output").With("data-bytes", format).Saying(w.Count(n))))
	}
	v.Fill("#formats", bars...)
}

// smallestSaid names the smallest encoding, its bytes and how much smaller than the dense
// one it is, if that is worth a word: in the message smaller, or else in the message only.
func smallestSaid(w *text.Words, sizes snapshot.Bytes, smaller, only string) string {
	const noticed = 1.05 // less is written as 1.0
	smallest, ratio := figures.SmallestFormat(sizes), figures.Compression(sizes)
	n, format := w.Count(sizes[smallest]), w.Text("bytes."+smallest)
	if ratio < noticed {
		return w.Text(only, "n", n, "format", format)
	}
	return w.Text(smaller, "n", n, "format", format, "ratio", w.Number(ratio, 1))
}

func loss(w *text.Words, s *snapshot.Snapshot, v float64) string {
	if figures.Unmeasured(s) {
		return text.NotMeasured
	}
	return w.Number(v, 3)
}

// Accuracy writes an accuracy of an experiment.
func Accuracy(w *text.Words, s *snapshot.Snapshot, v float64) string {
	if figures.Unmeasured(s) {
		return text.NotMeasured
	}
	return w.Accuracy(s.Classes == 0, v)
}

// Announcement says how an operation came out, for a screen reader.
func Announcement(w *text.Words, s *snapshot.Snapshot) string {
	return w.Text("announce"+measure(s),
		"kept", w.Count(s.Kept), "total", w.Count(s.Total),
		"accuracy", Accuracy(w, s, s.Test.Accuracy), "before", Accuracy(w, s, s.Dense.Accuracy),
		"bytes", w.Count(figures.Smallest(s.Bytes)), "dead", w.Count(figures.Dead(s)))
}

// Descriptions say in words what the pictures show. The histogram's axis ends
// at axisMax.
func Descriptions(v *markup.View, w *text.Words, s *snapshot.Snapshot, axisMax float64) {
	const label = "aria-label"
	kept, total := w.Count(s.Kept), w.Count(s.Total)
	v.Set("#network", label, w.Text("network.description",
		"layers", w.Count(len(s.Layers)+1), "kept", kept, "total", total, "dead", w.Count(figures.Dead(s))))
	v.Set("#histogram", label, w.Text("histogram.description",
		"max", w.Number(axisMax, 2), "epsilon", w.Number(s.Epsilon, 4), "kept", kept, "total", total))
	v.Set("#boundary", label, w.Text("boundary.description"+measure(s),
		"dataset", w.Option("dataset", s.Recipe.Dataset), "accuracy", Accuracy(w, s, s.Test.Accuracy)))
}

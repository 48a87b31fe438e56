//go:build js

package main

import (
	"math"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// showOutcome writes the numbers: before and after pruning.
func (a *app) showOutcome(s *snapshot.Snapshot) {
	w := a.words
	dead := deadNeurons(s)
	for name, text := range map[string]string{
		"epoch":         w.count(s.Epoch),
		"step":          w.count(s.Step),
		"trainLoss":     w.number(s.Train.Loss, 3),
		"testLoss":      w.number(s.Test.Loss, 3),
		"trainAccuracy": a.accuracy(s, s.Train.Accuracy),
		"testAccuracy":  a.accuracy(s, s.Test.Accuracy),
		"denseLoss":     w.number(s.Dense.Loss, 3),
		"denseAccuracy": a.accuracy(s, s.Dense.Accuracy),
		"kept":          w.count(s.Kept),
		"total":         w.count(s.Total),
		"sparsity":      w.percent(sparsity(s)),
		"epsilon":       w.number(s.Epsilon, 4),
		"level":         w.percent(level(s)),
		"dead":          w.count(dead),
		"bytesBitmask":  w.count(s.Bytes["bitmask"]),
		"operations":    w.count(s.Operations),
		"ratio":         w.number(float64(s.Bytes["dense"])/float64(smallest(s.Bytes)), 1) + "×",
	} {
		a.outputs.write(name, text)
	}
	a.showBytes(s.Bytes)
	if s.Problem != nil {
		a.tell(w.problem(s.Problem))
	}
}

// bindBytes makes a bar for each format.
func (a *app) bindBytes() {
	root := byID("formats")
	for _, name := range recipe.Formats() {
		label, bar, output := element("label", ""), element("meter", ""), element("output", "")
		bar.Set("min", 0)
		setAttribute(bar, "data-meter", name)
		setAttribute(output, "data-bytes", name)
		label.Call("append", element("span", ""), bar, output)
		root.Call("append", label)
	}
	a.nameFormats()
}

// showBytes makes a bar as long as its format, measured by the longest.
func (a *app) showBytes(bytes snapshot.Bytes) {
	largest := 0
	for _, n := range bytes {
		largest = max(largest, n)
	}
	for name, n := range bytes {
		if now := [2]int{n, largest}; a.barsSay[name] != now {
			a.barsSay[name] = now
			bar := one(document, `[data-meter="`+name+`"]`)
			bar.Set("max", largest)
			bar.Set("value", n)
			setText(bar.Get("nextElementSibling"), a.words.count(n))
		}
	}
}

// nameFormats writes what a bar is of.
func (a *app) nameFormats() {
	clear(a.barsSay)
	for _, name := range recipe.Formats() {
		setText(one(document, `[data-meter="`+name+`"]`).Get("previousElementSibling"), a.words.text("bytes."+name, nil))
	}
}

// nameAccuracy calls it what it is: in regression R².
func (a *app) nameAccuracy(s *snapshot.Snapshot) {
	each(document, "[data-i18n-regression]", func(e js.Value) {
		key := data(e, "i18n")
		if s.Classes == 0 {
			key = data(e, "i18nRegression")
		}
		setText(e, a.words.text(key, nil))
	})
}

// smallest is what the network weighs in the format that suits it best.
func smallest(bytes snapshot.Bytes) int {
	least := math.MaxInt
	for _, n := range bytes {
		least = min(least, n)
	}
	return least
}

// level is the share that is to be pruned or, where the rule says an ε, that is.
func level(s *snapshot.Snapshot) float64 {
	if s.Pruning.By == recipe.BySparsity {
		return s.Pruning.Amount
	}
	return sparsity(s)
}

// accuracy is a share of right answers, or in regression R².
func (a *app) accuracy(s *snapshot.Snapshot, v float64) string {
	return a.words.accuracy(s.Classes == 0, v)
}

// accuracyName is the key of what accuracy is called.
func accuracyName(s *snapshot.Snapshot) string {
	if s.Classes == 0 {
		return "outcome.r2"
	}
	return "outcome.accuracy"
}

// deadNeurons counts the dead units behind the inputs.
func deadNeurons(s *snapshot.Snapshot) int {
	n := 0
	for _, layer := range s.Dead[1:] {
		for _, dead := range layer {
			if dead {
				n++
			}
		}
	}
	return n
}

// announce tells a screen reader how it came out.
func (a *app) announce() {
	s := a.snapshot
	setText(byID("announce"), a.words.text("announce", map[string]any{
		"kept": a.words.count(s.Kept), "total": a.words.count(s.Total),
		"accuracy": a.accuracy(s, s.Test.Accuracy), "before": a.accuracy(s, s.Dense.Accuracy),
		"bytes": a.words.count(s.Bytes["bitmask"]), "dead": a.words.count(deadNeurons(s)),
	}))
}

// showPictures says in words what each picture shows.
func (a *app) showPictures(s *snapshot.Snapshot) {
	w := a.words
	describe := func(id, key string, values map[string]any) {
		setAttribute(byID(id), "aria-label", w.text(key, values))
	}
	counts := map[string]any{
		"layers": w.count(len(s.Layers) + 1), "kept": w.count(s.Kept), "total": w.count(s.Total),
		"dead": w.count(deadNeurons(s)), "epsilon": w.number(s.Epsilon, 4),
		"max": w.number(a.axis(s).Max, 2), "accuracy": a.accuracy(s, s.Test.Accuracy),
		"dataset": w.text("option.dataset."+s.Recipe.Dataset, nil),
	}
	describe("network", "network.description", counts)
	describe("histogram", "histogram.description", counts)
	describe("boundary", "boundary.description", counts)
}

// showCharts draws loss and accuracy over the steps.
func (a *app) showCharts(s *snapshot.Snapshot) {
	lossOf := func(m snapshot.Metrics) float64 { return m.Loss }
	accuracyOf := func(m snapshot.Metrics) float64 { return m.Accuracy }
	highest, lowest := 0.0, 1.0
	for _, p := range s.Curve {
		highest = max(highest, p.Train.Loss, p.Test.Loss)
		lowest = min(lowest, p.Train.Accuracy, p.Test.Accuracy)
	}
	lowest = math.Floor(max(lowest, -1)*10) / 10
	a.chart("loss", s, lossOf, 0, highest)
	a.chart("accuracy", s, accuracyOf, lowest, 1)
	for name, text := range map[string]string{
		"chartLossMax":     a.words.number(highest, 2),
		"chartAccuracyMin": a.accuracy(s, lowest),
		"chartAccuracyMax": a.accuracy(s, 1),
	} {
		a.outputs.write(name, text)
	}
}

// chart draws the two lines of one chart into its 300×100 box.
func (a *app) chart(name string, s *snapshot.Snapshot, of func(snapshot.Metrics) float64, low, high float64) {
	svg := one(document, `[data-chart="`+name+`"]`)
	last := s.Curve[len(s.Curve)-1]
	line := func(class string, metrics func(snapshot.CurvePoint) snapshot.Metrics) {
		var points polyline
		for _, p := range s.Curve {
			points.add(float64(p.Step)/float64(max(last.Step, 1)), (of(metrics(p))-low)/max(high-low, 1e-9))
		}
		setAttribute(one(svg, "."+class), "points", points.String())
	}
	line("train", func(p snapshot.CurvePoint) snapshot.Metrics { return p.Train })
	line("test", func(p snapshot.CurvePoint) snapshot.Metrics { return p.Test })
	now := map[string]any{"train": a.words.number(of(last.Train), 3), "test": a.words.number(of(last.Test), 3), "step": a.words.count(last.Step)}
	setAttribute(svg, "aria-label", a.words.text("chart."+name+".description", now))
}

//go:build js

package main

import (
	"fmt"
	"math"
	"strings"
	"syscall/js"

	"bonsai/engine/lab"
)

// showOutcome writes the numbers: before and after pruning.
func (a *app) showOutcome(s *lab.Snapshot) {
	w := a.words
	dead := deadNeurons(s)
	smallest := min(s.Bytes.Gzip, s.Bytes.Bitmask, s.Bytes.Dense)
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
		"dead":          w.count(dead),
		"bytesDense":    w.count(s.Bytes.Dense),
		"bytesGzip":     w.count(s.Bytes.Gzip),
		"bytesBitmask":  w.count(s.Bytes.Bitmask),
		"ratio":         w.number(float64(s.Bytes.Dense)/float64(smallest), 1) + "×",
	} {
		each(document, `[data-out="`+name+`"]`, func(e js.Value) { setText(e, text) })
	}
	for name, bytes := range map[string]int{
		"bytesDense": s.Bytes.Dense, "bytesGzip": s.Bytes.Gzip, "bytesBitmask": s.Bytes.Bitmask,
	} {
		each(document, `[data-meter="`+name+`"]`, func(m js.Value) {
			m.Set("max", max(s.Bytes.Dense, s.Bytes.Gzip, s.Bytes.Bitmask))
			m.Set("value", bytes)
		})
	}
	each(document, "[data-i18n-regression]", func(e js.Value) {
		key := data(e, "i18n")
		if s.Classes == 0 {
			key = data(e, "i18nRegression")
		}
		setText(e, w.text(key, nil))
	})
	if s.Problem != nil {
		a.tell(w.problem(s.Problem))
	}
}

// accuracy is a share of right answers, or in regression R².
func (a *app) accuracy(s *lab.Snapshot, v float64) string {
	if s.Classes == 0 {
		return a.words.number(v, 3)
	}
	return a.words.percent(v)
}

// deadNeurons counts the dead units behind the inputs.
func deadNeurons(s *lab.Snapshot) int {
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
		"bytes": a.words.count(s.Bytes.Bitmask), "dead": a.words.count(deadNeurons(s)),
	}))
}

// showPictures says in words what each picture shows.
func (a *app) showPictures(s *lab.Snapshot) {
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
func (a *app) showCharts(s *lab.Snapshot) {
	lossOf := func(m lab.Metrics) float64 { return m.Loss }
	accuracyOf := func(m lab.Metrics) float64 { return m.Accuracy }
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
		each(document, `[data-out="`+name+`"]`, func(e js.Value) { setText(e, text) })
	}
}

// chart draws the two lines of one chart into its 300×100 box.
func (a *app) chart(name string, s *lab.Snapshot, of func(lab.Metrics) float64, low, high float64) {
	svg := one(document, `[data-chart="`+name+`"]`)
	last := s.Curve[len(s.Curve)-1]
	line := func(class string, metrics func(lab.CurvePoint) lab.Metrics) {
		var points strings.Builder
		for _, p := range s.Curve {
			x := 300 * float64(p.Step) / float64(max(last.Step, 1))
			y := 100 - 100*(of(metrics(p))-low)/max(high-low, 1e-9)
			fmt.Fprintf(&points, "%.1f,%.1f ", x, min(max(y, 0), 100))
		}
		setAttribute(one(svg, "."+class), "points", points.String())
	}
	line("train", func(p lab.CurvePoint) lab.Metrics { return p.Train })
	line("test", func(p lab.CurvePoint) lab.Metrics { return p.Test })
	now := map[string]any{"train": a.words.number(of(last.Train), 3), "test": a.words.number(of(last.Test), 3), "step": a.words.count(last.Step)}
	setAttribute(svg, "aria-label", a.words.text("chart."+name+".description", now))
}

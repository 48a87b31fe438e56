package panel

import (
	"math"
	"slices"
	"strconv"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// epsilonTicks is how finely the slider of ε divides the histogram's axis.
const epsilonTicks = 1000

// OnTick returns the threshold of the slider's tick that is nearest to a value
// of the axis.
func OnTick(value, axisMax float64) float64 {
	return math.Round(value/axisMax*epsilonTicks) * axisMax / epsilonTicks
}

// Rule shows the rule in force, but for its amount: the criterion, the scope,
// the guard, the range of the slider of ε, which ends at axisMax, and for each
// layer the least and the most per cent of its weights that the rule may cut.
// The bounds carry out the commands "bound.least" and "bound.most".
func Rule(v *markup.View, w *text.Words, s *snapshot.Snapshot, axisMax float64) {
	for _, slider := range []string{"#epsilon", "#level"} {
		v.Set(slider, "max", text.Decimal(axisMax))
		v.Set(slider, "step", text.Decimal(axisMax/epsilonTicks))
	}
	v.Set("#criterion", "value", s.Pruning.Criterion)
	v.Set("#scope", "value", s.Pruning.Scope)
	v.Flag("#scope", "disabled", !scopeMatters(s))
	v.Write("scopeNote", scopeNote(w, s))
	v.Flag("#guard", "checked", s.Pruning.Guard)
	var bounds []*markup.Node
	for l := range s.Layers {
		bound := recipe.Bound{Most: 100}
		if l < len(s.Pruning.Bounds) {
			bound = s.Pruning.Bounds[l]
		}
		layer := strconv.Itoa(l + 1)
		number := func(command, key string, percent int) *markup.Node {
			return markup.New("input").With("type", "number").With("min", "0").With("max", "100").
				With("data-change", command).WithNumber("data-layer", l).
				With("aria-label", w.Text(key, "layer", layer)).WithNumber("value", percent)
		}
		bounds = append(bounds,
			markup.New("span").Saying(w.Text("bounds.layer", "layer", layer)),
			number("bound.least", "bounds.least", bound.Least), number("bound.most", "bounds.most", bound.Most))
	}
	v.Fill("#bounds", bounds...)
	By(v, s.Pruning.By)
}

// scopeMatters reports whether the scope has an effect. A threshold on |w| is the same
// for all layers, so the smallest weights below it are the same in every scope, unless
// something keeps some of them.
func scopeMatters(s *snapshot.Snapshot) bool {
	return s.Pruning.Criterion != "magnitude" || s.Pruning.By != recipe.ByEpsilon ||
		s.Pruning.Guard || len(s.Pruning.Bounds) > 0 || slices.ContainsFunc(s.Layers, func(l snapshot.Layer) bool {
		return slices.Contains(l.Pins, prune.Protected)
	})
}

func scopeNote(w *text.Words, s *snapshot.Snapshot) string {
	if scopeMatters(s) {
		return ""
	}
	return w.Text("scope.none")
}

// By shows whether the amount is a threshold or a share.
func By(v *markup.View, by string) {
	v.Flag(`input[name="by"][value="`+by+`"]`, "checked", true)
	v.Set("html", "data-by", by)
}

// Amount shows how much is pruned: a slider and a number for the threshold, and
// the same for the level in per cent. The slider of ε stays where it is while a hand
// holds it. What was pruned before the last training is the least that the level can be.
// The number is the level that was reached.
func Amount(v *markup.View, w *text.Words, s *snapshot.Snapshot, sliderHeld bool) {
	if !sliderHeld {
		v.Set("#epsilon", "value", text.Decimal(s.Epsilon))
	}
	v.Set("#level", "value", text.Decimal(s.Epsilon)) // below the handle of the histogram
	v.Set("#epsilon", "aria-valuetext",
		w.Text("epsilon.value"+measure(s), "epsilon", w.Number(s.Epsilon, 4), "kept", w.Count(s.Kept), "total", w.Count(s.Total),
			"accuracy", Accuracy(w, s, s.Test.Accuracy), "bytes", w.Count(figures.Smallest(s.Bytes))))
	v.Set("#epsilonValue", "value", text.Rounded(s.Epsilon))
	v.Set("#level", "aria-valuetext",
		w.Text("level.value", "level", w.Percent(figures.Reached(s)), "kept", w.Count(s.Kept), "total", w.Count(s.Total)))
	v.Set("#levelValue", "value", text.Rounded(100*figures.Reached(s)))
	held := ""
	if s.Held > 0 {
		held = w.Text("rule.held", "held", w.Count(s.Held))
	}
	v.Write("held", held)
	settled := ""
	if share := figures.Settled(s); share > 0 {
		settled = w.Text("level.settled", "share", w.Percent(share))
		if below := figures.Below(s); below > 0 { // bars at the left of the handle
			settled = w.Text("level.below", "n", w.Count(below))
		}
	}
	v.Write("settled", settled)
}

// besideHandle is how far from ε the hint begins, so that the handle can be seen.
const besideHandle = 18

// EpsilonHint says beside the handle of ε that it can be dragged, until a person
// has moved it or something is pruned.
func EpsilonHint(v *markup.View, w *text.Words, s *snapshot.Snapshot, a Around) {
	if a.Moved || !a.Opened || s.Training || s.Kept < s.Total {
		v.Fill("#hint")
		return
	}
	v.Fill("#hint", markup.New("p").Saying(w.Text("epsilon.hint")).
		With("style.left", pixels(a.Axis.X(s.Epsilon)-a.Histogram.X+besideHandle)).
		With("style.top", pixels(a.Axis.Plot.Y+a.Axis.Plot.H/2-a.Histogram.Y)))
}

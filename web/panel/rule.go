package panel

import (
	"math"
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// epsilonTicks is how finely the slider of ε divides the histogram's axis.
const epsilonTicks = 1000

// EpsilonStep returns the step of the slider of ε, whose range ends at axisMax.
func EpsilonStep(axisMax float64) float64 { return axisMax / epsilonTicks }

// OnTick returns the threshold of the slider's tick that is nearest to a value
// of the axis.
func OnTick(value, axisMax float64) float64 {
	return math.Round(value/axisMax*epsilonTicks) * axisMax / epsilonTicks
}

// An Amount is how much is pruned, as the controls have it: a slider and a
// number for the threshold, and the same for the level in per cent.
type Amount struct {
	Epsilon, EpsilonValue string
	EpsilonText           string // what a screen reader says of the slider
	Level, LevelValue     string
	Held                  string // about weights that only guard and bounds keep
}

// AmountOf returns the amount that is in force in a snapshot.
func AmountOf(w *text.Words, s *snapshot.Snapshot) Amount {
	percent := 100 * figures.Level(s)
	a := Amount{
		Epsilon: text.Decimal(s.Epsilon), EpsilonValue: text.Rounded(s.Epsilon),
		EpsilonText: w.Text("epsilon.value", "epsilon", w.Number(s.Epsilon, 4), "kept", w.Count(s.Kept), "total", w.Count(s.Total)),
		Level:       text.Decimal(percent), LevelValue: text.Rounded(percent),
	}
	if s.Held > 0 {
		a.Held = w.Text("rule.held", "held", w.Count(s.Held))
	}
	return a
}

// Bounds returns a name and two numbers for each layer: the least and the most
// per cent of its weights that a rule may cut. They carry out the commands
// "bound.least" and "bound.most".
func Bounds(w *text.Words, s *snapshot.Snapshot) []markup.Node {
	var nodes []markup.Node
	for l := range s.Layers {
		bound := recipe.Bound{Most: 100}
		if l < len(s.Pruning.Bounds) {
			bound = s.Pruning.Bounds[l]
		}
		layer := strconv.Itoa(l + 1)
		number := func(which string, v int) markup.Node {
			return markup.New("input", "type", "number", "min", "0", "max", "100", "data-change", "bound."+which, "data-layer", strconv.Itoa(l),
				"aria-label", w.Text("bounds."+which, "layer", layer), "value", strconv.Itoa(v))
		}
		nodes = append(nodes,
			markup.New("span").Saying(w.Text("bounds.layer", "layer", layer)),
			number("least", bound.Least), number("most", bound.Most))
	}
	return nodes
}

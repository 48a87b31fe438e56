// Package command writes the arguments of the engine's commands from what the
// controls of the page hold.
//
// A number control that is empty holds NaN; it becomes null, which the engine
// refuses with the name of the argument.
package command

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// JSON writes the arguments of a command.
func JSON(arguments any) string {
	b, err := json.Marshal(arguments)
	if err != nil {
		panic(err) // the page's own numbers and texts can be written
	}
	return string(b)
}

// IsNumber tells whether v is finite.
func IsNumber(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// IsWhole tells whether v is a whole number.
func IsWhole(v float64) bool { return IsNumber(v) && v == math.Trunc(v) }

// Entered returns what a number control holds, nil if it is empty.
func Entered(v float64) any {
	if !IsNumber(v) {
		return nil
	}
	return v
}

// share returns a number control in per cent as a share, nil if it is empty.
func share(percent float64) any { return Entered(percent / 100) }

// Prune prunes by a rule; a preview is not a step of the experiment.
func Prune(r recipe.Rule, preview bool) string {
	arguments := ruleArguments(r)
	arguments[r.By] = Entered(r.Amount)
	arguments["preview"] = preview
	return JSON(arguments)
}

// Operations reads the table of operations as the worker sends it. Its entries say
// what there is, and cannot read scripts or addresses.
func Operations(encoded string) []recipe.Entry {
	var entries []recipe.Entry
	if err := json.Unmarshal([]byte(encoded), &entries); err != nil {
		panic(err) // the worker wrote it
	}
	return entries
}

// Arguments writes the arguments of an operation that has a control for each.
// control returns what the control of an argument holds, or false if there is
// none or it is not in use; the argument is then left out.
func Arguments(e recipe.Entry, control func(argument string) (value string, ok bool)) string {
	arguments := map[string]any{}
	for _, a := range e.Arguments {
		if text, ok := control(a.Name); ok {
			arguments[a.Name] = argument(a, text)
		}
	}
	return JSON(arguments)
}

// argument returns what a control holds, as a script has it. A share is shown in
// per cent. An entry of a list that is not a number is left for the engine to
// refuse.
func argument(a recipe.Spec, text string) any {
	switch a.Kind {
	case recipe.Number, recipe.Integer:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil
		}
		if a.Unit == recipe.Share {
			return share(v)
		}
		return Entered(v)
	case recipe.Flag:
		return text == "true"
	case recipe.Numbers:
		return numbers(text)
	}
	return text
}

// numbers reads a list such as "5.5" or "5, 5".
func numbers(list string) []any {
	entries := []any{}
	for _, entry := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(". ,;", r) }) {
		if n, err := strconv.Atoi(entry); err == nil {
			entries = append(entries, n)
		} else {
			entries = append(entries, entry)
		}
	}
	return entries
}

// ruleArguments are a rule without its amount.
func ruleArguments(r recipe.Rule) map[string]any {
	bounds := make([][2]int, len(r.Bounds))
	for i, b := range r.Bounds {
		bounds[i] = [2]int{b.Least, b.Most}
	}
	return map[string]any{"criterion": r.Criterion, "scope": r.Scope, "guard": r.Guard, "bounds": bounds}
}

// By returns a rule that prunes as much as is pruned now, but says it as a
// threshold or as a share.
func By(r recipe.Rule, by string, epsilon, sparsity float64) recipe.Rule {
	r.By, r.Amount = by, epsilon
	if by == recipe.BySparsity {
		r.Amount = sparsity
	}
	return r
}

// Bound returns a rule with another bound on one of its layers: the most, or the
// least, that may be cut of it in per cent. The network has the given number of
// layers of weights.
func Bound(r recipe.Rule, layers, layer int, most bool, percent int) recipe.Rule {
	bounds := make([]recipe.Bound, layers)
	for l := range bounds {
		bounds[l].Most = 100
	}
	copy(bounds, r.Bounds)
	if most {
		bounds[layer].Most = percent
	} else {
		bounds[layer].Least = percent
	}
	r.Bounds = bounds
	return r
}

// Train trains for some epochs.
func Train(epochs int) string { return JSON(map[string]int{"epochs": epochs}) }

// A Schedule is what the controls of pruning during training hold.
type Schedule struct {
	Name                  string
	Level                 float64 // the final sparsity in per cent
	Epsilon               float64 // for the schedule "decay": the first threshold
	Epochs                float64
	DecaySteps, DecayRate float64
}

// Arguments are those of the command "gradual", which prunes by a rule during training.
func (s Schedule) Arguments(r recipe.Rule) string {
	a := ruleArguments(r)
	a["schedule"], a["epochs"] = s.Name, Entered(s.Epochs)
	if s.Name == "decay" {
		a["epsilon"], a["decaySteps"], a["decayRate"] = Entered(s.Epsilon), Entered(s.DecaySteps), Entered(s.DecayRate)
	} else {
		a["sparsity"] = share(s.Level)
	}
	return JSON(a)
}

// A Lottery is what the controls of the search for lottery tickets hold.
type Lottery struct {
	Rounds, Epochs float64
	Percent        float64 // of the remaining weights that a round prunes
	RewindStep     float64
}

func (l Lottery) arguments(r recipe.Rule) map[string]any {
	return map[string]any{
		"criterion": r.Criterion, "scope": r.Scope, "rounds": Entered(l.Rounds), "epochs": Entered(l.Epochs),
		"fraction": share(l.Percent), "rewindStep": Entered(l.RewindStep),
	}
}

// Search returns the arguments of a search for a lottery ticket by a rule. random asks
// for the control, whose weights are random in the last round.
func (l Lottery) Search(r recipe.Rule, random bool) string {
	a := l.arguments(r)
	a["random"] = random
	return JSON(a)
}

// Study compares tickets and controls round by round.
func (l Lottery) Study(r recipe.Rule) string {
	a := l.arguments(r)
	a["kind"] = snapshot.StudyTickets
	return JSON(a)
}

// Study compares the curves of a kind of study that prunes by a rule.
func Study(kind string, r recipe.Rule) string {
	return JSON(snapshot.StudyTask{Kind: kind, Criterion: r.Criterion, Scope: r.Scope})
}

// neuron is the from of a command about a neuron and not a connection.
const neuron = -1

// Edit sets the weight of a connection.
func Edit(at layout.Connection, value float64) string {
	return JSON(map[string]any{"layer": at.Layer, "to": at.Out, "from": at.In, "value": value})
}

// EditBias sets the bias of the neuron at which a connection ends.
func EditBias(at layout.Connection, value float64) string {
	at.In = neuron
	return Edit(at, value)
}

// Pin leaves a connection to the rule, cuts it, or keeps it.
func Pin(at layout.Connection, pin string) string {
	return JSON(map[string]any{"layer": at.Layer, "to": at.Out, "from": at.In, "pin": pin})
}

// PinNeuron does that to all connections to the neuron at which one ends.
func PinNeuron(at layout.Connection, pin string) string {
	at.In = neuron
	return Pin(at, pin)
}

// Focus asks for the picture of what a neuron computes over the plane; of an
// input, or of nil, for that of the output.
func Focus(unit *recipe.Unit) string {
	if unit == nil || unit.Layer == 0 {
		return ""
	}
	return JSON(map[string]int{"layer": unit.Layer, "index": unit.Index})
}

// Load opens an address.
func Load(hash string) string { return JSON(map[string]string{"hash": hash}) }

// Model asks for the link that carries the network, with the given number
// of different values in each layer; 0 leaves the weights as they are.
func Model(entries string) string { return `{"entries":` + entries + `}` }

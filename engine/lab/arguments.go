package lab

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bonsai/engine/prune"
)

// ParseCommand reads a command as a script gives it: its name, and its
// arguments as a JSON object (empty for none). What is unknown, of the wrong
// type or out of range is an error that names it.
func ParseCommand(name string, arguments []byte) (Command, error) {
	a := &args{}
	if len(arguments) > 0 {
		if err := json.Unmarshal(arguments, &a.values); err != nil {
			return nil, problem("type", "field", name, "value", string(arguments), "want", "an object")
		}
	}
	if name == "set" {
		return Set(a.values), nil
	}
	c := read(name, a)
	if c == nil {
		return nil, problem("unknown", "field", name)
	}
	return c, a.check()
}

// read is the command of a name, or nil. It is no table: a program that links
// a table links all that its entries do.
func read(name string, a *args) Command {
	switch name {
	case "reset":
		return Reset{}
	case "train", "finetune":
		return readTrain(a)
	case "play":
		return Play{}
	case "pause":
		return Pause{}
	case "prune":
		return readPrune(a)
	case "edit":
		return readEdit(a)
	case "undo":
		return Undo{}
	case "redo":
		return Redo{}
	case "load":
		return Load{a.text("hash")}
	case "focus":
		return readFocus(a)
	case "gradual":
		return readGradual(a)
	case "rigl":
		return readRigL(a)
	case "lottery":
		return readLottery(a)
	case "compensate":
		return Compensate{}
	case "quantize":
		return readQuantize(a)
	case "mark":
		return Mark{}
	case "rewind":
		return readRewind(a)
	case "distil":
		return readDistil(a)
	case "pin":
		return readPin(a)
	}
	return nil
}

func readTrain(a *args) Command {
	c := Train{}
	c.Epochs, c.Steps = readLength(a)
	return c
}

// readLength reads how long to train, one way or the other.
func readLength(a *args) (epochs, steps int) {
	const lowest = 1
	if a.oneOf("epochs", "steps") == "epochs" {
		return a.integer("epochs", lowest, maxTrainCount), 0
	}
	return 0, a.integer("steps", lowest, maxTrainCount)
}

func readPrune(a *args) Command {
	c := Prune{Rule: readRule(a)}
	if a.has("preview") {
		c.Preview = a.boolean("preview")
	}
	return c
}

func readRule(a *args) prune.Rule {
	r := prune.Rule{
		Criterion: a.option("criterion", prune.Criteria()),
		Scope:     a.option("scope", Scopes()),
		By:        a.oneOf(prune.ByEpsilon, prune.BySparsity),
	}
	r.Amount = a.number(r.By, 0, maxAmount(r.By))
	if a.has("guard") {
		r.Guard = a.boolean("guard")
	}
	if a.has("bounds") {
		r.Bounds = a.bounds()
	}
	return r
}

func readEdit(a *args) Command {
	return Edit{
		Layer: a.integer("layer", 0, maxIndex),
		To:    a.integer("to", 0, maxIndex),
		From:  a.integer("from", -1, maxIndex),
		Value: float32(a.number("value", -maxEdit, maxEdit)),
	}
}

func readFocus(a *args) Command {
	if len(a.values) == 0 {
		return Focus{}
	}
	return Focus{&Unit{a.integer("layer", 1, maxIndex), a.integer("index", 0, maxIndex)}}
}

// args are the arguments of a command. Reading one that is wrong keeps the
// first error for check.
type args struct {
	values map[string]json.RawMessage
	known  []string
	err    error
}

func (a *args) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// check returns the first error, or complains of an argument nobody read.
func (a *args) check() error {
	if a.err != nil {
		return a.err
	}
	for name := range a.values {
		if !slices.Contains(a.known, name) {
			return problem("unknownField", "field", name, "options", strings.Join(a.known, ", "))
		}
	}
	return nil
}

func (a *args) has(name string) bool {
	a.known = append(a.known, name)
	_, ok := a.values[name]
	return ok
}

// read decodes an argument. want says what it should have been.
func (a *args) read(name string, into any, want kind) bool {
	if !a.has(name) {
		a.fail(problem("missing", "field", name))
		return false
	}
	value := a.values[name]
	if string(value) == "null" || json.Unmarshal(value, into) != nil {
		a.fail(problem("type", "field", name, "value", string(value), "want", want))
		return false
	}
	return true
}

func (a *args) number(name string, lowest, highest float64) float64 {
	var v float64
	if !a.read(name, &v, number) {
		return 0
	}
	v, err := parseNumber(name, formatFloat(v), lowest, highest)
	if err != nil {
		a.fail(err)
	}
	return v
}

func (a *args) integer(name string, lowest, highest int) int {
	var v float64
	if !a.read(name, &v, number) {
		return 0
	}
	i, err := parseInteger(name, formatFloat(v), lowest, highest)
	if err != nil {
		a.fail(err)
	}
	return i
}

func (a *args) text(name string) string {
	var v string
	a.read(name, &v, word)
	return v
}

func (a *args) boolean(name string) bool {
	var v bool
	a.read(name, &v, flag)
	return v
}

// option reads a choice; the first option is meant where it is left out.
func (a *args) option(name string, options []string) string {
	if !a.has(name) {
		return options[0]
	}
	v := a.text(name)
	if a.err == nil && !slices.Contains(options, v) {
		a.fail(notAnOption(name, v, options))
	}
	return v
}

// oneOf tells which of two arguments is given: exactly one must be.
func (a *args) oneOf(first, second string) string {
	hasFirst, hasSecond := a.has(first), a.has(second)
	if hasFirst == hasSecond {
		a.fail(problem("oneOf", "options", first+" or "+second))
	}
	if hasFirst {
		return first
	}
	return second
}

// bounds reads per cents of each layer, [[least, most], …].
func (a *args) bounds() []prune.Bound {
	var pairs [][]int
	if !a.read("bounds", &pairs, "a list of pairs of whole numbers") {
		return nil
	}
	bounds := make([]prune.Bound, len(pairs))
	for i, pair := range pairs {
		if len(pair) != 2 {
			a.fail(problem("bounds", "value", fmt.Sprint(pair)))
			return nil
		}
		bounds[i] = prune.Bound{Least: pair[0], Most: pair[1]}
	}
	return bounds
}

// layers reads the sizes of hidden layers, as the recipe's field does.
func (a *args) layers(name string) []int {
	if !a.has(name) {
		a.fail(problem("missing", "field", name))
		return nil
	}
	f, _ := fieldNamed("layers")
	scratch := Default()
	text, err := f.textOf(a.values[name])
	if err == nil {
		err = f.parse(&scratch, text)
	}
	if err != nil {
		a.fail(err)
	}
	return scratch.Layers
}

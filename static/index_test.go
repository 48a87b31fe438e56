package static

import (
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

// A control of an argument or a field names one that exists, and leaves its range to
// the engine's tables.
func TestControlsNameArgumentsAndFields(t *testing.T) {
	controls := 0
	readIndex(t).each(func(e *element) {
		field, argument := e.attrs["data-field"], e.attrs["data-argument"]
		if field == "" && argument == "" {
			return
		}
		controls++
		if _, err := recipe.FieldNamed(field); field != "" && err != nil {
			t.Error(err)
		}
		if operation, name, _ := strings.Cut(argument, "."); argument != "" {
			entry, _ := recipe.OperationNamed(operation)
			if !slices.ContainsFunc(entry.Arguments, func(s recipe.Spec) bool { return s.Name == name }) {
				t.Errorf("there is no argument %s", argument)
			}
		}
		for _, limit := range []string{"min", "max"} {
			if value, set := e.attrs[limit]; set {
				t.Errorf("%s%s has %s=%q, which the page sets from the engine's table", field, argument, limit, value)
			}
		}
	})
	if controls < 30 {
		t.Errorf("only %d controls were found", controls)
	}
}

// The parts of the page that an address can hide are those with data-control in
// index.html. The layers have theirs over the picture of the network, where the page's
// program makes them.
func TestEveryPartCanBeHidden(t *testing.T) {
	parts := map[string]bool{"layers": true}
	readIndex(t).each(func(e *element) {
		if part := e.attrs["data-control"]; part != "" && !parts[part] {
			parts[part] = true
			if !slices.Contains(recipe.Controls(), part) {
				t.Errorf("no address can hide %s: it is not among the controls of package recipe", part)
			}
		}
	})
	for _, part := range recipe.Controls() {
		if !parts[part] {
			t.Errorf("nothing in index.html has data-control=%q", part)
		}
	}
}

// What an address or a script can do to an experiment, a person can do too. Most
// fields and operations have a control of their name in index.html; the others are
// here, with where they are.
func TestEveryFieldAndOperationHasAControl(t *testing.T) {
	elsewhere := map[string]string{
		"points": "drawn on the plane", "layers": "over the picture of the network",
		"own": "the files that are open", "reading": "the dialog about a table",
		"network": "the files that are open", "networkReading": "the dialog about a network",
		"labelColumn": "the dialog about a table", "regression": "the dialog about a table",
		"hide": "set by a teacher, in the address",

		"prune": "the controls of the rule", "rigl": "a schedule of gradual",
		"pin": "the card of a connection", "edit": "the card of a connection",
		"set": "the controls of the fields", "load": "the address", "focus": "pointing at a neuron", "pause": "play",
	}
	there := map[string]bool{}
	readIndex(t).each(func(e *element) {
		there["command "+e.attrs["data-command"]], there["field "+e.attrs["data-field"]] = true, true
	})
	for _, f := range recipe.Fields() {
		if !there["field "+f.Name] && elsewhere[f.Name] == "" {
			t.Errorf("the field %s has no control: nothing in index.html has data-field=%q", f.Name, f.Name)
		}
	}
	for _, e := range recipe.Operations() {
		if e.Name != "" && !there["command "+e.Name] && elsewhere[e.Name] == "" {
			t.Errorf("the operation %s has no control: nothing in index.html has data-command=%q", e.Name, e.Name)
		}
	}
}

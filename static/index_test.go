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

package lab

import (
	"errors"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

// Who types 200 per cent reads of 200 per cent, and a script of the number that
// it gave.
func TestSharesAreShownInPerCent(t *testing.T) {
	const page = "{field}: {value} is outside the range {min} to {max}."
	for _, test := range []struct{ command, args, script, person string }{
		{"prune", `{"sparsity":2}`, "sparsity: 2 is not between 0 and 1", "sparsity: 200 % is outside the range 0 to 100 %."},
		{"prune", `{"sparsity":1.1}`, "sparsity: 1.1 is", "sparsity: 110 % is outside the range 0 to 100 %."},
		{"rigl", `{"sparsity":-0.07,"epochs":1}`, "sparsity: -0.07 is", "sparsity: -7 % is outside the range 0 to 100 %."},
		{"lottery", `{"rounds":1,"epochs":1,"fraction":1}`, "fraction: 1 is not between 0.01 and 0.99", "fraction: 100 % is outside the range 1 to 99 %."},
		{"set", `{"noise":80}`, "noise: 80 is not between 0 and 50", "noise: 80 % is outside the range 0 to 50 %."},
		{"prune", `{"epsilon":-1}`, "epsilon: -1 is", "epsilon: -1 is outside the range 0 to 1000000."},
	} {
		c, err := recipe.ParseOperation(test.command, []byte(test.args))
		if err == nil {
			err = reference(t).Do(c)
		}
		var p *recipe.Problem
		if !errors.As(err, &p) {
			t.Fatalf("%s: %v", test.args, err)
		}
		if !strings.Contains(p.Error(), test.script) {
			t.Errorf("a script reads %q, want %q", p, test.script)
		}
		sentence := page
		for name, value := range p.Shown() {
			sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
		}
		if sentence != test.person {
			t.Errorf("a person reads %q, want %q", sentence, test.person)
		}
	}
}

package prune

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A program that only shows rules must not contain the code that trains.
func TestDoesNotDependOnNetworks(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dep := range strings.Fields(string(out)) {
		if strings.HasPrefix(dep, "bonsai/") && !slices.Contains([]string{"bonsai/engine/prune", "bonsai/engine/num", "bonsai/engine/order"}, dep) {
			t.Errorf("imports %s", dep)
		}
	}
}

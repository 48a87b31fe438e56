package prune

import (
	"os/exec"
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
		if strings.HasPrefix(dep, "bonsai/") && dep != "bonsai/engine/prune" && dep != "bonsai/engine/num" {
			t.Errorf("imports %s", dep)
		}
	}
}

package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The page's program only draws; the worker's trains and prunes. A single call in the page
// could link the engine into it, which would make it a fifth larger.
func TestThePageDoesNotContainTheEngine(t *testing.T) {
	t.Parallel()
	for name, wanted := range map[string]bool{"page": false, "worker": true} {
		files, err := filepath.Glob("../../static/dist/" + name + ".*.wasm")
		if err != nil || len(files) != 1 {
			if chromium == nil {
				t.Skip("the page has not been built (make build)")
			}
			t.Fatalf("static/dist has %d files named %s.*.wasm, want 1", len(files), name)
		}
		program, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, function := range []string{"lab.(*Lab).Do", "train.(*Trainer).Step", "criteria.Scores", "recipe.ParseAddress"} {
			if has := bytes.Contains(program, []byte(function)); has != wanted {
				t.Errorf("the program of the %s contains %s: %v, want %v", name, function, has, wanted)
			}
		}
	}
}

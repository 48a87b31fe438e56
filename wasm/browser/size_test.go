package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The page draws; what trains and prunes is the worker's. Linked into the page
// by a careless call, the engine would make it a fifth larger.
func TestThePageCarriesNoEngine(t *testing.T) {
	for name, wanted := range map[string]bool{"page": false, "worker": true} {
		files, err := filepath.Glob("../../static/dist/" + name + ".*.wasm")
		if err != nil || len(files) != 1 {
			t.Skipf("there are %d programs of the %s: the page is not built (make build)", len(files), name)
		}
		program, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, function := range []string{"lab.(*Lab).Do", "train.(*Trainer).Step", "criteria.Scores"} {
			if has := bytes.Contains(program, []byte(function)); has != wanted {
				t.Errorf("%s is linked into the %s: %v, want %v", function, name, has, wanted)
			}
		}
	}
}

// Package bonsai tests what README.md and CONTRIBUTING.md say about the whole
// tree.
package bonsai

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mostLines is how long a source file may get. A longer one holds more than
// one idea.
const mostLines = 350

func TestFilesAreShort(t *testing.T) {
	built := []string{"build", "dist-site", filepath.Join("static", "dist")}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if slices.Contains(built, path) || name == "node_modules" || len(name) > 1 && name[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".go", ".js", ".css"}, filepath.Ext(name)) {
			return nil
		}
		content, err := os.ReadFile(path)
		if lines := bytes.Count(content, []byte("\n")); lines > mostLines {
			t.Errorf("%s has %d lines; at most %d are allowed", path, lines, mostLines)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The page shows experiments and does not carry them out, so it must not load
// the code that does.
func TestThePageContainsOnlyRecipesAndSnapshots(t *testing.T) {
	allowed := engineUnder(t, "./engine/recipe", "./engine/snapshot")
	for _, name := range engineUnder(t, "./wasm/page", "./web/...") {
		if !slices.Contains(allowed, name) {
			t.Errorf("the page contains %s; it may contain only engine/recipe, engine/snapshot and what these import", name)
		}
	}
}

// engineUnder returns the engine's packages that these packages consist of, as
// they are built for a browser.
func engineUnder(t *testing.T, packages ...string) []string {
	t.Helper()
	list := exec.Command("go", append([]string{"list", "-deps"}, packages...)...)
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Fields(string(out)), func(name string) bool {
		return !strings.HasPrefix(name, "bonsai/engine/")
	})
}

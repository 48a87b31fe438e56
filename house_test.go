// Package bonsai tests what README.md and CONTRIBUTING.md say about the whole
// tree.
package bonsai

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostLines is how long a source file may get. A longer one holds more than
// one idea.
const mostLines = 350

func TestFilesAreShort(t *testing.T) {
	for path, content := range sources(t) {
		if lines := strings.Count(content, "\n"); lines > mostLines {
			t.Errorf("%s has %d lines; at most %d are allowed", path, lines, mostLines)
		}
	}
}

// sources returns the source files of the tree by their paths.
func sources(t *testing.T) map[string]string {
	t.Helper()
	built := []string{"build", "dist-site", filepath.Join("static", "dist")}
	files := map[string]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (slices.Contains(built, path) || name == "node_modules" || len(name) > 1 && name[0] == '.'):
			return filepath.SkipDir
		case slices.Contains([]string{".go", ".js", ".css"}, filepath.Ext(name)):
			files[path] = read(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
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
	return slices.DeleteFunc(list(t, "js", append([]string{"-deps"}, packages...)...), func(name string) bool {
		return !strings.HasPrefix(name, "bonsai/engine/")
	})
}

// list returns the lines that go list prints for a system.
func list(t *testing.T, goos string, arguments ...string) []string {
	t.Helper()
	command := exec.Command("go", append([]string{"list"}, arguments...)...)
	goarch := "amd64"
	if goos == "js" {
		goarch = "wasm"
	}
	command.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch)
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// The map of the house in the README has every package, and each package stands
// above all that it imports.
func TestImportsPointDownwardsOnTheMap(t *testing.T) {
	row := map[string]int{}
	for i, line := range strings.Split(read(t, "README.md"), "\n") {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| `") && len(cells) == 2 {
			for _, match := range regexp.MustCompile("`([a-z0-9/]+)`").FindAllStringSubmatch(cells[0], -1) {
				row["bonsai/"+match[1]] = i
			}
		}
	}
	exists := map[string]bool{}
	for _, goos := range []string{"js", "linux"} { // some packages are built for one of them only
		for _, line := range list(t, goos, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
			imports := strings.Fields(line)
			name := imports[0]
			exists[name] = true
			for _, imported := range imports[1:] {
				if row[imported] < row[name] && strings.HasPrefix(imported, "bonsai/") {
					t.Errorf("%s imports %s, which stands above it on the map in README.md", name, imported)
				}
			}
			if row[name] == 0 && name != "bonsai" {
				t.Errorf("%s is not on the map in README.md", name)
			}
		}
	}
	for name, line := range row {
		if !exists[name] {
			t.Errorf("README.md, line %d: there is no package %s", line+1, name)
		}
	}
}

// The README's list of dependencies has those of go.mod that the code imports, and no
// others.
func TestTheReadmeHasEveryDependency(t *testing.T) {
	_, list, _ := strings.Cut(read(t, "README.md"), "\n## Dependencies\n")
	list, _, _ = strings.Cut(list, "\n## ")
	direct := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(read(t, "go.mod"), -1) {
		direct[match[1]] = true
		if !strings.Contains(list, "`"+match[1]+"`") {
			t.Errorf("README.md does not say what %s is for", match[1])
		}
	}
	for _, match := range regexp.MustCompile("`(\\S+)`").FindAllStringSubmatch(list, -1) {
		if !direct[match[1]] {
			t.Errorf("README.md lists %s, which go.mod does not require", match[1])
		}
	}
}

// The RATIONALE follows a weight and a move of the slider through the code. The
// functions that it names, as in Lab.Do or samples.New, must exist.
func TestTheRationaleNamesFunctionsThatExist(t *testing.T) {
	rationale := read(t, "RATIONALE.md")
	followed, _, _ := strings.Cut(rationale, "\n## Pruning is a mask")
	code := sources(t)
	names := regexp.MustCompile("`([A-Za-z]+)\\.([A-Za-z]+)`").FindAllStringSubmatch(followed, -1)
	if len(names) < 30 {
		t.Errorf("only %d functions are named", len(names))
	}
	for _, match := range names {
		method := regexp.MustCompile(`(?m)^func \(\w* ?\*?` + match[1] + `\) ` + match[2] + `\(`)
		inPackage := regexp.MustCompile(`(?m)^package ` + match[1] + `$`)
		function := regexp.MustCompile(`(?m)^func ` + match[2] + `\(`)
		found := false
		for _, file := range code {
			found = found || method.MatchString(file) || inPackage.MatchString(file) && function.MatchString(file)
		}
		if !found {
			t.Errorf("there is no %s.%s", match[1], match[2])
		}
	}
}

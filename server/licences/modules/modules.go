// Package modules lists the modules whose code is part of the programs that
// this project gives away: the server, and the page's two programs inside it.
// Modules that are used only by tests and tools are not among them.
package modules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
)

// A Module is a dependency.
type Module struct {
	Path    string
	Version string
	Dir     string // where its files are, in the module cache
}

// programs are the main packages, with the system and processor that they are
// built for; "" for those of this machine.
var programs = []struct{ goos, goarch, path string }{
	{"", "", "bonsai/server"},
	{"js", "wasm", "bonsai/wasm/page"},
	{"js", "wasm", "bonsai/wasm/worker"},
}

// List returns the modules, sorted by path. It asks the go command, for the
// module in whose folder it is called.
func List() ([]Module, error) {
	found := map[string]Module{}
	for _, p := range programs {
		command := exec.Command("go", "list", "-deps", "-json=Module", p.path)
		if p.goos != "" {
			command.Env = append(os.Environ(), "GOOS="+p.goos, "GOARCH="+p.goarch)
		}
		var problem bytes.Buffer
		command.Stderr = &problem
		out, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("modules: go list %s: %w: %s", p.path, err, problem.Bytes())
		}
		if err := add(found, out); err != nil {
			return nil, fmt.Errorf("modules: go list %s: %w", p.path, err)
		}
	}
	var all []Module
	for _, m := range found {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b Module) int { return cmp.Compare(a.Path, b.Path) })
	return all, nil
}

// add reads the go command's list of packages.
func add(found map[string]Module, list []byte) error {
	for d := json.NewDecoder(bytes.NewReader(list)); ; {
		var p struct {
			Module *struct {
				Module
				Main bool
			}
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path] = p.Module.Module
		}
	}
}

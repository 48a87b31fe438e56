package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An asset is one file of the page.
type asset struct {
	name string // path in the sources, with slashes: "messages/en.json"
	url  string // published path, relative to the page: "messages/en.1a2b3c4d5e.json"
	body []byte
}

// index is the page itself.
const index = "index.html"

// gather reads the page's sources and the programs. Files and folders whose names
// begin with a dot are left out.
func gather(o *options) ([]asset, error) {
	var assets []asset
	seen := map[string]bool{}
	add := func(name string, body []byte, err error) error {
		if err != nil {
			return err
		}
		if seen[name] {
			return fmt.Errorf("%s is in %s and is also the name of a built file; rename the one in %s", name, o.src, o.src)
		}
		seen[name] = true
		assets = append(assets, asset{name: name, body: body})
		return nil
	}

	err := filepath.WalkDir(o.src, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != o.src && strings.HasPrefix(entry.Name(), ".") { // files of an editor or the operating system
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		name, err := filepath.Rel(o.src, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch takesPart, published := bundled(name); {
		case !takesPart:
			body, err := os.ReadFile(path)
			return add(name, body, err)
		case published:
			body, err := bundle(o.src, name)
			return add(name, body, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !seen[index] {
		return nil, fmt.Errorf("%s has no %s", o.src, index)
	}

	for _, program := range []struct{ name, path string }{
		{"page.wasm", o.page},
		{"worker.wasm", o.worker},
		{"wasm_exec.js", o.exec},
	} {
		body, err := os.ReadFile(program.path)
		if err == nil {
			if body, err = joinSegments(body); err != nil {
				err = fmt.Errorf("%s: %w", program.path, err)
			}
		}
		if err := add(program.name, body, err); err != nil {
			return nil, err
		}
	}
	return assets, nil
}

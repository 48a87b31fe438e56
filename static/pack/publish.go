package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// packed recognises the names under which this program publishes.
var packed = regexp.MustCompile(`^(index\.html|.+\.[0-9a-f]{10}\.[a-z]+)(\.gz|\.br)?$`)

// publish writes the files into a folder, then removes from it what an earlier
// run published and this one did not. What others put there stays.
func publish(folder string, files map[string][]byte) error {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int { // the index last: what it names is there already
		return cmp.Compare(strings.Count(a, index), strings.Count(b, index))
	})
	for _, file := range names {
		path := filepath.Join(folder, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[file], 0o666); err != nil {
			return err
		}
	}
	return removeStale(folder, files)
}

// removeStale removes the files of earlier runs that are not among files.
func removeStale(folder string, files map[string][]byte) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if path != folder && strings.HasPrefix(entry.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if _, current := files[name]; current || !packed.MatchString(name) {
			return nil
		}
		return os.Remove(path)
	})
}

// ours refuses a folder with other things in it, so that a slip in -out cannot
// spill the page over somebody's files.
func ours(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(folder, index))
	if err == nil && bytes.Contains(page, []byte(`id="assets"`)) {
		return nil // an earlier run's
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			return fmt.Errorf("-out %s holds other files, such as %s; name a new or empty folder", folder, entry.Name())
		}
	}
	return nil
}

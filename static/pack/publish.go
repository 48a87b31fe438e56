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

// packed matches the names under which this program publishes.
var packed = regexp.MustCompile(`^(index\.html|bonsai\.html|service\.js|manifest\.webmanifest|.+\.[0-9a-f]{10}\.[a-z]+)(\.gz|\.br)?$`)

// publish writes the files into a folder, and then deletes the files that an earlier
// run published there and this one did not. Other files in the folder stay.
func publish(folder string, files map[string][]byte) error {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int { // the index last, when the files that it refers to are there
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

// removeStale deletes published files that are not among files.
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

// checkOutput returns an error for a folder that has other files but no page of an
// earlier run, so that a wrong -out does not fill a folder of the user with the
// page's files.
func checkOutput(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(folder, index))
	if err == nil && bytes.Contains(page, []byte(`id="assets"`)) {
		return nil // the page of an earlier run
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			return fmt.Errorf("-out %s has other files in it, such as %s; name a new or an empty folder", folder, entry.Name())
		}
	}
	return nil
}

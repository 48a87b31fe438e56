// Command generate collects the licence texts of all modules that are part of
// the server and the page:
//
//	go generate ./server/licences
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"bonsai/server/licences/modules"
)

func main() {
	out := flag.String("out", "licences.txt", "`file` to write")
	flag.Parse()
	text, err := collect()
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// collect returns the licence texts, each after a line with its module.
func collect() (string, error) {
	list, err := modules.List()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "The server, and the page that it serves, contain the following software.\n\n")
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	if err := write(&b, "Go "+majorVersion(runtime.Version()), strings.TrimSpace(string(goroot))); err != nil {
		return "", err
	}
	for _, m := range list {
		if err := write(&b, m.Path+" "+m.Version, m.Dir); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// majorVersion shortens "go1.26.8" to "1.26": licences do not change in between.
func majorVersion(version string) string {
	parts := strings.SplitN(strings.TrimPrefix(version, "go"), ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// write adds the files in dir that state the terms of use.
func write(b *strings.Builder, heading, dir string) error {
	fmt.Fprintf(b, "== %s ==\n\n", heading)
	found := false
	for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "NOTICE*", "PATENTS*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			fmt.Fprintf(b, "%s\n\n", strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
			found = true
		}
	}
	if !found {
		return errors.New(heading + " has no licence file")
	}
	return nil
}

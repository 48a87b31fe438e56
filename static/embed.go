// Package static holds the finished page inside the program that serves it.
//
// The sources are in src; the command in pack turns them and the two
// WebAssembly programs into dist, which is embedded here.
package static

import (
	"embed"
	"errors"
	"io/fs"
)

//go:embed all:dist
var embedded embed.FS

// Files returns the finished page, with index.html at its root.
// In a program that was compiled before the page was packed it is an error.
func Files() (fs.FS, error) {
	return page(embedded)
}

func page(files fs.FS) (fs.FS, error) {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(dist, "index.html"); err != nil {
		return nil, errors.New("static: the page is not built: run make run, or make build before go build")
	}
	return dist, nil
}

package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundled reports whether a source takes part in bundling: scripts and style
// sheets do. Those at the root of the sources are published; those in folders
// are parts that others import.
func bundled(name string) (takesPart, published bool) {
	extension := path.Ext(name)
	takesPart = extension == ".js" || extension == ".css"
	return takesPart, takesPart && !strings.Contains(name, "/")
}

// bundle returns a script or a style sheet of the folder src together with
// everything that it imports, as one file: a browser asks once instead of a
// dozen times. Comments and spaces are left out.
//
// A file that names another one in any other way, such as a style sheet with
// url(icon.svg), is refused: names are translated in the index only.
func bundle(src, name string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:      []string{filepath.Join(src, name)},
		Outfile:          name,
		Bundle:           true,
		Format:           api.FormatIIFE,
		Target:           api.ES2022,
		Charset:          api.CharsetUTF8,
		MinifyWhitespace: true,
		MinifySyntax:     true,
		LogLevel:         api.LogLevelSilent,
	})
	var problems []error
	for _, m := range append(result.Errors, result.Warnings...) {
		place := name
		if m.Location != nil {
			place = fmt.Sprintf("%s:%d", m.Location.File, m.Location.Line)
		}
		problems = append(problems, fmt.Errorf("%s: %s", place, m.Text))
	}
	if problems != nil {
		return nil, errors.Join(problems...)
	}
	return result.OutputFiles[0].Contents, nil
}

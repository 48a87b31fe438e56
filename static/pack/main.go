// Command pack makes the folder that a web server serves, from the page's sources
// and the two WebAssembly programs:
//
//	go run ./static/pack -page build/page.wasm -worker build/worker.wasm -out static/dist
//
// Every file except a few is published under a name with a hash of its content
// (page.wasm becomes page.1a2b3c4d5e.wasm). So browsers may cache it for ever: a
// file with another content has another name. Only index.html refers to other files,
// and pack replaces the names there:
//
//   - in its href and src attributes, and
//   - in its element <script type="application/json" id="assets">{}</script>, which
//     becomes {"page.wasm": {"url": …, "bytes": …}, …} for the loader.
//
// The manifest, which names the icon, and the service worker keep their names too.
//
// bonsai.html is the whole page again, as one file that a browser opens without a
// server (see single).
//
// A script or a style sheet is published with everything that it imports as one
// file; its parts are in folders of the sources.
//
// All names are relative, so the folder works under any path of any host. Files that
// compress well are also written compressed, with .gz and .br after their names.
//
// Run the command in the root folder of the module: it reads the sources from
// static/src and keeps compressed files in build/cache for the next run.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// options are the paths of what is packed, and where it is written.
type options struct {
	src     string // folder of the page's sources
	page    string // program of the page, GOOS=js
	worker  string // program of the worker, GOOS=js
	exec    string // Go's wasm_exec.js, of the release that built the programs
	out     string // folder to publish into
	cache   string // folder with the compressed files of the last run; other files in it are deleted
	quality int    // of brotli, 0 to 11; with 11 gzip is made as small as possible, too
}

func main() {
	o := options{src: "static/src", cache: "build/cache"}
	flag.StringVar(&o.page, "page", "build/page.wasm", "the page's `program`")
	flag.StringVar(&o.worker, "worker", "build/worker.wasm", "the worker's `program`")
	flag.StringVar(&o.out, "out", "static/dist", "`folder` to publish into: new, empty, or an earlier result")
	flag.IntVar(&o.quality, "quality", 11, "brotli's `quality`, 0 (fast) to 11 (small); with 11 gzip is made as small as possible, too")
	flag.Parse()

	if err := pack(&o); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack publishes the page and prints the sizes of its files.
func pack(o *options) error {
	if o.quality < 0 || o.quality > 11 {
		return fmt.Errorf("-quality is %d; it must be 0 to 11", o.quality)
	}
	if err := checkOutput(o.out); err != nil { // now, because compressing takes long
		return err
	}
	if o.exec == "" {
		path, err := wasmExec()
		if err != nil {
			return err
		}
		o.exec = path
	}

	assets, err := gather(o)
	if err != nil {
		return err
	}
	files, err := build(assets, o)
	if err != nil {
		return err
	}
	if err := forget(o.cache, assets); err != nil {
		return err
	}
	if err := publish(o.out, files); err != nil {
		return err
	}
	report(assets, files)
	return nil
}

// build returns all files to publish by their paths. The index is the last to be
// compressed, as it says how large the others are.
func build(assets []asset, o *options) (map[string][]byte, error) {
	if err := name(assets); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(assets, func(a asset) bool { return a.name == index })
	others := slices.Concat(assets[:i], assets[i+1:])
	files, err := compress(others, o.cache, o.quality)
	if err != nil {
		return nil, err
	}
	page, err := single(assets[i].body, others, files, gzipped(o.quality))
	if err != nil {
		return nil, err
	}
	one := asset{onePage, onePage, page}
	files[one.url] = one.body
	if assets[i].body, err = rewrite(assets[i].body, append(others, one)); err != nil {
		return nil, fmt.Errorf("%s: %w", index, err)
	}
	last, err := compress(assets[i:i+1], o.cache, o.quality)
	maps.Copy(files, last)
	return files, err
}

// wasmExec returns the path of wasm_exec.js in the Go release in use. It must be the
// release that compiled the programs, because the interface between the two changes
// from release to release.
func wasmExec() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"), nil
}

// report prints a line for each asset: its published name and its sizes in bytes,
// uncompressed and compressed.
func report(assets []asset, files map[string][]byte) {
	fmt.Printf("%-32s %10s %10s %10s\n", "", "bytes", "gzip", "brotli")
	size := func(file string) string {
		if body, ok := files[file]; ok {
			return fmt.Sprint(len(body))
		}
		return "–"
	}
	for _, a := range assets {
		fmt.Printf("%-32s %10s %10s %10s\n", a.url, size(a.url), size(a.url+".gz"), size(a.url+".br"))
	}
}

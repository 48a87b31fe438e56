// Command pack makes the folder that a web server hands out, from the page's
// sources and the two WebAssembly programs:
//
//	go run ./static/pack -page build/page.wasm -worker build/worker.wasm -out static/dist
//
// Every file but index.html is published under a name that carries a hash of
// its content (page.wasm becomes page.1a2b3c4d5e.wasm), so that browsers may
// keep it for ever. Names are translated in one place only, index.html:
//
//   - the values of its href and src attributes, and
//   - its block <script type="application/json" id="assets">{}</script>, which
//     is filled with {"page.wasm": {"url": …, "bytes": …}, …} for the loader.
//
// All names stay relative: the folder works under any path of any host.
// Beside each file that compresses well lie its .gz and .br. The sources are
// static/src, and compressed files are kept in build/cache for the next run,
// so the command is to be run at the root of the module.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// options say where the parts are and where the page goes.
type options struct {
	src     string // folder of the page's sources
	page    string // program of the page, GOOS=js
	worker  string // program of the worker, GOOS=js
	exec    string // Go's wasm_exec.js, of the release that built the programs
	out     string // folder to publish into
	cache   string // folder of this program's own: compressed files of the last run
	quality int    // of brotli, 0–11
}

func main() {
	o := options{src: "static/src", cache: "build/cache"}
	flag.StringVar(&o.page, "page", "build/page.wasm", "the page's `program`")
	flag.StringVar(&o.worker, "worker", "build/worker.wasm", "the worker's `program`")
	flag.StringVar(&o.out, "out", "static/dist", "`folder` to publish into: new, empty, or an earlier result")
	flag.IntVar(&o.quality, "quality", 11, "brotli's `quality`, 0 (fast) to 11 (small)")
	flag.Parse()

	if err := pack(&o); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack does the whole job and lists what it published.
func pack(o *options) error {
	if o.quality < 0 || o.quality > 11 {
		return fmt.Errorf("-quality %d: want 0 to 11", o.quality)
	}
	if err := ours(o.out); err != nil { // before the long work
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
	if err := name(assets); err != nil {
		return err
	}
	files, err := compress(assets, o.cache, o.quality)
	if err != nil {
		return err
	}
	if err := publish(o.out, files); err != nil {
		return err
	}
	report(assets, files)
	return nil
}

// wasmExec finds wasm_exec.js of the Go release in use. It has to come from
// the release that compiled the programs: the two speak a private protocol.
func wasmExec() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"), nil
}

// report prints a line for each asset: its name and sizes in bytes.
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

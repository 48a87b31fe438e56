// Command run is the program behind "make bench". It fetches the other libraries from
// the npm registry, serves the benchmark page, opens it in a browser, and prints the
// results. Then it measures how fast our own page starts and draws.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"bonsai/wasm/browser"
)

// folder is where the files of the benchmark page are put together.
const folder = "build/bench"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	if err := assemble(); err != nil {
		return err
	}
	program, err := browser.Find()
	if err != nil {
		return err
	}
	chromium, err := browser.StartChromium(program)
	if err != nil {
		return err
	}
	defer chromium.Close()
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	page, err := chromium.Open(server.URL + "/")
	if err != nil {
		return err
	}
	defer page.Close()
	results, err := await(page)
	if err != nil {
		return err
	}
	for _, r := range results {
		r.print()
	}
	return measurePage(chromium)
}

// measurePage measures our own page, as it was built into static/dist.
func measurePage(chromium browser.Browser) error {
	server, err := browser.StartServer()
	if err != nil {
		return err
	}
	defer server.Close()
	if err := measureStart(chromium, server); err != nil {
		return err
	}
	if err := measureFrames(chromium, server); err != nil {
		return err
	}
	return measureTables(chromium, server)
}

// assemble builds the program and copies the page and the libraries to the same folder.
func assemble() error {
	if err := os.MkdirAll(filepath.Join(folder, "peers"), 0o755); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "bench.wasm"), "./wasm/bench")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the benchmark failed: %s", out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	loader := filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js")
	if err := copyFile(loader, filepath.Join(folder, "wasm_exec.js")); err != nil {
		return err
	}
	pages, err := filepath.Glob("wasm/bench/page/*")
	if err != nil {
		return err
	}
	for _, page := range pages {
		if err := copyFile(page, filepath.Join(folder, filepath.Base(page))); err != nil {
			return err
		}
	}
	for _, p := range peers {
		if err := p.fetch(filepath.Join(folder, "peers")); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}

// A result has the measurements of one task.
type result struct {
	Task, Unit string
	Rates      map[string]float64 // by contender
	Failed     map[string]string  // error messages, by contender
}

// timeout is how long the whole benchmark may take.
const timeout = 20 * time.Minute

// await waits for the results of the page.
func await(page browser.Page) (results []result, err error) {
	for start := time.Now(); time.Since(start) < timeout; time.Sleep(time.Second) {
		var failure string
		if err := page.Eval(`globalThis.benchFailure ?? ''`, &failure); err != nil {
			return nil, err
		}
		if failure != "" {
			return nil, fmt.Errorf("the benchmark page failed: %s", strings.TrimSpace(failure))
		}
		if err := page.Eval(`globalThis.benchResult ?? null`, &results); err != nil {
			return nil, err
		}
		if results != nil {
			return results, nil
		}
	}
	return nil, fmt.Errorf("the benchmark is not finished after %v", timeout)
}

package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A peer is another library: a package of the npm registry.
type peer struct {
	name  string
	files map[string]string // needed files and the names that the page uses; "": the same name
}

// peers are the libraries that Bonsai is compared with.
var peers = []peer{
	{"@tensorflow/tfjs", map[string]string{"dist/tf.min.js": "tf.js"}},
	{"@tensorflow/tfjs-backend-wasm", map[string]string{
		"dist/tf-backend-wasm.min.js":               "tf-wasm.js",
		"dist/tfjs-backend-wasm.wasm":               "",
		"dist/tfjs-backend-wasm-simd.wasm":          "",
		"dist/tfjs-backend-wasm-threaded-simd.wasm": "",
	}},
	{"convnetjs", map[string]string{"build/convnet.js": "convnet.js"}},
	{"brain.js", map[string]string{"browser.js": "brain.js", "dist/browser.js": "brain.js"}},
	{"onnxruntime-web", map[string]string{
		"dist/ort.wasm.min.js":             "ort.js",
		"dist/ort-wasm-simd-threaded.wasm": "",
		"dist/ort-wasm-simd-threaded.mjs":  "",
	}},
}

// fetch downloads the newest version of a library into a folder, unless there is one
// already, and prints the version.
func (p peer) fetch(into string) error {
	mark := filepath.Join(into, strings.ReplaceAll(strings.TrimPrefix(p.name, "@"), "/", "-")+".version")
	if b, err := os.ReadFile(mark); err == nil {
		fmt.Fprintln(os.Stderr, string(b))
		return nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is missing, which fetches the other libraries; install it")
	}
	pack := exec.Command("npm", "pack", "--silent", "--pack-destination", into, p.name)
	pack.Stderr = os.Stderr
	out, err := pack.Output()
	if err != nil {
		return fmt.Errorf("fetching %s failed: %w", p.name, err)
	}
	archive := strings.TrimSpace(string(out))
	if err := p.unpack(filepath.Join(into, archive), into); err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	fmt.Fprintln(os.Stderr, archive)
	return os.WriteFile(mark, []byte(archive), 0o644)
}

// unpack extracts the needed files from an archive.
func (p peer) unpack(archive, into string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for files := tar.NewReader(z); ; {
		header, err := files.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(header.Name, "/") // all files are in one folder
		as, needed := p.files[name]
		if !needed {
			continue
		}
		if as == "" {
			as = filepath.Base(name)
		}
		b, err := io.ReadAll(files)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(into, as), b, 0o644); err != nil {
			return err
		}
	}
}

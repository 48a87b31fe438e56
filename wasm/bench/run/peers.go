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

// A peer is a package of the npm registry and the files that are wanted of it,
// by the names under which the page looks for them.
type peer struct {
	name  string
	files map[string]string
}

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

// fetch takes the newest version, unless it is there already.
func (p peer) fetch(into string) error {
	mark := filepath.Join(into, strings.ReplaceAll(strings.TrimPrefix(p.name, "@"), "/", "-")+".version")
	if b, err := os.ReadFile(mark); err == nil {
		fmt.Fprintln(os.Stderr, string(b))
		return nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is not there to fetch the peers with; install it")
	}
	pack := exec.Command("npm", "pack", "--silent", "--pack-destination", into, p.name)
	pack.Stderr = os.Stderr
	out, err := pack.Output()
	if err != nil {
		return fmt.Errorf("%s could not be fetched: %w", p.name, err)
	}
	archive := strings.TrimSpace(string(out))
	if err := p.unpack(filepath.Join(into, archive), into); err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	fmt.Fprintln(os.Stderr, archive)
	return os.WriteFile(mark, []byte(archive), 0o644)
}

// unpack takes the wanted files out of an archive.
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
		_, name, _ := strings.Cut(header.Name, "/") // all is in one folder
		as, wanted := p.files[name]
		if !wanted {
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

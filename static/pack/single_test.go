package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The file has everything in it: it names no other file, and what the loader fetches are
// the same bytes.
func TestOneFileHasEverything(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.src, manifest), `{"icons": [{"src": "icon.svg"}]}`)
	write(t, filepath.Join(o.src, "service.js"), "self.onfetch = () => {};")
	write(t, filepath.Join(o.src, "index.html"), strings.Replace(testIndex, "<script", `<link rel="manifest" href="manifest.webmanifest"><script`, 1))
	files := mustPack(t, o)
	html := files[onePage]
	for _, match := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if !regexp.MustCompile("^(#|data:|https:)").MatchString(match[1]) {
			t.Errorf("it refers to %q", match[1])
		}
	}
	for _, want := range []string{"color:teal", `<script type="module">exec()</script>`, `href="data:image/svg+xml;base64,PHN2Zy8+"`} {
		if !strings.Contains(html, want) {
			t.Errorf("it has no %s", want)
		}
	}
	block := regexp.MustCompile(`id="carried">(.*)</script>`).FindStringSubmatch(html)
	var carried map[string]string
	if err := json.Unmarshal([]byte(block[1]), &carried); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"page.wasm": strings.Repeat("page ", 1000), "worker.wasm": strings.Repeat("worker ", 1000), "wasm_exec.js": "exec()",
		"messages/en.json": `{"title": "Bonsai"}`,
	} {
		z, err := gzip.NewReader(bytes.NewReader(bytes85(t, carried[name])))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if body, err := io.ReadAll(z); err != nil || string(body) != want {
			t.Errorf("%s has %d bytes, %v; want %d", name, len(body), err, len(want))
		}
	}
	if carried["service.js"] != "" || carried[manifest] != "" {
		t.Error("it has what a page without a server cannot use")
	}
}

// A script that has the end of a script in it would end the element that it is put into.
func TestAScriptThatEndsItsElementIsAnError(t *testing.T) {
	o := testOptions(t)
	write(t, o.exec, "print('</script>')")
	if err := pack(o); err == nil || !strings.Contains(err.Error(), "wasm_exec.js") {
		t.Errorf("error %v, want one that names wasm_exec.js", err)
	}
}

func TestTheManifestNamesThePublishedIcon(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.src, manifest), `{"icons": [{"src": "icon.svg"}]}`)
	files := mustPack(t, o)
	icon := regexp.MustCompile(`"src": "(icon[^"]*)"`).FindStringSubmatch(files[manifest])
	if icon == nil || files[icon[1]] != "<svg/>" {
		t.Errorf("the manifest is %s", files[manifest])
	}
	write(t, filepath.Join(o.src, manifest), `{"icons": [{"src": "logo.svg"}]}`)
	if err := pack(o); err == nil || !strings.Contains(err.Error(), "logo.svg") {
		t.Errorf("error %v, want one that names logo.svg", err)
	}
}

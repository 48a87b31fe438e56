package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

const testIndex = `<!doctype html><html><head>
<link rel="stylesheet" href="style.css"><link rel="icon" href="icon.svg">
<script src="wasm_exec.js" defer></script>
<script type="application/json" id="assets">{}</script>
</head><body><a href="#main">x</a> <a href="https://example.org/style.css">y</a></body></html>`

// testOptions returns the options for packing a small page, in temporary folders.
func testOptions(t *testing.T) *options {
	t.Helper()
	root := t.TempDir()
	o := &options{
		src: filepath.Join(root, "src"), out: filepath.Join(root, "out"), cache: filepath.Join(root, "cache"),
		page: filepath.Join(root, "page.wasm"), worker: filepath.Join(root, "worker.wasm"), exec: filepath.Join(root, "exec.js"),
		quality: 5,
	}
	write(t, filepath.Join(o.src, "index.html"), testIndex)
	write(t, filepath.Join(o.src, "style.css"), "body { color: teal }\n")
	write(t, filepath.Join(o.src, "icon.svg"), "<svg/>")
	write(t, filepath.Join(o.src, "messages/en.json"), `{"title": "Bonsai"}`)
	write(t, filepath.Join(o.src, ".style.css.swp"), "a file of an editor")
	write(t, o.page, strings.Repeat("page ", 1000))
	write(t, o.worker, strings.Repeat("worker ", 1000))
	write(t, o.exec, "exec()")
	return o
}

func write(t *testing.T, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o666); err != nil {
		t.Fatal(err)
	}
}

// published returns the contents of all files in a folder, by their paths.
func published(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(filepath.Join(folder, path))
		files[path] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func mustPack(t *testing.T, o *options) map[string]string {
	t.Helper()
	if err := pack(o); err != nil {
		t.Fatal(err)
	}
	return published(t, o.out)
}

func TestEveryNameInTheIndexIsPublished(t *testing.T) {
	o := testOptions(t)
	files := mustPack(t, o)
	html := files["index.html"]

	for _, match := range regexp.MustCompile(`(?:href|src)="([^"#:]+)"`).FindAllStringSubmatch(html, -1) {
		if _, ok := files[match[1]]; !ok {
			t.Errorf("index.html refers to %q, which is not published", match[1])
		}
	}
	for _, kept := range []string{`href="#main"`, `href="https://example.org/style.css"`} {
		if !strings.Contains(html, kept) {
			t.Errorf("%s is no longer in index.html", kept)
		}
	}

	block := regexp.MustCompile(`id="assets">(.*)</script>`).FindStringSubmatch(html)
	var table map[string]struct {
		URL   string
		Bytes int
	}
	if err := json.Unmarshal([]byte(block[1]), &table); err != nil {
		t.Fatalf("the table is %s: %v", block[1], err)
	}
	want := []string{"bonsai.html", "icon.svg", "messages/en.json", "page.wasm", "style.css", "wasm_exec.js", "worker.wasm"}
	if got := slices.Sorted(maps.Keys(table)); !slices.Equal(got, want) {
		t.Errorf("the table has %q, want %q", got, want)
	}
	for name, entry := range table {
		body, ok := files[entry.URL]
		if !ok || len(body) != entry.Bytes {
			t.Errorf("%s: the table has %d bytes at %q; published: %v, %d bytes", name, entry.Bytes, entry.URL, ok, len(body))
		}
	}
}

func TestNamesCarryTheHashOfTheContent(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.src, "abc.txt"), "abc")
	// The SHA-256 of "abc" is in FIPS 180-2, appendix B.1.
	if _, ok := mustPack(t, o)["abc.ba7816bf8f.txt"]; !ok {
		t.Error("abc.txt is not published as abc.ba7816bf8f.txt")
	}
}

func TestCompressedFilesHoldTheSameBytes(t *testing.T) {
	files := mustPack(t, testOptions(t))
	compressed := 0
	for name, body := range files {
		var r io.Reader
		extension := filepath.Ext(name)
		plain := strings.TrimSuffix(name, extension)
		switch extension {
		case ".gz":
			z, err := gzip.NewReader(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r = z
		case ".br":
			r = brotli.NewReader(strings.NewReader(body))
		default:
			continue
		}
		compressed++
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, []byte(files[plain])) {
			t.Errorf("%s: unpacks to %d bytes, %v; want the %d of %s", name, len(got), err, len(files[plain]), plain)
		}
		if len(body) >= len(files[plain]) {
			t.Errorf("%s is not smaller than %s", name, plain)
		}
	}
	if compressed < 6 { // index.html and the two programs, twice each
		t.Errorf("there are %d compressed files, want at least 6: %q", compressed, slices.Sorted(maps.Keys(files)))
	}
}

func TestFilesOfAnEarlierRunAreDeletedAndOthersStay(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.out, ".keep"), "")
	before := mustPack(t, o)
	write(t, filepath.Join(o.out, "CNAME"), "bonsai.example.org")
	write(t, filepath.Join(o.src, "style.css"), "body { color: olive }\n")
	write(t, o.page, strings.Repeat("another page ", 1000))
	after := mustPack(t, o)

	if after["CNAME"] == "" {
		t.Error("CNAME, which pack did not write, is gone")
	}
	if _, ok := after[".keep"]; !ok {
		t.Error(".keep is gone")
	}
	if len(after) != len(before)+1 {
		t.Errorf("%d files after a change, want the %d of before and CNAME: %q", len(after), len(before), slices.Sorted(maps.Keys(after)))
	}
	for name := range after {
		if (strings.HasPrefix(name, "style.") || strings.HasPrefix(name, "page.")) && before[name] != "" {
			t.Errorf("%s of the earlier run is still there", name)
		}
	}
}

func TestTheBestQualityMakesGzipSmaller(t *testing.T) {
	page, err := os.ReadFile("../src/index.html")
	if err != nil {
		t.Fatal(err)
	}
	size := func(quality int) int {
		packed, err := gzipped(quality).compress(page)
		if err != nil {
			t.Fatal(err)
		}
		return len(packed)
	}
	if best, usual := size(11), size(10); best >= usual {
		t.Errorf("%d bytes at quality 11, want fewer than the %d at 10", best, usual)
	}
}

func TestCompressionIsDoneOnce(t *testing.T) {
	o := testOptions(t)
	mustPack(t, o)
	// A mark in the cached file shows whether the file is used.
	body, err := os.ReadFile(o.page)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(o.cache, sum(body)+"-q5w24.br"), "mark")
	marked := func(files map[string]string) bool {
		return slices.Contains(slices.Collect(maps.Values(files)), "mark")
	}
	if !marked(mustPack(t, o)) {
		t.Error("the same page at the same quality was compressed again")
	}
	o.quality = 4
	if marked(mustPack(t, o)) {
		t.Error("with another quality the cached file was used")
	}
	write(t, o.page, "changed")
	mustPack(t, o)
	for name := range published(t, o.cache) {
		if strings.HasPrefix(name, sum(body)) {
			t.Errorf("%s, of a page that no longer exists, is still in the cache", name)
		}
	}
}

func TestAPageThatWouldNotWorkIsAnError(t *testing.T) {
	tests := map[string]struct {
		file, body string // in the sources
		want       string // in the error
	}{
		"a name without a file":         {"index.html", strings.Replace(testIndex, "icon.svg", "logo.svg", 1), `"logo.svg"`},
		"no table for the loader":       {"index.html", strings.Replace(testIndex, `id="assets"`, `id="other"`, 1), "there 0 times"},
		"two tables":                    {"index.html", testIndex + testIndex, "there 2 times"},
		"a file named in a style":       {"style.css", `a { background: url("icon.svg") }`, "icon.svg"},
		"an import of no file":          {"style.css", `@import "base.css" layer(page);`, `"base.css"`},
		"a script with a mistake":       {"loader.js", "const = 1;", "loader.js:1"},
		"a source named like a program": {"page.wasm", "x", "page.wasm"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := testOptions(t)
			write(t, filepath.Join(o.src, test.file), test.body)
			if err := pack(o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			if _, err := os.Stat(o.out); err == nil {
				t.Error("the page was published")
			}
		})
	}
}

func TestImportedFilesBecomePartsOfOne(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.src, "style.css"), "@import \"style/base.css\" layer(page);\n@import \"style/hidden.css\" layer(hidden);\n")
	write(t, filepath.Join(o.src, "style/base.css"), "a { color: teal }\n")
	write(t, filepath.Join(o.src, "style/hidden.css"), "b { display: none }\n")
	write(t, filepath.Join(o.src, "loader.js"), "import {two} from './loader/numbers.js';\nreport(two);\n")
	write(t, filepath.Join(o.src, "loader/numbers.js"), "export const two = 1 + 1; // a sum\n")
	want := map[string]string{
		"style":  "@layer page{a{color:teal}}@layer hidden{b{display:none}}\n",
		"loader": "(()=>{report(2);})();\n",
	}
	for name, body := range mustPack(t, o) {
		first, _, _ := strings.Cut(name, ".")
		if extension := filepath.Ext(name); extension != ".css" && extension != ".js" || first == "wasm_exec" {
			continue
		}
		if body != want[first] {
			t.Errorf("%s is %q, want %q", name, body, want[first])
		}
		delete(want, first)
	}
	if len(want) > 0 {
		t.Errorf("not published: %q", want)
	}
}

func TestAFolderWithOtherFilesIsAnError(t *testing.T) {
	o := testOptions(t)
	write(t, filepath.Join(o.out, "letter.txt"), "dear")
	if err := pack(o); err == nil || !strings.Contains(err.Error(), "letter.txt") {
		t.Errorf("error %v, want one that names letter.txt", err)
	}
	if files := published(t, o.out); len(files) != 1 {
		t.Errorf("files were added: %q", slices.Sorted(maps.Keys(files)))
	}
}

func TestAQualityOutOfRangeIsAnError(t *testing.T) {
	for _, quality := range []int{-1, 12} {
		o := testOptions(t)
		o.quality = quality
		if err := pack(o); err == nil || !strings.Contains(err.Error(), "0 to 11") {
			t.Errorf("quality %d: error %v, want one with the range", quality, err)
		}
	}
}

func TestTheGoReleaseHasWasmExec(t *testing.T) {
	path, err := wasmExec()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

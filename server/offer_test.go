package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// folder makes a folder with files in it, each holding its own name.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// offering is a site with an offer.
func offering(t *testing.T, dir string) site {
	t.Helper()
	s, err := newSite(fstest.MapFS{"index.html": {Data: []byte(`<html lang="en">`)}})
	if err != nil {
		t.Fatal(err)
	}
	o, err := newOffer(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.withOffer(o); err != nil {
		t.Fatal(err)
	}
	return s
}

func get(s site, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestAnOfferListsTablesAndImages(t *testing.T) {
	dir := folder(t, "iris.csv", "notes.md", "two words.tsv", ".hidden.csv",
		"digits/train-images-idx3-ubyte.gz", "digits/train-labels-idx1-ubyte.gz", "half/a-idx3-ubyte")
	s := offering(t, dir)
	var sets []dataSet
	if err := json.Unmarshal(get(s, "/data/index.json").Body.Bytes(), &sets); err != nil {
		t.Fatal(err)
	}
	want := []dataSet{
		{"iris", []string{"data/iris.csv"}},
		{"two words", []string{"data/two%20words.tsv"}},
		{"digits", []string{"data/digits/train-images-idx3-ubyte.gz", "data/digits/train-labels-idx1-ubyte.gz"}},
	}
	if !reflect.DeepEqual(sets, want) {
		t.Errorf("got %v, want %v", sets, want)
	}
	for _, set := range want {
		for _, file := range set.Files {
			if w := get(s, "/"+file); w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "" {
				t.Errorf("%s: status %d, coding %q", file, w.Code, w.Header().Get("Content-Encoding"))
			}
		}
	}
	if page := get(s, "/").Body.String(); !strings.Contains(page, `data-offers="true"`) {
		t.Errorf("the page is not told: %s", page)
	}
}

func TestNothingOutsideAnOfferIsServed(t *testing.T) {
	dir := folder(t, "in/iris.csv", "in/notes.md", "secret.csv")
	if err := os.Symlink(filepath.Join(dir, "secret.csv"), filepath.Join(dir, "in", "link.csv")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	s := offering(t, filepath.Join(dir, "in"))
	for _, path := range []string{"/data/../secret.csv", "/data/..%2fsecret.csv", "/data/link.csv", "/data/", "/data//etc/passwd", "/data/none.csv", "/data/notes.md"} {
		r := httptest.NewRequest(http.MethodGet, "/data/", nil)
		r.URL.Path = strings.ReplaceAll(path, "%2f", "/")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, %q", path, w.Code, w.Body)
		}
	}
}

func TestAFolderWithoutDataIsRefused(t *testing.T) {
	for name, dir := range map[string]string{"empty": t.TempDir(), "missing": filepath.Join(t.TempDir(), "none")} {
		if _, err := newOffer(dir); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

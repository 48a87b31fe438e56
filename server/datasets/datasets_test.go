package datasets

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// folder makes a folder with files in it, each of which contains its own name.
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

func opened(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.URL.Path = path
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// sets are the data sets that the page is told about.
func sets(t *testing.T, f *Folder) []dataSet {
	t.Helper()
	var all []dataSet
	if err := json.Unmarshal(get(f, "/data/index.json").Body.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTablesAndImagesAreListedAndSent(t *testing.T) {
	f := opened(t, folder(t, "iris.csv", "notes.md", "two words.tsv", "LOUD.CSV", ".hidden.csv",
		"digits/train-images-idx3-ubyte.gz", "digits/train-labels-idx1-ubyte.gz", "half/a-idx3-ubyte"))
	want := []dataSet{
		{"LOUD", []string{"data/LOUD.CSV"}},
		{"iris", []string{"data/iris.csv"}},
		{"two words", []string{"data/two%20words.tsv"}},
		{"digits", []string{"data/digits/train-images-idx3-ubyte.gz", "data/digits/train-labels-idx1-ubyte.gz"}},
	}
	if got := sets(t, f); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, set := range want {
		for _, file := range set.Files {
			path, err := url.PathUnescape("/" + file)
			if err != nil {
				t.Fatal(err)
			}
			w := get(f, path)
			if content := strings.TrimPrefix(path, Path); w.Code != http.StatusOK || w.Body.String() != content || w.Header().Get("Content-Encoding") != "" {
				t.Errorf("%s: status %d, coding %q, body %q", file, w.Code, w.Header().Get("Content-Encoding"), w.Body)
			}
		}
	}
}

// The page decodes addresses as UTF-8, and shows names as text.
func TestNamesThatAreNotUTF8AreOffered(t *testing.T) {
	dir := folder(t, "a\xff.csv", "a\xfe.csv", "a�.csv", "b\xff/x-idx3-ubyte", "b\xff/y-idx1-ubyte")
	f := opened(t, dir)
	seen := map[string]bool{}
	for _, set := range sets(t, f) {
		if strings.HasPrefix(set.Name, "a") != (set.Name == "a�") || !strings.HasPrefix(set.Name, "a") && set.Name != "b�" {
			t.Errorf("a set is called %q", set.Name)
		}
		for _, file := range set.Files {
			path, err := url.PathUnescape("/" + file)
			if err != nil || !utf8.ValidString(path) {
				t.Errorf("address %s: %v", file, err)
			}
			w := get(f, path)
			if w.Code != http.StatusOK {
				t.Errorf("%s: status %d", file, w.Code)
			}
			seen[w.Body.String()] = true // each file contains its own name
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d different files were sent, want 5: %v", len(seen), seen)
	}
}

// The folder is listed again when a file was added, and only then.
func TestTheFolderIsListedAgainOnlyAfterAChange(t *testing.T) {
	dir := folder(t, "iris.csv", "more/moons.csv")
	f := opened(t, dir)
	now := time.Now().Add(time.Hour) // long after the folder was made
	f.now = func() time.Time { return now }
	wait := func() { now = now.Add(lookAgain) }
	listed := func() *listing {
		t.Helper()
		list, err := f.listed()
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	first := listed()
	if wait(); listed() != first {
		t.Error("listed again though nothing had changed")
	}
	if err := os.WriteFile(filepath.Join(dir, "more", "new.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(dir, "more"), time.Time{}, now); err != nil {
		t.Fatal(err)
	}
	if listed() != first {
		t.Error("the folder was looked at again at once")
	}
	wait()
	if got := sets(t, f); len(got) != 3 || got[2].Name != "new" {
		t.Errorf("after the change: %v", got)
	}
	// A change so recent that another could leave the same time is not trusted.
	if recent := listed(); recent == first {
		t.Error("the change was not noticed")
	} else if wait(); listed() == recent {
		t.Error("a folder that had changed within the clock's step was not listed again")
	}
}

func TestALargeFolderIsCut(t *testing.T) {
	var names []string
	for i := range maxSets + 1 {
		names = append(names, fmt.Sprintf("%04d.csv", i))
	}
	f := opened(t, folder(t, names...))
	if got := sets(t, f); len(got) != maxSets || got[0].Name != "0000" {
		t.Errorf("%d sets are offered, want %d", len(got), maxSets)
	}
	if w := get(f, "/data/"+names[maxSets]); w.Code != http.StatusNotFound {
		t.Errorf("a set that is not offered: status %d, want 404", w.Code)
	}
	if f.Omitted() == "" {
		t.Error("that sets are left out is not said")
	}
	if small := opened(t, folder(t, "iris.csv")); small.Omitted() != "" {
		t.Errorf("a small folder: %q", small.Omitted())
	}
}

// Twenty requests at once list the folder no more often than one.
func TestRequestsShareOneListing(t *testing.T) {
	f := opened(t, folder(t, "iris.csv"))
	now := time.Now().Add(time.Hour)
	f.now = func() time.Time { return now }
	first, err := f.listed()
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if list, err := f.listed(); list != first {
				t.Errorf("another listing, %v", err)
			}
		})
	}
	all.Wait()
}

func TestNothingOutsideTheFolderIsServed(t *testing.T) {
	dir := folder(t, "in/iris.csv", "in/notes.md", "secret.csv")
	if err := os.Symlink(filepath.Join(dir, "secret.csv"), filepath.Join(dir, "in", "link.csv")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	f := opened(t, filepath.Join(dir, "in"))
	for _, path := range []string{"/data/../secret.csv", "/data/link.csv", "/data/", "/data//etc/passwd", "/data/none.csv", "/data/notes.md", "/data/."} {
		if w := get(f, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, %q", path, w.Code, w.Body)
		}
	}
	w := httptest.NewRecorder()
	if f.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/data/iris.csv", nil)); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d, want 405", w.Code)
	}
}

func TestAFolderWithoutDataIsRefused(t *testing.T) {
	for name, dir := range map[string]string{"empty": t.TempDir(), "missing": filepath.Join(t.TempDir(), "none")} {
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: error %v, want one that names the folder", name, err)
		}
	}
}

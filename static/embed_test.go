package static

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFreshCloneSaysWhatToRun(t *testing.T) {
	_, err := page(fstest.MapFS{"dist/.keep": {}})
	if err == nil || !strings.Contains(err.Error(), "run make run") {
		t.Errorf("page of an unpacked dist: error %v, want one that names make run", err)
	}
}

func TestFilesStartAtTheIndex(t *testing.T) {
	files, err := page(fstest.MapFS{"dist/index.html": {Data: []byte("page")}})
	if err != nil {
		t.Fatal(err)
	}
	if body, err := fs.ReadFile(files, "index.html"); err != nil || string(body) != "page" {
		t.Errorf("index.html = %q, %v; want %q", body, err, "page")
	}
}

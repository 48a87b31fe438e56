package main

import (
	"context"
	"fmt"
	"html"
	"image/png"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"bonsai/server/cards"
	"bonsai/server/class"
	"bonsai/server/datasets"
	"bonsai/server/front"
	"bonsai/server/site"
)

// testParts is a small site, without class or data.
func testParts(t *testing.T) parts {
	t.Helper()
	s, err := site.New(fstest.MapFS{
		"index.html":             {Data: []byte(`<html lang="en">`)},
		"page.1a2b3c4d5e.wasm":   {Data: []byte("program")},
		"loader.0123456789.js":   {Data: []byte("script")},
		"messages/en.abcdef.txt": {Data: []byte("words")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return parts{site: s}
}

func withData(t *testing.T, p parts) parts {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "iris.csv"), []byte("1,2"), 0o644); err != nil {
		t.Fatal(err)
	}
	data, err := datasets.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p.data = data
	return p
}

func withClass(t *testing.T, p parts) parts {
	t.Helper()
	c, err := class.New(class.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	p.class = c
	return p
}

func status(h http.Handler, host, path string) (int, http.Header) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Header()
}

func TestClassAndDataAreThereOnlyIfAskedFor(t *testing.T) {
	plain := testParts(t).handler()
	for _, path := range []string{class.Path, class.Path + "/events", datasets.Path + "index.json"} {
		if code, _ := status(plain, "localhost", path); code != http.StatusNotFound {
			t.Errorf("without -class and -data, %s answers %d, want 404", path, code)
		}
	}
	if code, _ := status(withData(t, testParts(t)).handler(), "localhost", datasets.Path+"index.json"); code != http.StatusOK {
		t.Errorf("with -data, the list of data sets answers %d, want 200", code)
	}
	if code, _ := status(withClass(t, testParts(t)).handler(), "localhost", class.Path+"/nothing"); code == http.StatusOK {
		t.Errorf("an unknown path of the class answers %d", code)
	}
}

func TestEveryAnswerOfEveryPartHasTheHeaders(t *testing.T) {
	h := withClass(t, withData(t, testParts(t))).handler()
	for _, path := range []string{"/", "/nothing", datasets.Path + "index.json", datasets.Path + "iris.csv", class.Path + "/nothing"} {
		_, header := status(h, "localhost", path)
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"} {
			if header.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
	}
}

// A foreign site whose name was made to point here gets nothing of what only
// the class should see. A site that is public anyway may have any name.
func TestForeignHostNamesAreRefusedWhereThereIsSomethingToProtect(t *testing.T) {
	for name, test := range map[string]struct {
		parts parts
		want  int
	}{
		"public": {testParts(t), http.StatusOK},
		"class":  {withClass(t, testParts(t)), http.StatusMisdirectedRequest},
		"data":   {withData(t, testParts(t)), http.StatusMisdirectedRequest},
	} {
		test.parts.hosts = []string{"class.example.org"}
		if code, _ := status(test.parts.handler(), "evil.example", "/"); code != test.want {
			t.Errorf("%s: a foreign name gets %d, want %d", name, code, test.want)
		}
		if code, _ := status(test.parts.handler(), "class.example.org:8080", "/"); code != http.StatusOK {
			t.Errorf("%s: a name of its own gets %d, want 200", name, code)
		}
	}
}

func TestTwoHundredPhonesLoadThePageAtOnce(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	p := withClass(t, testParts(t))
	go func() { served <- serve(ctx, front.Listen(listener, p.answerer()), p.handler()) }()
	paths := []string{"/", "/page.1a2b3c4d5e.wasm", "/loader.0123456789.js", "/messages/en.abcdef.txt"}
	failed := make(chan error, 200*len(paths))
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			for _, path := range paths {
				answer, err := client.Get("http://" + listener.Addr().String() + path)
				if err == nil && answer.StatusCode != http.StatusOK {
					err = fmt.Errorf("%s: %d", path, answer.StatusCode)
				}
				if err != nil {
					failed <- err
					continue
				}
				answer.Body.Close()
			}
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// A crawler of a chat asks for the page and then for the picture that it names.
func TestALinkHasACard(t *testing.T) {
	p := testParts(t)
	if code, _ := status(p.handler(), "localhost", "/s/dataset=xor"); code != http.StatusNotFound {
		t.Errorf("with -cards=false, a card answers %d, want 404", code)
	}
	var err error
	if p.cards, err = cards.New([]byte("<html><head></head>"), testRenderer(t)); err != nil {
		t.Fatal(err)
	}
	h := p.handler()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/s/dataset=xor&layers=4.2", nil))
	page := w.Body.String()
	for _, want := range []string{`content="Bonsai: XOR"`, "hidden layers: 4, 2", `data-link="#dataset=xor&amp;layers=4.2"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing in %s", want, page)
		}
	}
	if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "base-uri 'self'") {
		t.Errorf("policy %q forbids the page's base element", policy)
	}
	_, rest, _ := strings.Cut(page, `property="og:image" content="http://example.com`)
	picture, _, _ := strings.Cut(rest, `"`)
	w = httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, html.UnescapeString(picture), nil))
	if config, err := png.DecodeConfig(w.Body); err != nil || config.Width != cards.Width || config.Height != cards.Height {
		t.Errorf("%s: %d × %d, %v", picture, config.Width, config.Height, err)
	}
}

// The program's arguments reach the handler: -data names a folder that exists.
func TestAMissingDataFolderIsExplained(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	_, err := prepare(options{data: missing})
	if err == nil {
		t.Fatal("accepted")
	}
	if built := !strings.Contains(err.Error(), "not built"); built && !strings.Contains(err.Error(), missing) {
		t.Errorf("error %v, want one that names %s", err, missing)
	}
}

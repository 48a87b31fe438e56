package site

import (
	"compress/gzip"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	programPath = "/page.1a2b3c4d5e.wasm"
	scriptPath  = "/loader.0123456789.js"
	wordsPath   = "/messages/en.abcdef0123.json"
)

// The bodies only have to differ: which one arrives is what is tested.
func testSite(t *testing.T) Site {
	t.Helper()
	s, err := New(fstest.MapFS{
		".keep":                         {},
		"index.html":                    {Data: []byte("index plain")},
		"index.html.gz":                 {Data: []byte("index gzip")},
		"index.html.br":                 {Data: []byte("index br")},
		"page.1a2b3c4d5e.wasm":          {Data: []byte("program plain")},
		"page.1a2b3c4d5e.wasm.gz":       {Data: []byte("program gzip")},
		"page.1a2b3c4d5e.wasm.br":       {Data: []byte("program br")},
		"loader.0123456789.js":          {Data: []byte("script plain")},
		"loader.0123456789.js.gz":       {Data: []byte("script gzip")},
		"messages/en.abcdef0123.json":   {Data: []byte("words")},
		"icon.fedcba9876.svg":           {Data: []byte("<svg/>")},
		"preview.0011223344.png":        {Data: []byte("png")},
		"style.99aabbccdd.css":          {Data: []byte("css")},
		"robots.txt":                    {Data: []byte("robots")},
		"unknown.a0a0a0a0a0.zzunknown":  {Data: []byte("?")},
		"messages/.en.json.swp":         {Data: []byte("an editor's")},
		"site.1212121212.webmanifest":   {Data: []byte("{}")},
		"favicon.3434343434.ico":        {Data: []byte("ico")},
		"unhashed.1a2b3c4d5.wasm":       {Data: []byte("nine digits")},
		"unhashed.1A2B3C4D5E.wasm":      {Data: []byte("capitals")},
		"page.1a2b3c4d5e.wasm.map.json": {Data: []byte("{}")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request and returns the answer with its body read.
func ask(t *testing.T, s Site, method, path string, header http.Header) (*http.Response, string) {
	t.Helper()
	request := httptest.NewRequest(method, "/", nil)
	request.URL.Path = path
	maps.Copy(request.Header, header)
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func accepting(coding string) http.Header { return http.Header{"Accept-Encoding": {coding}} }

func TestCodingFollowsTheClient(t *testing.T) {
	s := testSite(t)
	for _, test := range []struct {
		path, accept, coding, body string
	}{
		{programPath, "gzip, deflate, br, zstd", "br", "program br"}, // Chromium over https
		{programPath, "gzip, deflate", "gzip", "program gzip"},       // Chromium over http
		{programPath, "", "", "program plain"},
		{programPath, "deflate", "", "program plain"},
		{programPath, "br;q=0.5, gzip;q=0.8", "gzip", "program gzip"},
		{programPath, "br;q=0, gzip", "gzip", "program gzip"},
		{programPath, "gzip;q=0.5, identity", "", "program plain"},
		{programPath, "identity;q=0.2, GZIP;Q=0.3", "gzip", "program gzip"},
		{programPath, "*", "br", "program br"},
		{programPath, "*;q=0.1, br;q=0", "gzip", "program gzip"},
		{programPath, "gzip;q=0.001", "gzip", "program gzip"},
		{programPath, "*;q=0", "", "program plain"},
		{programPath, "br;q=best, gzip;q=2", "", "program plain"},
		{scriptPath, "br, gzip", "gzip", "script gzip"}, // no br was prepared
		{wordsPath, "br, gzip", "", "words"},            // nothing was
	} {
		response, body := ask(t, s, "GET", test.path, accepting(test.accept))
		if got := response.Header.Get("Content-Encoding"); got != test.coding || body != test.body {
			t.Errorf("%s, Accept-Encoding %q: coding %q, body %q; want %q, %q", test.path, test.accept, got, body, test.coding, test.body)
		}
		if got := response.Header.Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("%s: Vary %q, want Accept-Encoding", test.path, got)
		}
	}
}

func TestRepeatedAcceptHeadersAreOneList(t *testing.T) {
	response, _ := ask(t, testSite(t), "GET", programPath, http.Header{"Accept-Encoding": {"gzip;q=0.5", "br"}})
	if got := response.Header.Get("Content-Encoding"); got != "br" {
		t.Errorf("coding %q, want br", got)
	}
}

func TestTypesDoNotDependOnCodingOrMachine(t *testing.T) {
	s := testSite(t)
	for path, want := range map[string]string{
		"/":                             "text/html; charset=utf-8",
		"/index.html":                   "text/html; charset=utf-8",
		programPath:                     "application/wasm",
		scriptPath:                      "text/javascript; charset=utf-8",
		wordsPath:                       "application/json",
		"/style.99aabbccdd.css":         "text/css; charset=utf-8",
		"/icon.fedcba9876.svg":          "image/svg+xml",
		"/preview.0011223344.png":       "image/png",
		"/site.1212121212.webmanifest":  "application/manifest+json",
		"/favicon.3434343434.ico":       "image/x-icon",
		"/robots.txt":                   "text/plain; charset=utf-8",
		"/unknown.a0a0a0a0a0.zzunknown": "application/octet-stream",
	} {
		for _, name := range names {
			response, _ := ask(t, s, "GET", path, accepting(name))
			if got := response.Header.Get("Content-Type"); got != want {
				t.Errorf("%s as %s: type %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestOnlyHashedNamesAreKeptForEver(t *testing.T) {
	s := testSite(t)
	const forEver = "public, max-age=31536000, immutable"
	for path, want := range map[string]string{
		programPath:                      forEver,
		wordsPath:                        forEver,
		"/":                              "no-cache",
		"/index.html":                    "no-cache",
		"/robots.txt":                    "no-cache",
		"/unhashed.1a2b3c4d5.wasm":       "no-cache",
		"/unhashed.1A2B3C4D5E.wasm":      "no-cache",
		"/page.1a2b3c4d5e.wasm.map.json": "no-cache",
	} {
		response, _ := ask(t, s, "GET", path, nil)
		if got := response.Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", path, got, want)
		}
	}
}

func TestUnchangedIndexIsNotSentAgain(t *testing.T) {
	s := testSite(t)
	first, _ := ask(t, s, "GET", "/", accepting("gzip"))
	etag := first.Header.Get("ETag")

	for _, condition := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
		header := accepting("gzip")
		header.Set("If-None-Match", condition)
		response, body := ask(t, s, "GET", "/", header)
		if response.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("If-None-Match %s: status %d, body %q; want 304, empty", condition, response.StatusCode, body)
		}
		if got := response.Header.Get("ETag"); got != etag {
			t.Errorf("If-None-Match %s: ETag %s, want %s", condition, got, etag)
		}
		for _, absent := range []string{"Content-Length", "Content-Encoding"} {
			if got := response.Header.Get(absent); got != "" {
				t.Errorf("304 has %s %q", absent, got)
			}
		}
	}

	header := accepting("br") // the same page in another coding is another thing
	header.Set("If-None-Match", etag)
	if response, body := ask(t, s, "GET", "/", header); response.StatusCode != http.StatusOK || body != "index br" {
		t.Errorf("br with the ETag of gzip: status %d, body %q; want 200, %q", response.StatusCode, body, "index br")
	}
}

func TestHeadAnswersLikeGetWithoutTheBody(t *testing.T) {
	s := testSite(t)
	for _, path := range []string{"/", programPath, wordsPath} {
		got, body := ask(t, s, "HEAD", path, accepting("gzip"))
		want, full := ask(t, s, "GET", path, accepting("gzip"))
		if body != "" {
			t.Errorf("HEAD %s has a body: %q", path, body)
		}
		if got.StatusCode != http.StatusOK || got.Header.Get("Content-Length") != strconv.Itoa(len(full)) {
			t.Errorf("HEAD %s: status %d, length %s; want 200, %d", path, got.StatusCode, got.Header.Get("Content-Length"), len(full))
		}
		if !maps.EqualFunc(got.Header, want.Header, func(a, b []string) bool { return strings.Join(a, ",") == strings.Join(b, ",") }) {
			t.Errorf("HEAD %s: headers %v, GET's are %v", path, got.Header, want.Header)
		}
	}
}

func TestOtherPathsAreNotFound(t *testing.T) {
	s := testSite(t)
	for _, path := range []string{
		"/nothing", "/messages", "/messages/", "/.keep", "/messages/.en.json.swp", "", "//", "/index.html/",
		programPath + ".br", programPath + ".gz", // codings are no files of their own
		"/../server/main.go", "/messages/../../go.mod", "/..%2fgo.mod", `\..\go.mod`, "/messages/../index.html", "/\x00",
	} {
		response, body := ask(t, s, "GET", path, nil)
		if response.StatusCode != http.StatusNotFound || len(body) > 100 {
			t.Errorf("%q: status %d, body %q; want 404 with a short text", path, response.StatusCode, body)
		}
	}
}

// Over a real connection, as a client writes it that does not clean its paths.
func TestTraversalOverTheWireIsNotFound(t *testing.T) {
	server := httptest.NewServer(testSite(t))
	defer server.Close()
	for _, target := range []string{"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/messages/..%2f..%2fgo.mod", "/./index.html"} {
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(connection, "GET "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		answer, err := io.ReadAll(connection)
		connection.Close()
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 404 ") {
			t.Errorf("%s: answer %.60q, %v; want 404", target, answer, err)
		}
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	s := testSite(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		response, _ := ask(t, s, method, "/", nil)
		if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q; want 405, GET, HEAD", method, response.StatusCode, response.Header.Get("Allow"))
		}
	}
}

func TestIncompleteSiteIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"no index":           {fstest.MapFS{"a.0123456789.js": {}}, "index.html"},
		"only in compressed": {fstest.MapFS{"index.html": {}, "a.0123456789.js.br": {}}, "/a.0123456789.js"},
	} {
		if _, err := New(test.files); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one that names %s", name, err, test.want)
		}
	}
}

// The attribute tells the page about a feature, and both forms of the page
// that are sent afterwards contain it.
func TestMarkReachesEveryFormOfThePage(t *testing.T) {
	s, err := New(fstest.MapFS{
		"index.html":    {Data: []byte(`<html lang="en"><p>page</p>`)},
		"index.html.br": {Data: []byte("without the mark")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Mark("class"); err != nil {
		t.Fatal(err)
	}
	const want = `<html data-class="true" lang="en"><p>page</p>`
	if _, body := ask(t, s, "GET", "/", accepting("br")); body != want {
		t.Errorf("plain: %q, want %q", body, want)
	}
	response, body := ask(t, s, "GET", "/", accepting("gzip"))
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatalf("coding %q: %v", response.Header.Get("Content-Encoding"), err)
	}
	if plain, err := io.ReadAll(z); err != nil || string(plain) != want {
		t.Errorf("gzip: %q, %v; want %q", plain, err, want)
	}
}

func TestMarkNeedsAnElementToMark(t *testing.T) {
	if err := testSite(t).Mark("class"); err == nil {
		t.Error("a page without <html > was marked")
	}
}

// Whatever a client writes, it gets a form that exists; and one that it gave
// the weight 0 only if nothing else is left but the plain file.
func FuzzNegotiate(f *testing.F) {
	for _, accept := range []string{"gzip, deflate, br, zstd", "br;q=0", "*;q=0.1, br;q=0", "identity;q=0", "gzip;q=1e400", ";;,,=", "br;q=0, *"} {
		f.Add(accept, uint8(7))
	}
	f.Fuzz(func(t *testing.T, accept string, present uint8) {
		var variants [codings]*variant
		variants[identity] = &variant{}
		for c := range identity {
			if present>>c&1 == 1 {
				variants[c] = &variant{}
			}
		}
		chosen := negotiate([]string{accept}, &variants)
		if variants[chosen] == nil {
			t.Fatalf("%q: %s was chosen, which does not exist", accept, names[chosen])
		}
		if chosen == identity {
			return
		}
		lower := strings.ToLower(accept)
		if !strings.Contains(lower, names[chosen]) && !strings.Contains(lower, "*") {
			t.Errorf("%q: %s was chosen, which the client does not name", accept, names[chosen])
		}
	})
}

func BenchmarkNegotiate(b *testing.B) {
	variants := [codings]*variant{{}, {}, {}}
	accept := []string{"gzip, deflate, br, zstd"}
	b.ReportAllocs()
	for b.Loop() {
		negotiate(accept, &variants)
	}
}

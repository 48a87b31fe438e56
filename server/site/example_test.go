package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing/fstest"

	"bonsai/server/site"
)

// A browser that accepts gzip gets the prepared file, and may keep it for a
// year, because its name changes with its content.
func Example() {
	s, err := site.New(fstest.MapFS{
		"index.html":              {Data: []byte("<html >")},
		"loader.0123456789.js":    {Data: []byte("the script")},
		"loader.0123456789.js.gz": {Data: []byte("the script through gzip")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := httptest.NewRequest(http.MethodGet, "/loader.0123456789.js", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	fmt.Println(w.Body, "|", w.Header().Get("Content-Encoding"), "|", w.Header().Get("Cache-Control"))
	// Output: the script through gzip | gzip | public, max-age=31536000, immutable
}

package site

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"reflect"
	"testing"
)

// The answers that are written in advance have the status, headers and body of
// those that net/http sends.
func TestPreparedAnswersAreThoseOfNetHTTP(t *testing.T) {
	s := testSite(t)
	s.Prepare(http.Header{"X-Content-Type-Options": {"nosniff"}})
	first, _ := ask(t, s, "GET", "/", accepting("gzip"))
	for _, path := range []string{"/", programPath, wordsPath, "/robots.txt"} {
		for _, accept := range []string{"", "gzip", "br, gzip"} {
			for _, condition := range []string{"", first.Header.Get("ETag")} {
				header := accepting(accept)
				if condition != "" {
					header.Set("If-None-Match", condition)
				}
				want, wantBody := ask(t, s, "GET", path, header)
				want.Header.Set("X-Content-Type-Options", "nosniff")

				head, body, ok := s.Answer(path, header["Accept-Encoding"], header["If-None-Match"])
				if !ok {
					t.Fatalf("%s is not found", path)
				}
				whole := append(append(bytes.Clone(head), "\r\n"...), body...)
				got, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(whole)), nil)
				if err != nil {
					t.Fatal(err)
				}
				gotBody, err := io.ReadAll(got.Body)
				if err != nil || got.StatusCode != want.StatusCode || string(gotBody) != wantBody || !reflect.DeepEqual(got.Header, want.Header) {
					t.Errorf("%s, Accept-Encoding %q, If-None-Match %q:\n%d %v %q, %v\nwant\n%d %v %q",
						path, accept, condition, got.StatusCode, got.Header, gotBody, err, want.StatusCode, want.Header, wantBody)
				}
			}
		}
	}
	if _, _, ok := s.Answer("/nothing", nil, nil); ok {
		t.Error("a file that does not exist is answered")
	}
}

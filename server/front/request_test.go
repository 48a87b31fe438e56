package front

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestOnlyPlainRequestsAreSimple(t *testing.T) {
	const host = "Host: x\r\n"
	for _, test := range []struct {
		text string
		want verdict
	}{
		{"GET / HTTP/1.1\r\n" + host + "\r\n", simple},
		{"HEAD /a.b-c_d~e HTTP/1.1\r\n" + host + "Accept-Encoding:gzip\r\n\r\n", simple},
		{"GET /?teach=1&present HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", simple},
		{"GET / HTTP/1.1\r\n" + host + "Connection: Keep-Alive\r\n\r\nGET", simple},
		{"GET / HTTP/1.1\r\n" + host, incomplete},
		{"", incomplete},
		{"POST / HTTP/1.1\r\n" + host + "\r\n", other},
		{"get / HTTP/1.1\r\n" + host + "\r\n", other},
		{"GET / HTTP/1.0\r\n" + host + "\r\n", other},
		{"GET  / HTTP/1.1\r\n" + host + "\r\n", other},
		{"GET http://x/ HTTP/1.1\r\n" + host + "\r\n", other},
		{"GET /%2e%2e/ HTTP/1.1\r\n" + host + "\r\n", other},
		{"GET /\x7f HTTP/1.1\r\n" + host + "\r\n", other},
		{"GET / HTTP/1.1\r\n\r\n", other},
		{"GET / HTTP/1.1\r\nHost:\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + host + "\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "transfer-encoding: chunked\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A: b\r\n folded\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A: b\nContent-Length: 5\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A: b\rC: d\r\n\r\n", other},
		{"GET / HTTP/1.1\r\n" + host + "A: é\r\n\r\n", other},
		{"\r\nGET / HTTP/1.1\r\n" + host + "\r\n", other},
	} {
		if _, got := parse([]byte(test.text)); got != test.want {
			t.Errorf("%q: %d, want %d", test.text, got, test.want)
		}
	}
}

// What front answers, net/http would have read in the same way: the same method,
// path and headers, no body, and the same length. Otherwise somebody could hide
// a request in another.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"HEAD /page.1a2b3c4d5e.wasm?x HTTP/1.1\r\nHost: x:80\r\nAccept-Encoding: gzip;q=0.5\r\nAccept-Encoding: br\r\nIf-None-Match: \"a\"\r\nConnection: close\r\n\r\nGET",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx",
		"GET / HTTP/1.1\r\nHost: x\r\nA: \t \r\n\r\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, v := parse(text)
		if v != simple {
			return
		}
		source := bytes.NewReader(text)
		buffered := bufio.NewReaderSize(source, 1<<16)
		want, err := http.ReadRequest(buffered)
		if err != nil {
			t.Fatalf("%q: net/http refuses it: %v", text, err)
		}
		body, err := io.ReadAll(want.Body)
		if err != nil || len(body) > 0 {
			t.Fatalf("%q has the body %q, %v", text, body, err)
		}
		if length := len(text) - source.Len() - buffered.Buffered(); r.length != length {
			t.Errorf("%q: length %d, want %d", text, r.length, length)
		}
		if r.path != want.URL.Path || r.host != want.Host || r.head != (want.Method == "HEAD") || r.close != want.Close {
			t.Errorf("%q: %+v, want %s %s %s %v", text, r, want.Method, want.URL.Path, want.Host, want.Close)
		}
		for name, values := range map[string][]string{"Accept-Encoding": r.accept, "If-None-Match": r.conditions} {
			if got := want.Header.Values(name); !slices.Equal(trimmed(got), trimmed(values)) {
				t.Errorf("%q: %s %q, want %q", text, name, values, got)
			}
		}
	})
}

func trimmed(values []string) []string {
	all := []string{}
	for _, v := range values {
		all = append(all, strings.TrimSpace(v))
	}
	return all
}

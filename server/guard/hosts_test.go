package guard

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestOnlyTheServersOwnNamesAreAnswered(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "page") })
	guarded := NewHosts([]string{"Laptop", "class.example.org"}).Guard(page)
	for host, want := range map[string]int{
		"localhost":              http.StatusOK,
		"localhost:8080":         http.StatusOK,
		"LOCALHOST.:8080":        http.StatusOK,
		"laptop:8080":            http.StatusOK,
		"class.example.org":      http.StatusOK,
		"192.168.1.20:8080":      http.StatusOK,
		"[2001:db8::5]:8080":     http.StatusOK,
		"[::1]":                  http.StatusOK,
		"evil.example:8080":      http.StatusMisdirectedRequest,
		"localhost.evil.example": http.StatusMisdirectedRequest,
		"192.168.1.20.evil.org":  http.StatusMisdirectedRequest,
		"":                       http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if guarded.ServeHTTP(w, r); w.Code != want {
			t.Errorf("Host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestClientsAreKnownByAddressOrNetwork(t *testing.T) {
	for _, test := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"192.168.1.20:50000", nil, "192.168.1.20"},
		{"[::ffff:192.168.1.20]:50000", nil, "192.168.1.20"},
		{"[2001:db8:1:2:3:4:5:6]:50000", nil, "2001:db8:1:2::"},
		{"[fe80::1%eth0]:50000", nil, "fe80::"},
		{"127.0.0.1:50000", nil, "127.0.0.1"},
		{"127.0.0.1:50000", []string{"203.0.113.9"}, "203.0.113.9"},
		{"127.0.0.1:50000", []string{"10.0.0.1, 203.0.113.9"}, "203.0.113.9"}, // the client wrote the first
		{"127.0.0.1:50000", []string{"10.0.0.1", "203.0.113.9"}, "203.0.113.9"},
		{"127.0.0.1:50000", []string{"nonsense"}, "127.0.0.1"},
		{"192.168.1.20:50000", []string{"203.0.113.9"}, "192.168.1.20"}, // no proxy of ours
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.remote
		if test.forwarded != nil {
			r.Header["X-Forwarded-For"] = test.forwarded
		}
		if got := Client(r).String(); got != test.want {
			t.Errorf("%s, X-Forwarded-For %q: %s, want %s", test.remote, test.forwarded, got, test.want)
		}
	}
}

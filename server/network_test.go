package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestOnlyThisMachineLearnsItsAddresses(t *testing.T) {
	lan := addresses("192.168.1.20")
	everywhere, here := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	for name, test := range map[string]struct {
		peer      string
		forwarded string
		listening net.Addr
		lan       []netip.Addr
		status    int
		want      string
	}{
		"this machine":                 {"127.0.0.1:5", "", everywhere, lan, http.StatusOK, `{"addresses":["http://192.168.1.20:8080/"]}`},
		"this machine, IPv6":           {"[::1]:5", "", everywhere, lan, http.StatusOK, `{"addresses":["http://192.168.1.20:8080/"]}`},
		"without a network":            {"127.0.0.1:5", "", everywhere, nil, http.StatusOK, `{"addresses":[]}`},
		"served to this machine only":  {"127.0.0.1:5", "", here, lan, http.StatusOK, `{"addresses":[]}`},
		"another device":               {"192.168.1.9:5", "", everywhere, lan, http.StatusNotFound, "404"},
		"another device, behind proxy": {"127.0.0.1:5", "203.0.113.9", everywhere, lan, http.StatusNotFound, "404"},
	} {
		r := httptest.NewRequest(http.MethodGet, networkPath, nil)
		r.RemoteAddr = test.peer
		if test.forwarded != "" {
			r.Header.Set("X-Forwarded-For", test.forwarded)
		}
		r.Host = "localhost:8080"
		w := httptest.NewRecorder()
		sendNetwork(w, r, test.listening, func() []netip.Addr { return test.lan })
		if w.Code != test.status || !strings.HasPrefix(w.Body.String(), test.want) {
			t.Errorf("%s: status %d, %q; want %d, %s", name, w.Code, w.Body, test.status, test.want)
		}
	}
	r := httptest.NewRequest(http.MethodGet, networkPath, nil)
	r.RemoteAddr, r.Host = "127.0.0.1:5", "evil.example"
	w := httptest.NewRecorder()
	if sendNetwork(w, r, everywhere, func() []netip.Addr { return lan }); w.Code != http.StatusNotFound {
		t.Errorf("a foreign host name: status %d, want 404", w.Code)
	}
}

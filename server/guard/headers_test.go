package guard

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	notFound := httptest.NewRecorder()
	Headers(http.NotFoundHandler()).ServeHTTP(notFound, httptest.NewRequest(http.MethodGet, "/", nil))
	if notFound.Code != http.StatusNotFound {
		t.Errorf("status %d, want that of the handler behind, 404", notFound.Code)
	}
	header := notFound.Header()
	policy := header.Get("Content-Security-Policy")
	for _, directive := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "style-src 'self'", "worker-src 'self' blob:;"} {
		if !strings.Contains(policy, directive) {
			t.Errorf("policy %q lacks %s", policy, directive)
		}
	}
	for _, open := range []string{"unsafe-inline", "'unsafe-eval'", "*", "frame-ancestors", "http:"} {
		if strings.Contains(policy, open) {
			t.Errorf("policy %q has %s", policy, open)
		}
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := header.Get("X-Frame-Options"); got != "" {
		t.Errorf("X-Frame-Options %q would keep lessons from embedding the page", got)
	}
}

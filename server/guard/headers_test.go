package guard

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
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
	for _, directive := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "style-src 'self'", "worker-src 'self' blob:;", "require-trusted-types-for 'script'; trusted-types bonsai"} {
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

// A static host sends no headers, so the page says the same of itself. The server lets
// a page with a link's picture have a base element.
func TestThePageHasThePolicyOfTheHeaders(t *testing.T) {
	page, err := os.ReadFile("../../static/src/index.html")
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`).FindSubmatch(page)
	if want := strings.Replace(contentSecurityPolicy, "base-uri 'none'", "base-uri 'self'", 1); said == nil || string(said[1]) != want {
		t.Errorf("the page has the policy\n%s, want\n%s", said, want)
	}
	if !strings.Contains(string(page), `<meta name="referrer" content="no-referrer">`) {
		t.Error("the page does not say that it sends no Referer")
	}
}

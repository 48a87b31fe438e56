package browser

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"
)

// staticHost returns the address of the page on a host that sends no headers that
// protect it, as most do.
func staticHost(t *testing.T) string {
	t.Helper()
	needBrowser(t)
	to, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ModifyResponse = func(r *http.Response) error {
		for _, name := range []string{"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy", "X-Content-Type-Options"} {
			if r.Header.Get(name) == "" {
				t.Errorf("the server sends no %s with %s", name, r.Request.URL.Path)
			}
			r.Header.Del(name)
		}
		return nil
	}
	site := httptest.NewServer(proxy)
	t.Cleanup(site.Close)
	return site.URL + "/"
}

// The page and its workers start under its policy of content, and what the page's one
// policy of trusted types has not made is neither run nor read as HTML. On a static host
// the page itself says so.
func TestOnlyThePagesOwnScriptsAndPicturesAreTrusted(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{"the server": server.URL, "a static host": staticHost(t)} {
		p := visit(t, address+"#dataset=xor&layers=3&steps=t2e")
		p.wait(`globalThis.bonsai`)
		p.eval(`bonsai.ready`, nil)
		for what, refused := range map[string]string{
			"HTML":               `document.body.innerHTML = '<p>'`,
			"a script":           `document.createElement('script').src = 'loader.js'`,
			"a worker":           `new Worker('worker.js')`,
			"a second policy":    `trustedTypes.createPolicy('another', {})`,
			"a policy once more": `trustedTypes.createPolicy('bonsai', {})`,
		} {
			said := ""
			if p.eval(`(() => { try { `+refused+`; return ''; } catch (e) { return e.name; } })()`, &said); said != "TypeError" {
				t.Errorf("on %s, %s is allowed (%q)", name, what, said)
			}
		}
		violation := ""
		p.eval(`new Promise((said) => {
			addEventListener('securitypolicyviolation', (e) => said(e.effectiveDirective), {once: true});
			fetch('https://example.org/').catch(() => {});
			setTimeout(() => said('none'), 3000);
		})`, &violation)
		if violation != "connect-src" {
			t.Errorf("on %s, the page may fetch from another site (%s)", name, violation)
		}
		p.eval(`bonsai.crossValidate({folds: 2})`, nil) // in workers
	}
}

package browser

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// behind serves the page through a proxy that inserts a script at the beginning of the
// worker's script, and counts the requests for the file "kernels-started".
func behind(t *testing.T, script string) (address string, started *atomic.Int32) {
	t.Helper()
	needBrowser(t)
	target, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	started = new(atomic.Int32)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			if strings.Contains(r.In.URL.Path, "worker.") && strings.HasSuffix(r.In.URL.Path, ".js") {
				r.Out.Header.Set("Accept-Encoding", "identity")
			}
		},
		ModifyResponse: func(r *http.Response) error {
			if name := r.Request.URL.Path; !strings.Contains(name, "worker.") || !strings.HasSuffix(name, ".js") {
				return nil
			}
			body, err := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(append([]byte(script), body...)))
			r.Header.Del("Content-Length")
			return err
		},
	}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "kernels-started") {
			started.Add(1)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	return front.URL + "/", started
}

const (
	spy        = `WebAssembly.Instance = new Proxy(WebAssembly.Instance, {construct(f, a) { fetch('kernels-started'); return new f(...a); }});` + "\n"
	noVectors  = `WebAssembly.Module = class extends WebAssembly.Module { constructor() { throw new Error('no vectors'); } };` + "\n"
	everything = "#dataset=spiral3&layers=9.5&activation=tanh.relu&regularization=l2&optimizer=adam&batchSize=13&steps=t3e,p:magnitude:global:s0.6,t2e,c,q:codebook:8,t1e"
)

// With kernels and without them, the weights are the same as if the engine runs natively.
func TestThePageWorksWithAndWithoutKernels(t *testing.T) {
	x, err := recipe.ParseAddress(everything)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Replay(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	for script, kernels := range map[string]bool{spy: true, spy + noVectors: false} {
		address, started := behind(t, script)
		p := openAt(t, address+everything)
		p.equals(everything, l.Snapshot())
		if (started.Load() > 0) != kernels {
			t.Errorf("with %q the kernels were started %d times; want any: %v", script, started.Load(), kernels)
		}
	}
}

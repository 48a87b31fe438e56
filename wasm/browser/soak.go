package browser

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/chromedp"
)

// Usage is what a page uses.
type Usage struct {
	Nodes, Listeners int // of the document, after collecting garbage
	Page, Engine     int // bytes of memory of the two programs; 0 unless the page is watched
}

// Used returns what a page of Chromium uses.
func Used(page Page) (u Usage, err error) {
	p, ok := page.(*chromiumPage)
	if !ok {
		return u, errors.New("browser: only Chromium tells what a page uses")
	}
	for range 2 { // what the first collection lets go is collected by the second
		if _, err := chromedp.Call(p.context, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			return u, err
		}
	}
	counters, err := chromedp.Call(p.context, memory.GetDOMCounters, cdp.Empty{})
	if err != nil {
		return u, err
	}
	u.Nodes, u.Listeners = int(counters.Nodes), int(counters.JsEventListeners)
	var bytes [2]int
	err = p.Eval(`[globalThis.watchedPage?.exports.mem.buffer.byteLength ?? 0, globalThis.watchedEngine ?? 0]`, &bytes)
	u.Page, u.Engine = bytes[0], bytes[1]
	return u, err
}

// Watch serves the page of a server through a proxy that makes its two programs tell how
// much memory they have. It returns the address, and what ends the proxy.
func Watch(s *Server) (address string, end func(), err error) {
	to, err := url.Parse(s.URL)
	if err != nil {
		return "", nil, err
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
		r.Out.Header.Set("Accept-Encoding", "identity")
	}}
	proxy.ModifyResponse = func(r *http.Response) error {
		script := ""
		switch path := r.Request.URL.Path; {
		case strings.Contains(path, "loader.") && strings.HasSuffix(path, ".js"):
			script = `(() => {
				const {instantiateStreaming} = WebAssembly;
				WebAssembly.instantiateStreaming = async (...o) => {
					const made = await instantiateStreaming(...o);
					globalThis.watchedPage = made.instance;
					return made;
				};
				new BroadcastChannel('watched').onmessage = ({data}) => { globalThis.watchedEngine = Math.max(globalThis.watchedEngine ?? 0, data); };
			})();`
		case strings.Contains(path, "worker.") && strings.HasSuffix(path, ".js"):
			script = `{
				const channel = new BroadcastChannel('watched');
				const {instantiate} = WebAssembly;
				WebAssembly.instantiate = async (...o) => {
					const made = await instantiate(...o);
					setInterval(() => channel.postMessage(made.exports.mem.buffer.byteLength), 500);
					return made;
				};
			}`
		}
		if script == "" {
			return nil
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		body = append([]byte(script+"\n"), body...)
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.ContentLength = int64(len(body))
		r.Header.Set("Content-Length", strconv.Itoa(len(body)))
		return nil
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return "", nil, err
	}
	served := &http.Server{Handler: proxy}
	go served.Serve(listener)
	return fmt.Sprintf("http://localhost:%d/", listener.Addr().(*net.TCPAddr).Port), func() { served.Close() }, nil
}

// press clicks on the elements that selectors find, one after the other, and lets the
// page draw in between.
func press(selectors ...string) string {
	var script strings.Builder
	script.WriteString(`(async () => {`)
	for _, s := range selectors {
		fmt.Fprintf(&script, `document.querySelector(%q).click(); await new Promise((later) => setTimeout(later, 60));`, s)
	}
	script.WriteString(`})()`)
	return script.String()
}

// idle lets the page finish what it is doing.
const idle = `document.documentElement.dataset.state === 'idle'`

// Round does once what people do with the page: it trains, drags, undoes, looks at all
// panels and dialogs, begins on other data, scrolls, and has its window resized. At its
// end the page is as it was at its beginning.
func Round(p Page) error {
	const six = "#dataset=circle&layers=6.6.6.6.6.6&steps=t1e"
	do := []func() error{
		func() error { return p.Resize(1440, 900, 1, false) },
		func() error { return p.Eval(`bonsai.load('`+six+`')`, nil) },
		func() error { return p.Eval(`bonsai.train({epochs: 2})`, nil) },
		func() error { return p.Drag("#histogram", 0.05, 0.4, 8) },
		func() error { return p.Wait(idle) },
		func() error {
			return p.Eval(press("[data-command=undo]", "[data-command=redo]", "[data-command=undo]"), nil)
		},
		func() error {
			return p.Eval(press("[name=view][value=methods]", "[name=view][value=choose]", "[name=view][value=outcome]"), nil)
		},
		func() error {
			return p.Eval(press("[data-command=share]", "[name=shared][value=network]", "[name=shared][value=recipe]", "[data-command=closeShare]"), nil)
		},
		func() error {
			return p.Eval(press("[data-command=experiments]", "[data-command=keep]", `[data-command="kept.delete"]`, "[data-command=closeKept]"), nil)
		},
		func() error {
			return p.Eval(press("[data-command=help]", "[data-command=help]", "#theme", "#theme"), nil)
		},
		func() error { return p.Move("#network", 0.3, 0.5) },
		func() error { return p.ClickAt("#network", 0.5, 0.5) },
		func() error { return p.Move("#histogram", 0.3, 0.5) },
		func() error { return p.Eval(`bonsai.load('#dataset=spiral3&layers=5&steps=t1e')`, nil) },
		func() error { return p.Eval(`bonsai.load('#steps=t1e')`, nil) },
		func() error { return p.Eval(`bonsai.predict([Array(20).fill(0)])`, nil) },
		func() error { return p.Eval(`bonsai.load('`+six+`')`, nil) },
		func() error { return p.Resize(390, 844, 1, false) },
		func() error { return p.Eval(press("#sheetButton"), nil) },
		func() error {
			return p.Eval(`(async () => {
			for (const e of [...document.querySelectorAll('#sheet, #sheet *, .stage, #app')].filter((e) => e.scrollHeight > e.clientHeight + 4)) {
				for (let y = 0; y <= 600; y += 20) { e.scrollTop = y; await new Promise(requestAnimationFrame); }
				e.scrollTop = 0;
			}
			for (let y = 0; y <= 600; y += 20) { scrollTo(0, y); await new Promise(requestAnimationFrame); }
			scrollTo(0, 0);
		})()`, nil)
		},
		func() error { return p.Eval(press("#sheetButton"), nil) },
		func() error { return p.Wait(idle) },
	}
	for i, f := range do {
		if err := f(); err != nil {
			return fmt.Errorf("browser: part %d of a round: %w", i, err)
		}
	}
	return nil
}

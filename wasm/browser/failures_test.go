package browser

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
)

// failing returns the address of the page through a proxy, for whose files answer may
// write something else: it returns whether it has.
func failing(t *testing.T, answer func(w http.ResponseWriter, path string) bool) string {
	t.Helper()
	needBrowser(t)
	to, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer == nil || !answer(w, r.URL.Path) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(site.Close)
	return site.URL + "/"
}

// visit opens an address without waiting for anything. Complaints are no errors: they
// are what the test is about.
func visit(t *testing.T, address string) *tab {
	t.Helper()
	page, err := chromium.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(page.Close)
	return &tab{t, page}
}

// another waits until the page that was marked as old has been loaded again.
func (p *tab) another() {
	p.t.Helper()
	for loaded := false; !loaded; time.Sleep(100 * time.Millisecond) {
		if err := p.Eval(`!globalThis.old && !!globalThis.bonsai`, &loaded); err != nil {
			loaded = false // it is being loaded
		}
	}
	p.eval(`bonsai.ready`, nil)
}

// fails waits until the page says why it cannot be used.
func (p *tab) fails(why string) {
	p.t.Helper()
	p.wait(`!document.getElementById('failure').hidden`)
	if said := p.text("#failureText"); !strings.Contains(said, why) {
		p.t.Errorf("the page says %q, want something with %q", said, why)
	}
}

// What a server can answer in place of a file.
var wrongAnswers = map[string]func(w http.ResponseWriter, path string){
	"404": func(w http.ResponseWriter, _ string) { http.Error(w, "not found", http.StatusNotFound) },
	"500": func(w http.ResponseWriter, _ string) { http.Error(w, "no", http.StatusInternalServerError) },
	"empty": func(w http.ResponseWriter, path string) {
		w.Header().Set("Content-Type", kindOf(path))
	},
	"truncated": func(w http.ResponseWriter, path string) {
		w.Header().Set("Content-Type", kindOf(path))
		switch {
		case strings.HasSuffix(path, ".wasm"):
			w.Write([]byte("\x00asm\x01\x00\x00\x00\x01\x7f"))
		case strings.HasSuffix(path, ".json"):
			w.Write([]byte(`{"title": "Bon`))
		default:
			w.Write([]byte("self.onmessage = async ({data}) => {"))
		}
	},
	"aborted": func(http.ResponseWriter, string) { panic(http.ErrAbortHandler) },
}

func kindOf(path string) string {
	switch path[strings.LastIndex(path, ".")+1:] {
	case "wasm":
		return "application/wasm"
	case "json":
		return "application/json"
	}
	return "text/javascript"
}

// isFile tells whether a published path is that of a file of the sources.
func isFile(path, name string) bool {
	stem, kind, _ := strings.Cut(name, ".")
	return strings.Contains(path, stem+".") && strings.HasSuffix(path, kind)
}

func TestAFileThatDoesNotLoadIsSaid(t *testing.T) {
	t.Parallel()
	// Each file, and each answer for a script, a program and words.
	for name, answers := range map[string][]string{
		"worker.js": {"404", "empty", "truncated"}, "worker.wasm": {"aborted", "empty", "truncated"},
		"page.wasm": {"500", "truncated"}, "messages/en.json": {"404", "truncated"},
	} {
		for _, how := range answers {
			answer := wrongAnswers[how]
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				p := visit(t, failing(t, func(w http.ResponseWriter, path string) bool {
					if !isFile(path, name) {
						return false
					}
					answer(w, path)
					return true
				}))
				p.fails("could not be loaded")
				if words := p.text("body"); strings.Contains(words, "loading.bytes") || strings.Contains(words, "failure.") {
					t.Error("the page shows the key of a message")
				}
			})
		}
	}
}

// In another language than English, whose messages are missing, the page is English.
func TestMissingMessagesOfALanguageAreThoseOfEnglish(t *testing.T) {
	t.Parallel()
	address := failing(t, func(w http.ResponseWriter, path string) bool {
		if isFile(path, "messages/zh.json") {
			http.Error(w, "no", http.StatusInternalServerError)
			return true
		}
		return false
	})
	p := visit(t, address)
	p.eval(`localStorage.setItem('language', 'zh')`, nil)
	p.must(p.Reload())
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	if title := p.text("#language"); p.text(".transport [data-command=epoch]") == "command.epoch" {
		t.Errorf("the page shows keys of messages: %s", title)
	}
}

// Without its loader the page says so.
func TestAMissingLoaderIsSaid(t *testing.T) {
	t.Parallel()
	p := visit(t, failing(t, func(w http.ResponseWriter, path string) bool {
		if isFile(path, "loader.js") {
			http.Error(w, "no", http.StatusInternalServerError)
			return true
		}
		return false
	}))
	p.wait(`getComputedStyle(document.getElementById('unloaded')).visibility === 'visible'`)
	if fine := open(t, "#steps="); fine.text("body") != "" {
		var there bool
		if fine.eval(`!!document.getElementById('unloaded')`, &there); there {
			t.Error("the page that was loaded says that it was not")
		}
	}
}

// breaking keeps the last worker that the page starts in the global w.
const breaking = `(() => { const W = Worker; globalThis.Worker = function (url) { return globalThis.w = new W(url); }; })()`

// begins opens the page with a script that runs before everything else.
func begins(t *testing.T, script, hash string) *tab {
	t.Helper()
	return visit(t, failing(t, func(w http.ResponseWriter, path string) bool {
		if path != "/" {
			return false
		}
		answer, err := http.Get(server.URL)
		if err != nil {
			t.Error(err)
			return false
		}
		defer answer.Body.Close()
		page := new(strings.Builder)
		if err := answer.Write(page); err != nil {
			t.Error(err)
			return false
		}
		_, body, _ := strings.Cut(page.String(), "<head>")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<!doctype html><html lang=en data-theme=light data-state=loading data-plane=false data-by=epsilon><head><script>" + script + "</script>" + body))
		return true
	})+hash)
}

func TestAnEngineThatIsEndedIsSaidAndStartedAgain(t *testing.T) {
	t.Parallel()
	p := begins(t, breaking, "#dataset=xor&layers=3&steps=t2e")
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	p.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	want := p.weights()
	p.click("[data-command=experiments]")
	p.eval(`(globalThis.asked = bonsai.train({epochs: 100000}).then(() => '', (e) => e.message)) && null`, nil)
	p.wait(`bonsai.state().then((s) => s.training)`)
	p.wait(`bonsai.state().then((s) => s.epoch > 10)`)
	p.eval(`w.terminate()`, nil)
	p.fails("The engine has stopped")
	reason := ""
	if p.eval(`asked`, &reason); !strings.Contains(reason, "it was ended") {
		t.Errorf("the promise that was pending is rejected with %q", reason)
	}
	if p.eval(`bonsai.train({epochs: 1}).then(() => '', (e) => e.message)`, &reason); reason == "" {
		t.Error("a command to an engine that has ended is not refused")
	}
	p.must(p.Screenshot(screens + "/engine-ended.png"))
	p.eval(`globalThis.old = true`, nil)
	p.click("#retry")
	p.another()
	// What was trained when the engine was ended is trained again.
	if s := p.state(); s.Recipe["dataset"] != "xor" || len(p.weights()) != len(want) || s.Epoch < 10 {
		t.Errorf("after starting again the experiment is %+v", s)
	}
}

func TestAHelperWithoutAServerIsSaid(t *testing.T) {
	t.Parallel()
	p := begins(t, breaking, "#dataset=xor&layers=3&steps=t2e")
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	p.eval(`(globalThis.Worker = function () { const w = new EventTarget(); w.postMessage = w.terminate = () => {}; setTimeout(() => w.dispatchEvent(new ErrorEvent('error', {message: 'no server', cancelable: true}))); return w; }) && null`, nil)
	reason := ""
	if p.eval(`bonsai.crossValidate({folds: 2}).then(() => '', (e) => e.message)`, &reason); !strings.Contains(reason, "no server") {
		t.Errorf("cross-validation without helpers ends with %q", reason)
	}
	if s := p.state(); s.Epoch != 2 {
		t.Errorf("the experiment is %+v", s)
	}
}

func TestABrowserWithoutWebGL2IsSaid(t *testing.T) {
	t.Parallel()
	p := begins(t, `const g = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...o) { return kind.startsWith('webgl') ? null : g.call(this, kind, ...o); };`, "")
	p.fails("WebGL2")
	p.eval(`new Promise((later) => setTimeout(later, 1500))`, nil)
	p.fails("WebGL2")
}

// When the browser takes the canvas away, the page is loaded again with what was dragged
// at that moment, and with what could be done again.
func TestALostContextLosesNothing(t *testing.T) {
	t.Parallel()
	p := visit(t, server.URL+"#steps=t2e")
	again := func() {
		p.eval(`(globalThis.old = true) && setTimeout(() => document.querySelector('body > canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext())`, nil)
		p.another()
	}
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	p.eval(`(() => { const e = document.getElementById('epsilon'); e.value = e.max / 3; e.dispatchEvent(new Event('input', {bubbles: true})); })()`, nil)
	again()
	pruned := p.state()
	if pruned.Kept == pruned.Total {
		t.Error("what was dragged is lost")
	}
	p.eval(`bonsai.train({epochs: 1})`, nil)
	trained := p.weights()
	p.eval(`bonsai.undo().then(() => bonsai.undo())`, nil)
	again()
	if s := p.state(); s.Kept != s.Total || s.Epoch != 2 {
		t.Errorf("after two undos there are %d connections at epoch %d", s.Kept, s.Epoch)
	}
	p.eval(`bonsai.redo()`, nil)
	if s := p.state(); s.Kept != pruned.Kept {
		t.Errorf("after redo %d are kept, want %d", s.Kept, pruned.Kept)
	}
	p.eval(`bonsai.redo()`, nil)
	if !reflect.DeepEqual(p.weights(), trained) {
		t.Error("the second redo leads to other weights")
	}
	p.must(p.Screenshot(screens + "/context.png"))
}

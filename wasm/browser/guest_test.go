package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// site serves one page, on another origin than the page that is tested.
func site(t *testing.T, html string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, html)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// asking is the script of a page that asks another one, w, and waits for the answer at
// most for a while.
const asking = `<script>
const ask = (w, message, wait) => new Promise((answered) => {
  addEventListener('message', ({data}) => { if (data.id === message.id) answered(data); });
  const again = setInterval(() => w.postMessage(message, '*'), 200);
  setTimeout(() => { clearInterval(again); answered(null); }, wait);
});
</script>`

// A page that opens this one in a window cannot control it, whatever the address allows.
func TestAPageThatOpensThisOneIsNotHeard(t *testing.T) {
	t.Parallel()
	addresses := []string{server.URL, failing(t, nil)} // the server cuts the two apart; this one does not
	for _, address := range addresses {
		evil := site(t, asking)
		p := visit(t, evil)
		p.eval(fmt.Sprintf(`(globalThis.victim = open(%q)) && null`, address+"?embed=null,javascript:0,"+evil+"#steps=t1e"), nil)
		var answer any
		p.eval(`ask(victim, {bonsai: 'state', id: 1}, 8000)`, &answer)
		if answer != nil {
			t.Errorf("%s is answered: %.80v", address, answer)
		}
	}
}

// A page from a file has the origin "null", which is also what the browser calls that of
// javascript: and mailto:.
func TestAnAddressWithoutAnOriginAllowsNobody(t *testing.T) {
	t.Parallel()
	lan(t)
	wait := map[bool]int{false: 12000, true: 60000} // milliseconds; who is heard is answered sooner
	for allowed, heard := range map[string]bool{"javascript:0,about:blank,mailto:a@b.c": false, "null": true} {
		p := visit(t, "file://"+file(t, "article.html", asking+fmt.Sprintf(`<iframe src="%s?embed=%s#steps=t1e"></iframe>`, server.URL, allowed)))
		var answer any
		p.eval(fmt.Sprintf(`ask(document.querySelector('iframe').contentWindow, {bonsai: 'state', id: 1}, %d)`, wait[heard]), &answer)
		if answer != nil != heard {
			t.Errorf("?embed=%s: a page from a file is heard: %v, want %v", allowed, answer != nil, heard)
		}
	}
}

// A page in a frame neither reads nor writes what
// the person keeps.
func TestGuestsLeaveAloneWhatThePersonKeeps(t *testing.T) {
	t.Parallel()
	// A page of the same origin, that may show frames.
	address := failing(t, func(w http.ResponseWriter, path string) bool {
		if path != "/article" {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<p>")
		return true
	})
	p := visit(t, address+"#dataset=xor&layers=3&steps=t1e")
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	p.eval(`bonsai.open([{name: 'a.csv', bytes: new TextEncoder().encode('x,y,kind\n' +
		Array.from({length: 90}, (_, i) => [i % 7, i % 11, i % 7 > 3 ? 'a' : 'b'].join()).join('\n'))}])`, nil)
	p.click(`[data-command=experiments]`)
	p.click(`[data-command=keep]`)
	p.click(`[data-command=closeKept]`)
	p.wait(`localStorage.getItem('experiment') !== null && localStorage.getItem('experiments') !== null`)
	var before, after, own string
	p.eval(`bonsai.link()`, &own)
	_, own, _ = strings.Cut(own, "#")
	p.must(p.Go(address + "article"))
	p.eval(`JSON.stringify({...localStorage})`, &before)
	p.eval(fmt.Sprintf(`(async () => {
			const frame = document.createElement('iframe');
			frame.src = %q;
			document.body.append(frame);
			const w = () => frame.contentWindow;
			const until = async (f) => { while (!f()) await new Promise((again) => setTimeout(again, 50)); };
			await until(() => w().bonsai);
			await w().bonsai.ready;
			globalThis.said = w().document.getElementById('message').textContent;
			await w().bonsai.load('#dataset=circle&layers=2&steps=t1e');
			await w().bonsai.prune({sparsity: 0.5});
			w().document.querySelector('[data-command=keep]').click();
			await new Promise((later) => setTimeout(later, 1200));
		})()`, address+"#"+own), nil)
	if p.eval(`JSON.stringify({...localStorage})`, &after); after != before {
		t.Errorf("a framed page has changed the storage from\n%s\nto\n%s", before, after)
	}
	var said string
	if p.eval(`said`, &said); !strings.Contains(said, "file") {
		t.Errorf("a framed page opens the person's files: it says %q", said)
	}
}

package browser

import (
	"fmt"
	"image"
	"image/draw"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The article in the README, on another site, changes the amount of pruning in the page
// that it embeds, if the address of that page allows the article's origin.
func TestTheArticleControlsTheEmbeddedPage(t *testing.T) {
	t.Parallel()
	host := lan(t)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, article, _ := strings.Cut(string(readme), "```html\n")
	article, _, _ = strings.Cut(article, "```")
	source := regexp.MustCompile(`src="[^"]*"`)
	if !source.MatchString(article) {
		t.Fatal("the README has no HTML that embeds a page")
	}
	var text string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	defer site.Close()
	for allowed, works := range map[string]bool{site.URL: true, "https://example.org": false} {
		text = source.ReplaceAllString(article, `src="`+host+"?embed="+allowed+`#steps=t5e"`)
		page, err := chromium.Open(site.URL)
		if err != nil {
			t.Fatal(err)
		}
		p := &tab{t, page}
		moved := func(share float64) string {
			return fmt.Sprintf(`(() => {
				const slider = document.querySelector('input');
				slider.value = %v;
				slider.dispatchEvent(new Event('input'));
			})()`, share)
		}
		if works {
			// The page does not answer before it has been loaded.
			p.wait(`new Promise((seen) => { ` + moved(0.5) + `; setTimeout(() => seen(document.querySelector('output').value.includes('%')), 500); })`)
			var before, after string
			p.eval(`document.querySelector('output').value`, &before)
			p.eval(moved(0.95), nil)
			p.wait(fmt.Sprintf(`document.querySelector('output').value !== %q`, before))
			p.eval(`document.querySelector('output').value`, &after)
			if before < after { // compares as text: both have two digits before the point
				t.Errorf("the accuracy is %s with half of the weights pruned and %s with 95 %%", before, after)
			}
			p.must(p.Screenshot(screens + "/article.png"))
		} else {
			var said string
			p.eval(`new Promise((seen) => { let n = 0; const again = setInterval(() => { `+moved(0.5)+`; if (++n === 12) { clearInterval(again); seen(document.querySelector('output').value); } }, 500); })`, &said)
			if said != "" {
				t.Errorf("the page answered an origin that is not allowed: %q", said)
			}
		}
		p.Close()
	}
}

// revealJS is a program for slides, which the Makefile fetches from the npm registry.
const revealJS = "../../build/reveal/node_modules/reveal.js/dist/reveal."

// slides returns slides made by reveal.js, the first of which has an element. Without
// reveal.js it returns the element alone.
func slides(t *testing.T, element string) (html string, turned bool) {
	script, err := os.ReadFile(revealJS + "js")
	if err != nil {
		t.Log("reveal.js has not been fetched (make reveal): keys are not tried on its slides")
		return element, false
	}
	style, err := os.ReadFile(revealJS + "css")
	if err != nil {
		t.Fatal(err)
	}
	return "<style>" + string(style) + `</style><div class="reveal"><div class="slides"><section>` + element +
		"</section><section>Second</section></div></div><script>" + string(script) + "</script><script>Reveal.initialize({width: 1200, height: 800, transition: 'none'})</script>", true
}

// A page from a file has the origin "null", and is answered if the address allows that,
// also from a sandbox, on a slide. Keys that it has no use for turn the slides.
// Messages that make no sense get an error, and do not stop the page.
func TestNonsenseFromAnArticleInAFileGetsErrors(t *testing.T) {
	t.Parallel()
	lan(t)
	html, turned := slides(t, fmt.Sprintf(`<iframe width="900" height="600" sandbox="allow-scripts" src="%s?embed=null,no%%20address,https://my.site/#steps=t1e"></iframe>`, server.URL))
	article := file(t, "article.html", "<!doctype html>"+html+`
<script>
const answers = new Map(), frame = document.querySelector('iframe');
const keys = [];
addEventListener('message', ({data}) => {
  if (data.bonsai === 'key') keys.push(data.key);
  else answers.get(data.id)?.(data);
});
const ask = (message) => new Promise((answered) => {
  message.id = answers.size;
  answers.set(message.id, answered);
  frame.contentWindow.postMessage(message, '*');
});
</script>`)
	page, err := chromium.Open("file://" + article)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	p := &tab{t, page}
	// The page does not answer before it has been loaded.
	p.wait(`Promise.race([ask({bonsai: 'state'}).then((a) => a.value.total === 310), new Promise((seen) => setTimeout(seen, 300, false))])`)
	// Keys that the page has no use for reach the slides.
	p.must(p.ClickAt("iframe", 0.5, 0.02))
	p.must(p.Press("ArrowRight"))
	p.wait(`keys.join() === 'ArrowRight'`)
	if turned {
		p.wait(`Reveal.getIndices().h === 1`)
		p.eval(`Reveal.prev()`, nil)
		p.wait(`Reveal.getIndices().h === 0`)
		p.must(p.ClickAt("iframe", 0.3, 0.87)) // the slider of ε, which uses the key itself
		p.must(p.Press("ArrowRight"))
		p.wait(`ask({bonsai: 'state'}).then((a) => a.value.epsilon > 0 && Reveal.getIndices().h === 0 && keys.length === 1)`)
		p.eval(`ask({bonsai: 'undo'})`, nil)
		p.must(p.Screenshot(screens + "/slides.png"))
	}
	for _, nonsense := range []string{
		`{bonsai: 'prune', args: [{sparsity: 1n}]}`, `{bonsai: 'set', args: [(() => { const o = {}; o.o = o; return o; })()]}`,
		`{bonsai: 'open', args: [null]}`, `{bonsai: 'open', args: [[1]]}`, `{bonsai: 'open', args: [[{name: 'x', bytes: 'y'}]]}`,
		`{bonsai: 'nothing'}`, `{bonsai: 'load', args: [{}]}`,
	} {
		var refused string
		p.eval(`ask(`+nonsense+`).then((a) => a.error ?? '')`, &refused)
		if refused == "" {
			t.Errorf("%s is carried out; it should be refused with an error", nonsense)
		}
	}
	p.eval(`frame.contentWindow.postMessage({bonsai: 5}, '*')`, nil)
	p.eval(`frame.contentWindow.postMessage({bonsai: 'state', args: {length: 1e9}}, '*')`, nil)
	var total int
	if p.eval(`ask({bonsai: 'state'}).then((a) => a.value.total)`, &total); total != 310 {
		t.Errorf("there are %d connections, want 310", total)
	}
}

// The presenter's view shows the network, ε and the results, in large type, and a QR code
// of the experiment.
func TestThePresentersView(t *testing.T) {
	t.Parallel()
	p := openAt(t, lan(t)+"?present#steps=t5e,p:magnitude:global:s0.5")
	var seen []string
	p.eval(`['network', 'histogram', 'epsilon', 'theme', 'learningRate', 'rounds'].filter((id) => document.getElementById(id)?.getClientRects().length)`, &seen)
	if fmt.Sprint(seen) != "[network histogram]" && fmt.Sprint(seen) != "[network histogram epsilon]" {
		t.Errorf("these parts are visible: %v", seen)
	}
	if !strings.Contains(p.text(".strip"), "155") {
		t.Errorf("the results are %q, want 155 connections", p.text(".strip"))
	}
	p.click(`#code`)
	file := screens + "/present.png"
	p.must(p.Screenshot(file))
	var at struct{ X, Y, Width, Height int }
	p.eval(`(({x, y, width, height}) => ({x: Math.floor(x), y: Math.floor(y), width: Math.floor(width), height: Math.floor(height)}))(
		document.getElementById('corner').getBoundingClientRect())`, &at)
	code := image.NewRGBA(image.Rect(0, 0, at.Width, at.Height)) // only the corner with the code
	draw.Draw(code, code.Rect, photograph(t, file), image.Pt(at.X, at.Y), draw.Src)
	if address := scanned(t, code); !strings.HasPrefix(address, strings.ToUpper(lan(t))+"#1:") {
		t.Errorf("the code has the address %s", address)
	}
	// The code changes with the experiment.
	p.eval(`bonsai.prune({sparsity: 0.8})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.origin + location.pathname + location.hash)`)
	p.must(p.Screenshot(file))
	if address := scan(t, file); !strings.Contains(openAt(t, address).text(".strip"), "62/310") {
		t.Errorf("after pruning, the code has the address %s", address)
	}
	p.must(p.Press("Escape"))
	p.wait(`document.getElementById('corner').getClientRects().length === 0`)
}

package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// resized sets the size of the window and waits until the canvas has been drawn again.
func (p *tab) resized(width, height int, dark bool) {
	p.t.Helper()
	p.must(p.Resize(width, height, 1, dark))
	p.wait(fmt.Sprintf(`innerWidth === %d && innerHeight === %d && new Promise((drawn) =>
		requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))`, width, height))
}

// overlapping is an expression for the parts of a view that overlap another or are partly
// outside the window.
const overlapping = `(() => {
	const parts = [...document.querySelectorAll('.strip > *, #network, #boundary, #histogram, .sliders, .pruning > *, #corner')]
		.filter((e) => e.getClientRects().length)
		.map((e) => [e.id || e.className, e.getBoundingClientRect()]);
	const wrong = parts.filter(([, r]) => r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight).map(([name]) => name);
	for (const [i, [a, r]] of parts.entries()) for (const [b, s] of parts.slice(i + 1)) {
		if (r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 1 && s.top < r.bottom - 1) wrong.push(a + ' on ' + b);
	}
	return wrong;
})()`

// checkSizes checks that the network has at least this size and that the slider of ε is
// large enough to be used.
func (p *tab) checkSizes(width, height float64) {
	p.t.Helper()
	var network, slider struct{ Width, Height float64 }
	p.eval(`document.getElementById('network').getBoundingClientRect()`, &network)
	p.eval(`document.querySelector('.sliders').getBoundingClientRect()`, &slider)
	if network.Width < width || network.Height < height || slider.Width < width/2 || slider.Height < 28 {
		p.t.Errorf("the network has the size %v, the slider %v", network, slider)
	}
}

func TestNothingOverlapsInThePresentersView(t *testing.T) {
	t.Parallel()
	for name, hash := range map[string]string{"table": "#steps=t5e,p:magnitude:global:s0.8", "spiral": "#dataset=spiral&layers=8.8&steps=t5e,p:magnitude:global:e0.1"} {
		p := openAt(t, server.URL+"?present"+hash)
		want := map[string]string{"table": "Pruned 80.0 %", "spiral": "ε 0.1000"}[name]
		for _, code := range []bool{false, true} {
			if code {
				p.click("#code")
			}
			for _, size := range [][2]int{{1440, 900}, {1024, 768}, {390, 844}, {844, 390}} {
				p.resized(size[0], size[1], size[0] == 1024)
				var wrong []string
				if p.eval(overlapping, &wrong); len(wrong) > 0 {
					t.Errorf("%s, %v, code %v: %v", name, size, code, wrong)
				}
				p.checkSizes(300, 120)
				var amount string
				if p.eval(`document.querySelector('.said').innerText`, &amount); amount != want {
					t.Errorf("%s, %v: the amount is %q, want %q", name, size, amount, want)
				}
				p.must(p.Screenshot(fmt.Sprintf("%s/present-%s-%d-%v.png", screens, name, size[0], code)))
			}
		}
	}
}

// If the histogram is hidden, the network is larger.
func TestTheViewsFillTheWindow(t *testing.T) {
	t.Parallel()
	for _, view := range []string{"?present", "?embed"} {
		p := openAt(t, server.URL+view+"#hide=histogram&steps=t1e")
		p.resized(1024, 768, false)
		var left float64
		p.eval(`innerHeight - Math.max(...[...document.querySelectorAll('.sliders, .pruning')].map((e) => e.getBoundingClientRect().bottom))`, &left)
		if left > 16 {
			t.Errorf("%s: there are %v unused pixels at the bottom", view, left)
		}
	}
}

func TestTheEmbeddedViewFitsSmallFrames(t *testing.T) {
	t.Parallel()
	for name, hash := range map[string]string{"table": "#steps=t5e,p:magnitude:global:s0.8", "spiral": "#dataset=spiral&layers=8.8&steps=t5e"} {
		p := openAt(t, server.URL+"?embed"+hash)
		for _, size := range [][2]int{{960, 600}, {600, 400}, {390, 500}, {320, 300}} {
			p.resized(size[0], size[1], false)
			var wrong []string
			if p.eval(overlapping, &wrong); len(wrong) > 0 {
				t.Errorf("%s, %v: %v", name, size, wrong)
			}
			p.checkSizes(0.65*float64(size[0]), 0.4*float64(size[1]))
			p.must(p.Screenshot(fmt.Sprintf("%s/embed-%s-%d.png", screens, name, size[0])))
		}
	}
}

// The HTML that the share dialog offers shows the embedded view with the same network, and
// is not wider than the page that it is pasted into.
func TestTheSnippetIsTheEmbeddedView(t *testing.T) {
	t.Parallel()
	p := openAt(t, lan(t)+"#dataset=xor&layers=4&steps=t2e,p:magnitude:global:s0.5")
	p.click(`[data-command=share]`)
	p.wait(`document.getElementById('snippet').value !== ''`)
	var snippet, source string
	p.eval(`document.getElementById('snippet').value`, &snippet)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>An article</title>", snippet)
	}))
	defer site.Close()
	article, err := chromium.Open(site.URL)
	p.must(err)
	defer article.Close()
	p.must(article.Resize(700, 640, 1, false))
	var room struct{ Left, Right float64 }
	p.must(article.Eval(`document.querySelector('iframe').getBoundingClientRect()`, &room))
	if room.Right > 700 {
		t.Errorf("the frame is at %+v in a window of 700 pixels", room)
	}
	p.must(article.Eval(`document.querySelector('iframe').src`, &source))
	framed := openAt(t, source)
	if !reflect.DeepEqual(framed.weights(), p.weights()) {
		t.Error("the frame has other weights")
	}
	framed.wait(`document.documentElement.dataset.mode === 'embed'`)
	p.must(article.Screenshot(screens + "/snippet.png"))
}

// When the size of the window changes, the curve over the histogram moves with it.
func TestTheCurveFollowsTheLayout(t *testing.T) {
	t.Parallel()
	p := open(t, "#1.CpXRjU1LB6j7gkFhT6")
	p.wait(`document.querySelector('#curve .test').getAttribute('points') !== ''`)
	for _, size := range [][2]int{{1100, 768}, {390, 844}, {1440, 900}} {
		p.resized(size[0], size[1], false)
		var followed, redrawn string
		p.eval(`document.querySelector('#curve .test').getAttribute('points')`, &followed)
		p.eval(`document.dispatchEvent(new Event('bonsai:language'))`, nil) // makes the page show everything again
		p.eval(`document.querySelector('#curve .test').getAttribute('points')`, &redrawn)
		if followed != redrawn || strings.Count(redrawn, ",") < 10 {
			t.Errorf("%v: the curve is at %s, want %s", size, followed, redrawn)
		}
	}
}

package browser

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// An engine that makes a WebAssembly instance for every call died at the call 122 to
// 238. With one for each network, 100,000 calls gave the same answer, in 78 s.
func TestPredictWorksAnyNumberOfTimes(t *testing.T) {
	p := opened(t, "#dataset=xor&layers=3&steps=t1")
	var different int
	p.eval(`(async () => {
		let first = String(await bonsai.predict([[0.5, 1]])), different = 0;
		for (let i = 0; i < 300; i++) different += String(await bonsai.predict([[0.5, 1]])) !== first;
		return different;
	})()`, &different)
	if different > 0 {
		t.Errorf("%d of 300 predictions of one network differ", different)
	}
	for range 5 {
		p.eval(`(async () => {
			for (let i = 0; i < 50; i++) {
				await bonsai.train({steps: 1});
				await bonsai.predict([[0.5, 1]]);
			}
		})()`, nil)
	}
}

func TestPredictRefusesWhatIsNoNumber(t *testing.T) {
	p := opened(t, "#dataset=xor&layers=3&steps=t1")
	for _, call := range []string{`null`, `[[0, NaN]]`, `[[Infinity, 0]]`, `[[null, 0]]`, `[]`, `[[]]`, `[null]`, `[[1e39, 0]]`, ``} {
		message := ""
		p.eval(`bonsai.predict(`+call+`).then((y) => 'predicted ' + y, (e) => e.message)`, &message)
		if message == "" || strings.HasPrefix(message, "predicted") || strings.Contains(message, "json:") {
			t.Errorf("predict(%s): %q", call, message)
		}
		t.Logf("predict(%s): %s", call, message)
	}
}

// slowly opens an address on a processor that is six times slower, as in a cheap phone.
func slowly(t *testing.T, address string) *tab {
	t.Helper()
	needBrowser(t)
	page, err := chromium.Open("about:blank")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(page.Close)
	p := &tab{t, page}
	_, err = chromedp.Call(page.(*chromiumPage).context, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 6})
	p.must(err)
	p.must(p.Go(address))
	p.wait(`globalThis.bonsai`)
	return p
}

// While a link of a few characters compensates for many seconds on a slow machine, the
// page is there, answers, and hears Pause, which gives the compensation up; and so it
// does when a person compensates.
func TestPauseIsHeardAtEveryMoment(t *testing.T) {
	t.Parallel()
	const pruned = "#dataset=digits28&layers=500.300&steps=p:random:global:s0.1"
	const costly = pruned + ",c"
	p := slowly(t, server.URL+costly)
	p.wait(`document.getElementById('costly').open`)
	if title := p.text("#costlyTitle"); !regexp.MustCompile(`about \d+ (seconds|minutes)$`).MatchString(title) {
		t.Errorf("the question is %q", title)
	}
	if headline := p.text("#headline"); !strings.Contains(headline, "not been trained") {
		t.Errorf("while the page asks, it says %q", headline)
	}
	p.must(p.Screenshot(screens + "/costly.png"))
	p.click(`#costly [value=open]`)

	address := ""
	paused := func() {
		t.Helper()
		p.must(p.Wait(`document.querySelector('#headline').textContent.startsWith('Compensate')`))
		var answered, ended float64 // milliseconds
		p.eval(`(async () => {
			const start = performance.now();
			await bonsai.predict([Array(784).fill(0)]);
			return performance.now() - start;
		})()`, &answered)
		p.eval(`(async () => {
			const start = performance.now();
			document.querySelector('[data-command=play]').click();
			while (document.documentElement.dataset.state !== 'idle') await new Promise((again) => setTimeout(again, 1));
			return performance.now() - start;
		})()`, &ended)
		t.Logf("a prediction was answered after %.0f ms, Pause after %.0f ms", answered, ended)
		if p.eval(`location.hash`, &address); address != pruned {
			t.Errorf("after Pause the address is %s", address)
		}
	}
	paused()
	before := p.state()
	p.eval(`void bonsai.compensate().catch(() => {})`, nil)
	paused()
	if after := p.state(); !reflect.DeepEqual(after, before) {
		t.Errorf("Pause leaves %+v, want %+v", after, before)
	}

	// A person's own last experiment that takes long can wait for another day.
	p.eval(`localStorage.setItem('experiment', '`+costly+`')`, nil)
	p.must(p.Go(server.URL))
	p.wait(`document.getElementById('costly')?.open`)
	if button := p.text("#costlyCancel"); button != "Start without it" {
		t.Errorf("the button says %q", button)
	}
	p.must(p.Screenshot(screens + "/costly-own.png"))
	p.click("#costlyCancel")
	p.eval(`bonsai.ready`, nil)
	if s := p.state(); s.Recipe["dataset"] != "tabular20" {
		t.Errorf("the page starts with %v", s.Recipe["dataset"])
	}
	if p.eval(`localStorage.getItem('experiment')`, &address); address != costly {
		t.Errorf("kept is %s", address)
	}
}

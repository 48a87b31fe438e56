package browser

import (
	"strings"
	"testing"
)

// An engine that makes a WebAssembly instance for every call died at the call 122 to
// 238. (100,000 calls were run by hand.)
func TestPredictWorksAnyNumberOfTimes(t *testing.T) {
	p := open(t, "#dataset=xor&layers=3&steps=t1")
	var different int
	p.eval(`(async () => {
		let first = String(await bonsai.predict([[0.5, 1]])), different = 0;
		for (let i = 0; i < 300; i++) different += String(await bonsai.predict([[0.5, 1]])) !== first;
		return different;
	})()`, &different)
	if different > 0 {
		t.Errorf("%d of 300 predictions of one network differ", different)
	}
	p.eval(`(async () => {
		for (let i = 0; i < 250; i++) {
			await bonsai.train({steps: 1});
			await bonsai.predict([[0.5, 1]]);
		}
	})()`, nil)
}

func TestPredictRefusesWhatIsNoNumber(t *testing.T) {
	p := open(t, "#dataset=xor&layers=3&steps=t1")
	for _, call := range []string{`null`, `[[0, NaN]]`, `[[Infinity, 0]]`, `[[null, 0]]`, `[]`, `[[]]`, `[null]`, `[[1e39, 0]]`, ``} {
		message := ""
		p.eval(`bonsai.predict(`+call+`).then((y) => 'predicted ' + y, (e) => e.message)`, &message)
		if message == "" || strings.HasPrefix(message, "predicted") || strings.Contains(message, "json:") {
			t.Errorf("predict(%s): %q", call, message)
		}
		t.Logf("predict(%s): %s", call, message)
	}
}

// While a link of a few characters compensates for many seconds, the page is there and
// hears Pause, which gives the compensation up.
func TestPauseIsHeardWhileALinkIsOpened(t *testing.T) {
	p := openUnready(t, "#dataset=digits28&layers=300.300.300.300.300.300&steps=c")
	p.wait(`document.getElementById('costly').open`)
	if headline := p.text("#headline"); headline == "" {
		t.Error("the page is not there while it asks")
	}
	p.must(p.Screenshot(screens + "/costly.png"))
	p.click(`#costly [value=open]`)
	if p.Wait(`document.querySelector('#headline')?.textContent.startsWith('Compensate')`) != nil {
		t.Fatalf("the headline is %q", p.text("#headline"))
	}
	p.click(`[data-command=play]`)
	p.idle()
	address := ""
	p.eval(`location.hash`, &address)
	if !strings.HasSuffix(address, "steps=") {
		t.Errorf("after Pause the address is %s", address)
	}
}

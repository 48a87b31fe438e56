package browser

import (
	"net/http"
	"reflect"
	"sync/atomic"
	"testing"
)

// The page is saved as one file with the experiment, and opens from the disk with the same
// bits, without a server.
func TestOneFileHasThePageAndTheExperiment(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t3e,p:magnitude:global:s0.5")
	p.eval(`(() => { URL.createObjectURL = (blob) => { globalThis.saved = blob.text(); return ''; }; HTMLAnchorElement.prototype.click = () => {}; })()`, nil)
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('#share [data-command=saveOnePage]')`)
	p.click(`#share [data-command=saveOnePage]`)
	p.wait(`globalThis.saved`)
	var html string
	p.eval(`saved`, &html)
	if len(html) > 7_000_000 {
		t.Errorf("the file has %d bytes, more than 7 MB", len(html))
	}
	other := openAt(t, "file://"+file(t, "bonsai.html", html))
	if !reflect.DeepEqual(other.weights(), p.weights()) {
		t.Error("in the file the network has other weights")
	}
	other.eval(`bonsai.crossValidate({folds: 2})`, nil) // by helpers, which start from the file too
	other.must(other.Select("#language", "zh"))
	other.wait(`document.title.includes('神经网络')`)
}

// After a visit the page opens without a network, in either language.
func TestThePageOpensOffline(t *testing.T) {
	t.Parallel()
	var gone atomic.Bool
	address := failing(t, func(w http.ResponseWriter, _ string) bool {
		if gone.Load() {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return false
			}
			conn.Close()
		}
		return gone.Load()
	})
	p := visit(t, address+"#dataset=xor&layers=4&steps=t3e")
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	want := p.weights()
	p.eval(`navigator.serviceWorker.ready.then((r) => new Promise((kept) => {
		const look = () => (r.active.state === 'activated' ? kept() : setTimeout(look, 50));
		look();
	}))`, nil)
	gone.Store(true)
	p.must(p.Reload())
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	if !reflect.DeepEqual(p.weights(), want) {
		t.Error("offline the network has other weights")
	}
	p.must(p.Select("#language", "zh"))
	p.wait(`document.title.includes('神经网络')`)
	p.must(p.Screenshot(screens + "/offline.png"))
}

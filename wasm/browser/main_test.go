package browser

import (
	"fmt"
	"os"
	"testing"
)

var (
	chromium Browser
	server   *Server
)

// TestMain runs the tests. Those with pages of their own are parallel, because a page
// that starts keeps little more than one core busy. Those that share a page, measure
// memory or record a film run alone, before them.
func TestMain(m *testing.M) {
	os.Exit(run(m))
}

// run starts the browser and the server that all tests share. If there is no browser,
// and BONSAI_BROWSER does not ask for one, the tests are skipped.
func run(m *testing.M) int {
	program, err := Find()
	if err != nil {
		fmt.Println(err)
		if os.Getenv("BONSAI_BROWSER") != "" {
			return 1
		}
		return m.Run()
	}
	if server, err = StartServer(); err != nil {
		fmt.Println(err)
		return 1
	}
	defer server.Close()
	if chromium, err = StartChromium(program, Quick); err != nil {
		fmt.Println(err)
		return 1
	}
	defer chromium.Close()
	if err := os.MkdirAll(screens, 0o755); err != nil {
		fmt.Println(err)
		return 1
	}
	return m.Run()
}

// screens is the folder for screenshots, which help to find out why a test failed.
const screens = "../../build/screens"

// A tab is a page for a test. If an action fails, the test fails.
type tab struct {
	t *testing.T
	Page
}

// open opens the page with a hash in its address and waits until the experiment is
// ready. Complaints of the browser until the end of the test are errors.
func open(t *testing.T, hash string) *tab {
	t.Helper()
	p := openUnready(t, hash)
	p.eval(`bonsai.ready`, nil)
	return p
}

// needBrowser skips a test if there is no browser, and so no server either.
func needBrowser(t *testing.T) {
	t.Helper()
	if chromium == nil {
		t.Skip("no browser: install chromium, or name one in BONSAI_BROWSER")
	}
}

// common is the page of the tests that share one.
var common Page

// opened is open for tests of what the engine does, by scripts and the simplest
// controls. They share a page, which opens the hash, because a page of its own takes
// each of them seconds.
func opened(t *testing.T, hash string) *tab {
	t.Helper()
	needBrowser(t)
	if common == nil {
		page, err := chromium.Open(server.URL + "#steps=")
		if err != nil {
			t.Fatal(err)
		}
		common = page
	}
	p := &tab{t, common}
	before := len(p.Complaints())
	t.Cleanup(func() {
		for _, complaint := range p.Complaints()[before:] {
			t.Error(complaint)
		}
		if t.Failed() { // the next test gets a new page
			common.Close()
			common = nil
		}
	})
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	p.eval(fmt.Sprintf(`bonsai.load(%q)`, hash), nil)
	p.settled()
	return p
}

// openUnready is open without waiting for the experiment. The page's program runs.
func openUnready(t *testing.T, hash string) *tab {
	t.Helper()
	needBrowser(t)
	return begin(t, server.URL+hash)
}

// openAt is open with a complete address.
func openAt(t *testing.T, address string) *tab {
	t.Helper()
	p := begin(t, address)
	p.eval(`bonsai.ready`, nil)
	return p
}

// begin opens an address and waits until the page's program runs.
func begin(t *testing.T, address string) *tab {
	t.Helper()
	page, err := chromium.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{t, page}
	t.Cleanup(func() {
		for _, complaint := range p.Complaints() {
			t.Error(complaint)
		}
		p.Close()
	})
	p.wait(`globalThis.bonsai`)
	return p
}

// must fails the test if there is an error.
func (p *tab) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) eval(expression string, v any) {
	p.t.Helper()
	p.must(p.Eval(expression, v))
}

func (p *tab) wait(expression string) {
	p.t.Helper()
	p.must(p.Wait(expression))
}

func (p *tab) click(selector string) {
	p.t.Helper()
	p.must(p.Click(selector))
}

// idle waits until nothing is being trained and the worker has answered all requests.
func (p *tab) idle() {
	p.t.Helper()
	p.wait(`document.documentElement.dataset.state === 'idle'`)
}

// text returns the text of an element.
func (p *tab) text(selector string) (text string) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`document.querySelector(%q).textContent`, selector), &text)
	return text
}

// state is the part of bonsai.state() that tests use.
type state struct {
	Epoch, Step, Kept, Total    int
	Epsilon, Sparsity           float64
	TrainLoss, TestLoss         float64
	TrainAccuracy, TestAccuracy float64
	Dense                       struct{ TestLoss, TestAccuracy float64 }
	Bytes                       map[string]int
	Training                    bool
	Recipe                      map[string]any
	Pruning                     struct {
		Criterion, Scope, By string
		Amount               float64
	}
}

func (p *tab) state() (s state) {
	p.t.Helper()
	p.eval(`bonsai.state()`, &s)
	return s
}

// layer is a layer of bonsai.weights(). Values and biases are the bits of their float32,
// so that comparing them is exact.
type layer struct {
	Shape        [2]int
	Values, Bias []uint32
	Mask         []uint8
}

func (p *tab) weights() (layers []layer) {
	p.t.Helper()
	p.eval(`bonsai.weights().then((layers) => layers.map((l) => ({
		shape: l.shape,
		values: [...new Uint32Array(l.values.buffer)],
		bias: [...new Uint32Array(l.bias.buffer)],
		mask: [...l.mask],
	})))`, &layers)
	return layers
}

// Package engines tests that a link means the same in Chromium, Firefox and
// WebKit.
package engines

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/wasm/browser"
)

// A tab is what the test needs of a browser.
type tab interface {
	Go(url string) error
	Eval(expression string, v any) error
	Close()
}

// start starts the three browsers. They are not on every machine: "make
// test-browsers" installs them, and says that they must be there.
func start(t *testing.T) map[string]tab {
	if os.Getenv("BONSAI_ENGINES") == "" {
		t.Skip("needs Chromium, Firefox, WebKitGTK's driver and a display: run make test-browsers")
	}
	tabs := map[string]tab{}
	keep := func(name string, tab tab, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		t.Cleanup(tab.Close)
		tabs[name] = tab
	}
	program, err := browser.Find()
	if err != nil {
		t.Fatal(err)
	}
	chromium, err := browser.StartChromium(program)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(chromium.Close)
	page, err := chromium.Open("about:blank")
	keep("Chromium", page, err)

	program, err = exec.LookPath("firefox-esr")
	if err != nil {
		t.Fatal(err)
	}
	firefox, err := browser.StartFirefox(program)
	keep("Firefox", firefox, err)

	driver, err := exec.LookPath("WebKitWebDriver")
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob("/usr/lib/*/webkit2gtk-4.1/MiniBrowser")
	if err != nil || len(found) == 0 {
		t.Fatal("there is no MiniBrowser of WebKitGTK 4.1")
	}
	webkit, err := browser.StartWebKit(driver, found[0])
	keep("WebKit", webkit, err)
	return tabs
}

// seen is all of an experiment that a person can see or compute with, as text:
// every bit of weights and biases, the masks, the figures.
const seen = `(async () => {
	const {recipe, ...state} = await bonsai.state();
	const layers = (await bonsai.weights()).map((l) => [
		new Uint32Array(l.values.buffer).join(), new Uint32Array(l.bias.buffer).join(), l.mask.join(),
	]);
	return JSON.stringify([state, layers]);
})()`

// A link that one browser makes is the same as those that the others make of
// the same experiment, and opens in all of them to the same bits.
func TestLinksMeanTheSameInAllEngines(t *testing.T) {
	tabs := start(t)
	server, err := browser.StartServer()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for name, tab := range tabs {
		if engine := engineOf(opened(t, tab, server.URL)); engine != name {
			t.Fatalf("%s is in truth %s", name, engine)
		}
	}
	for _, made := range golden.Links() {
		address := made.Address
		links, bits := map[string]string{}, map[string]string{}
		for name, tab := range tabs {
			var link, first, again string
			for _, step := range []struct {
				expression string
				v          *string
			}{
				{fmt.Sprintf(`bonsai.load(%q).then(() => bonsai.shortLink())`, address), &link},
				{seen, &first},
				{`bonsai.load('#dataset=xor&steps=').then(() => '')`, new(string)},
			} {
				if err := tab.Eval(step.expression, step.v); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			if err := tab.Eval(fmt.Sprintf(`bonsai.load(%q)`, link[strings.Index(link, "#"):]), nil); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := tab.Eval(seen, &again); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if again != first {
				t.Errorf("%s: the link of %s opens as something else", name, address)
			}
			links[name], bits[name] = link, first
		}
		for name := range tabs {
			if links[name] != links["Chromium"] {
				t.Errorf("%s: %s makes %s, Chromium %s", address, name, links[name], links["Chromium"])
			}
			if bits[name] != bits["Chromium"] {
				t.Errorf("%s: %s sees other bits than Chromium", address, name)
			}
		}
	}
}

// opened opens an address, waits until the page can be used, and returns what
// the browser calls itself.
func opened(t *testing.T, tab tab, url string) (agent string) {
	t.Helper()
	if err := tab.Go(url); err != nil {
		t.Fatal(err)
	}
	if err := tab.Eval(`(async () => {
		while (!globalThis.bonsai) await new Promise((again) => setTimeout(again, 16));
		await bonsai.ready;
		return navigator.userAgent;
	})()`, &agent); err != nil {
		t.Fatal(err)
	}
	return agent
}

// engineOf reads what a browser calls itself.
func engineOf(agent string) string {
	switch {
	case strings.Contains(agent, "Firefox/"):
		return "Firefox"
	case strings.Contains(agent, "Chrome/"):
		return "Chromium"
	case strings.Contains(agent, "AppleWebKit/"):
		return "WebKit"
	}
	return agent
}

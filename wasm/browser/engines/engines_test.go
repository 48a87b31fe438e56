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

// A tab has the actions that the tests in this package need.
type tab interface {
	Go(url string) error
	Eval(expression string, v any) error
	Close()
}

// start starts the three browsers. Few machines have them, so the tests are skipped unless
// BONSAI_ENGINES is set: "make test-browsers" installs the browsers and sets it.
func start(t *testing.T) map[string]tab {
	if os.Getenv("BONSAI_ENGINES") == "" {
		t.Skip("needs Chromium, Firefox, the driver of WebKitGTK and a display; run make test-browsers")
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
		t.Fatal("the MiniBrowser of WebKitGTK 4.1 is missing")
	}
	webkit, err := browser.StartWebKit(driver, found[0])
	keep("WebKit", webkit, err)
	return tabs
}

// everything is an expression for a whole experiment as text: the state, every bit of the
// weights and biases, and the masks.
const everything = `(async () => {
	const {recipe, ...state} = await bonsai.state();
	const layers = (await bonsai.weights()).map((l) => [
		new Uint32Array(l.values.buffer).join(), new Uint32Array(l.bias.buffer).join(), l.mask.join(),
	]);
	return JSON.stringify([state, layers]);
})()`

// For each golden experiment, all browsers make the same link, and the link opens in all of
// them with the same bits.
func TestLinksMeanTheSameInAllBrowsers(t *testing.T) {
	tabs := start(t)
	server, err := browser.StartServer()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for name, tab := range tabs {
		if engine := engineOf(opened(t, tab, server.URL)); engine != name {
			t.Fatalf("the browser started as %s is %s", name, engine)
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
				{everything, &first},
				{`bonsai.load('#dataset=xor&steps=').then(() => '')`, new(string)},
			} {
				if err := tab.Eval(step.expression, step.v); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			if err := tab.Eval(fmt.Sprintf(`bonsai.load(%q)`, link[strings.Index(link, "#"):]), nil); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := tab.Eval(everything, &again); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if again != first {
				t.Errorf("%s: the link of %s opens with other bits", name, address)
			}
			links[name], bits[name] = link, first
		}
		for name := range tabs {
			if links[name] != links["Chromium"] {
				t.Errorf("%s: the link is %s in %s and %s in Chromium", address, links[name], name, links["Chromium"])
			}
			if bits[name] != bits["Chromium"] {
				t.Errorf("%s: the bits in %s differ from those in Chromium", address, name)
			}
		}
	}
	checkOneFile(t, tabs, server.URL)
}

// checkOneFile opens the page as one file from the disk. The experiment has the same bits
// as on the server, helpers work too, and nothing is asked of a network.
func checkOneFile(t *testing.T, tabs map[string]tab, server string) {
	const experiment = "#dataset=xor&layers=4&steps=t3e,p:magnitude:global:s0.5"
	file, err := filepath.Abs("../../../static/dist/bonsai.html")
	if err != nil {
		t.Fatal(err)
	}
	var want string
	opened(t, tabs["Chromium"], server+experiment)
	if err := tabs["Chromium"].Eval(everything, &want); err != nil {
		t.Fatal(err)
	}
	for name, tab := range tabs {
		if name == "WebKit" { // its driver opens no files
			continue
		}
		opened(t, tab, "file://"+file+experiment)
		var got, protocol string
		var asked []string
		for _, step := range []struct {
			expression string
			v          any
		}{
			{everything, &got},
			{`bonsai.crossValidate({folds: 2})`, nil}, // by helpers
			{`location.protocol`, &protocol},
			{`performance.getEntriesByType('resource').map((e) => e.name).filter((name) => !/^(blob|data|file):/.test(name))`, &asked},
		} {
			if err := tab.Eval(step.expression, step.v); err != nil {
				t.Fatalf("%s, from a file: %v", name, err)
			}
		}
		if got != want {
			t.Errorf("%s: from a file the bits differ from those on the server", name)
		}
		if protocol != "file:" || len(asked) > 0 {
			t.Errorf("%s: the page is at %s and has asked a network for %q", name, protocol, asked)
		}
	}
}

// opened opens an address, waits until the page can be used, and returns the browser's user
// agent.
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

// engineOf returns the name of the browser with a user agent.
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

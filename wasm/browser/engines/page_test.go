package engines

import (
	"strings"
	"testing"

	"bonsai/wasm/browser"
)

// A windowed tab has a size and a pointer. (Chromium is tested much more thoroughly in
// package browser.)
type windowed interface {
	tab
	Resize(width, height int) error
	Drag(selector string, from, to float64, steps int) error
}

// In the other browsers too, nothing scrolls on a laptop, and a drag over the histogram
// prunes the weights below ε.
func TestLayoutAndPruningInOtherBrowsers(t *testing.T) {
	tabs := start(t)
	server, err := browser.StartServer()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for name, tab := range tabs {
		tab, ok := tab.(windowed)
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			opened(t, tab, server.URL+"#dataset=spiral&layers=8.8.8.8.8.8&steps=t1e")
			for _, size := range [][2]int{{1440, 900}, {1280, 720}, {1024, 768}} {
				if err := tab.Resize(size[0], size[1]); err != nil {
					t.Fatal(err)
				}
				var long []string
				if err := tab.Eval(`(async () => {
					for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
					return [document.documentElement, ...document.querySelectorAll('#app, .panel, .stage, .pruning')]
						.filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
						.map((e) => e.className + ' ' + [e.scrollWidth, e.clientWidth, e.scrollHeight, e.clientHeight]);
				})()`, &long); err != nil {
					t.Fatal(err)
				}
				if len(long) > 0 {
					t.Errorf("at %v these elements scroll: %s", size, strings.Join(long, "; "))
				}
			}
			if err := tab.Drag("#histogram", 0.05, 0.4, 8); err != nil {
				t.Fatal(err)
			}
			var wrong string
			if err := tab.Eval(`(async () => {
				for (;;) {
					const {epsilon, kept} = await bonsai.state();
					if (epsilon > 0 && kept < 344) {
						const layers = await bonsai.weights();
						return layers.some((l) => l.values.some((w, i) => (Math.abs(w) >= epsilon) !== (l.mask[i] === 1)))
							? 'the mask is not |w| ≥ ' + epsilon : '';
					}
					await new Promise(requestAnimationFrame);
				}
			})()`, &wrong); err != nil {
				t.Fatal(err)
			}
			if wrong != "" {
				t.Error(wrong)
			}
		})
	}
}

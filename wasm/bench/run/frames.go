package main

import (
	"fmt"
	"slices"

	"bonsai/wasm/browser"
)

// drag loads an experiment, moves ε up and down for 150 frames, and returns the
// milliseconds that the page's own code took for each of the last frames.
const drag = `(async (hash) => {
	await bonsai.load(hash);
	await bonsai.frames();
	const slider = document.getElementById('epsilon');
	for (let i = 0; i < 150; i++) {
		slider.value = slider.max * (0.02 + 0.3 * Math.abs(Math.sin(i / 20)));
		slider.dispatchEvent(new Event('input', {bubbles: true}));
		await new Promise(requestAnimationFrame);
	}
	return bonsai.frames();
})(%q)`

// ready opens our own page without an experiment that trains.
func ready(chromium browser.Browser, server *browser.Server) (browser.Page, error) {
	page, err := chromium.Open(server.URL + "#steps=")
	if err != nil {
		return nil, err
	}
	return page, page.Wait(`globalThis.bonsai && bonsai.ready.then(() => true)`)
}

// measureFrames prints how long the page's own code takes for a frame while ε is
// dragged, for networks of several sizes.
func measureFrames(chromium browser.Browser, server *browser.Server) error {
	fmt.Println("\n### Frames while ε is dragged, in the page's own code\n| connections | median | 95th percentile |\n|---|---|---|")
	for _, hash := range []string{"#steps=t1e", "#layers=90.90&steps=t1", "#dataset=digits28&layers=300.100&steps=t1"} {
		page, err := ready(chromium, server)
		if err != nil {
			return err
		}
		defer page.Close()
		var costs []float64
		if err := page.Eval(fmt.Sprintf(drag, hash), &costs); err != nil {
			return err
		}
		var total int
		if err := page.Eval(`bonsai.state().then((s) => s.total)`, &total); err != nil {
			return err
		}
		slices.Sort(costs)
		fmt.Printf("| %d | %.1f ms | %.1f ms |\n", total, costs[len(costs)/2], costs[len(costs)*95/100])
	}
	return nil
}

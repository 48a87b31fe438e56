package main

import (
	"fmt"

	"bonsai/wasm/browser"
)

// dropTable drops a table of numbers and a class on the page, and returns the seconds
// until the preview is shown and the longest time in milliseconds for which the page's
// own thread did not come to anything else.
const dropTable = `(async (rows, columns) => {
	let seed = 1;
	const number = () => ((seed = seed * 48271 %% 2147483647) / 2147483647 * 20 - 10).toFixed(3);
	const lines = [[...Array(columns).keys()].map((j) => 'column' + j).concat('class').join()];
	for (let i = 0; i < rows; i++) lines.push(Array.from({length: columns}, number).concat('abc'[i %% 3]).join());
	const dataTransfer = new DataTransfer();
	dataTransfer.items.add(new File(lines.splice(0).map((line) => line + '\n'), 'table.csv'));
	const [preview, choices] = ['tablePreview', 'tableChoices'].map((id) => document.getElementById(id));
	const started = performance.now();
	document.getElementById('histogram').dispatchEvent(new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true}));
	let last = started, longest = 0;
	do {
		await new Promise((resolve) => setTimeout(resolve, 5));
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
	} while (!preview.open || choices.hidden);
	const took = [(last - started) / 1000, longest];
	document.querySelector('#tablePreview [data-command=cancelTable]').click();
	return took;
})(%d, %d)`

// measureTables prints how long it takes from dropping large tables until their preview
// is shown, and whether the page answers meanwhile.
func measureTables(chromium browser.Browser, server *browser.Server) error {
	fmt.Println("\n### Opening a table\n| rows × columns | preview after | longest pause of the page |\n|---|---|---|")
	for _, size := range [][2]int{{200_000, 20}, {20_000, 1000}} {
		page, err := ready(chromium, server)
		if err != nil {
			return err
		}
		defer page.Close()
		var took [2]float64
		if err := page.Eval(fmt.Sprintf(dropTable, size[0], size[1]), &took); err != nil {
			return err
		}
		fmt.Printf("| %d × %d | %.1f s | %.0f ms |\n", size[0], size[1], took[0], took[1])
	}
	return nil
}

package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"bonsai/wasm/browser"
)

// watchTable resolves the global opened, once a file is chosen, to the seconds until
// the preview is shown and the longest time in milliseconds for which the page's own
// thread did not come to anything else.
const watchTable = `(() => {
	const [preview, choices] = ['tablePreview', 'tableChoices'].map((id) => document.getElementById(id));
	globalThis.opened = new Promise((resolve) => document.getElementById('files').addEventListener('change', async () => {
		const started = performance.now();
		let last = started, longest = 0;
		do {
			await new Promise((resolve) => setTimeout(resolve, 5));
			const now = performance.now();
			longest = Math.max(longest, now - last);
			last = now;
		} while (!preview.open || choices.hidden);
		document.querySelector('#tablePreview [data-command=cancelTable]').click();
		resolve([(last - started) / 1000, longest]);
	}, {once: true, capture: true}));
})()`

// measureTables prints how long it takes from choosing large tables until their
// preview is shown, and whether the page answers meanwhile. The files are on the disk,
// as a person's are: one that a page makes of many strings takes it seconds to read.
func measureTables(chromium browser.Browser, server *browser.Server) error {
	folder, err := os.MkdirTemp("", "bonsai")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	fmt.Println("\n### Opening a table\n| rows × columns | preview after | longest pause of the page |\n|---|---|---|")
	for _, size := range [][2]int{{200_000, 20}, {20_000, 1000}} {
		file := filepath.Join(folder, "table.csv")
		if err := writeTable(file, size[0], size[1]); err != nil {
			return err
		}
		page, err := ready(chromium, server)
		if err != nil {
			return err
		}
		defer page.Close()
		if err := page.Eval(watchTable, nil); err != nil {
			return err
		}
		if err := page.Upload("#files", file); err != nil {
			return err
		}
		var took [2]float64
		if err := page.Eval("opened", &took); err != nil {
			return err
		}
		fmt.Printf("| %d × %d | %.1f s | %.0f ms |\n", size[0], size[1], took[0], took[1])
	}
	return nil
}

// writeTable writes a table of numbers with three decimals and a class.
func writeTable(name string, rows, columns int) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	for j := range columns {
		fmt.Fprintf(w, "column%d,", j)
	}
	fmt.Fprintln(w, "class")
	r := rand.New(rand.NewPCG(1, 2))
	var line []byte
	for i := range rows {
		line = line[:0]
		for range columns {
			line = append(strconv.AppendFloat(line, r.Float64()*20-10, 'f', 3, 64), ',')
		}
		w.Write(append(line, 'a'+byte(i%3), '\n')) // Flush returns its error
	}
	return w.Flush()
}

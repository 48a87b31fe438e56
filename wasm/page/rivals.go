//go:build js

package main

import (
	"fmt"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
)

// compareRivals trains what else the bytes of the pruned network could have
// been, and shows the three side by side.
func (a *app) compareRivals() {
	a.tell("")
	temperature, hard := floatOf(byID("temperature")), floatOf(byID("hard"))
	if !isNumber(temperature) || !isNumber(hard) {
		temperature, hard = 0, 0 // refused, with what would be right
	}
	task := snapshot.RivalsTask{Temperature: temperature, Hard: hard}
	a.work.run("rivals", []string{arguments(task)}, func(outputs []js.Value, err error) {
		results, err := resultsOf[[]snapshot.Rival](outputs, err)
		if err != nil {
			a.refused(err)
			return
		}
		a.rivals = results[0]
		a.showRivals()
	})
}

func (a *app) showRivals() {
	table := byID("rivals")
	table.Set("hidden", len(a.rivals) == 0)
	body := one(table, "tbody")
	body.Call("replaceChildren")
	for _, r := range a.rivals {
		row := element("tr", "")
		name := element("th", "")
		setAttribute(name, "scope", "row")
		setText(name, a.words.text("rivals."+r.Name, nil))
		row.Call("append", name)
		layers := strings.Trim(strings.ReplaceAll(fmt.Sprint(r.Layers), " ", "·"), "[]")
		for _, text := range []string{layers, a.words.count(r.Kept), a.words.count(r.Bytes), a.accuracy(a.snapshot, r.Accuracy)} {
			cell := element("td", "")
			setText(cell, text)
			row.Call("append", cell)
		}
		body.Call("append", row)
	}
}

//go:build js

package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"syscall/js"

	"bonsai/engine/lab"
)

// compareRivals trains, in a worker of its own, what else the bytes of the
// pruned network could have been, and shows the three side by side.
func (a *app) compareRivals() {
	a.tell("")
	button := one(document, `[data-command="rivals"]`)
	button.Set("disabled", true)
	temperature, hard := floatOf(byID("temperature")), floatOf(byID("hard"))
	if !isNumber(temperature) || !isNumber(hard) {
		temperature, hard = 0, 0 // refused, with what would be right
	}
	worker := newClient(a.words.host.Call("helper"), func(*lab.Snapshot, bool) {})
	task := lab.RivalsTask{Hash: a.snapshot.Link, Temperature: temperature, Hard: hard}
	worker.send("rivals", arguments(task), false, func(reply js.Value, err error) {
		worker.worker.Call("terminate")
		button.Set("disabled", false)
		var rivals []lab.Rival
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &rivals)
		}
		if err != nil {
			a.refused(err)
			return
		}
		a.rivals = rivals
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

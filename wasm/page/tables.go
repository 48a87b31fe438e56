//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/tables"
)

// tablePreview is the dialog in which a person sees how a table was read, and
// can change it, before an experiment starts on it.
type tablePreview struct {
	*services
	files   *files
	network *networkPreview // what follows if there is a network among the files
	list    js.Value        // the files, JavaScript's list of {name, bytes}
	preview *tables.Preview
	column  int // one of those that the dialog describes
	asked   int // how many previews were asked for; only the last is shown
}

// sendFiles is a method of client.Client.
type sendFiles func(name, args string, files js.Value, done func(reply js.Value, err error))

func tableDialog() js.Value { return dom.ByID("tablePreview") }

// show reads the files and shows the dialog; images have nothing to choose and
// are opened at once. A reading of "" lets the engine suggest one. Files that
// nothing else needs meanwhile are lent to the engine with client.LendFiles, others
// sent with SendFiles.
func (t *tablePreview) show(list js.Value, reading string, send sendFiles) {
	t.list, t.column = list, 0
	dom.Show(func(v *markup.View) {
		v.Hide("#tableReading", false)
		v.Hide("#tableChoices", true)
		v.Set("#tableProgress", "value", "")
	})
	tableDialog().Call("showModal")
	t.ask(command.JSON(map[string]string{"reading": reading}), list, send)
}

// ask asks for a preview, of other files if the list is not undefined. Until it is
// there, the table cannot be opened: that would be with the choices before. Of a change
// that the file cannot be read with, the dialog says why, and shows what was before.
func (t *tablePreview) ask(args string, list js.Value, send sendFiles) {
	t.asked++
	number := t.asked
	dom.Show(func(v *markup.View) { v.Disable("openTable", true) })
	send("preview", args, list, func(reply js.Value, err error) {
		if number != t.asked {
			return // the person has closed the dialog, or chosen something else
		}
		if err != nil && list.IsUndefined() {
			dom.Show(func(v *markup.View) { tables.Refused(v, t.Words, t.preview, t.column, t.Problem(err)) })
			dom.ByID("tableProblem").Call("scrollIntoView", false)
			return
		}
		if err != nil {
			tableDialog().Call("close")
			t.RefusedIf(err)
			return
		}
		var p *tables.Preview
		if err := json.Unmarshal([]byte(reply.Get("outputs").String()), &p); err != nil {
			panic(err) // the worker wrote it
		}
		if p == nil { // images
			tableDialog().Call("close")
			t.files.beginAndTrain(t.list, "", "")
			return
		}
		if !list.IsUndefined() && (t.files.openAwaited(p.Digest, t.list) || t.files.openAwaited(p.Network, t.list)) {
			tableDialog().Call("close")
			return
		}
		if p.Network != "" && len(p.Columns) == 0 {
			tableDialog().Call("close")
			t.network.show(t.list, "")
			return
		}
		t.preview = p
		dom.Show(func(v *markup.View) {
			v.Hide("#tableReading", true)
			v.Hide("#tableChoices", false)
			tables.Show(v, t.Words, p, t.column)
		})
		if !list.IsUndefined() { // and not the button that closes the dialog, which comes first
			tableDialog().Call("querySelector", "[data-command=openTable]").Call("focus")
		}
	})
}

// progress shows how far the reading is, from 0 to 1.
func (t *tablePreview) progress(share float64) {
	dom.Show(func(v *markup.View) { v.Set("#tableProgress", "value", strconv.FormatFloat(share, 'f', 3, 64)) })
}

// changed asks what a changed control comes to.
func (t *tablePreview) changed(e js.Value) {
	what, value := dom.Data(e, "what"), e.Get("value").String()
	if what == "shown" {
		t.column, _ = strconv.Atoi(value)
		dom.Show(func(v *markup.View) { tables.Show(v, t.Words, t.preview, t.column) })
		return
	}
	column, err := strconv.Atoi(dom.Data(e, "column"))
	if err != nil {
		panic(err) // package tables wrote it
	}
	if what == "target" {
		column, _ = strconv.Atoi(value)
	}
	change := map[string]any{"what": what, "value": value, "column": column}
	t.ask(command.JSON(map[string]any{"reading": t.preview.Choices, "change": change}), js.Undefined(), t.worker.SendFiles)
}

// open starts the experiment with what the dialog shows.
func (t *tablePreview) open() {
	tableDialog().Call("close")
	if t.preview.Network != "" {
		t.network.show(t.list, t.preview.Choices)
		return
	}
	t.files.beginAndTrain(t.list, t.preview.Choices, "")
}

// cancel closes the dialog, and ends the reading.
func (t *tablePreview) cancel() {
	t.asked++
	tableDialog().Call("close")
	t.worker.Send("stopPreview", "", false, func(js.Value, error) {})
}

//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/networks"
)

// networkPreview is the dialog in which a person answers what the file of a
// network leaves open, before an experiment begins with it.
type networkPreview struct {
	*services
	files   *files
	list    js.Value // the files, JavaScript's list of {name, bytes}
	reading string   // of the table among them
	preview *networks.Preview
}

// show shows the dialog for files that the engine has read.
func (n *networkPreview) show(list js.Value, reading string) {
	n.list, n.reading = list, reading
	n.ask(map[string]any{"reading": reading})
}

// ask asks for a preview. Until it is there, the network cannot be opened: that would
// be with the answers before.
func (n *networkPreview) ask(args map[string]any) {
	dom.Show(func(v *markup.View) { v.Disable("openNetwork", true) })
	n.worker.Do("previewNetwork", command.JSON(args), false, func(outputs string, err error) {
		if err != nil {
			dom.ByID("networkPreview").Call("close")
			n.Refused(err)
			return
		}
		n.preview = &networks.Preview{}
		if err := json.Unmarshal([]byte(outputs), n.preview); err != nil {
			panic(err) // the worker wrote it
		}
		dom.Show(func(v *markup.View) { networks.Show(v, n.Words, n.preview) })
		if !dom.ByID("networkPreview").Get("open").Bool() {
			dom.ByID("networkPreview").Call("showModal")
		}
	})
}

// changed asks what another answer comes to.
func (n *networkPreview) changed(e js.Value) {
	column, err := strconv.Atoi(dom.Data(e, "column"))
	if err != nil {
		panic(err) // package networks wrote it
	}
	change := map[string]any{"what": dom.Data(e, "what"), "value": e.Get("value").String(), "column": column}
	n.ask(map[string]any{"reading": n.reading, "network": n.preview.Choices, "change": change})
}

// open begins the experiment with what the dialog shows.
func (n *networkPreview) open() {
	dom.ByID("networkPreview").Call("close")
	n.files.beginAndTrain(n.list, n.reading, n.preview.Choices)
}

//go:build js

package main

import (
	"encoding/json"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/export"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// What a person can take away as files.

// formatFiles calls done with the network's files in a format, a list of {name,
// bytes}.
func (s *services) formatFiles(format string, done func(files js.Value, err error)) {
	s.worker.Send("export", command.JSON(map[string]string{"format": format}), false, func(reply js.Value, err error) {
		done(reply.Get("files"), err)
	})
}

// saveFormat saves the network in a format.
func (p *page) saveFormat(format string) {
	p.formatFiles(format, func(files js.Value, err error) {
		if err != nil {
			p.Refused(err)
			return
		}
		for i := range files.Length() {
			dom.Save(files.Index(i).Get("name").String(), "application/octet-stream", files.Index(i).Get("bytes"))
		}
	})
}

// showSaves shows what can be saved: first what the page makes, and what the
// engine writes as soon as it has answered.
func (p *page) showSaves() {
	var formats []snapshot.Export
	size := 0 // of the picture
	show := func() {
		dom.Show(func(v *markup.View) { export.Saves(v, p.Words, p.Snapshot, formats, size, p.svg) })
	}
	show()
	p.picture(func(blob js.Value) {
		size = blob.Get("size").Int()
		show()
	})
	p.worker.Do("exports", "", false, func(outputs string, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &formats)
		}
		p.RefusedIf(err)
		show()
	})
}

// picture calls done with the pictures as they are on the canvas, as a PNG.
func (p *page) picture(done func(blob js.Value)) {
	p.scene.photograph(func(pixels []byte, width, height int) { dom.Photograph(memory.Array(pixels), width, height, done) })
}

// svg is the network as a vector image, in the size that it has on the page.
func (p *page) svg() string {
	place, s := p.scene.place("network"), p.Snapshot
	title := "Bonsai: " + p.Words.Option("dataset", s.Recipe.Dataset)
	return web.SVG(s, p.scene.theme, place.W, place.H, panel.Caption(p.Words, s, title))
}

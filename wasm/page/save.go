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
	sizes := export.Sizes{OnePage: p.host.Get("onePageBytes").Int()}
	show := func() {
		dom.Show(func(v *markup.View) { export.Saves(v, p.Words, p.Snapshot, formats, sizes, p.svg) })
	}
	show()
	if p.Snapshot.Quick() {
		p.picture(func(blob js.Value) {
			sizes.PNG = blob.Get("size").Int()
			show()
		})
	}
	p.worker.Do("exports", "", false, func(outputs string, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &formats)
		}
		p.RefusedIf(err)
		show()
	})
}

// saveOnePage saves the whole page with the experiment, as one file.
func (p *page) saveOnePage() {
	dom.Await(p.host.Call("onePage", p.Snapshot.Link),
		func(html js.Value) { dom.Save("bonsai.html", "text/html", html) },
		func(js.Value) { p.Tell(p.Words.Text("save.onePageFailed")) })
}

// picture calls done with the figure as a PNG, in twice its size for fine screens
// and print.
func (p *page) picture(done func(blob js.Value)) {
	f := p.figure()
	dom.Raster(f.SVG, f.Width, f.Height, 2, done)
}

// figure is the experiment as an image, in the colours and the language of the page.
func (p *page) figure() web.Figure {
	title := "Bonsai: " + panel.DatasetName(p.Words, p.Snapshot)
	return web.NewFigure(p.Snapshot, p.scene.theme, panel.Caption(p.Words, p.Snapshot, title), func(pixels []byte, width, height int) string {
		return dom.ImageAddress(memory.Array(pixels), width, height)
	})
}

func (p *page) svg() string { return p.figure().SVG }

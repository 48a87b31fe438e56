//go:build js

// Package saving makes the files that a person can take away, and gives them to the
// browser.
package saving

import (
	"encoding/json"
	"sync"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/export"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
)

// Saver saves files of a session.
type Saver struct {
	*session.Session
	Host   js.Value // what the loader offers
	Worker *client.Client
	Theme  func() *web.Theme
	Open   func(c *client.Client, link string, done func(error)) // opens an address in a helper

	helper *client.Client // measures a film, or writes it; nil: none is being made
	button string         // the command that began the film
}

// Clicked carries out what the list of files offers.
func (s *Saver) Clicked(name string, e js.Value) {
	switch name {
	case "savePNG":
		raster(s.figure(), func(blob js.Value) { dom.Save("bonsai.png", "image/png", blob) })
	case "saveSVG", "saveWeights", "saveNumbers", "saveExperiment":
		f := export.Made(name, s.Snapshot, s.svg)
		dom.Save(f.Name, f.Type, f.Content)
	case "saveOnePage":
		s.saveOnePage()
	case "export":
		s.saveFormat("wasm")
	case "saveFormat":
		s.saveFormat(dom.Data(e, "name"))
	case "copyCode":
		s.Write("saveSaid", s.Words.Text(export.Said(dom.Copy(dom.One(dom.Document, "#"+dom.Data(e, "name"))))))
	case "saveGIF":
		s.film(name, s.saveGIF)
	case "saveMovingSVG":
		s.film(name, s.saveMovingSVG)
	case "saveVideo":
		s.film(name, s.saveVideo)
	case "stopFilm":
		s.endFilm()
	}
}

// Files calls done with the network's files in a format, a list of {name, bytes}.
func (s *Saver) Files(format string, done func(files js.Value, err error)) {
	s.Worker.Send("export", command.JSON(map[string]string{"format": format}), false, func(reply js.Value, err error) {
		done(reply.Get("files"), err)
	})
}

// saveFormat saves the network in a format.
func (s *Saver) saveFormat(format string) {
	s.Files(format, func(files js.Value, err error) {
		if err != nil {
			s.Refused(err)
			return
		}
		for i := range files.Length() {
			dom.Save(files.Index(i).Get("name").String(), "application/octet-stream", files.Index(i).Get("bytes"))
		}
	})
}

// Show shows what can be saved: first what the page makes, and what the engine writes as
// soon as it has answered.
func (s *Saver) Show() {
	var formats []snapshot.Export
	sizes := export.Sizes{OnePage: s.Host.Get("onePageBytes").Int(), Video: s.videoKind() != ""}
	figure := sync.OnceValue(s.figure) // it stays the same while the list is open
	svg := func() string { return figure().SVG }
	show := func() {
		dom.Show(func(v *markup.View) { export.Saves(v, s.Words, s.Snapshot, formats, sizes, svg) })
	}
	show()
	if s.Snapshot.Quick() {
		raster(figure(), func(blob js.Value) {
			sizes.PNG = blob.Get("size").Int()
			show()
		})
	}
	s.Worker.Do("exports", "", false, func(outputs string, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &formats)
		}
		s.RefusedIf(err)
		show()
	})
}

// saveOnePage saves the whole page with the experiment, as one file.
func (s *Saver) saveOnePage() {
	dom.Await(s.Host.Call("onePage", s.Snapshot.Link),
		func(html js.Value) { dom.Save("bonsai.html", "text/html", html) },
		func(js.Value) { s.Tell(s.Words.Text("save.onePageFailed")) })
}

// raster calls done with a figure as a PNG, in twice its size for fine screens and
// print.
func raster(f web.Figure, done func(blob js.Value)) {
	dom.Raster(f.SVG, f.Width, f.Height, 2, done)
}

// figure is the experiment as an image, in the colours and the language of the page.
func (s *Saver) figure() web.Figure {
	title := "Bonsai: " + panel.DatasetName(s.Words, s.Snapshot)
	return web.NewFigure(s.Snapshot, s.Theme(), panel.Caption(s.Words, s.Snapshot, title), func(pixels []byte, width, height int) string {
		return dom.ImageAddress(memory.Array(pixels), width, height)
	})
}

func (s *Saver) svg() string { return s.figure().SVG }

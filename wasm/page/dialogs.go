//go:build js

package main

import (
	"errors"
	"syscall/js"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/wasm/saving"
	"bonsai/web"
	"bonsai/web/kept"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/work"
)

// clickedDialog carries out what the dialogs offer.
func (p *page) clickedDialog(name string, e js.Value) {
	switch name {
	case "share":
		p.openSharing()
	case "closeShare", "closeKept", "cancelNetwork":
		e.Call("closest", "dialog").Call("close")
	case "copy":
		p.sharing.Copied(dom.Copy(dom.ByID("link")))
	case "copySnippet":
		p.sharing.Copied(dom.Copy(dom.ByID("snippet")))
	case "sendOn":
		p.sendOn()
	case "seeTheSame":
		p.sharing.SeeTheSame()
	case "experiments":
		p.shelf.Open()
		dom.ByID("kept").Call("showModal")
	case "keep":
		p.shelf.Keep(dom.Value("keptName"))
	case "kept.open":
		p.openOwn(p.shelf.Link(dom.Data(e, "name")))
	case "kept.last":
		p.openOwn(p.shelf.Last())
	case "kept.before":
		p.openOwn(p.shelf.Before())
	case "kept.putBack":
		p.shelf.PutBack()
	case "kept.delete":
		p.deleteKept(dom.Data(e, "name"), e)
	}
}

func (p *page) newShelf() *kept.Shelf {
	storage := p.host.Get("kept")
	return &kept.Shelf{
		Session: p.Session,
		Get: func(key string) string {
			if text := storage.Call("get", key); text.Type() == js.TypeString {
				return text.String()
			}
			return ""
		},
		Set:    func(key, text string) bool { return storage.Call("set", key, text).Bool() },
		Own:    func() bool { return dom.Data(dom.Root, "guest") == "" && p.class.Own() && !p.course.Active() },
		Repeat: p.repeat,
		Draw:   p.drawCompared,
		Now:    time.Now,
	}
}

func (p *page) bindShelf() {
	dom.On(dom.ByID("keptName"), "keydown", func(event js.Value) {
		if event.Get("key").String() == "Enter" {
			p.shelf.Keep(dom.Value("keptName"))
		}
	})
	dom.On(dom.Window, "pagehide", func(js.Value) { p.shelf.Leave() })
}

// openOwn opens an experiment that the person has kept, unless its link is "".
func (p *page) openOwn(link string) {
	if link == "" {
		return
	}
	p.Explore()
	p.loadAsked(link, func(err error) {
		switch {
		case errors.Is(err, work.ErrStopped):
			return // the list is still there
		case err != nil:
			p.shelf.Say(p.Problem(err))
			return
		}
		dom.ByID("kept").Call("close")
	})
}

// deleteKept deletes an experiment. The last row of the list, or else the field
// of the name, gets the keyboard when it goes with the row.
func (p *page) deleteKept(name string, button js.Value) {
	focused := dom.IsFocused(button)
	p.shelf.Delete(name)
	if !focused || dom.IsFocused(button) {
		return // it is another experiment's now
	}
	if next := dom.One(dom.Document, `#keptList tr:last-child [data-command="kept.delete"]`); next.IsNull() {
		dom.ByID("keptName").Call("focus")
	} else {
		next.Call("focus")
	}
}

// drawCompared draws the pictures of the experiments that are compared.
func (p *page) drawCompared() {
	p.shelf.Pictures(func(i int, name string, s *snapshot.Snapshot) {
		picture := web.SVG(s, p.scene.theme, 420, 300, panel.Caption(p.Words, s, name))
		p.host.Call("draw", dom.One(dom.Child("#pair", i), "div"), picture)
	})
	p.shelf.MaskPictures(func(i int, name string, s *snapshot.Snapshot) {
		picture := web.SVG(s, p.scene.theme, 240, 200, web.Caption{Title: name})
		p.host.Call("draw", dom.One(dom.Child("#maskPictures", i), "div"), picture)
	})
}

func (p *page) newSaver() *saving.Saver {
	return &saving.Saver{
		Session: p.Session, Host: p.host, Worker: p.worker, Theme: func() *web.Theme { return p.scene.theme },
		Open: func(c *client.Client, link string, done func(error)) { p.opener(c).Open(link, false, done) },
	}
}

// opener opens addresses in the page's worker or in a helper.
func (p *page) opener(c *client.Client) session.Opener {
	return session.Opener{Send: c.Do, OpenOwn: func(digest string, done func(bool)) { p.files.openKept(c, digest, done) }}
}

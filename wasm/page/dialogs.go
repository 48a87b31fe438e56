//go:build js

package main

import (
	"strconv"
	"syscall/js"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/wasm/saving"
	"bonsai/web"
	"bonsai/web/kept"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/share"
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

func (p *page) newSharing() *share.Dialog {
	return &share.Dialog{
		Session: p.Session, Page: pageAddress(), Open: p.loadSame,
		Network: func() bool { return dom.Chosen("shared") == "network" },
	}
}

func (p *page) bindSharing() {
	dom.Each(dom.Document, `[name="shared"]`, func(e js.Value) {
		dom.On(e, "change", func(js.Value) { p.sharing.Show() })
	})
	dom.On(dom.ByID("shareValues"), "change", func(js.Value) { p.sharing.Fetch(dom.Value("shareValues")) })
	if !js.Global().Get("navigator").Get("share").IsUndefined() {
		dom.ByCommand("sendOn").Set("hidden", false)
	}
	dom.On(dom.Document, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" && codeShown() {
			p.toggleCode()
		}
	})
}

// openSharing shows the links of the experiment as it stands. Training is
// paused.
func (p *page) openSharing() {
	p.Send("pause", "", false, func(_ string, err error) {
		if err != nil {
			p.Refused(err)
			return
		}
		p.sharing.Begin()
		dom.ByID("share").Call("showModal")
		p.sharing.Fetch(dom.Value("shareValues"))
		p.saver.Show()
	})
}

// sendOn opens the system's own sheet for sharing.
func (p *page) sendOn() {
	if url := p.sharing.URL(); url != "" {
		dom.Attempt(func() {
			sheet := map[string]any{"title": "Bonsai", "url": url}
			dom.Await(js.Global().Get("navigator").Call("share", sheet), nil, nil) // the person may think better of it
		})
		p.sharing.SeeTheSame()
	}
}

// codeShown tells whether the presenter's QR code is in its corner.
func codeShown() bool { return !dom.ByID("corner").Call("hasAttribute", "hidden").Bool() }

// toggleCode shows the presenter's QR code, or takes it away.
func (p *page) toggleCode() {
	hidden := dom.ByID("corner").Call("toggleAttribute", "hidden").Bool()
	dom.ByID("code").Call("setAttribute", "aria-expanded", strconv.FormatBool(!hidden))
	p.showCode()
}

// showCode shows the QR code of the experiment as it is, if there is to be one.
func (p *page) showCode() {
	if codeShown() {
		dom.Show(func(v *markup.View) { share.Code(v, p.Words, "#corner", pageAddress(), p.Snapshot.Link) })
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
	p.load(link, func(err error) {
		if err != nil {
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
		dom.One(dom.Child("#pair", i), "div").Set("innerHTML", picture)
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

//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
)

// openFirst opens the address that the page was called with; without one, what
// the person did last, or else the reference experiment, which trains while the
// person looks. A lesson opens its own experiment instead, once the page is
// ready: what is on the page until then is what to come back to.
func (p *page) openFirst() {
	hash, last, lesson := dom.Location().Get("hash").String(), "", dom.Query("lesson")
	if lesson != "" {
		hash = ""
		p.whenReady(func() { p.course.BeginNamed(lesson) })
	}
	if hash == "" {
		last = p.shelf.Last()
	}
	if lesson != "" && last == "" {
		hash = "#steps=t10e" // the reference experiment, without waiting for its training
	}
	open := func(hash string) {
		p.load(hash, func(err error) {
			if err == nil {
				p.ready()
				if hash == last && last != "" && lesson == "" {
					p.Tell(p.Words.Text("kept.back"))
				}
				return
			}
			// A broken link: say so, and begin with what always works.
			p.load("", func(error) {
				p.ready()
				p.Tell(p.Problem(err) + " " + p.Words.Text("link.default"))
			})
		})
	}
	hash += last
	p.Consider(hash, func() { open(hash) }, func(c snapshot.Cost) {
		p.load(c.Start, func(err error) { // the page, with the untrained network
			if err != nil {
				open(hash) // which says why
				return
			}
			p.ask(c, hash, last != "", func(chosen string) {
				switch {
				case chosen != "":
					open(chosen)
				case last != "":
					open("")
				default:
					p.ready()
				}
			})
		})
	})
}

// ask asks whether to open an address that takes long. choose gets it, a shorter one,
// or "" for none.
func (p *page) ask(c snapshot.Cost, hash string, own bool, choose func(hash string)) {
	dom.Show(func(v *markup.View) { panel.Costly(v, p.Words, session.About(p.Words, c.Seconds), own) })
	dialog := dom.ByID("costly")
	dialog.Set("returnValue", "")
	p.chosen = func() { choose(map[string]string{"open": hash, "short": c.Short}[dialog.Get("returnValue").String()]) }
	if !dialog.Get("open").Bool() {
		dialog.Call("showModal")
	}
}

// addressChanged opens an address that was typed or pasted over the one there
// was.
func (p *page) addressChanged() {
	hash := dom.Location().Get("hash").String()
	if p.Snapshot != nil && hash == p.Snapshot.Link {
		return
	}
	p.Explore()
	p.Tell("")
	open := func(hash string) {
		p.loadOthers(hash, func(err error) {
			if err != nil {
				p.Refused(err)
				p.showAddress()
			}
		})
	}
	p.Consider(hash, func() { open(hash) }, func(c snapshot.Cost) {
		p.ask(c, hash, false, func(chosen string) {
			if chosen == "" {
				p.showAddress()
				return
			}
			open(chosen)
		})
	})
}

// load opens an address.
func (p *page) load(hash string, done func(error)) { p.opener(p.worker).Open(hash, !p.Still(), done) }

// loadOthers opens what is not the person's own work: looking at it does not
// take the place of what was done last.
func (p *page) loadOthers(hash string, done func(error)) {
	p.shelf.Others = true
	p.load(hash, func(err error) {
		if err != nil {
			p.shelf.Others = false
		}
		done(err)
	})
}

// showAddress writes the experiment into the page's address, once it stands
// still.
func (p *page) showAddress() {
	s := p.Shown
	if s.Training || p.Dragged != nil || !p.Opened {
		return
	}
	p.class.send(s)
	p.shelf.Save(s)
	p.showCode()
	location := dom.Location()
	if location.Get("hash").String() == s.Link {
		return
	}
	dom.Attempt(func() {
		js.Global().Get("history").Call("replaceState", nil, "", location.Get("search").String()+s.Link)
	})
}

// pageAddress is the address of the page up to the '#', without a query: that
// is for this page alone, and may hold a teacher's secret.
func pageAddress() string {
	location := dom.Location()
	return location.Get("origin").String() + location.Get("pathname").String()
}

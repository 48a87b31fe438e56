//go:build js

package main

import (
	"cmp"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/work"
)

// A beginning is what the page opens first.
type beginning struct {
	hash   string // an address
	own    bool   // it is that of what the person did last
	quiet  bool   // nothing is said about that
	undone int    // steps that were undone in it
}

// firstAddress returns the address that the page was called with; without one, what
// the person did last, or else the reference experiment, which trains while the
// person looks. A lesson opens its own experiment instead, once the page is
// ready: what is on the page until then is what to come back to.
func (p *page) firstAddress() beginning {
	b := beginning{hash: dom.Location().Get("hash").String(), undone: dom.TakeNote(undoneNote)}
	lesson := dom.Query("lesson")
	if lesson != "" {
		b.hash, b.quiet = "", true
		p.whenReady(func() { p.course.BeginNamed(lesson) })
	}
	if b.hash == "" {
		b.hash = p.shelf.Last()
		b.own = b.hash != ""
	}
	if lesson != "" && !b.own {
		b.hash = "#steps=t10e" // the reference experiment, without waiting for its training
	}
	return b
}

// openFirst opens the first address. If that takes long, the page is there with the
// untrained network, and asks.
func (p *page) openFirst() {
	b := p.firstAddress()
	p.Consider(b.hash, func() { p.begin(b) }, func(c snapshot.Cost) {
		p.load(c.Start, func(err error) {
			if err != nil {
				p.begin(b) // which says why
				return
			}
			p.ask(c, b.hash, b.own, func(chosen string) {
				switch {
				case chosen == b.hash:
					p.begin(b)
				case chosen != "":
					p.begin(beginning{hash: chosen})
				case b.own:
					p.begin(beginning{})
				default:
					p.ready()
				}
			})
		})
	})
}

// begin opens the first address, or says why it cannot be opened and begins with what
// always works.
func (p *page) begin(b beginning) {
	p.load(b.hash, func(err error) {
		if err == nil {
			p.UndoAgain(b.undone, func() {
				p.ready()
				if b.own && !b.quiet {
					p.Tell(p.Words.Text("kept.back"))
				}
			})
			return
		}
		said := p.Problem(err)
		if b.own {
			said = p.shelf.Failed(err)
		}
		p.load("", func(error) {
			p.ready()
			p.Tell(said + " " + p.Words.Text("link.default"))
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
	p.loadAsked(hash, func(err error) {
		if err != nil {
			p.Refused(err)
			p.showAddress()
		}
	})
}

// loadAsked opens an address that the person has chosen. If that takes long it asks
// first; done gets work.ErrStopped if the person thinks better of it.
func (p *page) loadAsked(hash string, done func(error)) {
	p.Consider(hash, func() { p.load(hash, done) }, func(c snapshot.Cost) {
		p.ask(c, hash, false, func(chosen string) {
			if chosen == "" {
				done(work.ErrStopped)
				return
			}
			p.load(chosen, done)
		})
	})
}

// loadSoon opens an address for a script. One that takes long is refused.
func (p *page) loadSoon(hash string, done func(error)) {
	o := p.opener(p.worker)
	o.Soon = true
	p.opened(o, hash, false, p.shelf.Opening(hash), done)
}

// send sends a command of the person's, or of a script.
func (p *page) send(name, args string, watched bool, done func(outputs string, err error)) {
	answered := p.sent(name, args)
	p.worker.Do(name, args, watched, func(outputs string, err error) {
		answered(err)
		done(outputs, err)
	})
}

// sent notes a command of the person's, so that what it leads to is kept.
func (p *page) sent(name, args string) (answered func(error)) { return p.shelf.Sent(name, args) }

// load opens an address.
func (p *page) load(hash string, done func(error)) {
	p.open(hash, !p.Still(), p.shelf.Opening(hash), func(err error) {
		p.files.loaded(hash, err)
		done(err)
	})
}

// loadSame opens the experiment that is on the page from another link.
func (p *page) loadSame(hash string, done func(error)) {
	p.open(hash, !p.Still(), p.shelf.OpeningSame(), done)
}

func (p *page) open(hash string, watched bool, answered, done func(error)) {
	p.opened(p.opener(p.worker), hash, watched, answered, done)
}

func (p *page) opened(o session.Opener, hash string, watched bool, answered, done func(error)) {
	o.Open(hash, watched, func(err error) {
		answered(err)
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
	p.showCode()
	p.writeAddress(s.Link)
}

// writeAddress writes a link into the page's address.
func (p *page) writeAddress(link string) {
	location := dom.Location()
	if location.Get("hash").String() == link {
		return
	}
	dom.Attempt(func() {
		js.Global().Get("history").Call("replaceState", nil, "", location.Get("search").String()+link)
	})
}

// undoneNote is the number of steps to undo when the page has been loaded again.
const undoneNote = "undone"

// loseCanvas is called when the browser has taken the canvas away, as phones do with
// pages in the background. All that has been drawn is lost, and Ebitengine can only
// begin anew with the page. What was under the hand, or undone, is not lost.
func (p *page) loseCanvas() {
	p.Finish(func(undone int) {
		p.ended()
		dom.LeaveNote(undoneNote, undone)
		dom.Location().Call("reload")
	})
}

// ended is called when the engine has failed: the page is opened again with the
// experiment as it was, and what of its training was done. An address that was being
// opened is not opened again: it may be what the engine has failed at.
func (p *page) ended() {
	if p.Snapshot != nil {
		p.shelf.Leave()
		p.writeAddress(cmp.Or(p.Snapshot.Trained, p.Snapshot.Link))
	}
}

// pageAddress is the address of the page up to the '#', without a query: that
// is for this page alone, and may hold a teacher's secret.
func pageAddress() string {
	address := dom.Location().Get("href").String() // a page from a file has no origin everywhere
	return address[:strings.IndexAny(address+"#", "?#")]
}

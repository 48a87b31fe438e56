//go:build js

package main

import (
	"strings"
	"syscall/js"

	"bonsai/wasm/dom"
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
	p.load(hash+last, func(err error) {
		if err == nil {
			p.UndoAgain(dom.TakeNote(undoneNote), func() {
				p.ready()
				if last != "" && lesson == "" {
					p.Tell(p.Words.Text("kept.back"))
				}
			})
			return
		}
		said := p.Problem(err)
		if last != "" {
			said = p.shelf.Failed(err)
		}
		// A broken link: say so, and begin with what always works.
		p.load("", func(error) {
			p.ready()
			p.Tell(said + " " + p.Words.Text("link.default"))
		})
	})
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
	p.load(hash, func(err error) {
		if err != nil {
			p.Refused(err)
			p.showAddress()
		}
	})
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
	p.open(hash, !p.Still(), p.shelf.Opening(hash), done)
}

// loadSame opens the experiment that is on the page from another link.
func (p *page) loadSame(hash string, done func(error)) {
	p.open(hash, !p.Still(), p.shelf.OpeningSame(), done)
}

func (p *page) open(hash string, watched bool, answered, done func(error)) {
	p.opener(p.worker).Open(hash, watched, func(err error) {
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
// experiment as it was.
func (p *page) ended() {
	if p.Snapshot != nil {
		p.shelf.Leave()
		p.writeAddress(p.Snapshot.Link)
	}
}

// pageAddress is the address of the page up to the '#', without a query: that
// is for this page alone, and may hold a teacher's secret.
func pageAddress() string {
	address := dom.Location().Get("href").String() // a page from a file has no origin everywhere
	return address[:strings.IndexAny(address+"#", "?#")]
}

//go:build js

package main

import (
	"errors"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
)

// address opens experiments from their addresses, and keeps the page's own
// address that of the experiment.
type address struct {
	*services
	files   *files
	kept    *keptList
	class   *classroom
	settled func() // called when the address is that of the experiment
}

// openFirst opens the address that the page was called with; without one, what
// the person did last, or else the reference experiment, which trains while the
// person looks.
func (a *address) openFirst(ready func()) {
	hash, last := dom.Location().Get("hash").String(), ""
	if hash == "" {
		last = a.kept.last()
	}
	a.load(hash+last, func(err error) {
		if err == nil {
			ready()
			if last != "" {
				a.tell(a.words.Text("kept.back"))
			}
			return
		}
		// A broken link: say so, and begin with what always works.
		a.load("", func(error) {
			ready()
			a.tell(a.problem(err) + " " + a.words.Text("link.default"))
		})
	})
}

// changed opens an address that was typed or pasted over the one there was.
func (a *address) changed() {
	hash := dom.Location().Get("hash").String()
	if a.snapshot != nil && hash == a.snapshot.Link {
		return
	}
	a.explore()
	a.tell("")
	a.loadOthers(hash, func(err error) {
		if err != nil {
			a.refused(err)
			a.update(a.snapshot)
		}
	})
}

// load opens an address. If it is about a person's own data that are not open,
// they are opened first, if the browser has kept them.
func (a *address) load(hash string, done func(error)) { a.loadIn(a.worker, hash, done) }

// loadOthers opens what is not the person's own work: looking at it does not
// take the place of what was done last.
func (a *address) loadOthers(hash string, done func(error)) {
	a.kept.lastOne.Others = true
	a.load(hash, func(err error) {
		if err != nil {
			a.kept.lastOne.Others = false
		}
		done(err)
	})
}

// loadIn opens an address in the page's worker or in a helper.
func (a *address) loadIn(c *client, hash string, done func(error)) {
	send := func(done func(error)) {
		watched := !recipe.HasOperations(hash) && !stillness()
		c.send("load", command.Load(hash), watched, func(_ js.Value, err error) { done(err) })
	}
	send(func(err error) {
		var r *refusal
		if !errors.As(err, &r) || r.problem == nil || r.problem.Code != "ownMissing" {
			done(err)
			return
		}
		a.files.openKept(c, r.problem.Args["value"], func(found bool) {
			if !found {
				done(err)
				return
			}
			send(done)
		})
	})
}

// update writes the experiment into the page's address, once it stands still.
func (a *address) update(s *snapshot.Snapshot) {
	if s.Training || a.dragged != nil || !a.opened {
		return
	}
	a.class.send(s)
	a.kept.save(s)
	a.settled()
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

//go:build js

package main

import (
	"errors"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// open opens the address that the page was called with; without one, what the
// person did last, or else the reference experiment, which trains while the
// person looks.
func (a *app) open() {
	hash := js.Global().Get("location").Get("hash").String()
	back := ""
	if hash == "" {
		back = a.kept.back()
	}
	a.load(hash+back, func(err error) {
		if err == nil {
			a.ready()
			if back != "" {
				a.tell(a.words.text("kept.back", nil))
			}
			return
		}
		// A broken link: say so, and begin with what always works.
		a.load("", func(error) {
			a.ready()
			a.tell(a.problemText(err) + " " + a.words.text("link.default", nil))
		})
	})
}

// openAddress opens an address typed or pasted over the one there is.
func (a *app) openAddress() {
	hash := js.Global().Get("location").Get("hash").String()
	if a.snapshot != nil && hash == a.snapshot.Link {
		return
	}
	a.class.explore()
	a.tell("")
	a.loadOthers(hash, func(err error) {
		if err != nil {
			a.refused(err)
			a.showAddress(a.snapshot)
		}
	})
}

// load opens an address, with the files that the browser has kept where it is
// about a person's own data and they are not there yet.
func (a *app) load(hash string, done func(error)) { a.loadIn(a.worker, hash, done) }

// loadOthers opens what is not the person's own work: looking at it does not
// take the place of what was done last.
func (a *app) loadOthers(hash string, done func(error)) {
	a.kept.others = true
	a.load(hash, func(err error) {
		if err != nil {
			a.kept.others = false
		}
		done(err)
	})
}

// loadIn opens an address in the page's worker or in a helper.
func (a *app) loadIn(c *client, hash string, done func(error)) {
	send := func(done func(error)) {
		c.send("load", arguments(map[string]string{"hash": hash}), !recipe.HasOperations(hash) && !stillness(), func(_ js.Value, err error) { done(err) })
	}
	send(func(err error) {
		var r *refusal
		if !errors.As(err, &r) || r.problem == nil || r.problem.Code != "ownMissing" {
			done(err)
			return
		}
		a.openKept(c, r.problem.Args["value"], func(there bool) {
			if !there {
				done(err)
				return
			}
			send(done)
		})
	})
}

// showAddress writes the state into the address, once it stands still.
func (a *app) showAddress(s *snapshot.Snapshot) {
	if s.Training || a.dragged != nil || !a.opened {
		return
	}
	a.class.send(s)
	a.kept.save(s)
	a.showCode()
	location := js.Global().Get("location")
	if location.Get("hash").String() == s.Link {
		return
	}
	attempt(func() {
		js.Global().Get("history").Call("replaceState", nil, "", location.Get("search").String()+s.Link)
	})
}

// url is the whole address of the present state.
func (a *app) url() string { return addressOfPage() + a.snapshot.Link }

// addressOfPage is the address up to its '#', without a query: that is for this
// page alone, and may hold a teacher's secret.
func addressOfPage() string {
	location := js.Global().Get("location")
	return location.Get("origin").String() + location.Get("pathname").String()
}

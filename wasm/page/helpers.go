//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/work"
)

// helpers are further engines, each in a worker of its own, that carry out the
// tasks of studies and cross-validations side by side.
type helpers struct {
	*services
	pool  work.Pool
	files *files
}

func newHelpers(sv *services) *helpers {
	h := &helpers{services: sv}
	h.pool = work.Pool{Start: h.start, Show: showWork}
	return h
}

// size is how many there are at most: as many as the machine has processors
// besides the one for the page's own engine.
func (h *helpers) size() int {
	return max(1, js.Global().Get("navigator").Get("hardwareConcurrency").Int()-1)
}

// run carries out tasks on the experiment as it is. Training is paused: helpers
// repeat what the address says.
func (h *helpers) run(kind string, tasks []string, finish func(results []string, err error)) {
	h.pool.Stop()
	if !h.snapshot.Training {
		h.pool.Run(kind, tasks, h.size(), finish)
		return
	}
	h.worker.send("pause", "", false, func(_ js.Value, err error) {
		if err != nil {
			finish(nil, err)
			return
		}
		h.run(kind, tasks, finish)
	})
}

// start starts a helper with the experiment.
func (h *helpers) start(ready func(error)) work.Helper {
	c := newClient(h.host.Call("helper"), func(*snapshot.Snapshot, bool) {})
	c.sendFiles("help", command.Load(h.snapshot.Link), h.files.own(), func(_ js.Value, err error) { ready(err) })
	return work.Helper{
		Do: func(kind, task string, done func(string, error)) {
			c.send(kind, task, false, func(reply js.Value, err error) {
				if err != nil {
					done("", err)
					return
				}
				done(reply.Get("outputs").String(), nil)
			})
		},
		End: c.end,
	}
}

// showWork shows how many of all tasks are done, and the button that stops
// them.
func showWork(done, all int) {
	dom.SetHidden(dom.ByID("work"), all == 0)
	switch bar := dom.ByID("workProgress"); {
	case all == 0:
	case done == 0:
		bar.Call("removeAttribute", "value") // nothing is known yet
	default:
		bar.Set("value", float64(done)/float64(all))
	}
}

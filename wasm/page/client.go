//go:build js

package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
)

// A client sends commands to the worker and hands out what comes back.
type client struct {
	worker     js.Value
	messages   dom.Listener
	last       int
	waiting    map[int]func(reply js.Value, err error)
	newest     *snapshot.Snapshot // received: the next one may leave out parts of it
	onSnapshot func(s *snapshot.Snapshot, underWay bool)
	onProgress func(share float64) // of the reading of files, 0 to 1; nil: nobody wants to know
}

// A refusal is why the worker did not carry out a command.
type refusal struct {
	text    string
	problem *recipe.Problem // what to tell the person; nil for a fault of ours
}

func (r *refusal) Error() string { return r.text }

func newClient(worker js.Value, onSnapshot func(*snapshot.Snapshot, bool)) *client {
	c := &client{worker: worker, waiting: map[int]func(js.Value, error){}, onSnapshot: onSnapshot}
	c.messages = dom.Listen(worker, "message", func(event js.Value) { c.receive(event.Get("data")) })
	return c
}

// do sends a command without files; done gets its outputs as JSON.
func (c *client) do(name, args string, seen bool, done func(outputs string, err error)) {
	c.send(name, args, seen, func(reply js.Value, err error) {
		if err != nil {
			done("", err)
			return
		}
		outputs := ""
		if list := reply.Get("outputs"); list.Type() == js.TypeString {
			outputs = list.String()
		}
		done(outputs, nil)
	})
}

// Unwrap returns what to tell the person.
func (r *refusal) Unwrap() error {
	if r.problem == nil {
		return nil
	}
	return r.problem
}

// end ends the worker, whatever it is doing.
func (c *client) end() {
	c.messages.Release()
	c.worker.Call("terminate")
}

// send sends a command with its arguments as JSON. seen trains at a pace that a
// person can follow. done is called when the command is carried out, or refused.
func (c *client) send(name, args string, seen bool, done func(reply js.Value, err error)) {
	c.last++
	c.waiting[c.last] = done
	c.worker.Call("postMessage", map[string]any{"id": c.last, "name": name, "args": args, "seen": seen})
}

// sendFiles sends a command with files, a JavaScript list of {name, bytes} or
// undefined.
func (c *client) sendFiles(name, args string, files js.Value, done func(reply js.Value, err error)) {
	c.last++
	c.waiting[c.last] = done
	c.worker.Call("postMessage", map[string]any{"id": c.last, "name": name, "args": args, "seen": false, "files": files})
}

// seen tells the worker that the last picture of its training is drawn.
func (c *client) seen() {
	c.worker.Call("postMessage", map[string]any{"id": 0, "name": "seen", "args": "", "seen": false})
}

func (c *client) receive(reply js.Value) {
	if detail := reply.Get("detail"); !detail.IsUndefined() { // it could not start
		for _, done := range c.waiting {
			done(reply, errors.New(detail.String()))
		}
		clear(c.waiting)
		return
	}
	if share := reply.Get("progress"); !share.IsUndefined() && c.onProgress != nil {
		c.onProgress(share.Float())
	}
	if array := reply.Get("snapshot"); !array.IsUndefined() {
		s, err := snapshot.Unmarshal(memory.Bytes(array), c.newest)
		if err != nil {
			panic(err) // both programs are built from the same code
		}
		c.newest = s
		c.onSnapshot(s, reply.Get("id").IsUndefined())
	}
	if id := reply.Get("id"); !id.IsUndefined() {
		done := c.waiting[id.Int()]
		delete(c.waiting, id.Int())
		done(reply, errorOf(reply))
	}
}

func errorOf(reply js.Value) error {
	text := reply.Get("error")
	if text.IsUndefined() {
		return nil
	}
	r := &refusal{text: text.String()}
	if encoded := reply.Get("problem"); !encoded.IsUndefined() {
		r.problem = &recipe.Problem{}
		if err := json.Unmarshal([]byte(encoded.String()), r.problem); err != nil {
			panic(err) // the worker wrote it
		}
	}
	return r
}

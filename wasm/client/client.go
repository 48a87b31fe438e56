//go:build js

// Package client sends commands to an engine in a worker, and hands out what comes
// back.
package client

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
)

// A Client sends commands to the worker and hands out what comes back.
type Client struct {
	OnProgress func(share float64) // of the reading of files, 0 to 1; nil: nobody wants to know
	OnEnd      func()              // the worker has failed; nil: nobody wants to know

	worker     js.Value
	messages   dom.Listener
	last       int
	waiting    map[int]func(reply js.Value, err error)
	lent       map[int]js.Value   // files by the number of their request, until the worker gives them back
	newest     *snapshot.Snapshot // received: the next one may leave out parts of it
	onSnapshot func(s *snapshot.Snapshot, underWay bool)
	failed     error // why the worker does not work any more; nil while it does
}

// A Refusal is why the worker did not carry out a command.
type Refusal struct {
	Text    string
	Problem *recipe.Problem // what to tell the person; nil for a fault of ours
}

func (r *Refusal) Error() string { return r.Text }

// Unwrap returns what to tell the person.
func (r *Refusal) Unwrap() error {
	if r.Problem == nil {
		return nil
	}
	return r.Problem
}

// New returns the client of a worker. onSnapshot gets every snapshot, and whether it
// is a picture of training under way.
func New(worker js.Value, onSnapshot func(s *snapshot.Snapshot, underWay bool)) *Client {
	c := &Client{worker: worker, waiting: map[int]func(js.Value, error){}, lent: map[int]js.Value{}, onSnapshot: onSnapshot}
	c.messages = dom.Listen(worker, "message", func(event js.Value) { c.receive(event.Get("data")) })
	return c
}

// Do sends a command without files; done gets its outputs as JSON.
func (c *Client) Do(name, args string, seen bool, done func(outputs string, err error)) {
	c.Send(name, args, seen, func(reply js.Value, err error) {
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

// End ends the worker, whatever it is doing.
func (c *Client) End() {
	c.messages.Release()
	c.worker.Call("terminate")
}

// Send sends a command with its arguments as JSON. seen trains at a pace that a
// person can follow. done is called when the command is carried out, or refused.
func (c *Client) Send(name, args string, seen bool, done func(reply js.Value, err error)) {
	c.post(map[string]any{"name": name, "args": args, "seen": seen}, nil, done)
}

// SendFiles sends a command with files, a JavaScript list of {name, bytes} or
// undefined.
func (c *Client) SendFiles(name, args string, files js.Value, done func(reply js.Value, err error)) {
	c.post(map[string]any{"name": name, "args": args, "seen": false, "files": files}, nil, done)
}

// LendFiles is SendFiles for files that nothing else needs before the worker has read
// them: it takes their bytes and gives them back before done is called, where SendFiles
// would stop the page to copy up to 200 MB. Each must have a buffer of its own.
func (c *Client) LendFiles(name, args string, files js.Value, done func(reply js.Value, err error)) {
	var moved []any
	for i := range files.Length() {
		moved = append(moved, files.Index(i).Get("bytes").Get("buffer"))
	}
	c.lent[c.last+1] = files
	c.post(map[string]any{"name": name, "args": args, "seen": false, "files": files, "lent": true}, moved, done)
}

// post sends a command; the buffers in moved go to the worker.
func (c *Client) post(command map[string]any, moved []any, done func(reply js.Value, err error)) {
	if c.failed != nil {
		done(js.ValueOf(map[string]any{}), c.failed)
		return
	}
	c.last++
	c.waiting[c.last] = done
	command["id"] = c.last
	c.worker.Call("postMessage", command, moved)
}

// Seen tells the worker that the last picture of its training is drawn.
func (c *Client) Seen() {
	c.worker.Call("postMessage", map[string]any{"id": 0, "name": "seen", "args": "", "seen": false})
}

func (c *Client) receive(reply js.Value) {
	if detail := reply.Get("detail"); !detail.IsUndefined() {
		c.fail(reply, errors.New("bonsai: the engine does not work: "+detail.String()))
		return
	}
	if share := reply.Get("progress"); !share.IsUndefined() && c.OnProgress != nil {
		c.OnProgress(share.Float())
	}
	if back := reply.Get("back"); !back.IsUndefined() {
		c.takeBack(reply.Get("of").Int(), back)
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

// takeBack puts the bytes of lent files where they were.
func (c *Client) takeBack(request int, back js.Value) {
	for i := range back.Length() {
		c.lent[request].Index(i).Set("bytes", back.Index(i))
	}
	delete(c.lent, request)
}

// fail refuses all commands that wait for an answer, in their order, and all later
// ones.
func (c *Client) fail(reply js.Value, err error) {
	c.failed = err
	if c.OnEnd != nil {
		c.OnEnd()
	}
	for id := 1; id <= c.last; id++ {
		if done, waits := c.waiting[id]; waits {
			delete(c.waiting, id)
			done(reply, err)
		}
	}
}

func errorOf(reply js.Value) error {
	text := reply.Get("error")
	if text.IsUndefined() {
		return nil
	}
	r := &Refusal{Text: text.String()}
	if encoded := reply.Get("problem"); !encoded.IsUndefined() {
		r.Problem = &recipe.Problem{}
		if err := json.Unmarshal([]byte(encoded.String()), r.Problem); err != nil {
			panic(err) // the worker wrote it
		}
	}
	return r
}

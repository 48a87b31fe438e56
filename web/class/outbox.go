package class

import (
	"encoding/json"

	"bonsai/engine/recipe"
)

// HTTP's numbers for what the server may answer.
const (
	noContent = 204 // a request was carried out
	Forbidden = 403 // only the teacher's page may do this
)

// Now is how the teacher's experiment is.
type Now struct {
	Link      string // its address in the short form; of a training, where that began
	Step      int
	Training  bool
	Rule      *recipe.Rule // that is dragged; nil for none
	Operation Operation    // that was begun last
}

// A Request is what the teacher's page sends to the server.
type Request struct {
	Path string
	Body string
}

// An Outbox decides what the teacher's page sends: its newest link, and what
// happens live. One request is on its way at a time, and what is outdated by then
// is left out.
type Outbox struct {
	link  Link
	step  int  // of the link
	live  Live // sent last
	busy  bool
	again bool // the link has not arrived
}

// Begin sets the number before the first revision. It must be larger than those
// that other pages of the same teacher have used.
func (o *Outbox) Begin(revision int) { o.link.Revision = revision }

// Next returns the request to send now. ok is false if there is none.
func (o *Outbox) Next(now Now) (r Request, ok bool) {
	if o.busy || now.Link == "" {
		return r, false
	}
	if now.Link != o.link.Link || o.again {
		if now.Link != o.link.Link {
			o.link, o.step = Link{now.Link, o.link.Revision + 1}, now.Step
		}
		o.live, o.again = Live{Revision: o.link.Revision}, false
		return o.request("link", o.link), true
	}
	live := Live{Revision: o.link.Revision, Rule: now.Rule}
	if now.Training && now.Rule == nil {
		live.Steps, live.Operation = max(now.Step-o.step, 0), &now.Operation
	}
	if live.same(o.live) {
		return r, false
	}
	o.live = live
	return o.request("live", live), true
}

func (o *Outbox) request(path string, v any) Request {
	o.busy = true
	return Request{path, encode(v)}
}

func (l Live) same(m Live) bool { return encode(l) == encode(m) }

// Done notes how the server has answered, with an HTTP status or 0 for no answer.
// It returns whether the page should try again.
func (o *Outbox) Done(path string, status int) (again bool) {
	o.busy = false
	if status == noContent {
		return false
	}
	if path == "link" {
		o.again = true
	} else {
		o.live = Live{Revision: -1}
	}
	return status != Forbidden
}

func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // all numbers are finite
	}
	return string(text)
}

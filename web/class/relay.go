package class

import (
	"slices"
	"time"
)

// A Message goes from one tab of a browser to the others.
type Message struct {
	From  string `json:"from"`
	To    string `json:"to,omitempty"`    // "" for all
	Kind  string `json:"kind"`            // what it says: see below
	Event string `json:"event,omitempty"` // of the stream
	Data  string `json:"data,omitempty"`
}

// The kinds of messages.
const (
	hello = "hello" // a tab asks whether another one has the stream
	event = "event" // the tab with the stream passes an event on
	leads = "leads" // a tab has the stream; of two, that with the smaller id keeps it
	bye   = "bye"   // the tab with the stream goes
)

// A Relay lets the tabs of one browser share one stream, since a browser opens no
// more than six connections to a server. One tab has the stream and passes its
// events on. When it goes, or is silent for too long, another opens the next
// stream.
type Relay struct {
	ID      string                                  // of this tab
	Post    func(Message)                           // sends a message to the other tabs
	Open    func()                                  // opens the stream
	Close   func()                                  // closes it
	Take    func(event, data string)                // takes an event
	After   func(wait time.Duration, f func())      // calls f later
	Random  func(below time.Duration) time.Duration // so that tabs do not do the same at once
	leading bool
	sign    int       // counts the signs of a tab with the stream
	kept    []Message // the newest event of each kind, for tabs that come later
}

// How long a tab waits for a sign of the one with the stream.
const (
	firstSign = 300 * time.Millisecond
	anySign   = 15 * time.Second
	spread    = 400 * time.Millisecond // by which tabs wait longer at random
)

// Begin asks for the stream of another tab, and opens one if there is none.
func (r *Relay) Begin() {
	r.Post(Message{From: r.ID, Kind: hello})
	r.await(firstSign)
}

// await opens the stream unless there is a sign within some time.
func (r *Relay) await(wait time.Duration) {
	r.sign++
	last := r.sign
	r.After(wait+r.Random(spread), func() {
		if r.sign == last && !r.leading {
			r.leading = true
			r.kept = nil
			r.Post(Message{From: r.ID, Kind: leads})
			r.Open()
		}
	})
}

// Leads reports whether this tab has the stream.
func (r *Relay) Leads() bool { return r.leading }

// Event takes an event of this tab's stream and passes it on.
func (r *Relay) Event(name, data string) {
	m := Message{From: r.ID, Kind: event, Event: name, Data: data}
	r.keep(m)
	r.Post(m)
	r.Take(name, data)
}

// keep keeps what a tab that comes later has to know.
func (r *Relay) keep(m Message) {
	switch m.Event {
	case "reset":
		r.kept = nil
	case "cleared":
		r.kept = slices.DeleteFunc(r.kept, func(k Message) bool { return k.Event == "result" })
	case "beat":
		return
	case "result", "removed": // each is about another result; there are at most a few hundred
	default:
		r.kept = slices.DeleteFunc(r.kept, func(k Message) bool { return k.Event == m.Event })
	}
	r.kept = append(r.kept, m)
}

// Hear takes a message of another tab.
func (r *Relay) Hear(m Message) {
	if m.To != "" && m.To != r.ID {
		return
	}
	switch {
	case m.Kind == hello && r.leading:
		for _, k := range append([]Message{{Event: "reset", Data: "{}"}}, r.kept...) {
			r.Post(Message{r.ID, m.From, event, k.Event, k.Data})
		}
	case m.Kind == hello:
	case m.Kind == bye:
		if !r.leading {
			r.await(0)
		}
	case r.leading && m.From > r.ID:
		r.Post(Message{From: r.ID, Kind: leads})
	case r.leading:
		r.leading = false
		r.Close()
		r.Begin()
	default:
		r.await(anySign)
		if m.Kind == event {
			r.Take(m.Event, m.Data)
		}
	}
}

// Leave lets another tab open the stream.
func (r *Relay) Leave() {
	if r.leading {
		r.Post(Message{From: r.ID, Kind: bye})
	}
}

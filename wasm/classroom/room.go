//go:build js

// Package classroom connects the page with its class on the server: it holds the
// streams, sends what package web/class decides, and carries out what follows
// for the page.
package classroom

import (
	"encoding/json"
	"syscall/js"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/class"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// A Room is the page's place in its class.
type Room struct {
	*session.Session
	Page Page

	state    class.State
	look     class.Look
	id       string // the student's
	relay    *class.Relay
	close    func() // closes the stream
	follower class.Follower
	failed   bool // the message on the page is about a link of the teacher's
	reported string
	focus    string // applied
	handed   string // the link that was handed in last

	outbox   class.Outbox
	now      class.Now
	full     string // the address of which now has the short form
	secret   string
	token    string
	until    time.Time   // the token is valid
	renewal  *time.Timer // of the token
	waiting  []func()    // for a valid token
	checking bool
	checked  map[string]bool // results that were computed again
}

// Page is what a room needs of the page.
type Page struct {
	Open      func(hash string, done func(error))                     // opens the teacher's experiment, without a question
	Load      func(hash string, done func(error))                     // opens one that the person has chosen, and asks first if that takes long
	Repeat    func(link string, done func(*snapshot.Snapshot, error)) // computes one apart from the page
	WhenReady func(f func())                                          // calls f once the first address has been opened
}

const (
	retry   = time.Second            // before a request that failed is sent again
	pause   = 120 * time.Millisecond // from one request of the teacher's page to the next
	silence = 15 * time.Second       // without a sign from the server the connection is dead
	noRoom  = time.Minute            // before a student who found no room asks again
)

// Bind joins the class, if the server has marked the page with one.
func (r *Room) Bind() {
	if dom.Data(dom.Root, "class") == "" {
		return
	}
	dom.ByID("class").Set("hidden", false)
	r.look.Choice = -1
	r.checked = map[string]bool{}
	r.secret = teachersSecret()
	r.state.Begin(r.secret != "")
	dom.Delegate("change", "data-board", func(option string, e, _ js.Value) { r.setBoard(option, e.Get("checked").Bool()) })
	if r.state.Teacher {
		r.outbox.Begin(int(time.Now().UnixMilli())) // later than that of a page before this one
		dom.On(dom.ByID("picture"), "change", func(js.Value) { r.lookAt(dom.Value("picture")) })
		r.authorise(r.secret)
		return
	}
	r.bindStudent()
}

// Own reports whether what is on the page is the person's own work.
func (r *Room) Own() bool { return r.state.Own() }

// Frozen reports whether the teacher has frozen the page.
func (r *Room) Frozen() bool { return r.state.Frozen() }

// Do carries out a command of the class's buttons. e is the button.
func (r *Room) Do(command string, e js.Value) {
	switch command {
	case "leave":
		r.Leave()
		dom.ByCommand("comeBack").Call("focus")
	case "comeBack":
		r.rejoin()
		dom.ByCommand("leave").Call("focus")
	case "class.handIn":
		r.handIn()
	case "class.vote":
		r.vote(dom.Whole(e, "choice"))
	case "class.back":
		r.changeMode(func(m *class.Mode) { m.Do, m.Calls = class.Follow, m.Calls+1 })
	case "class.freeze":
		r.toggleMode(class.Freeze)
	case "class.explore":
		r.toggleMode(class.Explore)
	case "class.board":
		r.Show()
		dom.ByID("board").Call("showModal")
	case "class.closeBoard":
		dom.ByID("board").Call("close")
	case "class.open":
		r.openResult(dom.Data(e, "result"))
	case "class.csv":
		dom.Save("results.csv", "text/csv", class.Table(r.state.Results))
	case "class.image":
		style := dom.Style()
		dom.Save("results.svg", "image/svg+xml", r.state.Picture(r.Words, func(name string) string { return style("--" + name) }))
	case "class.clear":
		r.post("remove", "{}", nil)
	case "class.ask":
		r.ask()
	case "class.reveal":
		r.setPoll(r.state.Poll.Reveal())
	case "class.endPoll":
		r.setPoll(nil)
	}
}

// Refresh shows how the page takes part.
func (r *Room) Refresh() {
	r.look.HandedIn = r.Snapshot != nil && r.handed == r.Snapshot.Link
	dom.Show(func(v *markup.View) { r.state.Show(v, r.Words, r.look) })
}

// listen opens a stream of events. again is called with how long to wait when it
// has ended for good: the browser connects again by itself when a connection
// breaks, but not when the server refuses it, nor when it has died without a
// word. take gets the events. listen returns a function that closes the stream.
func (r *Room) listen(address string, events []string, take func(name, data string), again func()) (close func()) {
	source := js.Global().Get("EventSource").New(address)
	var listeners []dom.Listener
	var dead *time.Timer
	open := true
	close = func() {
		open = false
		dead.Stop()
		source.Call("close")
		for _, l := range listeners {
			l.Release()
		}
	}
	end := func(wait time.Duration) {
		close()
		time.AfterFunc(wait, again)
	}
	lost := func() {
		r.state.Reached(false)
		r.Refresh()
	}
	dead = time.AfterFunc(silence, func() {
		lost()
		end(0)
	})
	for _, name := range events {
		listeners = append(listeners, dom.Listen(source, name, func(event js.Value) {
			dead.Reset(silence)
			take(name, event.Get("data").String())
			if open && name == "full" {
				end(noRoom)
			}
		}))
	}
	listeners = append(listeners, dom.Listen(source, "error", func(js.Value) {
		lost()
		if source.Get("readyState").Equal(source.Get("CLOSED")) {
			end(retry)
		}
	}))
	return close
}

// The events of both streams, and those of one.
var (
	common  = []string{"reset", "beat", "link", "mode", "poll", "votes", "board", "result", "removed", "cleared"}
	student = append([]string{"live", "full"}, common...)
	teacher = append([]string{"counts"}, common...)
)

// take takes an event.
func (r *Room) take(name, data string) {
	poll := r.state.Poll
	if r.state.Take(name, data) != nil {
		return // it is of another version
	}
	if now := r.state.Poll; now == nil || poll != nil && now.ID != poll.ID {
		r.look.Choice = -1
	}
	if name == "beat" {
		return
	}
	r.Refresh()
	if r.state.Teacher {
		r.verify()
		return
	}
	r.Page.WhenReady(r.follow)
}

// post sends a request; done may be nil.
func (r *Room) post(path, body string, done func(status int, answer string)) {
	if r.state.Teacher {
		r.authorised(func() { r.postNow(path, body, done) })
		return
	}
	r.postNow(path, body, done)
}

func (r *Room) postNow(path, body string, done func(status int, answer string)) {
	headers := map[string]any{"Content-Type": "application/json"}
	if r.token != "" {
		headers["Authorization"] = "Bearer " + r.token
	}
	r.fetch(path, map[string]any{"method": "POST", "body": body, "headers": headers}, done)
}

// fetch sends a request; the status is 0 if there is no answer.
func (r *Room) fetch(path string, options map[string]any, done func(status int, answer string)) {
	if done == nil {
		done = func(status int, answer string) {
			if status/100 != 2 {
				r.Tell(r.Words.Text("class.failed", "detail", answer))
			}
		}
	}
	dom.Await(js.Global().Call("fetch", "class/"+path, options), func(response js.Value) {
		status := response.Get("status").Int()
		dom.Await(response.Call("text"), func(text js.Value) { done(status, text.String()) }, func(js.Value) { done(status, "") })
	}, func(js.Value) { done(0, "") })
}

func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // all numbers are finite
	}
	return string(text)
}

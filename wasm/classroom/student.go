//go:build js

package classroom

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"syscall/js"
	"time"

	"bonsai/wasm/dom"
	"bonsai/web/class"
)

const (
	studentKey  = "bonsai.student"
	reportEvery = 45 * time.Second
)

func (r *Room) bindStudent() {
	if r.id = dom.Recall(studentKey); r.id == "" {
		r.id = fmt.Sprintf("%016x", rand.Uint64())
		dom.Remember(studentKey, r.id)
	}
	r.reported = r.state.Report()
	dom.On(dom.Window, "pagehide", func(js.Value) {
		r.relay.Leave()
		js.Global().Get("navigator").Call("sendBeacon", "class/report", r.report("gone"))
	})
	dom.On(dom.Window, "pageshow", func(event js.Value) {
		if event.Get("persisted").Bool() { // it was kept while the person was elsewhere
			r.tellState(true)
		}
	})
	go func() {
		for range time.Tick(reportEvery) {
			r.tellState(true)
		}
	}()
	r.share()
}

// share shares one stream with the other tabs of the browser.
func (r *Room) share() {
	channel := js.Global().Get("BroadcastChannel").New("bonsai.class." + dom.Location().Get("pathname").String())
	tab := fmt.Sprintf("%016x", rand.Uint64()) // a duplicated tab has the same student's id
	r.relay = &class.Relay{
		ID:     tab,
		Post:   func(m class.Message) { channel.Call("postMessage", encode(m)) },
		Open:   r.listenAsStudent,
		Close:  func() { r.close() },
		Take:   r.take,
		After:  func(wait time.Duration, f func()) { time.AfterFunc(wait, f) },
		Random: func(below time.Duration) time.Duration { return rand.N(below) },
	}
	dom.On(channel, "message", func(event js.Value) {
		var m class.Message
		if json.Unmarshal([]byte(event.Get("data").String()), &m) == nil {
			r.relay.Hear(m)
		}
	})
	r.relay.Begin()
}

func (r *Room) listenAsStudent() {
	r.close = r.listen("class/events?id="+r.id+"&state="+r.state.Report(), student, r.relay.Event, func() {
		if r.relay.Leads() {
			r.listenAsStudent()
		}
	})
}

func (r *Room) report(state string) string {
	return encode(map[string]string{"id": r.id, "state": state})
}

// tellState reports how the page takes part, if that is new or to be said again.
func (r *Room) tellState(again bool) {
	if state := r.state.Report(); again || state != r.reported {
		r.reported = state
		r.post("report", r.report(state), func(int, string) {}) // it is said again soon
	}
}

// follow brings the page to where the teacher's is.
func (r *Room) follow() {
	r.tellState(false)
	r.freeze()
	if r.Snapshot == nil {
		return
	}
	if r.state.Follows() {
		r.applyMode()
	}
	do := r.follower.Next(&r.state, r.Snapshot.StepsPerEpoch)
	if do.Drop || do.Open != "" {
		r.Drop()
	}
	switch {
	case do.Drag != nil:
		r.Hold(*do.Drag)
	case do.Operation != nil:
		r.Ask(do.Operation.Name, do.Operation.Arguments, true)
	case do.Link:
		r.Page.Open(do.Open, func(err error) { r.opened(do.Open, err) })
	case do.Open != "":
		r.Page.Open(do.Open, r.RefusedIf)
	case do.Drop && r.state.Follows():
		r.follow()
	}
}

// opened notes that a link of the teacher's has been opened. A newer one may have
// come meanwhile.
func (r *Room) opened(link string, err error) {
	if link != r.state.Link.Link || !r.state.Follows() {
		return
	}
	if err != nil {
		r.failed = true
		r.Refused(err)
		return
	}
	if r.failed {
		r.failed = false
		r.Tell("")
	}
	r.follower.Opened(r.Snapshot.Link)
	r.focus = ""
	r.follow()
}

// applyMode lets the page look at what the teacher looks at.
func (r *Room) applyMode() {
	m := r.state.Mode
	r.pictured = r.pictured || m.Picture != "" // "" is the network, or that nothing was chosen yet
	if r.pictured && m.Picture != dom.Value("picture") {
		dom.SetValue(dom.ByID("picture"), m.Picture)
		r.Show()
	}
	if m.Focus != r.focus && r.Snapshot.Plane {
		r.focus = m.Focus
		if m.Focus != "" {
			r.Send("focus", m.Focus, false, func(string, error) {}) // a neuron that the page does not have yet
		}
	}
}

// freeze lets the page be used or not.
func (r *Room) freeze() {
	frozen := r.state.Frozen()
	if (dom.Data(dom.Root, "frozen") == "true") == frozen {
		return
	}
	dom.Root.Get("dataset").Set("frozen", frozen)
	dom.Each(dom.Document, ".transport, #network, #histogram, .sliders, .pruning, #boundary, #card, #sheet .panel, #sheet .tools button", func(e js.Value) {
		e.Set("inert", frozen)
	})
}

// Leave lets a student who touches a control explore alone.
func (r *Room) Leave() {
	if r.state.Explore() {
		r.Refresh()
		r.follow()
	}
}

func (r *Room) rejoin() {
	r.state.Rejoin()
	r.Refresh()
	r.follow()
}

// handIn sends the student's experiment, once it stands still.
func (r *Room) handIn() {
	r.Paused(func(err error) {
		if err != nil {
			r.Refused(err)
			return
		}
		link := r.Snapshot.Link
		r.post("result", encode(class.HandInOf(r.id, dom.Value("studentName"), r.Snapshot)), func(status int, answer string) {
			if status != 201 {
				r.Tell(r.Words.Text("class.failed", "detail", answer))
				return
			}
			r.handed = link
			r.Tell(r.Words.Text("class.handedIn"))
			r.Refresh()
		})
	})
}

func (r *Room) vote(choice int) {
	body := encode(map[string]any{"id": r.id, "poll": r.state.Poll.ID, "choice": choice})
	r.post("vote", body, func(status int, answer string) {
		if status != 204 {
			r.Tell(r.Words.Text("class.failed", "detail", answer))
			return
		}
		r.look.Choice = choice
		r.Refresh()
	})
}

//go:build js

package classroom

import (
	"encoding/json"
	"strconv"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/class"
)

const secretKey = "bonsai.teacher"

// teachersSecret takes the secret from the address, where a projector would show
// it, and keeps it for the tab. It returns "" on a student's page.
func teachersSecret() string {
	secret := dom.Query("teach")
	if secret == "" {
		return dom.Recall(secretKey)
	}
	dom.Remember(secretKey, secret)
	dom.SetQuery("teach", "")
	return secret
}

// authorise exchanges the secret, or else a token, for a new token.
func (r *Room) authorise(secret string) {
	headers := map[string]any{"Authorization": "Bearer " + r.token}
	if secret != "" {
		headers = map[string]any{"X-Class-Secret": secret}
	}
	r.fetch("token", map[string]any{"method": "POST", "headers": headers}, func(status int, answer string) {
		var given struct {
			Token   string
			Seconds float64
		}
		switch {
		case status == 200 && json.Unmarshal([]byte(answer), &given) == nil:
			first := r.token == ""
			r.token = given.Token
			r.until = time.Now().Add(time.Duration(given.Seconds * 0.8 * float64(time.Second)))
			r.state.Refused(false)
			if r.renewal != nil {
				r.renewal.Stop()
			}
			r.renewal = time.AfterFunc(time.Duration(given.Seconds/2*float64(time.Second)), func() { r.authorised(func() { r.authorise("") }) })
			if first {
				r.listenAsTeacher()
			}
			waiting := r.waiting
			r.waiting = nil
			for _, f := range waiting {
				f()
			}
		case status == class.Forbidden && secret == "":
			r.authorise(r.secret)
			return
		case status == class.Forbidden:
			r.waiting = nil
			r.state.Refused(true)
			dom.Remember(secretKey, "")
		default:
			r.state.Reached(false)
			time.AfterFunc(retry, func() { r.authorise(r.secret) })
		}
		r.Refresh()
		r.send()
	})
}

// authorised calls f while the page has a valid token: at once, or after it has got
// one. A page that the browser has held up, or a laptop that has slept, renews its
// token too late.
func (r *Room) authorised(f func()) {
	if time.Now().Before(r.until) {
		f()
		return
	}
	if r.waiting = append(r.waiting, f); len(r.waiting) == 1 {
		r.authorise(r.secret)
	}
}

// authoriseAgain gets a new token and then a new stream: the token may be why the
// server has refused something.
func (r *Room) authoriseAgain() {
	r.token, r.until = "", time.Time{}
	r.authorise(r.secret)
}

func (r *Room) listenAsTeacher() {
	if r.close != nil {
		r.close()
	}
	r.close = r.listen("class/teacher?token="+r.token, teacher, r.take, r.authoriseAgain)
}

// Watch returns a function that sends commands to the engine as send does, and
// notes those that the class should see.
func (r *Room) Watch(send func(name, arguments string, watched bool, done func(string, error))) func(string, string, bool, func(string, error)) {
	return func(name, arguments string, watched bool, done func(string, error)) {
		switch name {
		case "train", "finetune", "play", "gradual", "rigl", "lottery", "load":
			r.now.Operation = class.Operation{Name: name, Arguments: arguments}
			if name == "load" { // its address may be long, and only its training is of interest
				r.now.Operation.Arguments = ""
			}
		case "focus":
			if r.state.Teacher {
				r.changeMode(func(m *class.Mode) { m.Focus = arguments })
			}
		}
		send(name, arguments, watched, done)
	}
}

// Changed sends the class what has changed in the teacher's experiment. In a student's
// page, it lets the changed experiment be handed in again.
func (r *Room) Changed(s *snapshot.Snapshot) {
	if r.look.HandedIn && r.handed != s.Link {
		r.Refresh()
	}
	if !r.state.Teacher || !r.Opened {
		return
	}
	if r.full != s.Link {
		r.full, r.now.Link = s.Link, recipe.ShortLink(s.Link, false)
	}
	r.now.Step, r.now.Training, r.now.Rule = s.Step, s.Training, r.Dragged
	r.send()
}

func (r *Room) send() {
	if r.token == "" {
		return
	}
	request, ok := r.outbox.Next(r.now)
	if !ok {
		return
	}
	r.post(request.Path, request.Body, func(status int, _ string) {
		wait := pause
		if status != 204 {
			wait = retry
		}
		r.state.Reached(status != 0)
		if status == class.Forbidden {
			r.authoriseAgain()
		}
		time.AfterFunc(wait, func() {
			r.outbox.Done(request.Path, status)
			r.send()
		})
	})
}

func (r *Room) changeMode(change func(m *class.Mode)) {
	m := r.state.Mode
	change(&m)
	r.state.Mode = m // the next change, which may come before the answer, starts from it
	r.post("mode", encode(m), nil)
	r.Refresh()
}

// toggleMode lets the class do something, or simply follow if it does that.
func (r *Room) toggleMode(do string) {
	r.changeMode(func(m *class.Mode) {
		if m.Do == do {
			m.Do = class.Follow
			if do == class.Explore {
				m.Calls++
			}
			return
		}
		m.Do = do
	})
}

// lookAt shows the class the picture of the network that the teacher has chosen.
func (r *Room) lookAt(picture string) {
	r.changeMode(func(m *class.Mode) { m.Picture = picture })
}

func (r *Room) setBoard(option string, on bool) {
	b := r.state.Board
	*map[string]*bool{"open": &b.Open, "askNames": &b.AskNames, "shown": &b.Shown, "showNames": &b.ShowNames}[option] = on
	r.state.Board = b
	r.post("board", encode(b), nil)
}

// openResult opens what a student has handed in.
func (r *Room) openResult(id string) {
	dom.ByID("board").Call("close")
	for _, result := range r.state.Results {
		if result.ID == id && result.Link != "" {
			r.Page.Load(result.Link, r.RefusedIf)
			return
		}
	}
	r.fetch("results/"+id, nil, func(status int, answer string) {
		var result class.Result
		if status != 200 || json.Unmarshal([]byte(answer), &result) != nil {
			r.Tell(r.Words.Text("class.failed", "detail", answer))
			return
		}
		r.Leave()
		r.Page.Load(result.Link, r.RefusedIf)
	})
}

// verify computes the results again, one after the other, and marks those that
// come to the same numbers.
func (r *Room) verify() {
	if r.checking {
		return
	}
	for _, result := range r.state.Results {
		if key := result.ID + result.Link; !result.Verified && !r.checked[key] {
			r.checked[key], r.checking = true, true
			r.Page.Repeat(result.Link, func(s *snapshot.Snapshot, err error) {
				r.checking = false
				if err == nil && result.Agrees(s) {
					r.post("verify", encode(map[string]any{"result": result.ID, "verified": true}), nil)
				}
				r.verify()
			})
			return
		}
	}
}

// ask begins the poll that the teacher has written.
func (r *Room) ask() {
	id := "p" + strconv.FormatInt(time.Now().UnixMilli(), 10)
	poll, ok := class.NewPoll(id, dom.Value("pollQuestion"), dom.Value("pollChoices"))
	if !ok {
		r.Tell(r.Words.Text("class.fewChoices"))
		return
	}
	r.setPoll(poll)
}

func (r *Room) setPoll(p *class.Poll) { r.post("poll", encode(p), nil) }

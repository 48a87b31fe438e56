// Package class is the page's part in a class. The teacher's page sends its
// link whenever the experiment has changed; a student's page opens the newest
// link, until the student explores alone.
package class

import (
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A State is how a page takes part.
type State struct {
	Present bool   // the server holds a class
	Teacher bool   // this is the teacher's page
	Newest  string // the link that was sent or received last

	followers string // how many students follow, as the server counts; "" before it has
	sending   bool
	refused   bool // the secret is not that of this class
	alone     bool // the student explores
	connected bool // the server can be reached
}

// Begin takes part, as the teacher or as a student.
func (s *State) Begin(teacher bool) { s.Present, s.Teacher, s.connected = true, teacher, true }

// Own tells whether what is on the page is the person's own work.
func (s *State) Own() bool { return !s.Present || s.Teacher || s.alone }

// Explore lets a student explore alone, and tells whether that is new.
func (s *State) Explore() bool {
	if !s.Present || s.Teacher || s.alone {
		return false
	}
	s.alone = true
	return true
}

// Follow lets a student follow again.
func (s *State) Follow() { s.alone = false }

// Follows tells whether the page has a link of the teacher's to open.
func (s *State) Follows() bool { return !s.alone && s.Newest != "" }

// Reached notes whether the server can be reached.
func (s *State) Reached(connected bool) { s.connected = connected }

// Send returns whether a link is to be sent now, and counts it as on its way.
// One that was sent last is sent only again, to hear how many follow.
func (s *State) Send(link string, again bool) bool {
	if !s.Present || !s.Teacher || s.refused || s.sending || link == "" || link == s.Newest && !again {
		return false
	}
	s.sending = true
	return true
}

// Sent notes that a link has arrived, and how many follow.
func (s *State) Sent(link, followers string) {
	s.Newest, s.followers, s.sending, s.connected = link, followers, false, true
}

// What the server may answer to a link, by HTTP's numbers.
const (
	Unreachable     = 0 // no answer
	forbidden       = 403
	tooManyRequests = 429
)

// Failed notes that a link has not arrived, and tells whether to try again in
// a while: not if the secret is that of another class.
func (s *State) Failed(status int) (again bool) {
	s.refused = status == forbidden
	s.connected = status == forbidden || status == tooManyRequests
	return !s.refused
}

// Retry lets a link be sent again after one has failed.
func (s *State) Retry() { s.sending = false }

// Show shows how the page takes part, and the button that a student has: to
// explore alone, or to follow again.
func (s *State) Show(v *markup.View, w *text.Words) {
	if !s.Present {
		return
	}
	v.Hide(markup.Command("leave"), s.alone || s.Teacher)
	v.Hide(markup.Command("comeBack"), !s.alone)
	v.Write("classSaid", w.Text(s.status(), "count", s.followers))
}

func (s *State) status() string {
	switch {
	case s.refused:
		return "class.notTeacher"
	case !s.connected:
		return "class.lost"
	case s.Teacher && s.followers == "":
		return "class.beginning"
	case s.Teacher:
		return "class.teaching"
	case s.alone:
		return "class.alone"
	case s.Newest == "":
		return "class.waiting"
	}
	return "class.following"
}

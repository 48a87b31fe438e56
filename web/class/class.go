// Package class is the page's part in a class: what students' pages do to
// follow the teacher's page, what the teacher's page sends, and what both show.
// How pages and server talk is described in package server/class. Nothing here
// knows the browser or the network.
package class

import (
	"cmp"
	"encoding/json"
	"slices"

	"bonsai/engine/recipe"
)

// A Link is the address of the teacher's experiment. Revision distinguishes it
// from the links before it.
type Link struct {
	Link     string `json:"link"`
	Revision int    `json:"revision"`
}

// Live is what happens to the experiment of a link right now: a training that
// has come Steps optimiser steps far, another operation that takes a while, or a
// rule that is dragged. If there is neither, the experiment is at rest.
type Live struct {
	Revision  int          `json:"revision"`
	Steps     int          `json:"steps,omitempty"`
	Operation *Operation   `json:"operation,omitempty"`
	Rule      *recipe.Rule `json:"rule,omitempty"`
}

// An Operation is a command to the engine.
type Operation struct {
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

// What a class does, as the teacher has said.
const (
	Follow  = ""        // students follow, and may explore alone
	Freeze  = "freeze"  // students follow, and cannot change anything
	Explore = "explore" // students have been told to explore
)

// A Mode is what the teacher wants the class to do and to look at.
type Mode struct {
	Do      string `json:"do,omitempty"`
	Calls   int    `json:"calls,omitempty"`   // how often everybody was called back
	Picture string `json:"picture,omitempty"` // of the network, by its value in the choice of pictures
	Focus   string `json:"focus,omitempty"`   // the arguments of the command focus
}

// Counts say how many students there are.
type Counts struct {
	Following int  `json:"following"`
	Exploring int  `json:"exploring"`
	Gone      int  `json:"gone"`
	Full      bool `json:"full"` // somebody found no room
}

// A State is what a page knows of its class.
type State struct {
	Present bool // the server holds a class
	Teacher bool // this is the teacher's page

	Link    Link
	Live    *Live // nil if the experiment is at rest
	Mode    Mode
	Counts  Counts
	Board   Board
	Results []Result // in the order in which they were handed in
	Poll    *Poll
	Votes   Votes

	Challenge *Challenge // nil for none

	alone     bool // the student explores
	connected bool // the server can be reached
	full      bool // there is no room
	refused   bool // the secret is not that of this class
}

// Begin takes part, as the teacher or as a student.
func (s *State) Begin(teacher bool) { s.Present, s.Teacher, s.connected = true, teacher, true }

// Own reports whether what is on the page is the person's own work.
func (s *State) Own() bool { return !s.Present || s.Teacher || s.alone }

// Follows reports whether the page shows what the teacher does.
func (s *State) Follows() bool { return s.Present && !s.Teacher && !s.alone }

// Explore lets a student explore alone. It returns whether that is new.
func (s *State) Explore() bool {
	if !s.Follows() || s.Mode.Do == Freeze {
		return false
	}
	s.alone = true
	return true
}

// Rejoin lets a student follow again.
func (s *State) Rejoin() { s.alone = false }

// Frozen reports whether the page must not change anything.
func (s *State) Frozen() bool { return s.Follows() && s.Mode.Do == Freeze }

// Reached notes whether the server can be reached.
func (s *State) Reached(connected bool) { s.connected = connected }

// Refused notes whether the server has taken the page for the teacher's.
func (s *State) Refused(refused bool) { s.refused, s.connected = refused, true }

// Take takes an event of the stream. One that cannot be read changes nothing: it
// is of another version.
func (s *State) Take(event, data string) error {
	s.connected, s.full = true, event == "full"
	read := func(v any) error { return json.Unmarshal([]byte(data), v) }
	switch event {
	case "reset":
		s.Results, s.Live, s.Poll, s.Votes, s.Challenge = nil, nil, nil, Votes{}, nil
	case "link":
		s.Live = nil
		return read(&s.Link)
	case "live":
		s.Live = nil
		return read(&s.Live)
	case "mode":
		mode := Mode{}
		err := read(&mode)
		if err == nil {
			s.changeMode(mode)
		}
		return err
	case "counts":
		return read(&s.Counts)
	case "board":
		return read(&s.Board)
	case "poll":
		s.Poll = nil
		return read(&s.Poll)
	case "challenge":
		return s.takeChallenge(data)
	case "votes":
		s.Votes = Votes{}
		return read(&s.Votes)
	case "cleared":
		s.Results = nil
	case "result", "removed":
		var result Result
		if err := read(&result); err != nil {
			return err
		}
		s.Results = slices.DeleteFunc(s.Results, func(r Result) bool { return r.ID == result.ID })
		if event == "result" {
			s.Results = append(s.Results, result)
			slices.SortStableFunc(s.Results, func(a, b Result) int { return cmp.Compare(a.Time, b.Time) })
		}
	}
	return nil
}

// changeMode carries out what the teacher wants now. A call to come back counts once,
// however often the mode is received.
func (s *State) changeMode(m Mode) {
	before := s.Mode
	s.Mode = m
	switch {
	case s.Teacher:
	case m.Do == Freeze || m.Calls > before.Calls && m.Do != Explore:
		s.alone = false
	case m.Do == Explore && before.Do != Explore:
		s.alone = true
	}
}

// Report returns the state that a student's page reports to the server.
func (s *State) Report() string {
	if s.alone {
		return "exploring"
	}
	return "following"
}

//go:build js

package main

import (
	"encoding/json"
	"errors"
	"math"
	"syscall/js"
	"time"

	"bonsai/engine/animation"
	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
	"bonsai/engine/study"
	"bonsai/wasm/memory"
)

// A request is what the page asks for.
type request struct {
	id    int
	name  string
	args  []byte
	files []samples.File // of "open", "preview" and "help"
	seen  bool           // train at a pace that a person can follow, not at full speed
}

func requestOf(data js.Value) request {
	r := request{
		id:   data.Get("id").Int(),
		name: data.Get("name").String(),
		args: []byte(data.Get("args").String()),
		seen: data.Get("seen").Bool(),
	}
	if files := data.Get("files"); !files.IsUndefined() {
		for i := range files.Length() {
			f := files.Index(i)
			r.files = append(r.files, samples.File{Name: f.Get("name").String(), Bytes: memory.Bytes(f.Get("bytes"))})
		}
	}
	return r
}

// service owns the lab and answers requests in their order.
type service struct {
	lab      *lab.Lab
	requests chan request
	breath   *breath

	sent    snapshot.Revisions // the parts of snapshots that the page has
	helper  *study.Helper      // nil: this worker helps with nothing
	study   *studyUnderWay     // nil: none is under way
	opening *opening           // nil: no files are being read
	files   *samples.Files     // of the last preview
	film    *animation.GIF     // that is being written; nil: none

	predictor predictor
	waiting   int       // id of the request whose training is under way; 0 for none
	unseen    bool      // the page has not drawn the last picture yet
	pace      float64   // optimiser steps a second; 0 trains at full speed
	last      time.Time // when the pace was last kept
}

func newService() (*service, error) {
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		return nil, err
	}
	// The messages of one turn of the event loop are at most a few; the
	// buffer keeps the callback, which must not block, from blocking.
	return &service{lab: l, requests: make(chan request, 1024), breath: newBreath()}, nil
}

// Training at full speed works for a slice of time and then lets messages in.
const (
	slice      = 12 * time.Millisecond
	picture    = 33 * time.Millisecond  // at full speed, from one picture to the next
	frame      = 16 * time.Millisecond  // the same where a person follows
	background = 250 * time.Millisecond // for a page that does not draw
)

func (s *service) serve() {
	for {
		if !s.lab.Training() && s.study == nil && s.opening == nil {
			s.handle(<-s.requests)
			continue
		}
		select {
		case r := <-s.requests:
			s.handle(r)
			continue
		default:
		}
		switch {
		case s.opening != nil:
			s.goOnOpening()
		case s.lab.Training():
			s.train()
		default:
			s.goOnStudying()
		}
	}
}

// show sends a picture of the training under way.
func (s *service) show() {
	post(map[string]any{"snapshot": s.news()})
	s.unseen = true
}

// handle carries one request out. Its reply comes at once, or where it trains
// when that is done.
func (s *service) handle(r request) {
	switch r.name {
	case "seen":
		s.unseen = false
		return
	case "predict":
		s.predict(r)
		return
	case "model":
		s.model(r)
		return
	case "forgotten":
		found, err := s.lab.Forgotten()
		answer(r.id, found, err)
		return
	case "answer":
		s.answer(r)
		return
	case "export":
		s.export(r)
		return
	case "animate":
		s.animate(r)
		return
	case "exports":
		list, err := s.lab.Deploy().Exports()
		answer(r.id, list, err)
		return
	case "study":
		s.beginStudy(r)
		return
	case "help":
		s.help(r)
		return
	case "fold", "curve", "tickets", "rivals":
		s.work(r)
		return
	case "preview", "previewNetwork":
		s.preview(r)
		return
	case "stopPreview":
		s.stopOpening()
		answer(r.id, nil, nil)
		return
	case "operations":
		answer(r.id, recipe.Operations(), nil)
		return
	case "thumbnails":
		answer(r.id, thumbnails(), nil)
		return
	}
	if r.name != "focus" {
		s.endStudy() // the operation changes what it measures
	}
	operation, err := s.carryOut(r)
	if err != nil {
		refuse(r.id, err)
		return
	}
	if s.lab.Training() {
		switch operation.(type) {
		case recipe.Set, recipe.Focus: // the training goes on for the request that waits for it
			s.reply(r.id)
			return
		case recipe.Play: // has no end to wait for
			s.release()
			s.setPace(r.seen, true)
			s.reply(r.id)
			return
		}
	}
	s.release()
	if s.lab.Training() {
		s.waiting = r.id
		s.setPace(r.seen, false)
		return
	}
	s.reply(r.id)
}

// carryOut carries out an operation; of "open" there is none, only files.
func (s *service) carryOut(r request) (recipe.Operation, error) {
	if r.name == "open" {
		return nil, s.open(r)
	}
	operation, err := recipe.ParseOperation(r.name, r.args)
	if err != nil {
		return nil, err
	}
	return operation, s.lab.Do(operation)
}

// How long a training takes that a person watches, where the machine is fast
// enough; one without an end takes as long for an epoch.
const (
	watched      = 1500 * time.Millisecond
	watchedEpoch = 30 * time.Millisecond
)

func (s *service) setPace(seen, endless bool) {
	s.pace, s.last = 0, time.Now()
	if !seen {
		return
	}
	length := watched
	if endless {
		length = watchedEpoch
	}
	s.pace = float64(s.lab.StepsLeft()) / length.Seconds()
}

// release answers the request whose training has ended or is ended by
// another: with how far it came.
func (s *service) release() {
	if s.waiting != 0 {
		s.reply(s.waiting)
		s.waiting = 0
	}
}

func (s *service) reply(id int) {
	post(map[string]any{"id": id, "snapshot": s.news()})
}

// train goes on with the run under way and shows how it stands, but never
// faster than the page draws.
func (s *service) train() {
	started := time.Now()
	err := s.sprint(started.Add(picture), s.allowance(started))
	if err != nil {
		s.fail(err)
		return
	}
	if !s.lab.Training() {
		post(map[string]any{"snapshot": s.news()})
		s.release()
		return
	}
	if !s.unseen {
		s.show()
	}
	if s.pace > 0 {
		time.Sleep(max(frame-time.Since(started), time.Millisecond))
		s.awaitSeen()
	}
}

// allowance is how many steps the pace allows since it was last kept. What a
// slow machine has missed is not made up for: the training takes longer.
func (s *service) allowance(now time.Time) int {
	if s.pace == 0 {
		return math.MaxInt
	}
	since := min(now.Sub(s.last), background)
	s.last = now
	return max(1, int(s.pace*since.Seconds()))
}

// sprint trains for a number of steps, but no longer than until a time, or
// until a message is there.
func (s *service) sprint(until time.Time, steps int) error {
	for time.Now().Before(until) && s.lab.Training() && steps > 0 && len(s.requests) == 0 {
		done, err := s.stretch(steps)
		if err != nil {
			return err
		}
		steps -= done
		s.breath.take()
	}
	return nil
}

// awaitSeen waits until the page has drawn the last picture, so that a person who
// watches sees each of them. A page in the background draws nothing, so it waits
// only a while.
func (s *service) awaitSeen() {
	patience := time.After(background)
	for s.unseen && s.lab.Training() {
		select {
		case r := <-s.requests:
			s.handle(r)
		case <-patience:
			s.unseen = false
		}
	}
}

// stretch trains for a slice of time, or fewer steps, and tells how many.
func (s *service) stretch(steps int) (done int, err error) {
	for started := time.Now(); time.Since(started) < slice && s.lab.Training() && done < steps; {
		few := min(8, steps-done) // between two looks at the clock
		if err := s.lab.Advance(few); err != nil {
			return done, err
		}
		done += few
	}
	return done, nil
}

// fail tells that the training went wrong, and how the experiment stands now.
func (s *service) fail(err error) {
	post(map[string]any{"snapshot": s.news()})
	if s.waiting != 0 {
		refuse(s.waiting, err)
		s.waiting = 0
	}
}

// news returns the present snapshot as bytes for the page: the parts that the
// page does not have. Messages arrive in order, so it has what was sent.
func (s *service) news() js.Value {
	now := s.lab.SnapshotSince(s.sent)
	message := snapshot.Marshal(now, s.sent)
	s.sent = now.Revisions
	return memory.Array(message)
}

// post sends a message; the buffer of a snapshot moves, it is not copied.
func post(message map[string]any) {
	var moved []any
	if array, ok := message["snapshot"].(js.Value); ok {
		moved = append(moved, array.Get("buffer"))
	}
	js.Global().Call("postMessage", message, moved)
}

func refuse(id int, err error) {
	reply := map[string]any{"id": id, "error": err.Error()}
	var p *recipe.Problem
	if errors.As(err, &p) {
		if text, err := json.Marshal(p); err == nil {
			reply["problem"] = string(text)
		}
	}
	post(reply)
}

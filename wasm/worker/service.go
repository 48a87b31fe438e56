//go:build js

package main

import (
	"encoding/json"
	"errors"
	"slices"
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
		if data.Get("lent").Truthy() {
			giveBack(r.id, files)
		}
	}
	return r
}

// giveBack returns the bytes of files to the page, which has lent them.
func giveBack(request int, files js.Value) {
	var back, moved []any
	for i := range files.Length() {
		array := files.Index(i).Get("bytes")
		back, moved = append(back, array), append(moved, array.Get("buffer"))
	}
	js.Global().Call("postMessage", map[string]any{"back": back, "of": request}, moved)
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
	waiting   []int         // ids of the requests that are under way; the last one may train
	unseen    bool          // the page has not drawn the last picture yet
	pace      float64       // optimiser steps a second; 0 trains at full speed
	length    time.Duration // of a training that is about to begin, to set its pace by; 0: none is
	last      time.Time     // when the pace was last kept
}

func newService() (*service, error) {
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		return nil, err
	}
	// The messages of one turn of the event loop are at most a few; the
	// buffer keeps the callback, which must not block, from blocking.
	l.WorkInSlices()
	return &service{lab: l, requests: make(chan request, 1024), breath: newBreath()}, nil
}

func (s *service) serve() {
	for {
		if !s.lab.Training() && !s.lab.Unfinished() && s.study == nil && s.opening == nil {
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
		case s.lab.Unfinished():
			s.finishShown()
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
	case "moments":
		s.moments(r)
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
	case "cost":
		s.cost(r)
		return
	case "operations":
		answer(r.id, recipe.Operations(), nil)
		return
	case "thumbnails":
		answer(r.id, thumbnails(), nil)
		return
	}
	if r.name == "loadSoon" {
		if s.takesLong(r) {
			return
		}
		r.name = "load"
	}
	if r.name != "focus" {
		s.endStudy() // the operation changes what it measures
	}
	beginning := s.lab.Beginning()
	operation, err := s.carryOut(r)
	if err != nil {
		refuse(r.id, err)
		return
	}
	if _, sets := operation.(recipe.Set); sets && beginning && s.lab.Beginning() {
		s.waiting = slices.Insert(s.waiting, max(0, len(s.waiting)-1), r.id) // is answered before what goes on
		return
	}
	if s.lab.Training() {
		switch operation.(type) {
		case recipe.Set, recipe.Focus: // the training goes on for the request that waits for it
			if _, sets := operation.(recipe.Set); sets && s.lab.Working() {
				break // it has its own work to wait for
			}
			s.reply(r.id)
			return
		case recipe.Play: // has no end to wait for
			s.releaseEarlier()
			s.setPace(r.seen, true)
			if s.lab.Queued() {
				s.waiting = append(s.waiting, nobody)
			}
			s.reply(r.id)
			return
		}
	}
	s.releaseEarlier()
	if s.lab.Training() {
		s.waiting = append(s.waiting, r.id)
		s.setPace(r.seen, false)
		return
	}
	s.reply(r.id)
}

// nobody is in place of a request's id where no request waits.
const nobody = 0

// releaseEarlier answers the requests that another has ended, but not those that it
// waits for.
func (s *service) releaseEarlier() {
	if !s.lab.Queued() {
		s.release()
	}
}

// carryOut carries out an operation; there is none of "open", which has files, and of
// the beginning and the end of a lesson.
func (s *service) carryOut(r request) (recipe.Operation, error) {
	switch r.name {
	case "open":
		return nil, s.open(r)
	case "setAside":
		return nil, s.lab.SetAside()
	case "takeUp":
		return nil, s.lab.TakeUp(string(r.args) == "back")
	}
	operation, err := recipe.ParseOperation(r.name, r.args)
	if err != nil {
		return nil, err
	}
	return operation, s.lab.Do(operation)
}

// release answers the requests whose training has ended or is ended by
// another: with how far it came.
func (s *service) release() {
	for _, id := range s.waiting {
		if id != nobody {
			s.reply(id)
		}
	}
	s.waiting = nil
}

func (s *service) reply(id int) {
	post(map[string]any{"id": id, "snapshot": s.news()})
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

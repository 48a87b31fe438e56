//go:build js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/engine/study"
)

// A study is measured while nothing else is to do; the next command ends it.
type studyUnderWay struct {
	id int // of the request
	*study.Study
}

// beginStudy answers a "study" when its curve is measured, or with null where a
// command came between.
func (s *service) beginStudy(r request) {
	s.endStudy()
	var task snapshot.StudyTask
	if err := json.Unmarshal(r.args, &task); err != nil {
		refuse(r.id, err)
		return
	}
	found, err := study.New(s.lab, task)
	if err != nil {
		refuse(r.id, err)
		return
	}
	s.study = &studyUnderWay{r.id, found}
}

func (s *service) endStudy() {
	if s.study != nil {
		answer(s.study.id, nil, nil)
		s.study = nil
	}
}

// goOnStudying measures for a slice of time.
func (s *service) goOnStudying() {
	for started := time.Now(); time.Since(started) < slice; {
		if !s.study.Step() {
			answer(s.study.id, s.study.Curve(), nil)
			s.study = nil
			return
		}
	}
	s.breath.take()
}

// help makes this worker a helper of an experiment.
func (s *service) help(r request) {
	var args struct{ Hash string }
	err := json.Unmarshal(r.args, &args)
	if err == nil {
		s.helper, err = study.NewHelper(args.Hash, r.files)
	}
	answer(r.id, nil, err)
}

// work does a piece of work on the helper's experiment.
func (s *service) work(r request) {
	if s.helper == nil {
		refuse(r.id, errors.New("worker: there is no experiment to help with yet"))
		return
	}
	outputs, err := s.outputsOf(r)
	answer(r.id, outputs, err)
}

func (s *service) outputsOf(r request) (any, error) {
	switch r.name {
	case "fold":
		return helped(s.helper.Fold, r.args)
	case "curve":
		return helped(s.helper.Study, r.args)
	case "tickets":
		return helped(s.helper.Tickets, r.args)
	case "rivals":
		return helped(s.helper.Rivals, r.args)
	}
	return nil, fmt.Errorf("worker: unknown work %q", r.name)
}

// helped lets a helper work on a task that is written as JSON.
func helped[Task, Result any](work func(Task) (Result, error), args []byte) (any, error) {
	var task Task
	if err := json.Unmarshal(args, &task); err != nil {
		return nil, err
	}
	return work(task)
}

// answer sends outputs as JSON, or refuses.
func answer(id int, outputs any, err error) {
	var text []byte
	if err == nil {
		text, err = json.Marshal(outputs)
	}
	if err != nil {
		refuse(id, err)
		return
	}
	post(map[string]any{"id": id, "outputs": string(text)})
}

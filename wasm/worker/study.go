//go:build js

package main

import (
	"encoding/json"
	"time"

	"bonsai/engine/lab"
)

// A study is measured while nothing else is to do; the next command ends it.
type study struct {
	id int // of the request
	*lab.Study
}

// beginStudy answers a "study" when all is measured, with its curves, or with
// null where a command came between.
func (s *service) beginStudy(r request) {
	var args struct{ Kind, Criterion, Scope string }
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, err)
		return
	}
	s.endStudy()
	found, err := s.lab.NewStudy(args.Kind, args.Criterion, args.Scope)
	if err != nil {
		refuse(r.id, err)
		return
	}
	s.study = &study{r.id, found}
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
			answer(s.study.id, s.study.Curves(), nil)
			s.study = nil
			return
		}
	}
	post(map[string]any{"progress": s.study.Progress()})
	s.breath.take()
}

// carryOut does work that stands on its own, in a worker that does nothing else.
func carryOut(r request) {
	outputs, err := outputsOf(r)
	answer(r.id, outputs, err)
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

func outputsOf(r request) (any, error) {
	if r.name == "fold" {
		var task lab.FoldTask
		if err := json.Unmarshal(r.args, &task); err != nil {
			return nil, err
		}
		return lab.RunFold(task)
	}
	var task lab.RivalsTask
	if err := json.Unmarshal(r.args, &task); err != nil {
		return nil, err
	}
	return lab.RunRivals(task)
}

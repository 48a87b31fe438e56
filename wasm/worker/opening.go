//go:build js

package main

import (
	"encoding/json"
	"errors"
	"time"

	"bonsai/engine/samples"
)

// opening is a person's files that are being read, in slices of time, so that
// the page can show progress and stop it.
type opening struct {
	id int // of the request that waits for a preview
	*samples.Opening
}

// readingOf returns how a request wants its files to be read, "" for as they
// suggest, and what a person changes about it.
func readingOf(r request) (reading string, change samples.Change, err error) {
	var args struct {
		Reading string
		Change  samples.Change
	}
	if len(r.args) > 0 {
		if err := json.Unmarshal(r.args, &args); err != nil {
			return "", change, errors.New("bonsai: reading must be a string, change a {what, value, column}: " + err.Error())
		}
	}
	return args.Reading, args.Change, nil
}

// preview answers with what choices about files come to (samples.Preview), or
// with null for images, of which there is nothing to choose. A request without
// files is about those of the last preview.
func (s *service) preview(r request) {
	s.stopOpening()
	if len(r.files) > 0 {
		s.files = nil
		s.opening = &opening{r.id, samples.Open(r.files)}
		return
	}
	s.answerPreview(r.id, r)
}

func (s *service) answerPreview(id int, r request) {
	reading, change, err := readingOf(r)
	if err == nil && s.files == nil {
		err = errors.New("bonsai: there are no files to preview")
	}
	if err != nil || !s.files.IsTable() {
		answer(id, nil, err)
		return
	}
	preview, err := s.files.Preview(reading, change)
	answer(id, preview, err)
}

// stopOpening ends the reading of files; its request is answered with null.
func (s *service) stopOpening() {
	if s.opening != nil {
		answer(s.opening.id, nil, nil)
		s.opening = nil
	}
}

// bytesPerStep is what is read between two looks at the clock.
const bytesPerStep = 1 << 16

// goOnOpening reads for a slice of time and tells the page how far it is.
func (s *service) goOnOpening() {
	for started := time.Now(); time.Since(started) < slice; {
		if s.opening.Step(bytesPerStep) {
			continue
		}
		id := s.opening.id
		files, err := s.opening.Files()
		s.opening, s.files = nil, files
		if err != nil {
			refuse(id, err)
			return
		}
		s.answerPreview(id, request{})
		return
	}
	post(map[string]any{"progress": s.opening.Progress()})
	s.breath.take()
}

// open starts an experiment on files: those of the request, or those of the last
// preview.
func (s *service) open(r request) error {
	reading, _, err := readingOf(r)
	if err != nil {
		return err
	}
	files := s.files
	if len(r.files) > 0 {
		if files, err = samples.Read(r.files); err != nil {
			return err
		}
	}
	if files == nil {
		return errors.New("bonsai: there are no files to open")
	}
	if reading == "" {
		reading = files.Reading
	}
	return s.lab.OpenAs(files, reading)
}

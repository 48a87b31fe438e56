//go:build js

package main

import (
	"encoding/json"
	"errors"
	"runtime"
	"runtime/debug"
	"time"

	"bonsai/engine/samples"
)

// opening is a person's files that are being read, in slices of time, so that
// the page can show progress and stop it.
type opening struct {
	id int // of the request that waits for a preview
	*samples.Opening
}

// wanted is how a request wants its files to be read: the reading of a table and
// the answers about a network, "" for what is suggested, and what a person changes
// about one of the two.
type wanted struct {
	Reading string
	Network string
	Change  samples.Change
}

func wantedBy(r request) (w wanted, err error) {
	if len(r.args) > 0 {
		if err := json.Unmarshal(r.args, &w); err != nil {
			return w, errors.New("bonsai: reading and network must be strings, change a {what, value, column}: " + err.Error())
		}
	}
	return w, nil
}

// preview answers with what choices about files come to (samples.Preview), or
// with null for images, of which there is nothing to choose. If there is a network
// among them, "previewNetwork" asks about that. A request without
// files is about those of the last preview.
func (s *service) preview(r request) {
	s.stopOpening()
	if len(r.files) > 0 {
		s.files = nil
		runtime.GC() // of the files before
		debug.SetGCPercent(rarely)
		s.opening = &opening{r.id, samples.Open(r.files)}
		return
	}
	s.answerPreview(r.id, r)
}

func (s *service) answerPreview(id int, r request) {
	w, err := wantedBy(r)
	if err == nil && s.files == nil {
		err = errors.New("bonsai: there are no files to preview")
	}
	switch {
	case err != nil || !s.files.IsTable() && !s.files.HasNetwork():
		answer(id, nil, err)
	case r.name == "previewNetwork":
		preview, err := s.files.PreviewNetwork(w.Reading, w.Network, w.Change)
		answer(id, preview, err)
	case s.files.IsTable():
		preview, err := s.files.Preview(w.Reading, w.Change)
		answer(id, preview, err)
	default:
		answer(id, s.files.Alone(), nil)
	}
}

// stopOpening ends the reading of files; its request is answered with null.
func (s *service) stopOpening() {
	if s.opening != nil {
		answer(s.opening.id, nil, nil)
		s.endOpening()
	}
}

// While a file is read, nearly all memory that is taken is kept, so looking for what is
// not would take a quarter of the time.
const (
	rarely = 400 // per cent of the memory in use that is taken before the collector looks
	usual  = 100
)

func (s *service) endOpening() {
	s.opening = nil
	debug.SetGCPercent(usual)
}

const (
	bytesPerStep = 1 << 16 // are read between two looks at the clock

	// Nobody follows the reading as closely as training, and a quarter as many looks at
	// messages save a tenth of the time that a large table takes.
	openingSlice = 4 * slice
)

// goOnOpening reads for a slice of time and tells the page how far it is.
func (s *service) goOnOpening() {
	for started := time.Now(); time.Since(started) < openingSlice; {
		if s.opening.Step(bytesPerStep) {
			continue
		}
		id := s.opening.id
		files, err := s.opening.Files()
		if err != nil {
			files = s.opening.Otherwise()
		}
		s.endOpening()
		s.files = files
		if files == nil {
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
	w, err := wantedBy(r)
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
	return s.lab.OpenAs(files, w.Reading, w.Network)
}

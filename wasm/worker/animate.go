//go:build js

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"bonsai/engine/animation"
	"bonsai/engine/recipe"
	"bonsai/wasm/memory"
)

// animate adds a picture to a GIF. Without a picture it answers with the file, and the
// next picture begins another.
func (s *service) animate(r request) {
	if len(r.files) == 0 {
		film := cmp.Or(s.film, &animation.GIF{}) // without a picture, Encode says so
		file, err := film.Encode()
		s.film = nil
		if err != nil {
			refuse(r.id, err)
			return
		}
		post(map[string]any{"id": r.id, "files": []any{map[string]any{"name": "bonsai.gif", "bytes": memory.Array(file)}}})
		return
	}
	var args struct{ Width, Milliseconds int }
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, fmt.Errorf("worker: a picture needs {width, milliseconds}, both whole numbers: %w", err))
		return
	}
	if s.film == nil {
		s.film = &animation.GIF{}
	}
	answer(r.id, nil, s.film.Add(r.files[0].Bytes, args.Width, time.Duration(args.Milliseconds)*time.Millisecond))
}

// moments answers with how an experiment was made.
func (s *service) moments(r request) {
	var args struct {
		Link                  string
		StepsPerEpoch, Wanted int
	}
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, fmt.Errorf("worker: moments need {link, stepsPerEpoch, wanted}: %w", err))
		return
	}
	x, err := recipe.ParseAddress(args.Link)
	answer(r.id, x.Moments(args.StepsPerEpoch, args.Wanted), err)
}

//go:build js

package saving

import (
	"encoding/json"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/film"
	"bonsai/web/markup"
)

// A helper, an engine in a worker of its own, measures the scenes of a film and writes
// the GIF. It is ended when the film is saved, or when the person stops it.

// film begins a film in place of the one that is being made, and calls save with its
// scenes and their pictures.
func (s *Saver) film(button string, save func(scenes []film.Scene, pictures []string)) {
	s.endFilm()
	var newest *snapshot.Snapshot
	helper := client.New(s.Host.Call("helper"), func(received *snapshot.Snapshot, _ bool) { newest = received })
	s.helper, s.button = helper, button
	s.Write("saveSaid", "")
	dom.Show(film.Begun)
	dom.ByID("film").Call("scrollIntoView", map[string]any{"block": "nearest"})
	present := s.Snapshot
	engine := film.Engine{
		Open: func(link string, done func(*snapshot.Snapshot, error)) {
			s.Open(helper, link, func(err error) { done(newest, err) })
		},
		Measure: func(r recipe.Rule, done func(*snapshot.Snapshot, error)) {
			helper.Do("prune", command.Prune(r, true), false, func(_ string, err error) { done(newest, err) })
		},
	}
	engine.Moments = func(link string, stepsPerEpoch int, done func([]recipe.Moment, error)) {
		helper.Do("moments", film.MomentsOf(link, stepsPerEpoch), false, func(outputs string, err error) {
			var moments []recipe.Moment
			if err == nil {
				err = json.Unmarshal([]byte(outputs), &moments)
			}
			done(moments, err)
		})
	}
	shoot := film.Shoot
	if dom.Value("filmOf") == "steps" {
		shoot = film.Retrace
	}
	shoot(present, engine, s.filmed, func(scenes []film.Scene, err error) {
		if err != nil {
			s.filmFailed(err)
			return
		}
		save(scenes, film.Pictures(s.Words, s.Theme(), scenes, present))
	})
}

// filmed shows how many of all scenes have been measured, which is half of the work.
func (s *Saver) filmed(done, all int) { s.progress(done, 2*all) }

func (s *Saver) progress(done, all int) {
	dom.Show(func(v *markup.View) { film.Progress(v, done, all) })
}

// endFilm ends what is being made, if anything is. The keyboard goes from the button that
// stops it, which is hidden, to the one that began it.
func (s *Saver) endFilm() {
	if s.helper == nil {
		return
	}
	s.helper.End()
	s.helper = nil
	focused := dom.IsFocused(dom.ByCommand("stopFilm"))
	dom.Show(film.Ended)
	if focused {
		dom.ByCommand(s.button).Call("focus")
	}
}

func (s *Saver) filmFailed(err error) {
	s.endFilm()
	s.Write("saveSaid", s.Problem(err))
}

// saved gives the browser the file of a film.
func (s *Saver) saved(name, kind string, content any, bytes int) {
	s.endFilm()
	dom.Save(name, kind, content)
	s.Write("saveSaid", s.Words.Text("film.saved", "name", name, "n", s.Words.Count(bytes)))
}

func (s *Saver) saveMovingSVG(scenes []film.Scene, pictures []string) {
	image := film.SVG(pictures, scenes)
	s.saved("bonsai-film.svg", "image/svg+xml", image, len(image))
}

// saveGIF lets the browser draw the pictures and the helper write them, one after the
// other.
func (s *Saver) saveGIF(scenes []film.Scene, pictures []string) {
	helper := s.helper
	var next func(i int)
	next = func(i int) {
		if s.helper != helper {
			return // stopped while a picture was drawn
		}
		s.progress(len(pictures)+i, 2*len(pictures))
		if i == len(pictures) {
			helper.Send("animate", "", false, func(reply js.Value, err error) {
				if err != nil {
					s.filmFailed(err)
					return
				}
				file := reply.Get("files").Index(0)
				s.saved(file.Get("name").String(), "image/gif", file.Get("bytes"), file.Get("bytes").Length())
			})
			return
		}
		dom.Paint(pictures[i], web.FrameWidth, web.FrameHeight, 1, func(canvas js.Value) {
			if s.helper != helper {
				return
			}
			files := js.ValueOf([]any{map[string]any{"name": "", "bytes": dom.Pixels(canvas)}})
			helper.SendFiles("animate", film.Arguments(scenes[i]), files, func(_ js.Value, err error) {
				if err != nil {
					s.filmFailed(err)
					return
				}
				next(i + 1)
			})
		})
	}
	next(0)
}

//go:build js

package saving

import (
	"strings"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web"
	"bonsai/web/film"
)

// videoKind returns the type of video that the browser records, "" for none.
func (s *Saver) videoKind() string { return s.Host.Get("videoKind").String() }

// saveVideo lets the browser record the pictures while they are played.
func (s *Saver) saveVideo(scenes []film.Scene, pictures []string) {
	helper := s.helper
	var images, holds []any
	for i, scene := range scenes {
		images, holds = append(images, pictures[i]), append(holds, scene.Hold.Milliseconds())
	}
	seen := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if s.helper != helper {
			return false // the person has stopped it
		}
		s.progress(len(scenes)+args[0].Int(), 2*len(scenes))
		return true
	})
	end := func(then func()) {
		seen.Release()
		if s.helper == helper {
			then()
		}
	}
	dom.Await(s.Host.Call("record", images, holds, web.FrameWidth, web.FrameHeight, film.BitRate(scenes), seen), func(video js.Value) {
		end(func() {
			kind, _, _ := strings.Cut(s.videoKind(), ";")
			s.saved("bonsai."+strings.TrimPrefix(kind, "video/"), kind, video, video.Get("size").Int())
		})
	}, func(reason js.Value) { end(func() { s.filmFailed(js.Error{Value: reason}) }) })
}

//go:build js

package saving

import (
	"errors"
	"syscall/js"
	"time"

	"bonsai/wasm/dom"
	"bonsai/web"
	"bonsai/web/film"
)

// videoType returns the type of video that the browser records, "" for none. MP4 comes
// first if its pictures are coded as most programs for slides can play them.
func videoType() string {
	recorder := dom.Window.Get("MediaRecorder")
	if recorder.IsUndefined() {
		return ""
	}
	for _, kind := range []string{"video/mp4;codecs=avc1.42E01F", "video/webm;codecs=vp9", "video/webm"} {
		if recorder.Call("isTypeSupported", kind).Bool() {
			return kind
		}
	}
	return ""
}

// redrawn is how often a picture is drawn again while it is seen: a recorder takes a
// picture only when something is drawn.
const redrawn = 70 * time.Millisecond

// saveVideo lets the browser record the pictures while they are played on a canvas that
// nobody sees.
func (s *Saver) saveVideo(scenes []film.Scene, pictures []string) {
	helper := s.helper
	canvas := dom.New("canvas")
	canvas.Set("width", web.FrameWidth)
	canvas.Set("height", web.FrameHeight)
	pen := canvas.Call("getContext", "2d")
	kind := videoType()
	stream := canvas.Call("captureStream")
	recorder := dom.Window.Get("MediaRecorder").New(stream, map[string]any{"mimeType": kind, "videoBitsPerSecond": film.BitRate(scenes)})
	var recorded, stopped dom.Listener
	var parts []any
	recorded = dom.Listen(recorder, "dataavailable", func(event js.Value) { parts = append(parts, event.Get("data")) })
	end := func() {
		recorded.Release()
		stopped.Release()
		stream.Call("getTracks").Index(0).Call("stop")
	}
	stopped = dom.Listen(recorder, "stop", func(js.Value) {
		end()
		if s.helper != helper {
			return // the person has stopped it
		}
		video := dom.Window.Get("Blob").New(parts, map[string]any{"type": kind})
		if video.Get("size").Int() == 0 {
			s.filmFailed(errors.New("saving: the browser has recorded nothing of the film"))
			return
		}
		name := "bonsai.webm"
		if kind[:len("video/mp4")] == "video/mp4" {
			name = "bonsai.mp4"
		}
		s.saved(name, kind, video, video.Get("size").Int())
	})
	go func() {
		for i, scene := range scenes {
			painted := make(chan js.Value, 1)
			dom.Paint(pictures[i], web.FrameWidth, web.FrameHeight, 1, func(picture js.Value) { painted <- picture })
			picture := <-painted
			for seen := time.Duration(0); seen < scene.Hold && s.helper == helper; seen += redrawn {
				pen.Call("drawImage", picture, 0, 0)
				if i == 0 && seen == 0 {
					recorder.Call("start")
				}
				time.Sleep(redrawn)
			}
			if s.helper != helper {
				break
			}
			s.progress(len(scenes)+i+1, 2*len(scenes))
		}
		if recorder.Get("state").String() == "inactive" { // stopped before the first picture
			end()
			return
		}
		recorder.Call("stop")
	}()
}

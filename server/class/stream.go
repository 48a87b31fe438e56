package class

import (
	"net/http"
	"time"
)

// stream sends a client the events of a feed until the client goes, does not
// read for too long, or the class ends.
func (c *Class) stream(w http.ResponseWriter, r *http.Request, f *feed) {
	f.join()
	defer f.leave()
	send := sender(w)
	if !send([]byte(reconnect)) {
		return
	}
	beat := time.NewTimer(heartbeat)
	defer beat.Stop()
	position := f.position(r.Header.Get("Last-Event-ID"))
	for {
		frames, next, changed := f.since(position)
		position = next
		if len(frames) > 0 {
			if !send(frames...) {
				return
			}
			beat.Reset(heartbeat)
		}
		select {
		case <-changed:
		case <-beat.C:
			if !send(beatFrame) {
				return
			}
			beat.Reset(heartbeat)
		case <-r.Context().Done():
			return
		case <-c.closed:
			return
		}
	}
}

var beatFrame = frame("beat", "", "{}")

// reconnect tells the browser to connect again a second after a break.
const reconnect = "retry: 1000\n\n"

// sender returns a function that sends parts of a stream at once, and reports
// whether that worked.
func sender(w http.ResponseWriter) func(parts ...[]byte) bool {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // asks nginx, as a proxy, not to hold events back
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // that of the request would end the stream
	return func(parts ...[]byte) bool {
		control.SetWriteDeadline(time.Now().Add(patience)) // not every writer has deadlines
		for _, part := range parts {
			if _, err := w.Write(part); err != nil {
				return false
			}
		}
		return control.Flush() == nil
	}
}

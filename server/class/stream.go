package class

import (
	"bytes"
	"net"
	"net/http"
	"time"
)

// stream sends a client the events of a feed until the client goes, does not
// read for too long, or the class ends. Then it calls left.
//
// It takes the connection over from net/http, whose buffers and goroutines for a
// request in progress would be most of the memory that a follower needs.
func (c *Class) stream(w http.ResponseWriter, r *http.Request, f *feed, left func()) error {
	position := f.position(r.Header.Get("Last-Event-ID"))
	header := w.Header()
	streamHeaders(header)
	header.Set("Connection", "close") // the end of the stream is that of the connection
	header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	head := bytes.NewBufferString("HTTP/1.1 200 OK\r\n")
	header.Write(head) // writing to memory does not fail
	head.WriteString("\r\n" + reconnect)

	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		left()
		return malformed("Streams need a connection of their own.")
	}
	go func() {
		defer left()
		defer connection.Close()
		c.send(connection, head.Bytes(), f, position)
	}()
	return nil
}

// reconnect tells the browser to connect again a second after a break.
const reconnect = "retry: 1000\n\n"

func streamHeaders(header http.Header) {
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // asks nginx, as a proxy, not to hold events back
}

// send writes the head of a stream and the events of a feed to a connection.
func (c *Class) send(connection net.Conn, head []byte, f *feed, position uint64) {
	f.join()
	defer f.leave()
	gone := make(chan struct{})
	connection.SetReadDeadline(time.Time{}) // that of the request would end the stream
	go waitForEnd(connection, gone)
	write := func(parts ...[]byte) bool {
		connection.SetWriteDeadline(time.Now().Add(patience))
		for _, part := range parts {
			if _, err := connection.Write(part); err != nil {
				return false
			}
		}
		return true
	}
	if !write(head) {
		return
	}
	beat := time.NewTimer(heartbeat)
	defer beat.Stop()
	for {
		frames, next, changed := f.since(position)
		position = next
		if len(frames) > 0 {
			if !write(frames...) {
				return
			}
			beat.Reset(heartbeat)
		}
		select {
		case <-changed:
		case <-beat.C:
			if !write(beatFrame) {
				return
			}
			beat.Reset(heartbeat)
		case <-gone:
			return
		case <-c.closed:
			return
		}
	}
}

var beatFrame = frame("beat", "", "{}")

// waitForEnd closes gone when a connection ends. What the client sends before
// that means nothing.
func waitForEnd(connection net.Conn, gone chan<- struct{}) {
	defer close(gone)
	var b [1]byte
	for {
		if _, err := connection.Read(b[:]); err != nil {
			return
		}
	}
}

package front

import (
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// A connection is one that front serves, or has handed over.
type connection struct {
	net.Conn
	unread        []byte // arrived, but not answered
	readDeadline  time.Time
	writeDeadline time.Time
	begun         bool   // readDeadline is that of a request's head
	out           []byte // an answer's head, and a small body
}

// Read reads the bytes that front has not answered before those that arrive.
func (c *connection) Read(b []byte) (int, error) {
	if len(c.unread) > 0 {
		n := copy(b, c.unread)
		if c.unread = c.unread[n:]; len(c.unread) == 0 {
			c.unread = nil // lets the buffer go
		}
		return n, nil
	}
	return c.Conn.Read(b)
}

// receive waits for bytes: a long time for a request to begin, a short time for
// all of its head. Setting a deadline takes almost as long as a small answer, so
// one that is nearly right stays.
func (c *connection) receive(b []byte, begun bool, ending *atomic.Bool) (int, error) {
	now := time.Now()
	switch {
	case begun && !c.begun:
		c.readDeadline = now.Add(headTime)
		c.Conn.SetReadDeadline(c.readDeadline)
	case !begun && c.readDeadline.Sub(now) < idleTime-deadlineSlack:
		c.readDeadline = now.Add(idleTime)
		c.Conn.SetReadDeadline(c.readDeadline)
	}
	c.begun = begun
	if ending.Load() { // Shutdown may have set its deadline before this one
		return 0, net.ErrClosed
	}
	return c.Conn.Read(b)
}

// small is the size up to which a body is copied behind its head, so that one
// plain system call sends both.
const small = 16 << 10

// part is how much of a large body is written at once, so that a client that
// reads fast leaves the others their turn.
const part = 256 << 10

// send sends an answer, and reports whether that worked.
func (c *connection) send(head, body []byte, closing bool) bool {
	if now := time.Now(); c.writeDeadline.Sub(now) < writeTime-deadlineSlack {
		c.writeDeadline = now.Add(writeTime)
		c.Conn.SetWriteDeadline(c.writeDeadline)
	}
	c.out = append(append(c.out[:0], head...), currentDate()...)
	if closing {
		c.out = append(c.out, "Connection: close\r\n"...)
	}
	c.out = append(c.out, "\r\n"...)
	if len(body) <= small {
		c.out = append(c.out, body...)
		_, err := c.Conn.Write(c.out)
		return err == nil
	}
	first := net.Buffers{c.out, body[:min(part, len(body))]}
	if _, err := first.WriteTo(c.Conn); err != nil {
		return false
	}
	for sent := part; sent < len(body); sent += part {
		if _, err := c.Conn.Write(body[sent:min(sent+part, len(body))]); err != nil {
			return false
		}
	}
	return true
}

// date is the header Date of the present second.
type date struct {
	second int64
	text   []byte
}

var lastDate atomic.Pointer[date]

func currentDate() []byte {
	now := time.Now()
	d := lastDate.Load()
	if d == nil || d.second != now.Unix() {
		d = &date{now.Unix(), []byte("Date: " + now.UTC().Format(http.TimeFormat) + "\r\n")}
		lastDate.Store(d)
	}
	return d.text
}

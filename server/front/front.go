// Package front answers the plainest requests, those for the files of the page,
// before net/http sees them.
//
// A small file costs net/http several times more than its two system calls: it
// starts a goroutine for each request that watches whether the client goes,
// builds a map of headers, and so on. A static file needs none of that. So front
// reads the beginning of each request itself. If it is a plain GET for a file of
// the page, it sends the prepared answer; if it is anything else, front hands
// the connection over to net/http for good, with all bytes that have not been
// answered.
package front

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// An Answerer finds the prepared answer to a request for a file: its head
// without the empty line at the end and without the headers Date and Connection,
// and its body. ok is false if net/http should answer.
type Answerer func(path, host string, accept, conditions []string) (head, body []byte, ok bool)

// Limits of a connection.
const (
	bufferSize    = 4 << 10 // bytes of a request's head; longer ones go to net/http
	idleTime      = 2 * time.Minute
	headTime      = 5 * time.Second // for a request's head to arrive
	writeTime     = 10 * time.Minute
	deadlineSlack = 10 * time.Second // deadlines are moved when they are this much out of date
)

// A Listener is a net.Listener for net/http that yields the connections that
// front does not serve itself.
type Listener struct {
	net.Listener
	answer Answerer

	handed chan net.Conn
	failed chan error
	closed chan struct{}
	once   sync.Once
	served sync.WaitGroup

	lock        sync.Mutex
	connections map[*connection]struct{}
	ending      atomic.Bool
}

// Listen begins to accept connections from l.
func Listen(l net.Listener, answer Answerer) *Listener {
	f := &Listener{
		Listener: l, answer: answer, handed: make(chan net.Conn), failed: make(chan error, 1),
		closed: make(chan struct{}), connections: map[*connection]struct{}{},
	}
	go f.acceptAll()
	return f
}

// acceptAll serves every connection in a goroutine of its own, until accepting
// fails for good.
func (l *Listener) acceptAll() {
	pause := 5 * time.Millisecond
	for {
		c, err := l.Listener.Accept()
		if temporary := net.Error(nil); errors.As(err, &temporary) && !errors.Is(err, net.ErrClosed) {
			time.Sleep(pause) // for example, too many connections are open
			pause = min(2*pause, time.Second)
			continue
		}
		if err != nil {
			l.failed <- err
			return
		}
		pause = 5 * time.Millisecond
		served := &connection{Conn: c}
		l.lock.Lock()
		l.connections[served] = struct{}{}
		l.lock.Unlock()
		l.served.Go(func() { l.serve(served) })
	}
}

// Accept returns the next connection for net/http.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.handed:
		return c, nil
	case err := <-l.failed:
		l.failed <- err
		return nil, err
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close stops accepting connections. Those that front serves go on.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// Shutdown waits for the answers under way, and ends the connections that front
// serves. Those that are still sending when ctx ends are cut off.
func (l *Listener) Shutdown(ctx context.Context) error {
	l.Close()
	l.ending.Store(true)
	l.each(func(c *connection) { c.SetReadDeadline(time.Unix(1, 0)) }) // ends the wait for a next request
	done := make(chan struct{})
	go func() {
		l.served.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		l.each(func(c *connection) { c.Close() })
		return ctx.Err()
	}
}

func (l *Listener) each(do func(c *connection)) {
	l.lock.Lock()
	defer l.lock.Unlock()
	for c := range l.connections {
		do(c)
	}
}

// serve answers requests on one connection until the client goes or something
// else than a plain request comes.
func (l *Listener) serve(c *connection) {
	kept := l.answerAll(c)
	l.lock.Lock()
	delete(l.connections, c)
	l.lock.Unlock()
	if !kept {
		c.Close()
		return
	}
	c.out = nil
	c.SetDeadline(time.Time{})
	select {
	case l.handed <- c:
	case <-l.closed:
		c.Close()
	}
}

// answerAll returns true when net/http should go on with the connection.
func (l *Listener) answerAll(c *connection) (handOver bool) {
	buffer := make([]byte, bufferSize)
	filled := 0
	for !l.ending.Load() {
		r, v := parse(buffer[:filled])
		if v == simple {
			head, body, ok := l.answer(r.path, r.host, r.accept, r.conditions)
			if ok {
				if r.head {
					body = nil
				}
				if !c.send(head, body, r.close) || r.close {
					return false
				}
				filled = copy(buffer, buffer[r.length:filled])
				continue
			}
			v = other
		}
		if v == other || filled == len(buffer) {
			c.unread = buffer[:filled]
			return true
		}
		n, err := c.receive(buffer[filled:], filled > 0, &l.ending)
		if filled += n; err != nil {
			return false
		}
	}
	return false
}

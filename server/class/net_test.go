package class

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A pipes is a network in memory, so that tests run in a bubble of package
// synctest, where time is made up: it moves on whenever everybody waits.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

// An end is one end of a pipe, as the server sees it.
type end struct {
	net.Conn
	client string
}

func (e end) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(e.client)) }

// dial connects from a client's address.
func (p *pipes) dial(ctx context.Context, client string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.connections <- end{theirs, client}:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A classroom is a class behind a server, as strict as the real one.
type classroom struct {
	t     *testing.T
	class *Class
	net   *pipes
	leave []func() // ends the clients' connections
}

// inClass runs a test in a bubble with a class.
func inClass(t *testing.T, b Backend, test func(r *classroom)) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(b)
		if err != nil {
			t.Fatal(err)
		}
		r := &classroom{t: t, class: c, net: newPipes()}
		server := &http.Server{Handler: c, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Minute}
		go server.Serve(r.net)
		test(r)
		for _, leave := range r.leave {
			leave()
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		server.Close()
		time.Sleep(time.Second) // some connections end a little later
	})
}

// A client is somebody at an address of their own.
type client struct {
	room    *classroom
	http    *http.Client
	token   string
	address string
}

func (r *classroom) client(address string) *client {
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return r.net.dial(ctx, address+":50000")
	}}
	r.leave = append(r.leave, transport.CloseIdleConnections)
	return &client{room: r, http: &http.Client{Transport: transport}, address: address}
}

// teacher is a client with a token.
func (r *classroom) teacher() *client {
	r.t.Helper()
	c := r.client("192.168.1.2")
	c.token = c.newToken()
	return c
}

func (c *client) newToken() string {
	c.room.t.Helper()
	status, text := c.do("POST", "/token", "", http.Header{"X-Class-Secret": {c.room.class.secret}})
	var given struct{ Token string }
	if err := json.Unmarshal([]byte(text), &given); err != nil || status != http.StatusOK || given.Token == "" {
		c.room.t.Fatalf("the token: status %d, %q, %v", status, text, err)
	}
	return given.Token
}

// do sends a request and reads the answer.
func (c *client) do(method, path, body string, header http.Header) (status int, text string) {
	c.room.t.Helper()
	request, err := http.NewRequest(method, "http://class"+Path+path, strings.NewReader(body))
	if err != nil {
		c.room.t.Fatal(err)
	}
	if header != nil {
		request.Header = header
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		c.room.t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		c.room.t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

// post sends JSON and expects a status.
func (c *client) post(path, body string, want int) string {
	c.room.t.Helper()
	status, text := c.do("POST", path, body, nil)
	if status != want {
		c.room.t.Errorf("POST %s %.100s: status %d, %q; want %d", path, body, status, text, want)
	}
	return text
}

// A told is one event of a stream.
type told struct{ event, id, data string }

// A listener reads a stream.
type listener struct {
	t      *testing.T
	status int
	events chan told
	leave  func()
}

// listen opens a stream.
func (c *client) listen(path, lastEventID string) *listener {
	c.room.t.Helper()
	ctx, leave := context.WithCancel(context.Background())
	request, err := http.NewRequestWithContext(ctx, "GET", "http://class"+Path+path, nil)
	if err != nil {
		c.room.t.Fatal(err)
	}
	if lastEventID != "" {
		request.Header.Set("Last-Event-ID", lastEventID)
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		c.room.t.Fatal(err)
	}
	c.room.leave = append(c.room.leave, leave)
	l := &listener{t: c.room.t, status: answer.StatusCode, events: make(chan told, 2000), leave: leave}
	go func() {
		defer answer.Body.Close()
		defer close(l.events)
		var e told
		lines := bufio.NewScanner(answer.Body)
		for lines.Buffer(nil, 2*maxLink); lines.Scan(); {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "event":
				e.event = value
			case "id":
				e.id = value
			case "data":
				e.data = value
			case "":
				if e != (told{}) {
					l.events <- e
				}
				e = told{}
			}
		}
	}()
	return l
}

// settle waits until everything that was sent has arrived.
func settle() {
	time.Sleep(2 * tick)
	synctest.Wait()
}

// now returns the events that have come, without beats, once everything has
// arrived.
func (l *listener) now() []told {
	settle()
	return l.come()
}

// come returns the events that have come, without beats.
func (l *listener) come() []told {
	var all []told
	for {
		select {
		case e, ok := <-l.events:
			if !ok {
				return all
			}
			if e.event != "beat" {
				all = append(all, e)
			}
		default:
			return all
		}
	}
}

// last returns the data of the newest event of a kind among those that have
// come, "" if there is none.
func last(events []told, event string) string {
	for i := len(events) - 1; i >= 0; i-- {
		if events[i].event == event {
			return events[i].data
		}
	}
	return ""
}

// expect reads what has come, and compares the newest event of a kind.
func (l *listener) expect(event, want string) {
	l.t.Helper()
	if got := last(l.now(), event); got != want {
		l.t.Errorf("%s: %q, want %q", event, got, want)
	}
}

func (r *classroom) student(n int) (*client, string) {
	r.t.Helper()
	return r.client(netip.AddrFrom4([4]byte{10, 0, byte(n / 200), byte(n%200 + 1)}).String()), "student" + string(rune('a'+n%26)) + strings.Repeat("x", n/26)
}

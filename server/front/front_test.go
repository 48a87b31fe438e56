package front

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A pipes is a network in memory, for tests in a bubble of package synctest,
// where time is made up.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

// file answers requests for /file, and nothing else.
func file(body string) Answerer {
	return func(path, host string, accept, conditions []string) (head, content []byte, ok bool) {
		if len(conditions) > 0 {
			return []byte("HTTP/1.1 304 Not Modified\r\n"), nil, path == "/file"
		}
		return fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n", len(body)), []byte(body), path == "/file"
	}
}

// A site is front before net/http, which says which requests reach it.
type site struct {
	t     *testing.T
	front *Listener
	net   *pipes
}

func inSite(t *testing.T, body string, test func(s *site)) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{make(chan net.Conn), make(chan struct{})}
		s := &site{t, Listen(p, file(body)), p}
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			fmt.Fprintf(w, "net/http: %s %s %s", r.Method, r.URL.Path, sent)
		})}
		go server.Serve(s.front)
		test(s)
		s.front.Shutdown(context.Background())
		server.Close()
		time.Sleep(time.Second) // some connections end a little later
	})
}

func (s *site) dial() net.Conn {
	ours, theirs := net.Pipe()
	s.net.connections <- theirs
	return ours
}

// A client reads answers from one connection.
type client struct {
	t *testing.T
	net.Conn
	answers *bufio.Reader
}

func (s *site) client() *client {
	c := s.dial()
	return &client{s.t, c, bufio.NewReader(c)}
}

func (c *client) write(text string) {
	go io.WriteString(c.Conn, text)
}

func (c *client) expect(method string, status int, body string) *http.Response {
	c.t.Helper()
	answer, err := http.ReadResponse(c.answers, &http.Request{Method: method})
	if err != nil {
		c.t.Fatal(err)
	}
	got, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status || string(got) != body {
		c.t.Errorf("status %d, %.100q, %v; want %d, %.100q", answer.StatusCode, got, err, status, body)
	}
	return answer
}

func get(path, headers string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n"
}

// One connection may carry both, even in one packet; after the first request
// that is not front's, net/http answers all.
func TestRequestsAreAnsweredInOrder(t *testing.T) {
	inSite(t, "content", func(s *site) {
		c := s.client()
		c.write(get("/file", "") + get("/file", "If-None-Match: x\r\n") + "HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n" +
			"POST /class HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + get("/file", "") + get("/other", "Connection: close\r\n"))
		first := c.expect("GET", http.StatusOK, "content")
		c.expect("GET", http.StatusNotModified, "")
		c.expect("HEAD", http.StatusOK, "")
		c.expect("POST", http.StatusOK, "net/http: POST /class abc")
		c.expect("GET", http.StatusOK, "net/http: GET /file ")
		c.expect("GET", http.StatusOK, "net/http: GET /other ")
		if _, err := time.Parse(http.TimeFormat, first.Header.Get("Date")); err != nil {
			t.Error(err)
		}
	})
}

func TestUnknownFilesAreLeftToNetHTTP(t *testing.T) {
	inSite(t, "content", func(s *site) {
		c := s.client()
		c.write(get("/nothing", "Connection: close\r\n"))
		c.expect("GET", http.StatusOK, "net/http: GET /nothing ")
	})
}

func TestAConnectionEndsWhenTheClientAsksForIt(t *testing.T) {
	inSite(t, "content", func(s *site) {
		c := s.client()
		c.write(get("/file", "Connection: close\r\n") + get("/file", ""))
		if answer := c.expect("GET", http.StatusOK, "content"); !answer.Close {
			t.Error("the answer does not say that the connection ends")
		}
		if _, err := c.answers.ReadByte(); err != io.EOF {
			t.Errorf("%v, want the end", err)
		}
	})
}

func TestLargeBodiesArriveWhole(t *testing.T) {
	for _, size := range []int{0, small, small + 1, part, part + 1, 3*part + 17} {
		body := strings.Repeat("0123456789abcdef", size/16+1)[:size]
		inSite(t, body, func(s *site) {
			c := s.client()
			c.write(get("/file", "") + get("/file", ""))
			c.expect("GET", http.StatusOK, body)
			c.expect("GET", http.StatusOK, body)
		})
	}
}

// A head that is longer than front's buffer is net/http's.
func TestLongHeadsAreLeftToNetHTTP(t *testing.T) {
	inSite(t, "content", func(s *site) {
		c := s.client()
		c.write(get("/file", "X: "+strings.Repeat("x", bufferSize)+"\r\nConnection: close\r\n"))
		c.expect("GET", http.StatusOK, "net/http: GET /file ")
	})
}

func TestSlowClientsAreDropped(t *testing.T) {
	inSite(t, "content", func(s *site) {
		began := time.Now()
		silent, dripping := s.client(), s.client()
		go func() {
			var err error
			for err == nil {
				_, err = io.WriteString(dripping.Conn, "G")
				time.Sleep(headTime / 4)
			}
		}()
		if _, err := dripping.answers.ReadByte(); err != io.EOF || time.Since(began) > headTime {
			t.Errorf("a byte at a time: %v after %v, want the end after %v", err, time.Since(began), headTime)
		}
		if _, err := silent.answers.ReadByte(); err != io.EOF || time.Since(began) > idleTime {
			t.Errorf("silence: %v after %v, want the end after %v", err, time.Since(began), idleTime)
		}
	})
}

// A connection that is used now and then lives on.
func TestUsedConnectionsStayOpen(t *testing.T) {
	inSite(t, "content", func(s *site) {
		c := s.client()
		for range 20 {
			c.write(get("/file", ""))
			c.expect("GET", http.StatusOK, "content")
			time.Sleep(idleTime - deadlineSlack - time.Second)
		}
	})
}

func TestShutdownLetsAnswersUnderWayFinish(t *testing.T) {
	body := strings.Repeat("x", 2*part)
	inSite(t, body, func(s *site) {
		idle, busy := s.client(), s.client()
		idle.write(get("/file", ""))
		idle.expect("GET", http.StatusOK, body)
		busy.write(get("/file", ""))
		synctest.Wait() // it is being sent, but not read
		ended := make(chan error)
		go func() { ended <- s.front.Shutdown(context.Background()) }()
		if _, err := idle.answers.ReadByte(); err != io.EOF {
			t.Errorf("an idle connection: %v, want the end", err)
		}
		busy.expect("GET", http.StatusOK, body)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestShutdownDoesNotWaitForEver(t *testing.T) {
	inSite(t, strings.Repeat("x", 2*part), func(s *site) {
		c := s.client()
		c.write(get("/file", ""))
		synctest.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := s.front.Shutdown(ctx); err != context.DeadlineExceeded {
			t.Errorf("%v, want %v", err, context.DeadlineExceeded)
		}
	})
}

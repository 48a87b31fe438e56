package cluster

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"bonsai/server/class"
)

// startNATS runs NATS in this process, on a free port, and returns its address.
func startNATS(t *testing.T) string {
	t.Helper()
	s, err := natsserver.NewServer(&natsserver.Options{
		Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatal("NATS does not start")
	}
	return s.ClientURL()
}

// A room is one server of a class.
type room struct {
	t     *testing.T
	url   string
	token string
	close func()
}

func openRoom(t *testing.T, nats string) *room {
	t.Helper()
	b, err := Open(nats)
	if err != nil {
		t.Fatal(err)
	}
	c, err := class.New(b)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(c)
	r := &room{t: t, url: s.URL + class.Path}
	closed := false
	r.close = func() {
		if !closed {
			closed = true
			c.Close()
			s.Close()
		}
	}
	t.Cleanup(r.close)
	_, secret, _ := strings.Cut(c.TeacherAddress(""), "=")
	request, err := http.NewRequest("POST", r.url+"/token", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Class-Secret", secret)
	var given struct{ Token string }
	if err := json.Unmarshal([]byte(r.do(request, http.StatusOK)), &given); err != nil {
		t.Fatal(err)
	}
	r.token = given.Token
	return r
}

func (r *room) do(request *http.Request, want int) string {
	r.t.Helper()
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != want {
		r.t.Fatalf("%s: status %d, %q, %v; want %d", request.URL, answer.StatusCode, text, err, want)
	}
	return string(text)
}

func (r *room) post(path, body string, want int) string {
	r.t.Helper()
	request, err := http.NewRequest("POST", r.url+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	return r.do(request, want)
}

// A stream is what somebody is told.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
}

func (r *room) listen(path string) *stream {
	r.t.Helper()
	answer, err := http.Get(r.url + path)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { answer.Body.Close() })
	return &stream{r.t, bufio.NewScanner(answer.Body)}
}

// expect reads until an event has the data wanted. The test's time limit ends
// the wait for one that never comes.
func (s *stream) expect(event, want string) {
	s.t.Helper()
	name := ""
	for s.lines.Scan() {
		if given, ok := strings.CutPrefix(s.lines.Text(), "event: "); ok {
			name = given
		}
		if data, ok := strings.CutPrefix(s.lines.Text(), "data: "); ok && name == event && strings.Contains(data, want) {
			return
		}
	}
	s.t.Fatalf("the stream ended without %s %s", event, want)
}

func TestThreeServersShareAClass(t *testing.T) {
	nats := startNATS(t)
	a, b, c := openRoom(t, nats), openRoom(t, nats), openRoom(t, nats)
	teacher := a.listen("/teacher?token=" + a.token)
	atB, atC := b.listen("/events?id=studentB&state=following"), c.listen("/events?id=studentC&state=exploring")
	teacher.expect("counts", `"following":1,"exploring":1`)

	a.post("/link", `{"link": "#seed=1", "revision": 1}`, http.StatusNoContent)
	atB.expect("link", "#seed=1")
	atC.expect("link", "#seed=1")
	b.post("/live", `{"steps": 10}`, http.StatusNoContent) // with a token of another server
	atB.expect("live", `{"steps":10}`)
	atC.expect("live", `{"steps":10}`)

	a.post("/board", `{"open": true, "shown": true}`, http.StatusNoContent)
	atC.expect("board", `"shown":true`)
	c.post("/result", `{"id": "studentC", "link": "#seed=7", "accuracy": 0.5, "bytes": 400, "connections": 62}`, http.StatusCreated)
	teacher.expect("result", `"link":"#seed=7"`)
	atB.expect("result", `"bytes":400`)

	a.post("/poll", `{"id": "p1", "question": "?", "choices": ["a", "b"], "open": true, "shown": true}`, http.StatusNoContent)
	atB.expect("poll", `"p1"`)
	atC.expect("poll", `"p1"`)
	b.post("/vote", `{"id": "studentB", "poll": "p1", "choice": 0}`, http.StatusNoContent)
	c.post("/vote", `{"id": "studentC", "poll": "p1", "choice": 1}`, http.StatusNoContent)
	teacher.expect("votes", `[1,1]`)
	atC.expect("votes", `[1,1]`)
	c.post("/vote", `{"id": "studentC", "poll": "p1", "choice": 0}`, http.StatusNoContent)
	atB.expect("votes", `[2,0]`)

	// A student whose server ends goes to another, and is counted once.
	c.close()
	b.listen("/events?id=studentC&state=following").expect("link", "#seed=1")
	teacher.expect("counts", `"following":2,"exploring":0,"gone":0`)

	// A server that comes later knows everything.
	d := openRoom(t, nats)
	late := d.listen("/teacher?token=" + d.token)
	late.expect("result", "#seed=7")
	late.expect("votes", `[2,0]`)
	a.post("/poll", `{"id": "p2", "question": "?", "choices": ["a", "b"], "open": true}`, http.StatusNoContent)
	late.expect("votes", `{"poll":"p2","counts":[0,0]}`)
	a.post("/remove", `{}`, http.StatusNoContent)
	late.expect("removed", "")
}

// All servers of a class have the same secret, and classes with other names
// have others.
func TestClassesAreToldApartByTheirNames(t *testing.T) {
	nats := startNATS(t)
	secret := func(address, proposed string) string {
		t.Helper()
		b, err := Open(address)
		if err != nil {
			t.Fatal(err)
		}
		defer b.connection.Close()
		secret, err := b.Secret(proposed)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	for i, test := range []struct{ address, want string }{
		{nats, "0"}, {nats, "0"}, {nats + "/class", "0"}, {nats + "/monday", "3"}, {nats + "/monday", "3"},
	} {
		if got := secret(test.address, fmt.Sprint(i)); got != test.want {
			t.Errorf("%d, %s: the secret is %s, want %s", i, test.address, got, test.want)
		}
	}
}

func TestAddressesThatCannotBeRightAreExplained(t *testing.T) {
	for address, want := range map[string]string{
		"nats://":                           "is not the address",
		"nats://host/a.b":                   `"a.b" is not the name`,
		"nats://u:hidden@127.0.0.1:1/class": "cannot be reached",
	} {
		_, err := Open(address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hidden") {
			t.Errorf("%s: error %v, want one with %s and without the password", address, err, want)
		}
	}
}

package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"bonsai/server/front"
)

func TestTakenPortNamesTheNextOne(t *testing.T) {
	taken, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port

	_, err = listen(taken.Addr().String())
	want := "server: port " + strconv.Itoa(port) + " is in use by another program; choose one with -addr 127.0.0.1:" + portAfter(strconv.Itoa(port))
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestPortAfter(t *testing.T) {
	for port, want := range map[string]string{"8080": "8081", "80": "81", "65535": "8080", "http": "8080"} {
		if got := portAfter(port); got != want {
			t.Errorf("portAfter(%s) = %s, want %s", port, got, want)
		}
	}
}

func TestBadAddressIsExplained(t *testing.T) {
	for addr, want := range map[string]string{
		"8080":           `-addr "8080"`,
		"127.0.0.1:port": "-addr 127.0.0.1:port",
		":65536":         "-addr :65536",
		"192.0.2.1:0":    "-addr 192.0.2.1:0", // belongs to no machine (RFC 5737)
	} {
		listener, err := listen(addr)
		if err == nil {
			listener.Close()
		}
		if err == nil || !strings.HasPrefix(err.Error(), "server: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("listen(%q): error %v, want one with %s", addr, err, want)
		}
	}
}

// nothing leaves all requests to net/http.
func nothing(string, string, []string, []string) (head, body []byte, ok bool) { return nil, nil, false }

// A handler that waits in the middle of its answer, as a slow download does.
type slow struct{ begun, proceed chan struct{} }

func (s slow) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	close(s.begun)
	<-s.proceed
	io.WriteString(w, "all of it")
}

func TestStopLetsAnswersUnderWayFinish(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	handler := slow{make(chan struct{}), make(chan struct{})}
	stopped := make(chan error)
	go func() { stopped <- serve(ctx, front.Listen(listener, nothing), handler) }()

	answer := make(chan string)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String() + "/")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		answer <- string(body)
	}()

	<-handler.begun
	stop()
	for { // until new connections are refused: the stop has begun
		connection, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		connection.Close()
	}
	close(handler.proceed)
	if got := <-answer; got != "all of it" {
		t.Errorf("the answer under way was %q, want %q", got, "all of it")
	}
	if err := <-stopped; err != nil {
		t.Errorf("serve: %v", err)
	}
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	handler := slow{make(chan struct{}), make(chan struct{})}
	defer close(handler.proceed) // after serve has given up on it
	stopped := make(chan error)
	go func() { stopped <- serve(ctx, front.Listen(listener, nothing), handler) }()
	go http.Get("http://" + listener.Addr().String() + "/")

	<-handler.begun
	stop()
	if err := <-stopped; err != nil {
		t.Errorf("serve: %v", err)
	}
}

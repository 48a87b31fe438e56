package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func post(t *testing.T, url, secret, link string) (status int) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(link))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Class-Secret", secret)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// links sends what a follower is told.
func links(t *testing.T, ctx context.Context, url string) <-chan string {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 10)
	go func() {
		defer answer.Body.Close()
		defer close(told)
		lines := bufio.NewScanner(answer.Body)
		for lines.Buffer(nil, 2*maxLink); lines.Scan(); {
			if link, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				told <- link
			}
		}
	}()
	return told
}

func meeting(t *testing.T) (*class, string) {
	c := newClass()
	server := httptest.NewServer(c.with(testSite(t)))
	t.Cleanup(server.Close)
	return c, server.URL + classPath
}

// A hundred follow; who comes late gets the newest link.
func TestAHundredFollowTheTeacher(t *testing.T) {
	c, url := meeting(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var followers []<-chan string
	for range 100 {
		followers = append(followers, links(t, ctx, url))
	}
	for i := range 3 {
		link := fmt.Sprintf("#seed=%d", i)
		if status := post(t, url, c.secret, link); status != http.StatusOK {
			t.Fatalf("publishing answers %d", status)
		}
		for n, told := range followers {
			if got := <-told; got != link {
				t.Fatalf("follower %d was told %s, want %s", n, got, link)
			}
		}
		time.Sleep(pause)
	}
	if got := <-links(t, ctx, url); got != "#seed=2" {
		t.Errorf("who comes late is told %s", got)
	}
}

func TestWhatTheClassRefuses(t *testing.T) {
	c, url := meeting(t)
	for name, try := range map[string]struct {
		secret, link string
		status       int
	}{
		"no secret":    {"", "#seed=1", http.StatusForbidden},
		"wrong secret": {"0123456789abcdef", "#seed=1", http.StatusForbidden},
		"oversized":    {c.secret, "#" + strings.Repeat("x", maxLink), http.StatusRequestEntityTooLarge},
		"no link":      {c.secret, "seed=1", http.StatusBadRequest},
		"two lines":    {c.secret, "#seed=1\ndata: x", http.StatusBadRequest},
	} {
		if status := post(t, url, try.secret, try.link); status != try.status {
			t.Errorf("%s: %d, want %d", name, status, try.status)
		}
	}
	if link, _ := c.newest(); link != "" {
		t.Errorf("%q was taken", link)
	}
	first, second := post(t, url, c.secret, "#seed=1"), post(t, url, c.secret, "#seed=2")
	if first != http.StatusOK || second != http.StatusTooManyRequests && second != http.StatusOK {
		t.Errorf("two at once: %d and %d", first, second)
	}
	request, _ := http.NewRequest(http.MethodDelete, url, nil)
	if answer, err := http.DefaultClient.Do(request); err != nil || answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("DELETE: %v", err)
	}
}

// Followers that go away are counted no longer, and more than a class holds are
// refused.
func TestFollowersComeAndGo(t *testing.T) {
	c, url := meeting(t)
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for range 5 {
		told := links(t, ctx, url)
		all.Add(1)
		go func() {
			defer all.Done()
			for range told {
			}
		}()
	}
	cancel()
	all.Wait()
	deadline := time.After(5 * time.Second)
	for {
		c.lock.Lock()
		n := c.followers
		c.lock.Unlock()
		if n == 0 {
			break
		}
		select {
		case <-deadline:
			t.Fatalf("%d followers are still counted", n)
		case <-time.After(time.Millisecond):
		}
	}
	c.followers = maxStudents
	answer, err := http.Get(url)
	if err != nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a full class answers %v (%v)", answer.StatusCode, err)
	}
}

// A follower that never reads keeps nobody else waiting.
func TestAStalledFollowerStopsNobody(t *testing.T) {
	c, url := meeting(t)
	host := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), classPath)
	stalled, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	fmt.Fprintf(stalled, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", classPath, host)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := links(t, ctx, url)
	for i := range 10 { // more than the system keeps for one who does not read
		link := fmt.Sprintf("#%d%s", i, strings.Repeat("x", maxLink-10))
		for post(t, url, c.secret, link) == http.StatusTooManyRequests {
			time.Sleep(pause / 4)
		}
		if got := <-told; got != link {
			t.Fatalf("link %d: %.20s came", i, got)
		}
	}
}

// Without -class there is no such place.
func TestWithoutAClassThereIsNone(t *testing.T) {
	if answer, _ := ask(t, testSite(t), http.MethodGet, classPath, nil); answer.StatusCode != http.StatusNotFound {
		t.Errorf("it answers %d", answer.StatusCode)
	}
}

// Two hundred phones that open the page at once all get all of it.
func TestTwoHundredLoadAtOnce(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, listener, newClass().with(testSite(t))) }()
	paths := []string{"/", programPath, scriptPath, wordsPath}
	failed := make(chan error, 200*len(paths))
	var all sync.WaitGroup
	for range 200 {
		all.Add(1)
		go func() {
			defer all.Done()
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			for _, path := range paths {
				answer, err := client.Get("http://" + listener.Addr().String() + path)
				if err == nil && answer.StatusCode != http.StatusOK {
					err = fmt.Errorf("%s: %d", path, answer.StatusCode)
				}
				if err != nil {
					failed <- err
					continue
				}
				answer.Body.Close()
			}
		}()
	}
	all.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

package class

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
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

func meeting(t *testing.T) (*Class, string) {
	c := New()
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	return c, server.URL + Path
}

// publish sends a link as the teacher, as if the one before it were long ago.
func publish(t *testing.T, c *Class, url, link string) {
	t.Helper()
	c.lock.Lock()
	c.published = time.Time{}
	c.lock.Unlock()
	if status := post(t, url, c.secret, link); status != http.StatusOK {
		t.Fatalf("publishing answers %d", status)
	}
}

// The clock is the bubble's: it moves only while everybody sleeps.
func TestLinksComeWithPausesInBetween(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New()
		status := func(link string) int {
			r := httptest.NewRequest(http.MethodPost, Path, strings.NewReader(link))
			r.Header.Set("X-Class-Secret", c.secret)
			w := httptest.NewRecorder()
			c.ServeHTTP(w, r)
			return w.Code
		}
		first, atOnce := status("#seed=1"), status("#seed=2")
		time.Sleep(pause)
		if later := status("#seed=2"); first != http.StatusOK || atOnce != http.StatusTooManyRequests || later != http.StatusOK {
			t.Errorf("first %d, at once %d, after a pause %d; want 200, 429, 200", first, atOnce, later)
		}
	})
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
		publish(t, c, url, link)
		for n, told := range followers {
			if got := <-told; got != link {
				t.Fatalf("follower %d was told %s, want %s", n, got, link)
			}
		}
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
	for c.count() > 0 { // the handlers see that their clients have gone
		runtime.Gosched()
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
	host := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), Path)
	stalled, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	fmt.Fprintf(stalled, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", Path, host)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := links(t, ctx, url)
	for i := range 10 { // more than the system keeps for one who does not read
		link := fmt.Sprintf("#%d%s", i, strings.Repeat("x", maxLink-10))
		publish(t, c, url, link)
		if got := <-told; got != link {
			t.Fatalf("link %d: %.20s came", i, got)
		}
	}
}

func (c *Class) count() int {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.followers
}

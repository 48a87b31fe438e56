package class

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Class is followed live: the teacher's page sends its link whenever the
// experiment has changed, and the students' pages get the newest one. Only the
// newest link is kept, in memory.
type Class struct {
	secret string // its holder is the teacher

	lock      sync.Mutex
	link      string        // the newest; "" before the first
	changed   chan struct{} // closed when there is a newer one
	published time.Time
	followers int
}

// Path is where pages reach the class on the server.
const Path = "/class"

// Limits of a class.
const (
	maxLink     = 320 << 10              // bytes of a link: more than the longest that the page writes
	pause       = 100 * time.Millisecond // from one link to the next
	heartbeat   = 5 * time.Second        // so that both sides notice a connection that has died
	patience    = 20 * time.Second       // with a follower that does not read
	maxStudents = 500
)

// New starts a class with a new secret.
func New() *Class {
	secret := make([]byte, 8)
	rand.Read(secret) // never fails
	return &Class{secret: hex.EncodeToString(secret), changed: make(chan struct{})}
}

// TeacherAddress returns the address at which the page url opens as the
// teacher's.
func (c *Class) TeacherAddress(url string) string { return url + "?teach=" + c.secret }

func (c *Class) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != Path {
		http.NotFound(w, r)
		return
	}
	switch r.Method {
	case http.MethodGet:
		c.follow(w, r)
	case http.MethodPost:
		c.publish(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "Only GET and POST are answered here.", http.StatusMethodNotAllowed)
	}
}

// publish takes the teacher's link, and answers with how many follow.
func (c *Class) publish(w http.ResponseWriter, r *http.Request) {
	given := r.Header.Get("X-Class-Secret")
	if subtle.ConstantTimeCompare([]byte(given), []byte(c.secret)) != 1 {
		http.Error(w, "Only the teacher's page may do that.", http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxLink))
	if err != nil {
		http.Error(w, fmt.Sprintf("A link of up to %d bytes can be shared with the class.", maxLink), http.StatusRequestEntityTooLarge)
		return
	}
	link := string(body)
	if !strings.HasPrefix(link, "#") || strings.ContainsFunc(link, func(c rune) bool { return c <= ' ' || c > '~' }) {
		http.Error(w, "That is no link: it begins with # and has no spaces.", http.StatusBadRequest)
		return
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	if time.Since(c.published) < pause {
		http.Error(w, "Too many links at once.", http.StatusTooManyRequests)
		return
	}
	c.published = time.Now()
	if link != c.link {
		c.link = link
		close(c.changed)
		c.changed = make(chan struct{})
	}
	fmt.Fprint(w, c.followers)
}

// newest is the newest link, and what tells that there is a newer one.
func (c *Class) newest() (link string, changed <-chan struct{}) {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.link, c.changed
}

// enter counts a follower; false when there are too many.
func (c *Class) enter() bool {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.followers == maxStudents {
		return false
	}
	c.followers++
	return true
}

func (c *Class) leave() {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.followers--
}

// follow sends the newest link, and every newer one, as server-sent events.
// Who was away gets the newest on coming back.
func (c *Class) follow(w http.ResponseWriter, r *http.Request) {
	if !c.enter() {
		http.Error(w, "The class is full.", http.StatusServiceUnavailable)
		return
	}
	defer c.leave()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	control := http.NewResponseController(w)
	send := func(text string) bool {
		control.SetWriteDeadline(time.Now().Add(patience)) // where there are deadlines
		if _, err := io.WriteString(w, text); err != nil {
			return false
		}
		return control.Flush() == nil
	}
	if !send("retry: 1000\n\n") {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	sent := ""
	for {
		link, changed := c.newest()
		if link != sent && !send("data: "+link+"\n\n") {
			return
		}
		sent = link
		select {
		case <-changed:
		case <-beat.C:
			if !send("event: beat\ndata: still here\n\n") {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

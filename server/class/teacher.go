package class

import (
	"net/http"
	"time"
)

// A pacer limits how often the teacher's page sends, on this server.
type pacer struct {
	link time.Time // when the last link was sent
	live time.Time
}

// allow reports whether pause has passed since last, and if so sets last to now.
func allow(last *time.Time, pause time.Duration) bool {
	now := time.Now()
	if now.Sub(*last) < pause {
		return false
	}
	*last = now
	return true
}

func (c *Class) followTeacher(w http.ResponseWriter, r *http.Request) error {
	c.stream(w, r, c.teachers)
	return nil
}

// takeLink takes the experiment at rest.
func (c *Class) takeLink(w http.ResponseWriter, r *http.Request) error {
	const aroundLink = 100 // bytes of the object that it is part of
	text, err := body(w, r, maxLink+aroundLink)
	if err != nil {
		return err
	}
	var link Link
	if err := decode(text, &link); err != nil {
		return err
	}
	if err := c.publish(link); err != nil {
		return err
	}
	return done(w)
}

func (c *Class) publish(link Link) error {
	if err := checkLink(link.Link, maxLink); err != nil {
		return err
	}
	if link.Revision < 0 {
		return malformed("A revision is 0 or more.")
	}
	c.lock.Lock()
	ok := allow(&c.pace.link, linkPause)
	same := link == c.state.link
	c.lock.Unlock()
	if !ok {
		return errTooMany
	}
	if same {
		return nil
	}
	return c.backend.Put("link", []byte(encode(link)))
}

// takeLive takes what happens to the experiment now.
func (c *Class) takeLive(w http.ResponseWriter, r *http.Request) error {
	event, err := readObject(w, r, false)
	if err != nil {
		return err
	}
	c.lock.Lock()
	ok := allow(&c.pace.live, time.Second/liveRate)
	c.lock.Unlock()
	if !ok {
		return errTooMany
	}
	if err := c.backend.Send("live", event); err != nil {
		return err
	}
	return done(w)
}

// takeObject returns a function that takes an object whose meaning is up to the
// pages, and keeps it as key.
func (c *Class) takeObject(key string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		object, err := readObject(w, r, true)
		if err != nil {
			return err
		}
		if err := c.backend.Put(key, object); err != nil {
			return err
		}
		return done(w)
	}
}

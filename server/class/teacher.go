package class

import "net/http"

func (c *Class) followTeacher(w http.ResponseWriter, r *http.Request) error {
	return c.stream(w, r, c.teachers, func() {})
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
	if !c.linkPace.Allow() {
		return errTooMany
	}
	c.lock.Lock()
	same := link == c.state.link
	c.lock.Unlock()
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
	if !c.livePace.Allow() {
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

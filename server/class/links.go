package class

import (
	"fmt"
	"net/http"

	"bonsai/server/guard"
)

// serveLinks speaks the first version of the protocol, which knows only links:
// GET follows them as unnamed events, and POST, with the header X-Class-Secret
// and the link as its body, publishes one and answers with the number of those
// who follow.
func (c *Class) serveLinks(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		address := guard.Client(r)
		if _, full := c.presence.enter("", following, address); full != "" {
			http.Error(w, "The class is full.", http.StatusServiceUnavailable)
			return
		}
		if err := c.stream(w, r, c.links, func() { c.presence.leave("", address) }); err != nil {
			refuse(w, err)
		}
	case http.MethodPost:
		if err := c.takePlainLink(w, r); err != nil {
			refuse(w, err)
		}
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "Only GET and POST are answered here.", http.StatusMethodNotAllowed)
	}
}

func (c *Class) takePlainLink(w http.ResponseWriter, r *http.Request) error {
	if !c.hasSecret(r) {
		return errNotTeacher
	}
	link, err := body(w, r, maxLink)
	if err != nil {
		return err
	}
	c.lock.Lock()
	revision := c.state.link.Revision
	if string(link) != c.state.link.Link {
		revision++
	}
	c.lock.Unlock()
	if err := c.publish(Link{string(link), revision}); err != nil {
		return err
	}
	_, everywhere := c.presence.count()
	fmt.Fprint(w, everywhere.Following+everywhere.Exploring)
	return nil
}

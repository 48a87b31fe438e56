package class

import (
	"math"
	"net/http"
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bonsai/server/guard"
)

// A Result is what a student has handed in.
type Result struct {
	Result      string  `json:"result"` // its id
	Name        string  `json:"name,omitempty"`
	Link        string  `json:"link,omitempty"`
	Accuracy    float64 `json:"accuracy"` // a fraction; R² in regression, which can be negative
	Bytes       int     `json:"bytes"`
	Connections int     `json:"connections"`
	Data        string  `json:"data,omitempty"` // a digest of the data, for challenges
	Verified    bool    `json:"verified"`       // the teacher's page got the same numbers
	Time        int64   `json:"time"`           // of the server, in ms since 1970

	// Student is the id of the page that handed it in. It is kept, but not
	// shown, because a page that knows it could replace the result.
	Student string `json:"student,omitempty"`
}

// A Board says what the class may do with results, and see of them.
type Board struct {
	Open      bool `json:"open"`      // students can hand in
	AskNames  bool `json:"askNames"`  // names are kept
	Shown     bool `json:"shown"`     // students see the results
	ShowNames bool `json:"showNames"` // and the names
}

// handIn is a student's request.
type handIn struct {
	ID          string  `json:"id"`
	Link        string  `json:"link"`
	Accuracy    float64 `json:"accuracy"`
	Bytes       int     `json:"bytes"`
	Connections int     `json:"connections"`
	Data        string  `json:"data"`
	Name        string  `json:"name"`
}

func (h handIn) check() error {
	const most = 1e9
	switch {
	case !isID(h.ID, 8):
		return malformed("An id has 8 to 32 letters and digits.")
	case math.IsNaN(h.Accuracy) || h.Accuracy < -most || h.Accuracy > 1:
		return malformed("An accuracy is a fraction of 1.")
	case h.Bytes < 0 || h.Bytes > most || h.Connections < 0 || h.Connections > most:
		return malformed("Bytes and connections are from 0 to %d.", int(most))
	case h.Data != "" && !isID(h.Data, 1):
		return malformed("A digest of the data has up to 32 letters and digits.")
	case utf8.RuneCountInString(h.Name) > maxName:
		return malformed("A name may have %d characters.", maxName)
	case !utf8.ValidString(h.Name) || strings.ContainsFunc(h.Name, unreadable):
		return malformed("A name consists of visible characters.")
	}
	return checkLink(h.Link, maxEvent)
}

// unreadable reports whether a character has no place in a name: control
// characters, and those that change the direction of the text around them.
func unreadable(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == utf8.RuneError || c == '\u2028' || c == '\u2029'
}

// takeResult takes what a student hands in.
func (c *Class) takeResult(w http.ResponseWriter, r *http.Request) error {
	address := guard.Client(r)
	if !c.handIns.allow(address) {
		return errTooMany
	}
	var h handIn
	if err := read(w, r, &h); err != nil {
		return err
	}
	if err := h.check(); err != nil {
		return err
	}
	result, err := c.place(h, address)
	if err != nil {
		return err
	}
	if err := c.backend.Put("result."+result.Result, []byte(encode(result))); err != nil {
		return err
	}
	answer(w, http.StatusCreated, map[string]string{"result": result.Result})
	return nil
}

// place makes a result of what was handed in, if there is room for it. The same
// link from the same student takes the place of the result from before.
func (c *Class) place(h handIn, address netip.Addr) (Result, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if !c.state.board.Open {
		return Result{}, &refusal{http.StatusConflict, "Nothing can be handed in at the moment."}
	}
	result := Result{
		Name: h.Name, Link: h.Link, Accuracy: h.Accuracy, Bytes: h.Bytes, Connections: h.Connections, Data: h.Data,
		Time: time.Now().UnixMilli(), Student: h.ID,
	}
	if !c.state.board.AskNames {
		result.Name = ""
	}
	for id, old := range c.state.results {
		if old.Student == h.ID && old.Link == h.Link {
			result.Result = id
			return result, nil
		}
	}
	if len(c.state.results) >= maxResults {
		return Result{}, &refusal{http.StatusServiceUnavailable, "The board is full: the teacher can empty it."}
	}
	if c.fromAddress.of(address) >= maxResultsPerAddress {
		return Result{}, &refusal{http.StatusServiceUnavailable, "Too many results come from your network address."}
	}
	c.fromAddress.add(address)
	result.Result = newSecret()
	c.addressOf[result.Result] = address
	return result, nil
}

// deliverResult takes a result, or its removal, into the state.
func (c *Class) deliverResult(id string, value []byte) error {
	key := "result." + id
	if value == nil {
		if _, known := c.state.results[id]; !known {
			return nil
		}
		delete(c.state.results, id)
		if address, ok := c.addressOf[id]; ok {
			c.fromAddress.remove(address)
			delete(c.addressOf, id)
		}
		removed := encode(map[string]string{"result": id})
		c.teachers.remove(key, "removed", removed)
		if c.state.board.Shown {
			c.students.remove(key, "removed", removed)
		}
		return nil
	}
	var result Result
	if err := decode(value, &result); err != nil {
		return err
	}
	if result.Result != id {
		return malformed("The result calls itself %q.", result.Result)
	}
	if _, known := c.state.results[id]; !known && len(c.state.results) >= maxResults {
		return nil // another server took one at the same time
	}
	c.state.results[id] = result
	c.teachers.set(key, "result", encode(result.forTeacher()))
	if c.state.board.Shown {
		c.students.set(key, "result", encode(result.forStudents(c.state.board)))
	}
	return nil
}

func (r Result) forTeacher() Result {
	r.Student = ""
	return r
}

// forStudents leaves out the link, which a page asks for when it opens the
// result: the board of a large class would be too much otherwise.
func (r Result) forStudents(b Board) Result {
	r.Student, r.Link = "", ""
	if !b.ShowNames {
		r.Name = ""
	}
	return r
}

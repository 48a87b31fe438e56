package class

import (
	"errors"
	"fmt"
	"log"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Path is where pages reach the class on the server.
const Path = "/class"

// A Class is one class on one server. It answers requests for Path and below.
// The protocol is described in the package's documentation.
type Class struct {
	backend Backend
	secret  string // its holder is the teacher
	name    string // distinguishes this server from others of the class

	students *feed
	teachers *feed
	presence *presence

	requests *limiter // of students
	handIns  *limiter
	attempts *limiter // to become the teacher
	linkPace *rate.Limiter
	livePace *rate.Limiter
	routes   map[string]route

	lock   sync.Mutex // guards what follows
	state  state
	counts Counts // as the teacher knows them

	votesChanged bool                  // since they were told
	voted        tally                 // votes in the present poll, on this server
	fromAddress  tally                 // results, on this server
	addressOf    map[string]netip.Addr // from which a result came

	closed chan struct{}
	ended  sync.WaitGroup
}

// state is what a class keeps, as the backend has delivered it.
type state struct {
	link    Link
	board   Board
	results map[string]Result
	poll    *Poll
	votes   map[string]map[string]int // choices by poll and student
}

// A Link is the address of the experiment at rest. Revision is a number that
// the teacher's page gives it, so that live events can refer to it.
type Link struct {
	Link     string `json:"link"`
	Revision int    `json:"revision"`
}

// New opens the class that a backend keeps.
func New(b Backend) (*Class, error) {
	c := &Class{
		backend: b, name: newSecret(), presence: newPresence(), closed: make(chan struct{}), addressOf: map[string]netip.Addr{},
		requests: newLimiter(requestRate, 4*requestRate), handIns: newLimiter(resultRate, 12*resultRate), attempts: newLimiter(1, 10),
		linkPace: rate.NewLimiter(rate.Every(linkPause), 1), livePace: rate.NewLimiter(liveRate, liveBurst),
	}
	c.students, c.teachers = newFeed(c.name), newFeed(c.name)
	c.state.results = map[string]Result{}
	c.state.votes = map[string]map[string]int{}
	c.state.board = Board{Open: true}
	c.routes = c.allRoutes()
	for _, f := range []*feed{c.students, c.teachers} {
		for _, key := range []string{"mode", "challenge", "poll"} {
			f.set(key, key, "null")
		}
		f.set("board", "board", encode(c.state.board))
	}
	c.teachers.set("counts", "counts", encode(c.counts))
	var err error
	if c.secret, err = b.Secret(newSecret()); err != nil {
		return nil, fmt.Errorf("class: %w", err)
	}
	if err := b.Start(c.deliver); err != nil {
		return nil, fmt.Errorf("class: %w", err)
	}
	c.ended.Go(c.keepCounting)
	return c, nil
}

// Close ends all streams and the class's work on this server.
func (c *Class) Close() error {
	close(c.closed)
	c.ended.Wait()
	return c.backend.Close()
}

// TeacherAddress returns the address at which the page at url opens as the
// teacher's.
func (c *Class) TeacherAddress(url string) string { return url + "?teach=" + c.secret }

// LimitStudents makes room for n students at most, if n is smaller than what a
// class has room for anyway.
func (c *Class) LimitStudents(n int) {
	c.presence.lock.Lock()
	defer c.presence.lock.Unlock()
	c.presence.limits.streams = min(c.presence.limits.streams, n)
}

// deliver takes a value from the backend into the state and the feeds.
func (c *Class) deliver(key string, value []byte) {
	kind, rest, _ := strings.Cut(key, ".")
	c.lock.Lock()
	defer c.lock.Unlock()
	var err error
	switch kind {
	case "link":
		err = c.deliverLink(value)
	case "live":
		c.students.set("live", "live", string(value))
	case "mode", "challenge":
		c.both(kind, kind, orNull(value))
	case "board":
		err = c.deliverBoard(value)
	case "result":
		err = c.deliverResult(rest, value)
	case "poll":
		err = c.deliverPoll(value)
	case "vote":
		err = c.deliverVote(rest, value)
	case "counts", "arrived":
		err = c.deliverPresence(kind, rest, value)
	default:
		err = errors.New("unknown kind")
	}
	if err != nil {
		// It was checked before it was put: another version's server, or a damaged store.
		log.Printf("class: %s is ignored: %v", key, err)
	}
}

// both sets an event for students and the teacher.
func (c *Class) both(key, event, data string) {
	c.students.set(key, event, data)
	c.teachers.set(key, event, data)
}

func orNull(value []byte) string {
	if value == nil {
		return "null"
	}
	return string(value)
}

func (c *Class) deliverLink(value []byte) error {
	var link Link
	if err := decode(value, &link); err != nil {
		return err
	}
	c.state.link = link
	c.both("link", "link", string(value))
	c.students.set("live", "live", "null") // the link is what it has led to
	return nil
}

// keepCounting tells the teacher and the other servers how many students there
// are, and how they have voted, a few times a second.
func (c *Class) keepCounting() {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	var told Counts
	var toldAt time.Time
	for {
		select {
		case <-c.closed:
			c.backend.Send("counts."+c.name, []byte(encode(Counts{}))) // nobody is here any more
			return
		case now := <-ticker.C:
			here, everywhere := c.presence.count()
			if here != told || now.Sub(toldAt) > reportedBy/3 {
				told, toldAt = here, now
				c.backend.Send("counts."+c.name, []byte(encode(here))) // sent again soon
			}
			c.tellCounts(everywhere)
		}
	}
}

func (c *Class) tellCounts(everywhere Counts) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if everywhere != c.counts {
		c.counts = everywhere
		c.teachers.set("counts", "counts", encode(everywhere))
	}
	if c.votesChanged {
		c.votesChanged = false
		c.tellVotes()
	}
}

func (c *Class) deliverPresence(kind, rest string, value []byte) error {
	server, student, _ := strings.Cut(rest, ".")
	if server == c.name {
		return nil
	}
	if kind == "arrived" {
		c.presence.elsewhereNow(student)
		return nil
	}
	var counts Counts
	if err := decode(value, &counts); err != nil {
		return err
	}
	c.presence.others(server, counts)
	return nil
}

// arrived tells the other servers that a student is here now.
func (c *Class) arrived(id string) {
	c.backend.Send("arrived."+c.name+"."+id, []byte("{}")) // if it is lost, the student is counted twice for a while
}

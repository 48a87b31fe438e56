package class

import (
	"encoding/json"
	"net/netip"
	"sync"
	"time"
)

// The states of a student, as pages report them.
const (
	following = "following"
	exploring = "exploring"
	gone      = "gone"
)

func isState(s string) bool { return s == following || s == exploring || s == gone }

// Counts say how many students are in which state.
type Counts struct {
	Following int  `json:"following"`
	Exploring int  `json:"exploring"`
	Gone      int  `json:"gone"`
	Full      bool `json:"full"` // a page found the class full within the last minute
}

func (a Counts) plus(b Counts) Counts {
	return Counts{a.Following + b.Following, a.Exploring + b.Exploring, a.Gone + b.Gone, a.Full || b.Full}
}

// A presence knows who is in the class on this server, and how many are on the
// other servers of the class.
type presence struct {
	limits struct{ streams, perAddress int }

	lock       sync.Mutex
	students   map[string]*student
	streams    int
	perAddress tally     // streams
	turnedAway time.Time // when a page last found the class full
	elsewhere  map[string]report
}

// A student is one tab of a browser.
type student struct {
	state   string
	streams int
	until   time.Time // gone, if it does not report before; forgotten, if gone already
}

// A report is what another server said last.
type report struct {
	counts Counts
	at     time.Time
}

func newPresence() *presence {
	p := &presence{students: map[string]*student{}, elsewhere: map[string]report{}}
	p.limits.streams, p.limits.perAddress = maxStudents, maxStreamsPerAddress
	return p
}

// enter counts one more stream of a student from an address. arrived says that this server did not know the student before. If
// there is no room, enter counts nothing and returns an event that says so.
func (p *presence) enter(id, state string, address netip.Addr) (arrived bool, full string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	switch {
	case p.streams >= p.limits.streams:
		full = encode(map[string]int{"limit": p.limits.streams})
	case p.perAddress.of(address) >= p.limits.perAddress:
		full = encode(map[string]int{"limitPerAddress": p.limits.perAddress})
	}
	if full != "" {
		p.turnedAway = time.Now()
		return false, full
	}
	p.streams++
	p.perAddress.add(address)
	_, known := p.students[id]
	p.note(id, state).streams++
	return !known, ""
}

// leave ends what enter began.
func (p *presence) leave(id string, address netip.Addr) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.streams--
	p.perAddress.remove(address)
	s := p.students[id]
	if s == nil {
		return
	}
	if s.streams--; s.streams == 0 && s.state != gone {
		s.until = earlier(s.until, time.Now().Add(grace))
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// report notes the state of a student, and says whether this server did not
// know it before.
func (p *presence) report(id, state string) (arrived bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	_, known := p.students[id]
	p.note(id, state)
	return !known
}

func (p *presence) note(id, state string) *student {
	s := p.students[id]
	if s == nil {
		p.makeRoom()
		s = &student{}
		p.students[id] = s
	}
	s.state = state
	s.until = time.Now().Add(reportTime)
	if state == gone {
		s.until = time.Now().Add(forgetAfter)
	}
	return s
}

// makeRoom keeps the number of students within bounds: pages can make up ids.
func (p *presence) makeRoom() {
	if len(p.students) < 2*p.limits.streams {
		return
	}
	for id, s := range p.students {
		if s.streams == 0 {
			delete(p.students, id)
			return
		}
	}
}

// elsewhereNow notes that a student has come to another server of the class.
func (p *presence) elsewhereNow(id string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if s := p.students[id]; s != nil && s.streams == 0 {
		delete(p.students, id)
	}
}

// others stores how many students another server has counted.
func (p *presence) others(server string, counts Counts) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.elsewhere[server] = report{counts, time.Now()}
}

// reportedBy is how old another server's counts may get. Servers send them
// every few seconds.
const reportedBy = 15 * time.Second

// count moves on those whose time is over, and returns who is on this server
// and on all servers together.
func (p *presence) count() (here, everywhere Counts) {
	p.lock.Lock()
	defer p.lock.Unlock()
	now := time.Now()
	here = Counts{Full: !p.turnedAway.IsZero() && now.Sub(p.turnedAway) < fullTime}
	for id, s := range p.students {
		switch late := !now.Before(s.until); {
		case late && s.state == gone:
			delete(p.students, id)
			continue
		case late:
			s.state = gone
			s.until = now.Add(forgetAfter)
		}
		switch s.state {
		case following:
			here.Following++
		case exploring:
			here.Exploring++
		case gone:
			here.Gone++
		}
	}
	everywhere = here
	for server, r := range p.elsewhere {
		if now.Sub(r.at) >= reportedBy {
			delete(p.elsewhere, server)
			continue
		}
		everywhere = everywhere.plus(r.counts)
	}
	return here, everywhere
}

// encode returns v as JSON. It is used for the package's own types, which can
// always be encoded.
func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

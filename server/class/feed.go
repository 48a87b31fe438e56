package class

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A feed holds the newest events of a stream by key, in the order in which they
// were set. A client that is slow, or comes back after a break, misses events
// that newer ones have replaced, but always ends with the newest of each key. So
// a feed's size depends neither on the number of events nor on that of clients.
type feed struct {
	epoch string // distinguishes this feed's positions from another's

	lock     sync.Mutex
	entries  []entry       // by ascending version
	version  uint64        // of the newest event; 1 before the first
	complete uint64        // a client at a lower position must get everything
	changed  chan struct{} // closed when there is something new
	readers  int
	woken    time.Time // when changed was closed last
	waiting  bool      // a timer will close changed
}

type entry struct {
	key     string
	version uint64
	removed bool
	frame   []byte // in the format of server-sent events
}

// maxRemoved is how many removed events a feed remembers, to tell clients.
const maxRemoved = 200

func newFeed(epoch string) *feed {
	return &feed{epoch: epoch, version: 1, changed: make(chan struct{})}
}

// set replaces the event of key.
func (f *feed) set(key, event, data string) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.put(entry{key: key, frame: f.frame(event, data)})
}

// remove replaces the event of key by one that says that it is gone, for the
// clients that know it.
func (f *feed) remove(key, event, data string) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.put(entry{key: key, removed: true, frame: f.frame(event, data)})
	removed := 0
	for _, e := range f.entries {
		if e.removed {
			removed++
		}
	}
	if removed > maxRemoved {
		first := slices.IndexFunc(f.entries, func(e entry) bool { return e.removed })
		f.complete = f.entries[first].version
		f.entries = slices.Delete(f.entries, first, first+1)
	}
}

// drop forgets all events whose keys have the prefix, without telling clients.
func (f *feed) drop(prefix string) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.entries = slices.DeleteFunc(f.entries, func(e entry) bool { return strings.HasPrefix(e.key, prefix) })
}

func (f *feed) put(e entry) {
	f.entries = slices.DeleteFunc(f.entries, func(old entry) bool { return old.key == e.key })
	e.version = f.version
	f.entries = append(f.entries, e)
	f.wake()
}

// frame is an event in the format of server-sent events, with the next version
// as its position.
func (f *feed) frame(event, data string) []byte {
	f.version++
	return frame(event, f.epoch+"-"+strconv.FormatUint(f.version, 10), data)
}

// frame is an event in the format of server-sent events (WHATWG HTML, section
// 9.2). event and position may be "". data must be one line.
func frame(event, position, data string) []byte {
	var b []byte
	if event != "" {
		b = append(append(append(b, "event: "...), event...), '\n')
	}
	if position != "" {
		b = append(append(append(b, "id: "...), position...), '\n')
	}
	return append(append(append(b, "data: "...), data...), "\n\n"...)
}

// wake tells the waiting clients that there is something new. Telling one takes
// about 20 µs of the processor's time, so the next wave of events waits for a
// little longer than that for each client: otherwise a teacher who drags a slider
// would keep a large class's server from everything else.
func (f *feed) wake() {
	if f.waiting {
		return
	}
	pace := 20*time.Millisecond + time.Duration(f.readers)*30*time.Microsecond
	wait := pace - time.Since(f.woken)
	if wait <= 0 {
		f.wakeNow()
		return
	}
	f.waiting = true
	time.AfterFunc(wait, func() {
		f.lock.Lock()
		defer f.lock.Unlock()
		f.waiting = false
		f.wakeNow()
	})
}

func (f *feed) wakeNow() {
	f.woken = time.Now()
	close(f.changed)
	f.changed = make(chan struct{})
}

// join counts a reader, and leave ends that.
func (f *feed) join() {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.readers++
}

func (f *feed) leave() {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.readers--
}

// since returns the frames that a client at position has not seen, its next
// position, and a channel that is closed when there is more.
func (f *feed) since(position uint64) (frames [][]byte, next uint64, changed <-chan struct{}) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if position < f.complete || position == 0 {
		position = 0
		frames = append(frames, frame("reset", "", "{}"))
	}
	first := len(f.entries)
	for first > 0 && f.entries[first-1].version > position {
		first--
	}
	for _, e := range f.entries[first:] {
		if position > 0 || !e.removed {
			frames = append(frames, e.frame)
		}
	}
	return frames, f.version, f.changed
}

// position reads a Last-Event-ID header. It returns 0, which stands for the
// beginning, if the header comes from another feed or is malformed.
func (f *feed) position(id string) uint64 {
	epoch, number, _ := strings.Cut(id, "-")
	if epoch != f.epoch {
		return 0
	}
	position, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return 0
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	if position > f.version {
		return 0
	}
	return position
}

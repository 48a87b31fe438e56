package class

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits of a class.
const (
	maxLink     = 320 << 10 // bytes of a link: more than the longest that the page writes
	maxEvent    = 8 << 10   // bytes of any other body
	maxName     = 60        // characters of a student's name
	maxResults  = 500
	maxChoices  = 10
	linkPause   = 100 * time.Millisecond // between two links
	liveRate    = 40                     // live events a second
	liveBurst   = 10                     // at once, when the network has held them up
	resultRate  = 5                      // results a second and address
	requestRate = 100                    // other requests a second and address

	maxStudents          = 10_000 // open streams
	maxStreamsPerAddress = 300
	maxResultsPerAddress = 100
	maxVotesPerAddress   = 300
)

// Times of a class.
const (
	heartbeat   = 5 * time.Second   // longest silence of a stream
	patience    = 20 * time.Second  // with a client that does not read
	grace       = 10 * time.Second  // before a student whose stream has ended is gone
	reportTime  = 100 * time.Second // before a student who does not report is gone
	fullTime    = time.Minute       // for how long the teacher is told that the class was full
	tick        = 250 * time.Millisecond
	tokenTime   = time.Minute
	forgetAfter = 2 * time.Hour // before a student who has gone is not counted any more
)

// A limiter limits how often something is done from each address.
type limiter struct {
	perSecond rate.Limit
	burst     int

	lock    sync.Mutex
	buckets map[netip.Addr]*rate.Limiter
}

func newLimiter(perSecond, burst int) *limiter {
	return &limiter{perSecond: rate.Limit(perSecond), burst: burst, buckets: map[netip.Addr]*rate.Limiter{}}
}

// maxBuckets is how many addresses a limiter remembers.
const maxBuckets = 20_000

// allow reports whether an address may do it once more now.
func (l *limiter) allow(address netip.Addr) bool {
	l.lock.Lock()
	defer l.lock.Unlock()
	bucket := l.buckets[address]
	if bucket == nil {
		if len(l.buckets) >= maxBuckets {
			l.forget()
		}
		bucket = rate.NewLimiter(l.perSecond, l.burst)
		l.buckets[address] = bucket
	}
	return bucket.Allow()
}

// forget drops the addresses that have their full allowance again, and if there
// are none, all.
func (l *limiter) forget() {
	before := len(l.buckets)
	for address, bucket := range l.buckets {
		if bucket.Tokens() >= float64(l.burst) {
			delete(l.buckets, address)
		}
	}
	if len(l.buckets) == before {
		clear(l.buckets)
	}
}

// A tally counts things by address. The zero value is ready for use.
type tally struct{ counts map[netip.Addr]int }

func (t *tally) of(address netip.Addr) int { return t.counts[address] }

func (t *tally) add(address netip.Addr) {
	if t.counts == nil {
		t.counts = map[netip.Addr]int{}
	}
	t.counts[address]++
}

func (t *tally) remove(address netip.Addr) {
	if t.counts[address]--; t.counts[address] <= 0 {
		delete(t.counts, address)
	}
}

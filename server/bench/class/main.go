// Command class measures how many students can follow a class:
//
//	go run ./server/bench/class -followers 10000
//	go run ./server/bench/class -followers 9000 -servers 3
//
// It starts the server (or several, which share the class through a NATS server
// that it starts as well), lets followers connect over the loopback addresses
// of this machine, and sends live events as a teacher does who drags a slider.
// For each event and follower it notes how long it took until the follower had
// that event or a newer one. It needs the page in static/dist (make build).
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

func main() {
	followers := flag.Int("followers", 10_000, "`number` of followers")
	servers := flag.Int("servers", 1, "`number` of servers")
	perSecond := flag.Int("rate", 10, "live `events` a second")
	duration := flag.Duration("time", 10*time.Second, "`time` during which events are sent")
	flag.Parse()
	if err := run(*followers, *servers, *perSecond, *duration); err != nil {
		fmt.Fprintln(os.Stderr, "class:", err)
		os.Exit(1)
	}
}

func run(followers, servers, perSecond int, duration time.Duration) error {
	s, err := startServers(servers)
	if err != nil {
		return err
	}
	defer s.stop()
	before, err := s.usage()
	if err != nil {
		return err
	}
	began := time.Now()
	all, err := connect(s.urls, followers)
	if err != nil {
		return err
	}
	connected := time.Since(began)
	idle, err := s.usage()
	if err != nil {
		return err
	}
	sent, err := teach(s.urls[0], s.secret, perSecond, duration)
	if err != nil {
		return err
	}
	time.Sleep(2 * time.Second) // for those who are late
	after, err := s.usage()
	if err != nil {
		return err
	}
	all.leave()
	l := all.lateness(sent)
	fmt.Printf("| servers | followers | connected in | memory a follower | events sent | received by each | up to date within 1 s | median | 99 %% | latest | server CPU |\n")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	fmt.Printf("| %d | %d | %.1f s | %.1f kB | %d | %.0f | %.2f %% | %v | %v | %v | %.1f s |\n",
		servers, followers, connected.Seconds(), float64(idle.bytes-before.bytes)/1e3/float64(followers), len(sent),
		all.received(), 100*l.within(time.Second),
		l.quantile(0.5), l.quantile(0.99), l.quantile(1), (after.cpu - idle.cpu).Seconds())
	return nil
}

// A lateness is how long each follower took to have each event, sorted.
type lateness []time.Duration

func (l lateness) quantile(q float64) time.Duration {
	return l[min(int(q*float64(len(l))), len(l)-1)].Round(time.Millisecond)
}

// within returns the share that took no longer than d.
func (l lateness) within(d time.Duration) float64 {
	late, _ := slices.BinarySearch(l, d+1)
	return float64(late) / float64(len(l))
}

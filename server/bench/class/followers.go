package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A crowd is all followers.
type crowd struct {
	seen        [][]arrival // by follower
	connections []net.Conn
	reading     sync.WaitGroup
}

// leave ends all connections. After that, seen is complete.
func (c *crowd) leave() {
	for _, connection := range c.connections {
		connection.Close()
	}
	c.reading.Wait()
}

// An arrival is when a follower got an event.
type arrival struct {
	event int
	at    time.Time
}

// never is longer than anybody waits.
const never = time.Hour

// perAddress is how many followers share a loopback address: fewer than the
// streams that a class allows for one.
const perAddress = 200

// connect lets followers join, spread over the servers, and waits until each
// has heard from its server.
func connect(urls []string, followers int) (*crowd, error) {
	c := &crowd{seen: make([][]arrival, followers), connections: make([]net.Conn, followers)}
	const atOnce = 64
	slots := make(chan struct{}, atOnce)
	failed := make(chan error, followers)
	var joined sync.WaitGroup
	for n := range followers {
		slots <- struct{}{}
		joined.Go(func() {
			defer func() { <-slots }()
			if err := c.join(n, urls[n%len(urls)]); err != nil {
				failed <- err
			}
		})
	}
	joined.Wait()
	select {
	case err := <-failed:
		return nil, fmt.Errorf("%d followers could not join, for example: %w", len(failed)+1, err)
	default:
		return c, nil
	}
}

// join connects one follower, and reads on in the background.
func (c *crowd) join(n int, server string) error {
	u, err := url.Parse(server)
	if err != nil {
		return err
	}
	address := n / perAddress
	from := &net.TCPAddr{IP: net.IPv4(127, 1, byte(address/250), byte(address%250+1))}
	dialer := net.Dialer{LocalAddr: from, Timeout: 20 * time.Second}
	connection, err := dialer.Dial("tcp4", u.Host)
	if err != nil {
		return err
	}
	fmt.Fprintf(connection, "GET /class/events?id=follower%d&state=following HTTP/1.1\r\nHost: localhost\r\n\r\n", n)
	const lineLength = 512
	lines := bufio.NewReaderSize(connection, lineLength)
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return err
		}
		if bytes.HasPrefix(line, []byte("event: full")) {
			return fmt.Errorf("the class is full for %v", from)
		}
		if bytes.HasPrefix(line, []byte("event: board")) { // one of the first events
			break
		}
	}
	c.connections[n] = connection
	c.reading.Go(func() { c.follow(n, lines) })
	return nil
}

// marker comes before the number of an event, which teach has put there.
var marker = []byte(`"event":`)

// follow notes when events come, until the connection ends.
func (c *crowd) follow(n int, lines *bufio.Reader) {
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil && err != bufio.ErrBufferFull {
			return
		}
		_, after, found := bytes.Cut(line, marker)
		if !found {
			continue
		}
		digits, _, _ := bytes.Cut(after, []byte("}"))
		event, err := strconv.Atoi(string(digits))
		if err != nil {
			continue
		}
		c.seen[n] = append(c.seen[n], arrival{event, time.Now()})
	}
}

// received returns how many events a follower got on average.
func (c *crowd) received() float64 {
	total := 0
	for _, seen := range c.seen {
		total += len(seen)
	}
	return float64(total) / float64(len(c.seen))
}

// lateness returns, for every event and follower, the time until the follower
// had that event or a newer one.
func (c *crowd) lateness(sent []time.Time) lateness {
	var all lateness
	for _, seen := range c.seen {
		next := 0
		for _, a := range seen {
			for ; next <= a.event; next++ {
				all = append(all, a.at.Sub(sent[next]))
			}
		}
		for ; next < len(sent); next++ {
			all = append(all, never)
		}
	}
	slices.Sort(all)
	return all
}

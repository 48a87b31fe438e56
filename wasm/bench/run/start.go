package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
	"time"

	"bonsai/wasm/browser"
)

// measureStart opens the page with an empty cache, once directly and once through a
// connection of 20 Mbit/s, and prints how long it takes until the page can be used and
// until the first picture is drawn. The figures are medians of five.
func measureStart(chromium browser.Browser, server *browser.Server) error {
	line, err := slowLine(server.URL, 20e6/8)
	if err != nil {
		return err
	}
	defer line.Close()
	fmt.Println("\n### Start, cold\n| | usable after | first picture after |\n|---|---|---|")
	for _, way := range []struct{ name, address string }{{"this machine", server.URL}, {"20 Mbit/s", line.URL + "/"}} {
		var usable, picture []float64
		for range 5 {
			took, err := startAt(chromium, way.address)
			if err != nil {
				return err
			}
			usable, picture = append(usable, took[0]), append(picture, took[1])
		}
		slices.Sort(usable)
		slices.Sort(picture)
		fmt.Printf("| %s | %.0f ms | %.0f ms |\n", way.name, usable[2], picture[2])
	}
	return nil
}

// startAt opens the page and returns the milliseconds until it can be used and until its
// first picture is drawn.
func startAt(chromium browser.Browser, address string) (took [2]float64, err error) {
	page, err := chromium.Open(address)
	if err != nil {
		return took, err
	}
	defer page.Close()
	if err := page.Wait(`performance.getEntriesByName('picture').length > 0`); err != nil {
		return took, err
	}
	err = page.Eval(`['usable', 'picture'].map((name) => performance.getEntriesByName(name)[0].startTime)`, &took)
	return took, err
}

// slowLine serves the responses of another server, limited to a number of bytes per
// second for all requests together.
func slowLine(address string, perSecond float64) (*httptest.Server, error) {
	target, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	l := &line{perSecond: perSecond, free: time.Now()}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: func(r *http.Response) error {
			r.Body = struct {
				io.Reader
				io.Closer
			}{&paced{r.Body, l}, r.Body}
			return nil
		},
		FlushInterval: -1,
	}
	return httptest.NewServer(proxy), nil
}

// A line is a connection with a limited speed.
type line struct {
	lock      sync.Mutex
	perSecond float64
	free      time.Time // when all bytes so far have been sent
}

// carry waits until n bytes have been sent, after those of earlier calls.
func (l *line) carry(n int) {
	l.lock.Lock()
	if now := time.Now(); l.free.Before(now) {
		l.free = now
	}
	l.free = l.free.Add(time.Duration(float64(n) / l.perSecond * float64(time.Second)))
	until := l.free
	l.lock.Unlock()
	time.Sleep(time.Until(until))
}

// A paced reader reads at the speed of a line.
type paced struct {
	io.Reader
	line *line
}

func (p *paced) Read(b []byte) (int, error) {
	const packet = 16 << 10
	n, err := p.Reader.Read(b[:min(len(b), packet)])
	p.line.carry(n)
	return n, err
}

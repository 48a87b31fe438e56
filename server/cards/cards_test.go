package cards

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const index = `<!doctype html><html lang="en" data-theme="light"><head><title>Bonsai</title><script src="loader.js"></script></head><body></body></html>`

// A fake draws nothing, but counts what it is asked for.
type fake struct {
	drawn   []string
	atOnce  int
	most    int
	takes   time.Duration
	failing bool
}

func (f *fake) Describe(link string) (string, string, error) {
	if !strings.HasPrefix(link, "#1.") {
		return "", "", errors.New("not a link")
	}
	return `Spiral & "moons"`, "98.2 → 96.7 %", nil
}

func (f *fake) Draw(ctx context.Context, link string) ([]byte, error) {
	f.atOnce++
	f.most = max(f.most, f.atOnce)
	defer func() { f.atOnce-- }()
	f.drawn = append(f.drawn, link)
	select {
	case <-time.After(f.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if f.failing {
		return nil, errors.New("it cannot be drawn")
	}
	return []byte("picture of " + link), nil
}

func newCards(t *testing.T, r Renderer) *Cards {
	t.Helper()
	c, err := New([]byte(index), r)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func get(c *Cards, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = "bonsai.example:8080"
	r.URL.Path = path
	w := httptest.NewRecorder()
	w.Header().Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'")
	c.ServeHTTP(w, r)
	return w
}

func TestThePageSaysWhatItsLinkLeadsTo(t *testing.T) {
	w := get(newCards(t, &fake{}), `/s/1.abc"<`)
	page := w.Body.String()
	for _, want := range []string{
		`<html data-link="#1.abc&#34;&lt;" lang="en"`, `<head><base href="../">`, `<script src="loader.js">`,
		`<meta property="og:title" content="Spiral &amp; &#34;moons&#34;">`, `<meta property="og:description" content="98.2 → 96.7 %">`,
		`<meta property="og:image" content="http://bonsai.example:8080/s/1.abc%22%3C.png">`, `<meta property="twitter:card" content="summary_large_image">`,
		`<meta property="og:image:width" content="1200">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing in %s", want, page)
		}
	}
	if got := w.Header().Get("Content-Security-Policy"); got != "default-src 'none'; base-uri 'self'" {
		t.Errorf("policy %q", got)
	}
	if w := get(newCards(t, &fake{}), "/s/nowhere"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `data-link="#nowhere"`) {
		t.Errorf("a wrong link: status %d; the page should say what is wrong", w.Code)
	}
}

func TestBehindAProxyThePictureHasTheProxysScheme(t *testing.T) {
	for remote, want := range map[string]string{"127.0.0.1:5": "https://bonsai.example", "192.168.1.9:5": "http://bonsai.example"} {
		r := httptest.NewRequest(http.MethodGet, "/s/1.abc", nil)
		r.RemoteAddr, r.Host = remote, "bonsai.example"
		r.Header.Set("X-Forwarded-Proto", "https")
		if got := origin(r); got != want {
			t.Errorf("from %s: %s, want %s", remote, got, want)
		}
	}
}

func TestOtherPathsAreNotFound(t *testing.T) {
	c := newCards(t, &fake{})
	for _, path := range []string{"/s/", "/s/.png", "/s/a/b", "/s/a b", "/s/" + strings.Repeat("x", maxLink), "/s/é"} {
		if w := get(c, path); w.Code != http.StatusNotFound {
			t.Errorf("%.20s: status %d, want 404", path, w.Code)
		}
	}
	w := httptest.NewRecorder()
	if c.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/s/1.abc", nil)); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d, want 405", w.Code)
	}
}

func TestACardIsDrawnOnce(t *testing.T) {
	f := &fake{}
	c := newCards(t, f)
	for range 3 {
		if w := get(c, "/s/1.abc.png"); w.Body.String() != "picture of #1.abc" || w.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%q, %s", w.Body, w.Header())
		}
	}
	f.failing = true
	for range 3 {
		if w := get(c, "/s/1.xyz.png"); !bytes.Equal(w.Body.Bytes(), general()) || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("what cannot be drawn: %.20q, %s", w.Body, w.Header())
		}
	}
	get(c, "/s/nowhere.png")
	if len(f.drawn) != 2 {
		t.Errorf("drawn: %v, want each link once and the wrong one never", f.drawn)
	}
}

// A hundred requests at once have one card drawn at a time, and nobody waits
// for long.
func TestDrawingIsLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{takes: 900 * time.Millisecond}
		c := newCards(t, f)
		began := time.Now()
		pictures := make(chan []byte, 100)
		for n := range 100 {
			go func() { pictures <- get(c, fmt.Sprintf("/s/1.%d.png", n)).Body.Bytes() }()
		}
		drawn := 0
		for range 100 {
			if !bytes.Equal(<-pictures, general()) {
				drawn++
			}
		}
		// Within the waiting time of 3 s the second, third and fourth get their turn.
		if f.most != 1 || drawn != 4 || time.Since(began) > waitTime+drawTime {
			t.Errorf("%d cards at once, %d drawn, after %v", f.most, drawn, time.Since(began))
		}
		f.takes = time.Hour
		began = time.Now()
		if get(c, "/s/1.slow.png"); time.Since(began) != drawTime {
			t.Errorf("a card was drawn for %v, want %v", time.Since(began), drawTime)
		}
	})
}

func TestTheCacheIsBounded(t *testing.T) {
	c := newCache(10 * (entryCost + 1000))
	for n := range 100 {
		c.put(fmt.Sprint(n), make([]byte, 1000), nil)
		c.get("0")
	}
	if len(c.cards) != 10 || c.order.Len() != 10 || c.bytes != c.limit {
		t.Errorf("%d cards with %d bytes, want 10 with %d", len(c.cards), c.bytes, c.limit)
	}
	if _, _, ok := c.get("0"); !ok {
		t.Error("the card that was asked for most often is not kept")
	}
}

func TestTheGeneralPictureHasTheSizeOfACard(t *testing.T) {
	picture := general()
	config, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || config.Width != Width || config.Height != Height || len(picture) > 200_000 {
		t.Errorf("%d × %d, %d bytes, %v", config.Width, config.Height, len(picture), err)
	}
}

// The tests' program plays the drawing process.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == Command {
		os.Exit(Main(os.Stdin, os.Stdout, os.Stderr, MaxWork, drawForTest))
	}
	os.Exit(m.Run())
}

func drawForTest(link string) ([]byte, error) {
	switch link {
	case "#slow":
		time.Sleep(time.Hour)
	case "#busy":
		for n := 0; n >= 0; n = (n + 1) % 2 { // works, for ever
		}
	case "#large":
		var all [][]byte
		for range 1000 {
			all = append(all, bytes.Repeat([]byte{1}, 1<<20))
			time.Sleep(time.Millisecond) // for the watch
		}
		return all[0], nil
	case "#long":
		return make([]byte, maxPicture+1), nil
	case "#wrong":
		return nil, errors.New("it cannot be drawn")
	}
	return []byte("picture of " + link), nil
}

func TestAProcessDrawsWithinItsLimits(t *testing.T) {
	p := &Process{}
	if picture, err := p.Draw(t.Context(), "#1.abc"); err != nil || string(picture) != "picture of #1.abc" {
		t.Fatalf("%q, %v", picture, err)
	}
	for link, want := range map[string]string{"#large": "exit status 3", "#busy": "exit status 4", "#long": "too much", "#wrong": "it cannot be drawn"} {
		if _, err := p.Draw(t.Context(), link); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %s", link, err, want)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := p.Draw(ctx, "#slow"); err == nil {
		t.Error("a process that takes an hour was waited for")
	}
}

func TestMainReadsNoMoreThanALink(t *testing.T) {
	var out bytes.Buffer
	read := 0
	status := Main(strings.NewReader(strings.Repeat("x", 2*maxLink)), &out, io.Discard, time.Hour, func(link string) ([]byte, error) {
		read = len(link)
		return nil, nil
	})
	if status != 0 || read != maxLink {
		t.Errorf("status %d, a link of %d bytes", status, read)
	}
}

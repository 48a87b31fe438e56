// Package cards gives links a form that chats and social media show with a
// picture. A link's part from # on never reaches a server, so they cannot see
// what it leads to; here it is part of the path instead:
//
//	/s/1.CpXRjU1LB6j7gkFhT6       the page, with tags that describe the experiment
//	/s/1.CpXRjU1LB6j7gkFhT6.png   its picture, 1200 × 630
//
// The page is index.html with three changes: a base element, so that its files
// are found; the attribute data-link="#1.CpXRjU1LB6j7gkFhT6" on its html element,
// which tells the page's program what to open; and the tags of the Open Graph
// protocol (https://ogp.me), which Twitter's cards use as well.
//
// Drawing is limited, because anybody can ask for it: one card at a time, with a
// bounded number of requests waiting, and by a Process with at most a second of work
// and 64 MB. Whatever cannot be drawn gets a general picture.
package cards

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Path is where cards are found on the server.
const Path = "/s/"

// Size of a card in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Renderer describes and draws experiments. A link begins with its #.
type Renderer interface {
	// Describe returns a title and a sentence about the experiment in a
	// language of the page, such as "en". It must be fast: it only reads the
	// link. It fails if the page could not open the link.
	Describe(link, language string) (title, description string, err error)

	// Draw returns the experiment's card. It stops when the context ends.
	Draw(ctx context.Context, link string) (Card, error)
}

// A Card is what chats show of an experiment.
type Card struct {
	Picture []byte            // a PNG file
	Numbers map[string]string // what the picture says, by language
}

// Limits.
const (
	maxLink  = 8 << 10         // bytes
	drawTime = 3 * time.Second // for one card, however busy the machine is
	waitTime = 3 * time.Second // for the cards that are drawn before
	waiting  = 8               // requests that may wait
	cacheFor = time.Hour       // by browsers and crawlers
)

// Cards answers requests for Path and below.
type Cards struct {
	renderer Renderer
	before   []byte // index.html up to the end of "<html"
	middle   []byte // from there to the end of "<head>"
	after    []byte // the rest
	cache    *cache
	line     chan struct{} // the requests that wait or draw
	drawing  chan struct{} // the one that draws
}

// New returns the cards for a page.
func New(index []byte, r Renderer) (*Cards, error) {
	before, rest, ok := bytes.Cut(index, []byte("<html"))
	middle, after, ok2 := bytes.Cut(rest, []byte("<head>"))
	if !ok || !ok2 {
		return nil, errors.New("cards: index.html has no <html and <head> elements")
	}
	return &Cards{
		renderer: r, before: append(before[:len(before):len(before)], "<html"...), middle: append(middle[:len(middle):len(middle)], "<head>"...), after: after,
		cache: newCache(maxCached), line: make(chan struct{}, waiting), drawing: make(chan struct{}, 1),
	}, nil
}

func (c *Cards) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	path, picture := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, Path), ".png")
	link := "#" + path
	if len(link) > maxLink || path == "" || strings.ContainsFunc(path, func(c rune) bool { return c <= ' ' || c > '~' || c == '/' }) {
		http.Error(w, "There is no such link.", http.StatusNotFound)
		return
	}
	if picture {
		c.sendPicture(w, r, link)
		return
	}
	c.sendPage(w, r, link)
}

// sendPage sends the page. One whose link is wrong is sent too: the page says
// what is wrong with it.
func (c *Cards) sendPage(w http.ResponseWriter, r *http.Request, link string) {
	language := languageOf(r)
	title, description, err := c.renderer.Describe(link, language)
	if err != nil {
		title, description = "Bonsai", "Prune a neural network and watch what it can still do."
	} else if crawls(r) { // people do not see the description, and need not wait for it
		if card, err := c.card(r.Context(), link); err == nil && card.Numbers[language] != "" {
			description = card.Numbers[language]
		}
	}
	var b bytes.Buffer
	b.Write(c.before)
	fmt.Fprintf(&b, ` data-link="%s"`, html.EscapeString(link))
	b.Write(c.middle)
	b.WriteString(`<base href="../">`)
	fmt.Fprintf(&b, `<link rel="alternate" type="application/json+oembed" href="%s">`,
		html.EscapeString(origin(r)+EmbedPath+"?url="+url.QueryEscape(origin(r)+Path+link[1:])))
	writeTags(&b, [][2]string{
		{"og:type", "website"},
		{"og:site_name", "Bonsai"},
		{"og:title", title},
		{"og:description", description},
		{"og:image", pictureURL(origin(r), link)},
		{"og:image:type", "image/png"},
		{"og:image:width", fmt.Sprint(Width)},
		{"og:image:height", fmt.Sprint(Height)},
		{"og:image:alt", description},
		{"twitter:card", "summary_large_image"},
	})
	b.Write(c.after)
	header := w.Header()
	// The general policy forbids base elements.
	header.Set("Content-Security-Policy", strings.Replace(header.Get("Content-Security-Policy"), "base-uri 'none'", "base-uri 'self'", 1))
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-cache")
	header.Set("Vary", "Accept-Language, User-Agent")
	w.Write(b.Bytes()) // it fails only when the client has gone
}

func writeTags(b *bytes.Buffer, tags [][2]string) {
	for _, tag := range tags {
		fmt.Fprintf(b, `<meta property="%s" content="%s">`, tag[0], html.EscapeString(tag[1]))
	}
}

// origin returns the beginning of this server's addresses, as the client knows
// it: a proxy on this machine says whether that is https.
func origin(r *http.Request) string {
	scheme := "http"
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err == nil && peer.Addr().Unmap().IsLoopback() && r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// sendPicture sends an experiment's card, or the general picture.
func (c *Cards) sendPicture(w http.ResponseWriter, r *http.Request, link string) {
	card, err := c.card(r.Context(), link)
	w.Header().Set("Content-Type", "image/png")
	if err != nil {
		w.Header().Set("Cache-Control", "no-store") // the next time may have more luck
		w.Write(general())
		return
	}
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(cacheFor/time.Second)))
	w.Write(card.Picture)
}

var errBusy = errors.New("cards: too many cards are asked for at once")

// card returns a card that was drawn before, or draws it. One that could not
// be drawn is not tried again while it is remembered.
func (c *Cards) card(ctx context.Context, link string) (Card, error) {
	if card, err, ok := c.cache.get(link); ok {
		return card, err
	}
	if _, _, err := c.renderer.Describe(link, english); err != nil {
		return Card{}, err
	}
	select {
	case c.line <- struct{}{}:
		defer func() { <-c.line }()
	default:
		return Card{}, errBusy
	}
	wait := time.NewTimer(waitTime)
	defer wait.Stop()
	select {
	case c.drawing <- struct{}{}:
		defer func() { <-c.drawing }()
	case <-wait.C:
		return Card{}, errBusy
	case <-ctx.Done():
		return Card{}, ctx.Err()
	}
	if card, err, ok := c.cache.get(link); ok { // drawn while this request was waiting
		return card, err
	}
	// Without the client's context: if it goes, the next one finds the card.
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), drawTime)
	defer cancel()
	card, err := c.renderer.Draw(limited, link)
	c.cache.put(link, card, err)
	return card, err
}

package cards

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// EmbedPath is where other sites ask how to show a link in a frame, as oEmbed
// (https://oembed.com) says: /oembed.json?url=… A link's page names it.
const EmbedPath = "/oembed.json"

// The size of an embedded page in CSS pixels, and the smallest one that it fits.
const (
	embedWidth, embedHeight           = 960, 600
	leastEmbedWidth, leastEmbedHeight = 320, 300
)

// An embedding is an answer of oEmbed's type "rich".
type embedding struct {
	Type            string `json:"type"`
	Version         string `json:"version"` // of oEmbed
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	ThumbnailURL    string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
}

// ServeEmbed answers requests for EmbedPath. A link to another server, or to nothing
// that this page opens, is not found; oEmbed demands that of formats other than JSON,
// too, with a status of their own.
func (c *Cards) ServeEmbed(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if format := query.Get("format"); format != "" && format != "json" {
		http.Error(w, "Only the format json is answered here.", http.StatusNotImplemented)
		return
	}
	link, ok := linkOf(query.Get("url"), r.Host)
	title, _, err := c.renderer.Describe(link, languageOf(r))
	if !ok || err != nil {
		http.Error(w, "The parameter url is not a link to an experiment on this server.", http.StatusNotFound)
		return
	}
	width, height := within(query.Get("maxwidth"), leastEmbedWidth, embedWidth), within(query.Get("maxheight"), leastEmbedHeight, embedHeight)
	here := origin(r)
	source := here + "/?embed" + link
	answer, err := json.Marshal(embedding{
		Type: "rich", Version: "1.0", Title: title, ProviderName: "Bonsai", ProviderURL: here + "/",
		HTML: fmt.Sprintf(`<iframe width="%d" height="%d" title="%s" sandbox="allow-scripts allow-popups" loading="lazy" src="%s"></iframe>`,
			width, height, html.EscapeString(title), html.EscapeString(source)),
		Width: width, Height: height,
		ThumbnailURL: pictureURL(here, link), ThumbnailWidth: Width, ThumbnailHeight: Height,
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache")
	w.Write(answer) // it fails only when the client has gone
}

// linkOf returns the link, beginning with its #, in the address of a page of this host.
func linkOf(address, host string) (link string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host != host || len(address) > maxLink {
		return "", false
	}
	if path, found := strings.CutPrefix(u.Path, Path); found {
		return "#" + path, true
	}
	return "#" + u.EscapedFragment(), u.Path == "/"
}

// within reads a length in pixels, and keeps it from least to most; most if there is none.
func within(text string, least, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return most
	}
	return max(least, min(n, most))
}

// pictureURL returns the address of a link's picture.
func pictureURL(origin, link string) string {
	return origin + (&url.URL{Path: Path + link[1:] + ".png"}).String()
}

package cards

import (
	"net/http"
	"regexp"
	"strings"
)

// The languages of descriptions.
const (
	english = "en"
	chinese = "zh"
)

// languageOf returns the language that a request asks for. Crawlers of chats often ask
// for none, and get English.
func languageOf(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), chinese) {
		return chinese
	}
	return english
}

// crawler matches the user agents of programs that fetch a page for what a chat or a
// search engine shows of it.
var crawler = regexp.MustCompile(`(?i)bot|crawl|spider|facebookexternalhit|facebookcatalog|whatsapp|skypeuripreview|slack|discord|telegram|embedly|preview|mastodon|iframely|micromessenger`)

// crawls reports whether a request comes from such a program.
func crawls(r *http.Request) bool { return crawler.MatchString(r.Header.Get("User-Agent")) }

package front

import (
	"bytes"
	"strings"
)

// A request is one that front can answer: GET or HEAD, without a body, without
// anything that would change how the connection goes on.
type request struct {
	head       bool // HEAD
	path       string
	host       string
	accept     []string // values of Accept-Encoding
	conditions []string // values of If-None-Match
	close      bool     // the client asks for the connection's end
	length     int      // bytes that the request takes up
}

// A verdict is the result of reading the beginning of a request.
type verdict int

const (
	simple     verdict = iota // a request for front
	incomplete                // more bytes are needed
	other                     // net/http reads it, from its first byte
)

// parse reads a request from the bytes that have arrived. It knows only the
// plainest form of one (RFC 9112): whatever is unusual is left to net/http, be
// it allowed or not.
func parse(b []byte) (request, verdict) {
	var r request
	end := bytes.Index(b, []byte("\r\n\r\n"))
	if end < 0 {
		return r, incomplete
	}
	r.length = end + len("\r\n\r\n")
	lines := string(b[:end])
	first, lines, _ := strings.Cut(lines, "\r\n")
	if !r.readFirst(first) {
		return r, other
	}
	hosts := 0
	for lines != "" {
		var line string
		line, lines, _ = strings.Cut(lines, "\r\n")
		name, value, ok := strings.Cut(line, ":")
		if !ok || !isToken(name) || !isText(value) {
			return r, other
		}
		value = strings.Trim(value, " \t")
		switch {
		case strings.EqualFold(name, "Host"):
			r.host = value
			hosts++
		case strings.EqualFold(name, "Accept-Encoding"):
			r.accept = append(r.accept, value)
		case strings.EqualFold(name, "If-None-Match"):
			r.conditions = append(r.conditions, value)
		case strings.EqualFold(name, "Connection"):
			if !r.readConnection(value) {
				return r, other
			}
		case changesMeaning(name):
			return r, other
		}
	}
	if hosts != 1 || r.host == "" {
		return r, other
	}
	return r, simple
}

// readFirst reads a request line such as "GET /index.html HTTP/1.1".
func (r *request) readFirst(line string) bool {
	method, rest, _ := strings.Cut(line, " ")
	target, protocol, _ := strings.Cut(rest, " ")
	if method != "GET" && method != "HEAD" || protocol != "HTTP/1.1" || !strings.HasPrefix(target, "/") {
		return false
	}
	for _, c := range []byte(target) {
		if c <= ' ' || c > '~' || c == '%' || c == '#' || c == '\\' {
			return false
		}
	}
	r.head = method == "HEAD"
	r.path, _, _ = strings.Cut(target, "?")
	return true
}

func (r *request) readConnection(value string) bool {
	r.close = r.close || strings.EqualFold(value, "close")
	return strings.EqualFold(value, "close") || strings.EqualFold(value, "keep-alive")
}

// changesMeaning reports whether a header announces a body, or something else
// than an answer.
func changesMeaning(name string) bool {
	for _, special := range []string{"Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "Trailer", "TE", "Proxy-Connection"} {
		if strings.EqualFold(name, special) {
			return true
		}
	}
	return false
}

// isToken reports whether a header's name consists of letters, digits and
// hyphens. More is allowed, but hardly used.
func isToken(name string) bool {
	for _, c := range []byte(name) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-') {
			return false
		}
	}
	return name != ""
}

// isText reports whether a header's value consists of printable characters of
// ASCII, spaces and tabs.
func isText(value string) bool {
	for _, c := range []byte(value) {
		if (c < ' ' && c != '\t') || c > '~' {
			return false
		}
	}
	return true
}

// Package guard protects the page and its users: headers with every answer
// that tell browsers what the page may do, a check of the Host header, and the
// address by which a client is known when requests are limited.
package guard

import (
	"maps"
	"net/http"
	"strings"
)

// contentSecurityPolicy lets the page use its own files and nothing else.
//
//   - WebAssembly may be compiled; text may not be run as a program.
//   - Pictures may also come from the page's memory (data:, blob:), and so may
//     workers (blob:), because a page in a sandboxed frame has no origin from
//     which it could load one.
//   - What is run as a script, or becomes HTML, has passed through the page's one
//     policy of trusted types (static/src/loader/trusted.js).
//   - Framing is left open (there is no frame-ancestors), so that lessons and
//     slides can embed the page.
var contentSecurityPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data: blob:",
	"media-src 'self' blob:",
	"connect-src 'self'",
	"worker-src 'self' blob:",
	"font-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types bonsai",
}, "; ")

// fixed are the headers of every answer. The values are the slices that
// http.Header holds, and are never changed.
//
// COOP cuts the connection to a page of another origin that opened this one in
// a window, so that it cannot send messages to it. Browsers heed it over https
// and on localhost.
var fixed = http.Header{
	"Content-Security-Policy":    {contentSecurityPolicy},
	"X-Content-Type-Options":     {"nosniff"},
	"Referrer-Policy":            {"no-referrer"},
	"Cross-Origin-Opener-Policy": {"same-origin"},
}

// Fixed returns the headers of every answer. They must not be changed.
func Fixed() http.Header { return fixed }

// Headers adds the protecting headers to every answer of next.
func Headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), fixed)
		next.ServeHTTP(w, r)
	})
}

package site

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// mimeTypes lists the media types of the page's files. They are written down
// here because the system's table, where Go looks first, differs from machine
// to machine.
var mimeTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// A resource is one file, in each content coding in which it was prepared.
// The plain file (identity) is always there.
//
// Header values are kept as the slices that http.Header holds, so that
// answering a request allocates nothing for them. They are never changed.
type resource struct {
	contentType  []string
	cacheControl []string
	variants     [codings]*variant
}

// A variant is a file in one content coding, with the headers that depend on it.
type variant struct {
	body   []byte
	etag   []string
	length []string
	coding []string // nil for the plain file

	heads heads
}

// hashed matches a name that changes with the file's content, such as
// page.1a2b3c4d5e.wasm.
var hashed = regexp.MustCompile(`\.[0-9a-f]{10}\.[a-z]+$`)

func newResource(name string) *resource {
	contentType := mimeTypes[path.Ext(name)]
	if contentType == "" {
		contentType = mime.TypeByExtension(path.Ext(name))
	}
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	cacheControl := "no-cache" // the browser keeps it, but asks each time whether it has changed
	if hashed.MatchString(name) {
		cacheControl = "public, max-age=31536000, immutable"
	}
	return &resource{contentType: []string{contentType}, cacheControl: []string{cacheControl}}
}

// newVariant names the body by its hash. Two codings of the same file need
// different ETags (RFC 9110, section 8.8.3.3); the coding's name is added so
// that this is true even of equal bodies.
func newVariant(body []byte, c coding) *variant {
	sum := sha256.Sum256(body)
	v := &variant{
		body:   body,
		etag:   []string{`"` + hex.EncodeToString(sum[:12]) + "-" + names[c] + `"`},
		length: []string{strconv.Itoa(len(body))},
	}
	if c != identity {
		v.coding = []string{names[c]}
	}
	return v
}

var varyByCoding = []string{"Accept-Encoding"}

// anyOrigin lets a page in a sandbox, which has no origin, fetch its own files. They are
// the same for everybody.
var anyOrigin = []string{"*"}

// send answers with the variant that the client prefers, or with 304 Not
// Modified if the client has it already.
func (res *resource) send(w http.ResponseWriter, r *http.Request) {
	v := res.variants[negotiate(r.Header["Accept-Encoding"], &res.variants)]

	header := w.Header()
	header["Cache-Control"] = res.cacheControl
	header["Etag"] = v.etag
	header["Vary"] = varyByCoding
	header["Access-Control-Allow-Origin"] = anyOrigin
	if matches(r.Header["If-None-Match"], v.etag[0]) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header["Content-Type"] = res.contentType
	header["Content-Length"] = v.length
	if v.coding != nil {
		header["Content-Encoding"] = v.coding
	}
	if r.Method == http.MethodHead {
		return
	}
	w.Write(v.body) // it fails only when the client has gone
}

// matches reports whether an If-None-Match header names etag. The comparison
// is weak, as RFC 9110, section 13.1.2 asks.
func matches(conditions []string, etag string) bool {
	for _, condition := range conditions {
		for tag := range strings.SplitSeq(condition, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == etag {
				return true
			}
		}
	}
	return false
}

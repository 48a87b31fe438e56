package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// contentSecurityPolicy lets the page use its own files and nothing else.
// WebAssembly may be compiled; text may not. Pictures may also come from the
// page's memory. Framing is left open, so that a lesson can embed the page.
var contentSecurityPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data: blob:",
	"connect-src 'self'",
	"worker-src 'self'",
	"font-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}, "; ")

// mimeTypes of the page's files. They are written down because the system's
// table, where Go looks first, differs from machine to machine.
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

// A site is the page's files, ready to send. It is read once and never
// changes; a request is one look into a map, so no path leads outside of it.
type site map[string]*resource // by path: "/", "/index.html", "/page.1a2b3c4d5e.wasm"

// A resource is one file in the codings that were prepared for it.
type resource struct {
	contentType  string
	cacheControl string
	variants     map[string]variant // by content coding; "identity" is always there

	offer *offer // not nil: whatever lies below is asked of it
}

type variant struct {
	body []byte
	etag string
}

// hashed recognises a name that changes with the file's content.
var hashed = regexp.MustCompile(`\.[0-9a-f]{10}\.[a-z]+$`)

// newSite reads all files into memory.
func newSite(files fs.FS) (site, error) {
	s := site{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		coding := codingOf(name)
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		plain := "/" + strings.TrimSuffix(name, extensions[coding])
		if s[plain] == nil {
			s[plain] = newResource(plain)
		}
		s[plain].variants[coding] = newVariant(body, coding)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	for name, r := range s {
		if _, ok := r.variants["identity"]; !ok {
			return nil, fmt.Errorf("server: %s is there only in compressed form", name)
		}
	}
	s["/"] = s["/index.html"]
	if s["/"] == nil {
		return nil, fmt.Errorf("server: the page has no index.html")
	}
	return s, nil
}

// mark lets the page know what this server can do, by an attribute of its
// document.
func (s site) mark(what string) error {
	page := s["/index.html"]
	body := page.variants["identity"].body
	marked := bytes.Replace(body, []byte("<html "), []byte(`<html data-`+what+`="true" `), 1)
	if bytes.Equal(marked, body) {
		return errors.New("server: the page has no <html> to mark")
	}
	page.variants = map[string]variant{"identity": newVariant(marked, "identity")}
	return nil
}

func newResource(name string) *resource {
	r := &resource{
		contentType:  mimeTypes[path.Ext(name)],
		cacheControl: "no-cache", // keep it, but ask every time whether it is still the one
		variants:     map[string]variant{},
	}
	if r.contentType == "" {
		r.contentType = mime.TypeByExtension(path.Ext(name))
	}
	if r.contentType == "" {
		r.contentType = "application/octet-stream"
	}
	if hashed.MatchString(name) {
		r.cacheControl = "public, max-age=31536000, immutable"
	}
	return r
}

// newVariant names the body by its hash. An ETag tells codings of the same
// file apart (RFC 9110, section 8.8.3.3); their bytes do that by themselves.
func newVariant(body []byte, coding string) variant {
	sum := sha256.Sum256(body)
	return variant{body, `"` + hex.EncodeToString(sum[:12]) + "-" + coding + `"`}
}

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", contentSecurityPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")

	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	if data := s[dataPath]; data != nil && strings.HasPrefix(r.URL.Path, dataPath) {
		data.offer.ServeHTTP(w, r)
		return
	}
	found := s[r.URL.Path]
	if found == nil {
		http.Error(w, "There is no such page here.", http.StatusNotFound)
		return
	}
	found.send(w, r)
}

// send answers with the variant that the client likes best.
func (res *resource) send(w http.ResponseWriter, r *http.Request) {
	coding := negotiate(r.Header.Values("Accept-Encoding"), res.variants)
	v := res.variants[coding]

	header := w.Header()
	header.Set("Cache-Control", res.cacheControl)
	header.Set("ETag", v.etag)
	header.Set("Vary", "Accept-Encoding")
	if matches(r.Header.Values("If-None-Match"), v.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Type", res.contentType)
	header.Set("Content-Length", strconv.Itoa(len(v.body)))
	if coding != "identity" {
		header.Set("Content-Encoding", coding)
	}
	if r.Method == http.MethodHead {
		return
	}
	w.Write(v.body) // an error means that the client is gone
}

// matches compares weakly, as If-None-Match asks for (RFC 9110, section 13.1.2).
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

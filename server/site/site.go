// Package site answers requests for the files of the page.
//
// All files are read into memory once. A request is one look into a map, so a
// path cannot lead to a file that is not part of the page. Files whose names
// contain a hash of their content may be kept by browsers for a year; for
// the others browsers ask each time whether they have changed. Each file is
// sent in the smallest form that the client accepts (brotli, gzip or plain).
package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
)

// A Site holds the page's files by path: "/", "/index.html",
// "/page.1a2b3c4d5e.wasm". It must not change once it answers requests.
type Site map[string]*resource

// New reads all files into memory. A file's compressed forms have its name
// followed by .br or .gz. Hidden files are left out. New fails if there is no
// index.html, or if a file exists in compressed form only.
func New(files fs.FS) (Site, error) {
	s := Site{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		coding := codingOf(name)
		plain := "/" + strings.TrimSuffix(name, extensions[coding])
		if s[plain] == nil {
			s[plain] = newResource(plain)
		}
		s[plain].variants[coding] = newVariant(body, coding)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("site: %w", err)
	}
	for name, r := range s {
		if r.variants[identity] == nil {
			return nil, fmt.Errorf("site: %s exists in compressed form only", name)
		}
	}
	s["/"] = s["/index.html"]
	if s["/"] == nil {
		return nil, errors.New("site: the page has no index.html")
	}
	return s, nil
}

// Mark tells the page that this server has a feature, by adding the attribute
// data-FEATURE="true" to the html element of index.html.
func (s Site) Mark(feature string) error {
	body := s.Index()
	marked := bytes.Replace(body, []byte("<html "), []byte(`<html data-`+feature+`="true" `), 1)
	if bytes.Equal(marked, body) {
		return errors.New("site: index.html has no <html > element to which an attribute can be added")
	}
	page := s["/index.html"]
	page.variants = [codings]*variant{}
	page.variants[identity] = newVariant(marked, identity)
	page.variants[gzipped] = newVariant(compressed(marked), gzipped)
	return nil
}

// Index returns index.html, uncompressed. The caller must not change it.
func (s Site) Index() []byte { return s["/index.html"].variants[identity].body }

// compressed returns body in gzip's format.
func compressed(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(body) // writing to memory does not fail
	z.Close()
	return b.Bytes()
}

func (s Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	found := s[r.URL.Path]
	if found == nil {
		http.Error(w, "There is no such page here.", http.StatusNotFound)
		return
	}
	found.send(w, r)
}

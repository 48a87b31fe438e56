package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// An offer is a folder of data sets that the page lets its reader choose from
// by name: each CSV file is a set, and so are the two or four files of images
// in MNIST's format that lie in the folder itself or in a folder inside of it.
type offer struct {
	name string   // of the folder
	root *os.Root // nothing outside of it can be asked for
}

// A dataSet is what the page is told of one.
type dataSet struct {
	Name  string   `json:"name"`
	Files []string `json:"files"` // paths from the page
}

// dataPath is where the files of an offer are.
const dataPath = "/data/"

func newOffer(dir string) (*offer, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("server: -data %s cannot be opened: %w", dir, err)
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("server: -data %s: %w", dir, err)
	}
	o := &offer{filepath.Base(absolute), root}
	sets, err := o.sets()
	if err != nil {
		return nil, fmt.Errorf("server: -data %s cannot be read: %w", dir, err)
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("server: -data %s holds no data set: put CSV files into it, or the files of a set of images in MNIST's format", dir)
	}
	return o, nil
}

// sets lists what is in the folder now.
func (o *offer) sets() ([]dataSet, error) {
	sets, err := o.setsIn(".", o.name)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(o.root.FS(), ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		inside, err := o.setsIn(e.Name(), e.Name())
		if err != nil {
			return nil, err
		}
		sets = append(sets, inside...)
	}
	return sets, nil
}

// setsIn lists the sets of one folder; images bear its name.
func (o *offer) setsIn(dir, name string) ([]dataSet, error) {
	entries, err := fs.ReadDir(o.root.FS(), dir)
	if err != nil {
		return nil, err
	}
	var sets []dataSet
	var images []string
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		at := address(path.Join(dir, e.Name()))
		switch {
		case slices.Contains([]string{".csv", ".tsv"}, path.Ext(e.Name())):
			sets = append(sets, dataSet{strings.TrimSuffix(e.Name(), path.Ext(e.Name())), []string{at}})
		case strings.Contains(e.Name(), "-ubyte") || path.Ext(e.Name()) == ".idx":
			images = append(images, at)
		}
	}
	if len(images) == 2 || len(images) == 4 {
		sets = append(sets, dataSet{name, images})
	}
	return sets, nil
}

func (o *offer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, dataPath)
	w.Header().Set("Cache-Control", "no-cache")
	if name == "index.json" {
		sets, err := o.sets()
		if err != nil {
			http.Error(w, "The data folder cannot be read any more.", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", mimeTypes[".json"])
		json.NewEncoder(w).Encode(sets) // an error means that the client is gone
		return
	}
	file, err := o.open(name)
	if err != nil {
		http.Error(w, "There is no such data set in the folder.", http.StatusNotFound)
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		http.Error(w, "The data set cannot be read any more.", http.StatusInternalServerError)
		return
	}
	// Files through gzip are data, not a coding of the way here.
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", info.ModTime(), file)
}

// open opens a file of one of the sets, and no other.
func (o *offer) open(name string) (*os.File, error) {
	sets, err := o.sets()
	if err != nil {
		return nil, err
	}
	at := address(name)
	if !slices.ContainsFunc(sets, func(s dataSet) bool { return slices.Contains(s.Files, at) }) {
		return nil, fs.ErrNotExist
	}
	return o.root.Open(name)
}

// address is the path, from the page, of a file in the folder.
func address(name string) string {
	return (&url.URL{Path: strings.TrimPrefix(dataPath, "/") + name}).String()
}

// withOffer adds an offer to the site, and tells the page that there is one.
func (s site) withOffer(o *offer) error {
	s[dataPath] = &resource{offer: o}
	return s.mark("offers")
}

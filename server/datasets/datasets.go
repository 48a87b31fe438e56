// Package datasets offers the data sets of a folder to the page, by name.
//
// Each table (a file that ends in .csv or .tsv) is a data set. So are the two
// or four files of a set of images in MNIST's format, if they are in the folder
// itself or in a folder inside it. The page fetches /data/index.json, a list of
// names and addresses:
//
//	[{"name": "iris", "files": ["data/iris.csv"]}]
//
// and then the files of the set that its reader has chosen. Nothing else in the
// folder, and nothing outside it, is served.
package datasets

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Path is where the data sets are found on the server.
const Path = "/data/"

// lookAgain is how much time passes at least between two looks at the folder.
const lookAgain = 2 * time.Second

// A Folder is a folder of data sets. Its files are listed once; after that, a
// request looks at the folders' times of change, at most every two seconds, and
// lists the files again only if a time has changed.
type Folder struct {
	name string   // shown for images that are in the folder itself
	root *os.Root // nothing outside of it can be opened
	now  func() time.Time

	lock   sync.Mutex
	looked time.Time // when the folders' times were compared last
	list   *listing
}

// Open lists the data sets of the folder dir. It fails if dir cannot be read
// or contains no data set.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("datasets: the folder %s cannot be opened: %w", dir, err)
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("datasets: the folder %s: %w", dir, err)
	}
	f := &Folder{name: filepath.Base(absolute), root: root, now: time.Now}
	list, err := f.listed()
	if err != nil {
		return nil, fmt.Errorf("datasets: the folder %s cannot be read: %w", dir, err)
	}
	if len(list.sets) == 0 {
		return nil, fmt.Errorf("datasets: the folder %s contains no data set: put CSV files into it, or the files of a set of images in MNIST's format", dir)
	}
	return f, nil
}

// Omitted says which part of the folder is not offered because it has too many
// files, in a sentence for the person who started the server; "" if all of it is.
func (f *Folder) Omitted() string {
	list, err := f.listed()
	if err != nil || !list.cut {
		return ""
	}
	return fmt.Sprintf("The data folder is large: the page offers %d of its data sets.", len(list.sets))
}

// listed returns the present list of the data sets.
func (f *Folder) listed() (*listing, error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	now := f.now()
	if f.list != nil && now.Sub(f.looked) < lookAgain {
		return f.list, nil
	}
	f.looked = now
	if f.list != nil && f.list.upToDate(f.root) {
		return f.list, nil
	}
	list, err := scan(f.root, f.name, now)
	if err != nil {
		return nil, err
	}
	f.list = list
	return list, nil
}

func (f *Folder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	list, err := f.listed()
	if err != nil {
		http.Error(w, "The data folder cannot be read any more.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	name := strings.TrimPrefix(r.URL.Path, Path)
	if name == "index.json" {
		w.Header().Set("Content-Type", "application/json")
		w.Write(list.index) // it fails only when the client has gone
		return
	}
	f.send(w, r, list.files[name])
}

// send answers with the content of a file; "" stands for a file that is not
// part of a data set.
func (f *Folder) send(w http.ResponseWriter, r *http.Request, name string) {
	file, info, err := f.open(name)
	if err != nil {
		http.Error(w, "There is no such data set in the folder.", http.StatusNotFound)
		return
	}
	defer file.Close()
	// A file that ends in .gz is data that the page reads as it is. It is not
	// a content coding that the browser should undo.
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", info.ModTime(), file)
}

func (f *Folder) open(name string) (*os.File, os.FileInfo, error) {
	if name == "" {
		return nil, nil, os.ErrNotExist
	}
	// The file may have been replaced since it was listed, for example by a
	// pipe, which opening would wait for.
	if info, err := f.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil, nil, errors.Join(os.ErrNotExist, err)
	}
	file, err := f.root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

// encoded returns sets in the form in which the page reads them.
func encoded(sets []dataSet) []byte {
	if sets == nil {
		sets = []dataSet{}
	}
	text, err := json.Marshal(sets)
	if err != nil {
		panic(err) // strings can always be encoded
	}
	return text
}

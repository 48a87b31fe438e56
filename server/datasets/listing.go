package datasets

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of one listing. A folder with more entries is not read to its end.
const (
	maxEntries = 20_000 // files and folders that are looked at
	maxFolders = 200    // folders inside the folder
	maxSets    = 500    // data sets that are offered
)

// A dataSet is what the page is told about one data set.
type dataSet struct {
	Name  string   `json:"name"`
	Files []string `json:"files"` // addresses, relative to the page
}

// A foundSet is a data set with the names of its files in the folder, which may
// consist of any bytes.
type foundSet struct {
	name  string
	files []string
}

// A listing is the content of a folder at one time.
type listing struct {
	sets    []dataSet
	index   []byte            // sets, as JSON
	files   map[string]string // from the path in an address, below Path, to the file's name in the folder
	cut     bool              // some entries or sets were left out
	entries int               // that were looked at
	times   []folderTime
}

// A folderTime is when a folder changed last: when a file in it was added,
// removed or renamed.
type folderTime struct {
	name    string
	changed time.Time
	settled bool // a further change would give the folder another time
}

// clockStep is more than the step of the clock by which file systems note
// times. Two changes within one step leave the same time.
const clockStep = 2 * time.Second

// upToDate reports whether no folder has changed since the listing.
func (l *listing) upToDate(root *os.Root) bool {
	for _, f := range l.times {
		info, err := root.Stat(f.name)
		if err != nil || !f.settled || !info.ModTime().Equal(f.changed) {
			return false
		}
	}
	return true
}

// scan lists the data sets in root and in the folders inside it, at the time
// now. Images in root itself are called name.
func scan(root *os.Root, name string, now time.Time) (*listing, error) {
	l := &listing{files: map[string]string{}}
	found, folders, err := l.look(root, ".", name, now)
	if err != nil {
		return nil, err
	}
	if len(folders) > maxFolders {
		folders, l.cut = folders[:maxFolders], true
	}
	for _, folder := range folders {
		// A folder that cannot be read, or was removed a moment ago, has nothing to offer.
		inside, _, _ := l.look(root, folder, folder, now)
		found = append(found, inside...)
	}
	if len(found) > maxSets {
		found, l.cut = found[:maxSets], true
	}
	l.publish(found)
	return l, nil
}

// look finds the data sets of one folder, whose images are called name, and the
// folders inside it.
func (l *listing) look(root *os.Root, dir, name string, now time.Time) (found []foundSet, folders []string, err error) {
	info, err := root.Stat(dir)
	if err != nil {
		return nil, nil, err
	}
	l.times = append(l.times, folderTime{dir, info.ModTime(), now.Sub(info.ModTime()) > clockStep})
	entries, complete, err := readSome(root, dir, maxEntries-l.entries)
	if err != nil {
		return nil, nil, err
	}
	l.entries += len(entries)
	l.cut = l.cut || !complete
	var images []string
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			folders = append(folders, file)
		case !e.Type().IsRegular():
		case isTable(e.Name()):
			title := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
			found = append(found, foundSet{title, []string{file}})
		case isImages(e.Name()):
			images = append(images, file)
		}
	}
	if len(images) == 2 || len(images) == 4 {
		found = append(found, foundSet{name, images})
	}
	return found, folders, nil
}

// readSome reads at most limit entries of a folder, and sorts them by name.
func readSome(root *os.Root, dir string, limit int) (entries []fs.DirEntry, complete bool, err error) {
	if limit == 0 {
		return nil, false, nil
	}
	folder, err := root.Open(dir)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	entries, err = folder.ReadDir(limit)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	_, err = folder.ReadDir(1)
	return entries, errors.Is(err, io.EOF), nil
}

// isTable and isImages recognise files by their names, in capitals or not.
func isTable(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return extension == ".csv" || extension == ".tsv"
}

func isImages(name string) bool {
	lower := strings.ToLower(name)
	return strings.Contains(lower, "-ubyte") || path.Ext(lower) == ".idx"
}

// readable returns name with every byte that is not part of a UTF-8 character
// replaced by �. File names may consist of any bytes.
func readable(name string) string { return strings.ToValidUTF8(name, "�") }

// publish gives the data sets that were found their addresses.
func (l *listing) publish(found []foundSet) {
	for _, set := range found {
		shown := dataSet{Name: readable(set.name)}
		for _, file := range set.files {
			at := l.pathOf(file)
			l.files[at] = file
			shown.Files = append(shown.Files, (&url.URL{Path: strings.TrimPrefix(Path, "/") + at}).String())
		}
		l.sets = append(l.sets, shown)
	}
	l.index = encoded(l.sets)
}

// pathOf returns the path below Path under which a file is served: its name,
// or, if that is not UTF-8 and could not be decoded by the page, a number and
// the readable part. No other file has that path, because files lie at most one
// folder deep.
func (l *listing) pathOf(file string) string {
	if utf8.ValidString(file) {
		return file
	}
	return "~/" + strconv.Itoa(len(l.files)) + "/" + readable(path.Base(file))
}

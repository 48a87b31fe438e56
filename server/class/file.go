package class

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A File is a Backend of one server that keeps the state in a file as well, so
// that the class continues after the server was started again.
type File struct {
	Memory
	path string

	saving sync.Mutex // one save at a time
	timer  *time.Timer
}

var _ Backend = (*File)(nil)

// savePause is how long changes may stay unsaved.
const savePause = time.Second

// saved is the content of the file.
type saved struct {
	Bonsai string            `json:"bonsai"` // what the file is
	Secret string            `json:"secret"`
	Values map[string]string `json:"values"`
}

const fileKind = "class 1"

// OpenFile returns the File at path. The file is made if it does not exist.
// OpenFile fails if the file is not one that a class has saved, or if it cannot
// be written.
func OpenFile(path string) (*File, error) {
	f := &File{path: path}
	f.Memory = Memory{values: map[string][]byte{}}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.secret = newSecret()
	case err != nil:
		return nil, fmt.Errorf("class: the file of the class cannot be read: %w", err)
	default:
		var s saved
		if err := json.Unmarshal(text, &s); err != nil || s.Bonsai != fileKind || s.Secret == "" {
			return nil, fmt.Errorf("class: %s is not a file in which a class was saved; name one that does not exist yet, or delete it", path)
		}
		f.secret = s.Secret
		for key, value := range s.Values {
			f.values[key] = []byte(value)
		}
	}
	if err := f.save(); err != nil {
		return nil, fmt.Errorf("class: the file of the class cannot be written: %w", err)
	}
	return f, nil
}

// Put implements Backend. The value is saved within a second.
func (f *File) Put(key string, value []byte) error {
	err := f.Memory.Put(key, value)
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.timer == nil {
		f.timer = time.AfterFunc(savePause, func() {
			if err := f.save(); err != nil {
				log.Printf("class: the file of the class cannot be written: %v", err)
			}
		})
	}
	return err
}

// Close implements Backend.
func (f *File) Close() error {
	f.lock.Lock()
	if f.timer != nil {
		f.timer.Stop()
	}
	f.lock.Unlock()
	return f.save()
}

// save writes the file. It is replaced as a whole, so that it is complete
// whenever the machine stops. Only its owner may read it, since it contains the
// teacher's secret.
func (f *File) save() error {
	f.saving.Lock()
	defer f.saving.Unlock()
	f.lock.Lock()
	f.timer = nil
	s := saved{Bonsai: fileKind, Secret: f.secret, Values: map[string]string{}}
	for key, value := range f.values {
		s.Values[key] = string(value)
	}
	f.lock.Unlock()
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	next, err := os.CreateTemp(filepath.Dir(f.path), ".class-*") // readable by its owner only
	if err != nil {
		return err
	}
	_, err = next.Write(text)
	err = errors.Join(err, next.Sync(), next.Close())
	if err == nil {
		err = os.Rename(next.Name(), f.path)
	}
	if err != nil {
		os.Remove(next.Name())
	}
	return err
}

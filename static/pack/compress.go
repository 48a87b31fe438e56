package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"bonsai/static/pack/deflate"
)

// compressible are the extensions of files that become much smaller. Images, for
// example, are compressed already.
var compressible = []string{".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"}

// A coding is one way to compress a file.
type coding struct {
	extension string // of the compressed file: ".gz" or ".br"
	setting   string // part of the name in the cache: files compressed with other settings are not used
	compress  func(body []byte) ([]byte, error)
}

// window is the size of brotli's window as a power of two: 16 MB, the largest that
// the format allows (RFC 7932, section 9.1), so that it covers a whole program.
const window = 24

// gzipped returns gzip at the standard library's best, or where brotli is at its best as
// small as we can make it.
func gzipped(quality int) coding {
	if quality == brotli.BestCompression {
		return coding{".gz", "smallest.gz", func(body []byte) ([]byte, error) { return deflate.Gzip(body), nil }}
	}
	return coding{".gz", "best.gz", written(func(w io.Writer) io.WriteCloser {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // cannot happen: BestCompression is a valid level
		}
		return z
	})}
}

// brotlied returns brotli at the given quality.
func brotlied(quality int) coding {
	return coding{".br", fmt.Sprintf("q%dw%d.br", quality, window), written(func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: quality, LGWin: window})
	})}
}

// written compresses with a writer.
func written(writer func(w io.Writer) io.WriteCloser) func(body []byte) ([]byte, error) {
	return func(body []byte) ([]byte, error) {
		var b bytes.Buffer
		z := writer(&b)
		if _, err := z.Write(body); err != nil {
			return nil, err
		}
		err := z.Close()
		return b.Bytes(), err
	}
}

// A job compresses one asset with one coding.
type job struct {
	asset  asset
	coding coding
	body   []byte
	err    error
}

// compress returns all files to publish by their paths: the assets and their
// compressed forms, if these are smaller.
//
// The best quality takes half a minute for the page's program. So the files are
// compressed on all processors at once, the largest first, and files that have not
// changed since the last run are taken from the cache.
func compress(assets []asset, cache string, quality int) (map[string][]byte, error) {
	if err := os.MkdirAll(cache, 0o777); err != nil {
		return nil, err
	}
	var jobs []*job
	for _, a := range assets {
		if slices.Contains(compressible, path.Ext(a.name)) {
			for _, c := range []coding{gzipped(quality), brotlied(quality)} {
				jobs = append(jobs, &job{asset: a, coding: c})
			}
		}
	}
	slices.SortStableFunc(jobs, func(a, b *job) int { return len(b.asset.body) - len(a.asset.body) })

	queue := make(chan *job)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range queue {
				j.body, j.err = j.cached(cache)
			}
		})
	}
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	workers.Wait()

	files := map[string][]byte{}
	for _, a := range assets {
		files[a.url] = a.body
	}
	for _, j := range jobs {
		if j.err != nil {
			return nil, fmt.Errorf("%s%s: %w", j.asset.name, j.coding.extension, j.err)
		}
		if len(j.body) < len(j.asset.body) {
			files[j.asset.url+j.coding.extension] = j.body
		}
	}
	return files, nil
}

// cached returns the compressed asset, from the cache if it is there. Otherwise it
// compresses the asset and puts it into the cache.
func (j *job) cached(cache string) ([]byte, error) {
	file := filepath.Join(cache, sum(j.asset.body)+"-"+j.coding.setting)
	body, err := os.ReadFile(file)
	if !errors.Is(err, os.ErrNotExist) {
		return body, err
	}
	if body, err = j.coding.compress(j.asset.body); err != nil {
		return nil, err
	}
	return body, replace(file, body)
}

// replace writes a file under a temporary name and then renames it, so that a run
// that is interrupted leaves no incomplete file in the cache.
func replace(file string, body []byte) error {
	part, err := os.CreateTemp(filepath.Dir(file), "part-*")
	if err != nil {
		return err
	}
	_, err = part.Write(body)
	if err := errors.Join(err, part.Close()); err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	return os.Rename(part.Name(), file)
}

// forget deletes the cached files of assets that no longer exist in this form, and
// temporary files of interrupted runs.
func forget(cache string, assets []asset) error {
	current := map[string]bool{}
	for _, a := range assets {
		current[sum(a.body)] = true
	}
	entries, err := os.ReadDir(cache)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		content, _, _ := strings.Cut(entry.Name(), "-")
		if !current[content] {
			if err := os.Remove(filepath.Join(cache, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

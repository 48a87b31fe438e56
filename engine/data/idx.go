package data

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// How an IDX file of unsigned bytes begins: two zeros, 8 for the type, and the
// number of dimensions.
const (
	idxLabels = 0x00000801
	idxImages = 0x00000803
)

// maxPixels is how many pixels a file may have: twice as many as MNIST's
// 60,000 images of 28×28, or 400 MB of numbers.
const maxPixels = 100_000_000

// ReadIDX reads the two files of a set of images in the format of MNIST
// (LeCun, Cortes and Burges, "The MNIST Database of Handwritten Digits"): one
// with images [N][rows][columns] and one with labels [N], in either order,
// each plain or through gzip. Pixels 0 to 255 become 0 to 1, a row of features
// is an image row by row, and there is a class for each label from 0 to the
// highest; [NameLabels] leaves out those that no image has. The rows stay in the
// order of the files, which need not be mixed; Set.Shuffled mixes them.
func ReadIDX(a, b []byte) (Set, error) {
	images, err := openIDX("first", a)
	if err != nil {
		return Set{}, err
	}
	labels, err := openIDX("second", b)
	if err != nil {
		return Set{}, err
	}
	if images.magic == labels.magic {
		return Set{}, fmt.Errorf("data: both IDX files have %s; one must have images (%#08x) and one labels (%#08x)",
			images.content(), idxImages, idxLabels)
	}
	if images.magic == idxLabels {
		images, labels = labels, images
	}
	n := images.dimensions[0]
	if labels.dimensions[0] != n {
		return Set{}, fmt.Errorf("data: %d images have %d labels; there must be one for each", n, labels.dimensions[0])
	}

	s := Set{N: n, F: images.count / n, Height: images.dimensions[1], Width: images.dimensions[2]}
	if s.X, err = images.read(255); err != nil {
		return Set{}, err
	}
	if s.Y, err = labels.read(1); err != nil {
		return Set{}, err
	}
	s.Classes = int(slices.Max(s.Y)) + 1
	if s.Classes < 2 {
		return Set{}, fmt.Errorf("data: all %d labels are 0; there must be at least two classes", n)
	}
	return s, nil
}

// NameLabels makes a class of each label that occurs in sets, which belong
// together, and returns copies of the sets with those classes and the names of
// the classes: the labels in their order. So labels 1 to 10 become ten classes,
// not eleven of which one is never seen.
func NameLabels(sets ...Set) ([]Set, []string, error) {
	var labels []float32
	for _, s := range sets {
		labels = append(labels, s.Y...)
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	if len(labels) < 2 {
		return nil, nil, errors.New("data: all labels are the same; there must be at least two classes")
	}
	names := make([]string, len(labels))
	for i, label := range labels {
		names[i] = strconv.Itoa(int(label))
	}
	sets = slices.Clone(sets)
	for i := range sets {
		s := &sets[i]
		s.Y, s.Classes = slices.Clone(s.Y), len(names)
		for j, label := range s.Y {
			place, _ := slices.BinarySearch(labels, label)
			s.Y[j] = float32(place)
		}
	}
	return sets, names, nil
}

// An idxFile is an IDX file of which the header has been read.
type idxFile struct {
	name       string // for errors
	magic      uint32
	dimensions []int
	count      int // of the bytes that body should have, the product of dimensions
	body       io.Reader
}

// openIDX reads the header of a file and makes sure that as many bytes as it
// announces can follow.
func openIDX(name string, b []byte) (*idxFile, error) {
	f := &idxFile{name: name, body: bytes.NewReader(b)}
	most := len(b)
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(f.body)
		if err != nil {
			return nil, fmt.Errorf("data: the %s file begins like gzip but is none: %w", name, err)
		}
		f.body = unzipped
		const ratio = 1032 // the highest that deflate reaches
		most = ratio * len(b)
	}
	if err := f.readHeader(); err != nil {
		return nil, err
	}
	if f.count > most {
		return nil, fmt.Errorf("data: the %s file is cut short: its header announces %d bytes of %s", name, f.count, f.content())
	}
	return f, nil
}

func (f *idxFile) readHeader() error {
	var err error
	if f.magic, err = f.readWord(); err != nil {
		return err
	}
	if f.magic != idxImages && f.magic != idxLabels {
		return fmt.Errorf("data: the %s file begins with %#08x; IDX images of unsigned bytes begin with %#08x, labels with %#08x",
			f.name, f.magic, idxImages, idxLabels)
	}
	f.count = 1
	for range f.magic & 0xff {
		word, err := f.readWord()
		if err != nil {
			return err
		}
		if word == 0 {
			return fmt.Errorf("data: the %s file has no %s: one of its dimensions is 0", f.name, f.content())
		}
		if uint64(f.count)*uint64(word) > maxPixels {
			return fmt.Errorf("data: the %s file announces more than %d bytes of %s, which is the limit", f.name, maxPixels, f.content())
		}
		f.dimensions = append(f.dimensions, int(word))
		f.count *= int(word)
	}
	return nil
}

func (f *idxFile) readWord() (uint32, error) {
	var word [4]byte
	if _, err := io.ReadFull(f.body, word[:]); err != nil {
		return 0, fmt.Errorf("data: the %s file ends, or breaks, within the header of an IDX file: %w", f.name, err)
	}
	return binary.BigEndian.Uint32(word[:]), nil
}

// content says what the file holds.
func (f *idxFile) content() string {
	if f.magic == idxImages {
		return "images"
	}
	return "labels"
}

// read returns all bytes after the header, each divided by unit. They must be
// exactly as many as the header announced.
func (f *idxFile) read(unit float32) ([]float32, error) {
	values := make([]float32, 0, f.count)
	buffer := make([]byte, 1<<16)
	for len(values) < f.count {
		part := buffer[:min(len(buffer), f.count-len(values))]
		n, err := io.ReadFull(f.body, part)
		for _, v := range part[:n] {
			values = append(values, float32(v)/unit)
		}
		if err != nil {
			return nil, fmt.Errorf("data: the %s break off after %d of the %d bytes that their header announces: %w",
				f.content(), len(values), f.count, err)
		}
	}
	// Reading on to the end is also what checks the sum at the end of a gzip.
	switch _, err := io.ReadFull(f.body, buffer[:1]); {
	case err == nil:
		return nil, fmt.Errorf("data: the %s go on after the %d bytes that their header announces", f.content(), f.count)
	case !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("data: the %s are broken: %w", f.content(), err)
	}
	return values, nil
}

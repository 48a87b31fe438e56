package lab

import (
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strings"

	"bonsai/engine/data"
)

// A person's own data: a CSV file, or image files in the format of MNIST. An
// address cannot carry them; it says by a digest which they were, so that
// whoever opens it is asked for the very same.

// ownDataset is the name of the data set that comes out of files.
const ownDataset = "own"

// A File is one that a person has chosen.
type File struct {
	Name  string
	Bytes []byte
}

// own is what was read from files.
type own struct {
	name   string // of the first file
	digest string
	csv    []byte      // of a table: it is read again when another column is the label
	label  int         // the column that can be the label, counted from 1; 0 the last
	images [2]data.Set // of images: to train on and to test on; the second may be empty
}

// Open reads a person's files and begins the experiment on them: one CSV file,
// the two IDX files of a set of images, or four, of which the larger pair is
// trained on.
type Open struct{ Files []File }

func (c Open) do(l *Lab) error {
	read, err := readOwn(c.Files)
	if err != nil {
		return err
	}
	before := l.own
	l.own = read
	err = Set{
		"dataset": []byte(`"own"`), "labelColumn": []byte(fmt.Sprint(read.label)), "regression": []byte("false"),
	}.do(l)
	if err != nil {
		l.own = before
	}
	return err
}

func readOwn(files []File) (*own, error) {
	if len(files) == 0 {
		return nil, problem("files", "value", 0)
	}
	sum := fnv.New64a()
	for _, f := range files {
		sum.Write(f.Bytes)
	}
	o := &own{name: files[0].Name, digest: hex.EncodeToString(sum.Sum(nil))[:digestLength]}
	var err error
	switch {
	case len(files) == 1 && !isIDX(files[0]):
		o.csv = files[0].Bytes
		err = o.findLabel()
	case len(files) == 2:
		o.images[0], err = data.ReadIDX(files[0].Bytes, files[1].Bytes)
	case len(files) == 4:
		o.images, err = readTwoPairs(files)
	default:
		return nil, problem("files", "value", len(files))
	}
	if err != nil {
		return nil, problem("file", "name", o.name, "detail", strings.TrimPrefix(err.Error(), "data: "))
	}
	return o, nil
}

// findLabel takes the last column as the label, or else the first with which
// all others are numbers: the one that has words in it.
func (o *own) findLabel() error {
	_, err := data.ReadCSV(o.csv, data.CSVOptions{})
	if err == nil {
		return nil
	}
	const tried = 64
	for column := 1; column <= tried; column++ {
		if _, other := data.ReadCSV(o.csv, data.CSVOptions{Label: fmt.Sprint(column)}); other == nil {
			o.label = column
			return nil
		}
	}
	return err
}

// isIDX tells whether a file begins like one in the format of MNIST, or like
// one through gzip: a table is text.
func isIDX(f File) bool {
	return len(f.Bytes) > 2 && (f.Bytes[0] == 0 && f.Bytes[1] == 0 || f.Bytes[0] == 0x1f && f.Bytes[1] == 0x8b)
}

// readTwoPairs finds out which images and labels belong together: those that
// can be read as a set.
func readTwoPairs(files []File) (pair [2]data.Set, err error) {
	for other := 1; other < 4; other++ {
		rest := []int{1, 2, 3}
		rest = append(rest[:other-1], rest[other:]...)
		first, problem := data.ReadIDX(files[0].Bytes, files[other].Bytes)
		if problem != nil {
			err = errors.Join(err, problem)
			continue
		}
		second, problem := data.ReadIDX(files[rest[0]].Bytes, files[rest[1]].Bytes)
		if problem != nil {
			err = errors.Join(err, problem)
			continue
		}
		if first.N < second.N {
			first, second = second, first
		}
		if first.F != second.F {
			return pair, fmt.Errorf("images of %d and of %d pixels", first.F, second.F)
		}
		first.Classes = max(first.Classes, second.Classes)
		second.Classes = first.Classes
		return [2]data.Set{first, second}, nil
	}
	return pair, err
}

// samplesOf prepares a person's data for a recipe.
func (o *own) samplesOf(r *Recipe) (*samples, error) {
	if o == nil || o.digest != r.Own {
		return nil, problem("ownMissing", "value", r.Own)
	}
	share := float64(r.TrainShare) / 100
	if o.csv == nil {
		return o.imageSamples(r, share)
	}
	options := data.CSVOptions{Regression: r.Regression}
	if r.LabelColumn > 0 {
		options.Label = fmt.Sprint(r.LabelColumn)
	}
	table, err := data.ReadCSV(o.csv, options)
	if err != nil {
		return nil, problem("file", "name", o.name, "detail", strings.TrimPrefix(err.Error(), "data: "))
	}
	set := table.Set(share, r.Seed)
	s := &samples{
		kind:   data.Kind{Name: ownDataset, Classes: set.Classes, Features: set.F, Samples: set.N},
		inputs: table.Names, columns: table.Columns, classes: table.Classes,
	}
	s.train, s.test = set.Split(share)
	return s, s.check()
}

func (o *own) imageSamples(r *Recipe, share float64) (*samples, error) {
	train, test := o.images[0], o.images[1]
	s := &samples{kind: data.Kind{Name: ownDataset, Classes: train.Classes, Features: train.F, Samples: train.N + test.N}}
	if side := int(math.Sqrt(float64(train.F))); side*side == train.F {
		s.kind.Side = side
	}
	for i := range train.F {
		s.inputs = append(s.inputs, fmt.Sprint(i+1))
	}
	if test.N == 0 {
		train, test = train.Shuffled(r.Seed).Split(share)
	}
	s.train, s.test = train, test
	return s, s.check()
}

// check refuses what there is nothing to learn from.
func (s *samples) check() error {
	if s.train.N < 2 || s.test.N < 1 {
		return problem("fewRows", "value", s.train.N+s.test.N)
	}
	if inputs := len(s.inputs); inputs > MaxInputs {
		return problem("range", "field", "inputs", "value", inputs, "min", 1, "max", MaxInputs)
	}
	return nil
}

// MaxInputs is how many features a person's data may have.
const MaxInputs = 1024

// digestLength is how many hexadecimal digits tell one set of files from
// another. It guards against mistakes, not against someone who makes a second
// file with the same digest.
const digestLength = 12

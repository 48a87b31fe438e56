package samples

import (
	"errors"
	"fmt"
	"strings"

	"bonsai/engine/data"
	"bonsai/engine/recipe"
	"bonsai/engine/table"
	"bonsai/engine/trained"
)

// A person's own data: a CSV file, or image files in MNIST's format. An address
// cannot carry them; it has their digest, and the receiver is asked for the
// same files.

// A File is one that a person has chosen.
type File struct {
	Name  string
	Bytes []byte
}

// Files are what was read from a person's files.
type Files struct {
	Name   string      // of the first file
	Digest string      // tells one set of files from another
	csv    []byte      // of a table
	images [2]data.Set // of images: to train on and to test on; the second may be empty

	table   *table.Table // of a table: as it was last read; nil: not yet
	Reading string       // how a new experiment reads the files
	unread  *unread      // of a table that cannot be read as it was detected

	network network // that another program has trained, if there is one among the files
}

// broken tells which file could not be read, and why.
func (o *Files) broken(err error) error {
	return recipe.NewProblem("file", "name", o.Name, "detail", strings.TrimPrefix(err.Error(), "data: "))
}

// use takes the table of a reader that is done.
func (o *Files) use(reader *table.Reader) error {
	t, err := reader.Table()
	if err != nil {
		o.unread = newUnread(reader.Dialect(), err)
		return o.problem(err)
	}
	o.table, o.Reading = t, t.Suggest().Choices.String()
	return nil
}

// isIDX reports whether a file begins like one in MNIST's format. A table is
// text, or text through gzip.
func isIDX(f File) bool { return len(f.Bytes) > 2 && f.Bytes[0] == 0 && f.Bytes[1] == 0 }

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
func (o *Files) samplesOf(r *recipe.Recipe) (*Samples, error) {
	alone := r.Own == "" && r.NetworkReading != "" // a network without data
	if !alone && (o == nil || o.Digest != r.Own) {
		return nil, o.missing(r)
	}
	start, err := o.start(r)
	if err != nil {
		return nil, err
	}
	if alone {
		return withoutData(start), nil
	}
	share := float64(r.TrainShare) / 100
	switch {
	case o.csv == nil:
		return o.imageSamples(r, share, start)
	case r.Reading != "":
		return o.tableSamples(r, start)
	}
	return o.oldTableSamples(r, share)
}

// missing reports that the files of a recipe are not those that are open, and what
// differs as far as the recipe knows it.
func (o *Files) missing(r *recipe.Recipe) error {
	if o != nil && o.table != nil {
		if choices, err := table.ParseChoices(r.Reading); err == nil {
			code, columns := "ownOther", len(o.table.Names())
			if len(choices.Columns) != columns {
				code = "ownColumns"
			}
			return recipe.NewProblem(code, "value", r.Own, "name", o.Name, "have", o.Digest,
				"rows", o.table.N, "columns", columns, "want", len(choices.Columns))
		}
	}
	return recipe.NewProblem("ownMissing", "value", r.Own)
}

// oldTableSamples prepares a table as links did before there was Reading.
func (o *Files) oldTableSamples(r *recipe.Recipe, share float64) (*Samples, error) {
	options := data.CSVOptions{Regression: r.Regression}
	if r.LabelColumn > 0 {
		options.Label = fmt.Sprint(r.LabelColumn)
	}
	table, err := data.ReadCSV(o.csv, options)
	if err != nil {
		return nil, o.broken(err)
	}
	set := table.Set(share, r.Seed)
	s := describe(data.Kind{Name: recipe.OwnDataset, Classes: set.Classes, Features: set.F, Samples: set.N})
	s.Inputs, s.Columns, s.Names = table.Names, table.Columns, table.Classes
	s.Train, s.Test = set.Split(share)
	return s, s.check()
}

func (o *Files) imageSamples(r *recipe.Recipe, share float64, start *trained.Start) (*Samples, error) {
	train, test := o.images[0], o.images[1]
	var names []string
	if r.Reading == recipe.ShuffledImages {
		sets, found, err := data.NameLabels(train, test)
		if err != nil {
			return nil, o.broken(err)
		}
		train, test, names = sets[0], sets[1], found
	}
	kind := data.Kind{
		Name: recipe.OwnDataset, Classes: train.Classes, Features: train.F, Samples: train.N + test.N,
		Height: train.Height, Width: train.Width,
	}
	if kind.Height == kind.Width {
		kind.Side = kind.Width
	}
	s := describe(kind)
	s.Names = names
	for i := range train.F {
		s.Inputs = append(s.Inputs, fmt.Sprint(i+1))
	}
	switch {
	case test.N == 0:
		train, test = train.Shuffled(r.Seed).Split(share)
	case r.Reading == recipe.ShuffledImages:
		train = train.Shuffled(r.Seed) // so that folds and calibration do not depend on the order of the file
	}
	s.Train, s.Test = train, test
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, s.startPixels(start)
}

// check reports data that nothing can be learnt from.
func (s *Samples) check() error {
	if s.Train.N < 2 || s.Test.N < 1 {
		return recipe.NewProblem("fewRows", "value", s.Train.N+s.Test.N)
	}
	if inputs := len(s.Inputs); inputs > MaxInputs {
		return recipe.NewProblem("range", "field", "inputs", "value", inputs, "min", 1, "max", MaxInputs)
	}
	return nil
}

// MaxInputs is how many features a person's data may have.
const MaxInputs = 1024

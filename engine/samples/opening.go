package samples

import (
	"encoding/hex"
	"hash/fnv"

	"bonsai/engine/data"
	"bonsai/engine/recipe"
	"bonsai/engine/table"
)

// An Opening reads a person's files step by step, so that the caller can show
// progress, or stop.
type Opening struct {
	files  *Files
	reader *table.Reader // nil: the files are images, or cannot be read
	err    error
}

// digestOf tells one list of files from another.
func digestOf(files []File) string {
	sum := fnv.New64a()
	for _, f := range files {
		sum.Write(f.Bytes)
	}
	return hex.EncodeToString(sum.Sum(nil))[:recipe.DigestLength]
}

// Open starts to read files: a table, the two IDX files of an image set, or
// four, of which the larger pair is the training set. The files of a network that
// another program has trained may be among them, or alone.
func Open(files []File) *Opening {
	if len(files) == 0 {
		return &Opening{err: recipe.NewProblem("files", "value", 0)}
	}
	files, network := divided(files)
	o := &Opening{files: &Files{}}
	if len(network) > 0 {
		o.files.network.files, o.files.network.digest = network, digestOf(network)
		// Before a person is asked anything about the data that the network comes with.
		if _, o.err = o.files.readNetwork(0); o.err != nil {
			return o
		}
		if len(files) == 0 {
			o.files.Name = network[0].Name
			return o
		}
	}
	o.files.Name, o.files.Digest = files[0].Name, digestOf(files)
	if len(files) == 1 && !isIDX(files[0]) {
		o.files.csv = files[0].Bytes
		o.reader = table.NewReader(files[0].Bytes, table.Want{})
		return o
	}
	o.err = o.files.readImages(files)
	return o
}

// Step reads about n bytes more, and reports whether there is more to do.
func (o *Opening) Step(n int) bool { return o.reader != nil && o.reader.Step(n) }

// Progress returns the share of the work that is done, from 0 to 1.
func (o *Opening) Progress() float64 {
	if o.reader == nil {
		return 1
	}
	return o.reader.Progress()
}

// Files returns what was read, once Step has reported that nothing is left to
// do.
func (o *Opening) Files() (*Files, error) {
	if o.err == nil && o.reader != nil {
		o.err = o.files.use(o.reader)
		o.reader = nil
	}
	if o.err != nil {
		return nil, o.err
	}
	return o.files, nil
}

// Otherwise returns the files if they are a table that cannot be read as it was detected,
// but perhaps in another dialect, which a person can choose in its preview. Otherwise it
// returns nil.
func (o *Opening) Otherwise() *Files {
	if o.files == nil || o.files.unread == nil {
		return nil
	}
	return o.files
}

// Read reads files at once; see Open.
func Read(files []File) (*Files, error) {
	o := Open(files)
	const all = 1 << 30
	for o.Step(all) {
	}
	return o.Files()
}

// readImages reads the files of an image set.
func (o *Files) readImages(files []File) (err error) {
	switch len(files) {
	case 2:
		o.images[0], err = data.ReadIDX(files[0].Bytes, files[1].Bytes)
	case 4:
		o.images, err = readTwoPairs(files)
	default:
		return recipe.NewProblem("files", "value", len(files))
	}
	if err != nil {
		return o.broken(err)
	}
	o.Reading = recipe.ShuffledImages
	return nil
}

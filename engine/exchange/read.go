package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path"
)

// A File is one of the files of a network.
type File struct {
	Name  string
	Bytes []byte
}

// Options say what the user has answered.
type Options struct {
	Order Order // 0 while Network.OrderUnknown has not been asked
}

// errFormat reports a file that no reader knows.
var errFormat = errors.New("this is not a file that Bonsai can read a network from: those are .npz and .safetensors")

// Read reads the network in a file, whose format its content tells.
func Read(files []File, o Options) (*Network, error) {
	if len(files) == 0 {
		return nil, errors.New("exchange: no file was given")
	}
	main := files[0]
	n, err := read(main, o)
	if err == nil {
		err = n.check()
	}
	if err != nil {
		return nil, fmt.Errorf("exchange: %s: %w", path.Base(main.Name), err)
	}
	return n, nil
}

func read(f File, o Options) (*Network, error) {
	switch {
	case bytes.HasPrefix(f.Bytes, []byte("PK\x03\x04")):
		return readZip(f, o)
	case isSafetensors(f.Bytes):
		return readSafetensors(f.Bytes, o)
	}
	return nil, errFormat
}

// readZip reads the formats that are zip archives.
func readZip(f File, o Options) (*Network, error) {
	archive, err := zip.NewReader(bytes.NewReader(f.Bytes), int64(len(f.Bytes)))
	if err != nil {
		return nil, fmt.Errorf("the zip archive is damaged: %w", err)
	}
	if len(archive.File) > maxEntries {
		return nil, fmt.Errorf("the zip archive has %d entries; at most %d can be read", len(archive.File), maxEntries)
	}
	if isNPZ(archive) {
		return readNPZ(archive, o)
	}
	return nil, errFormat
}

package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"bonsai/engine/exchange/onnx"
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
var errFormat = errors.New("this is not a file that Bonsai can read a network from: those are .npz, .safetensors, .onnx, .pt and the model.json of TensorFlow.js")

// Read reads the network in a file, whose format its content tells. Some
// networks come in several files; the others are found by their names. If one
// is missing, the error is a *Missing.
func Read(files []File, o Options) (*Network, error) {
	if len(files) == 0 {
		return nil, errors.New("exchange: no file was given")
	}
	main := mainOf(files)
	n, err := read(main, files, o)
	if err == nil {
		err = n.check()
	}
	if err != nil {
		return nil, fmt.Errorf("exchange: %s: %w", path.Base(main.Name), err)
	}
	return n, nil
}

// mainOf finds the file that describes the network: the others only hold numbers.
func mainOf(files []File) File {
	for _, f := range files {
		if ext := path.Ext(f.Name); ext == ".onnx" || ext == ".json" {
			return f
		}
	}
	return files[0]
}

func read(f File, files []File, o Options) (*Network, error) {
	switch {
	case bytes.HasPrefix(f.Bytes, []byte("PK\x03\x04")):
		return readZip(f, o)
	case isSafetensors(f.Bytes):
		return readSafetensors(f.Bytes, o)
	}
	if model := parseTFJS(f.Bytes); model != nil {
		return readTFJS(model, files)
	}
	if err := foreign(f); err != nil {
		return nil, err
	}
	model, err := onnx.Unmarshal(f.Bytes)
	switch {
	case err == nil && model.Graph != nil && len(model.Graph.Nodes) > 0:
		return readONNX(model, files)
	case strings.HasSuffix(f.Name, ".onnx"):
		return nil, fmt.Errorf("the ONNX file is damaged: it has no graph that can be read")
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
	if data := torchPickle(archive); data != nil {
		return readTorch(archive, data, o)
	}
	if isKeras(archive) {
		return nil, errors.New("this is a Keras model; " + keras(f))
	}
	return nil, errFormat
}

package exchange

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"bonsai/engine/exchange/onnx"
	"bonsai/engine/exchange/zip"
)

// A File is one of the files of a network.
type File struct {
	Name  string
	Bytes []byte
}

// Options say what the user has answered.
type Options struct {
	Order Order // 0 until the user was asked, because of Network.OrderUnknown
}

// Read reads a network, in the format that the content of the files shows. Some
// networks consist of several files, which refer to each other by name. If one
// of them was not given, the error is a *Missing.
func Read(files []File, o Options) (*Network, error) {
	for _, f := range files {
		read := recognise(f)
		if read == nil {
			continue
		}
		n, err := read(files, o)
		if err == nil {
			err = n.check()
		}
		if err != nil {
			return nil, fmt.Errorf("exchange: %s: %w", path.Base(f.Name), err)
		}
		return n, nil
	}
	var names []string
	for _, f := range files {
		names = append(names, path.Base(f.Name))
	}
	return nil, fmt.Errorf("exchange: %s: %w", strings.Join(names, ", "), refuse("unknown"))
}

// Recognises reports whether a file describes a network. That includes formats that
// Read refuses with advice on how to convert them. It does not include files that only
// have the numbers for another file.
func Recognises(f File) bool { return recognise(f) != nil }

// A reader reads the network that one of the files describes.
type reader func(files []File, o Options) (*Network, error)

// recognise finds the reader for a file; nil if it does not describe a network.
func recognise(f File) reader {
	if zip.Is(f.Bytes) {
		return recogniseZip(f)
	}
	if isSafetensors(f.Bytes) {
		return func(_ []File, o Options) (*Network, error) { return readSafetensors(f.Bytes, o) }
	}
	if model := parseTFJS(f.Bytes); model != nil {
		return func(files []File, _ Options) (*Network, error) { return readTFJS(model, files) }
	}
	if err := foreign(f); err != nil {
		return refusal(err)
	}
	model, err := onnx.Unmarshal(f.Bytes)
	if err == nil && model.Graph != nil && len(model.Graph.Nodes) > 0 {
		return func(files []File, _ Options) (*Network, error) { return readONNX(model, files) }
	}
	if path.Ext(f.Name) == ".onnx" {
		return refusal(errors.New("the ONNX file is damaged: it has no graph that can be read"))
	}
	return nil
}

// refusal is the reader of files that cannot be read.
func refusal(err error) reader {
	return func([]File, Options) (*Network, error) { return nil, err }
}

// recogniseZip finds the reader for a zip archive.
func recogniseZip(f File) reader {
	archive, err := zip.Read(f.Bytes)
	if err != nil {
		if ext := path.Ext(f.Name); ext == ".npz" || ext == ".pt" || ext == ".pth" || ext == ".keras" {
			return refusal(err)
		}
		return nil
	}
	if isNPZ(archive) {
		return func(_ []File, o Options) (*Network, error) { return readNPZ(archive, o) }
	}
	if data := torchPickle(archive); data != nil {
		return func(_ []File, o Options) (*Network, error) { return readTorch(archive, data, o) }
	}
	if isKeras(archive) {
		return refusal(refuse("keras", "python", keras(f)))
	}
	return nil
}

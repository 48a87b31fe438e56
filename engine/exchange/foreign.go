package exchange

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"bonsai/engine/exchange/zip"
)

// Files that Bonsai recognises and cannot read. Their own programs write an
// .npz file in one line.
const fromSklearn = `in Python, write its weights as an .npz file: import numpy; numpy.savez("net.npz", *[a for p in zip(net.coefs_, net.intercepts_) for a in p])`

// foreign explains what to do with a file of another program; nil if it is unknown.
func foreign(f File) error {
	b := f.Bytes
	ending := strings.ToLower(path.Ext(f.Name))
	switch {
	case bytes.HasPrefix(b, []byte("\x89HDF\r\n\x1a\n")):
		return errors.New("this is a Keras model in HDF5; " + keras(f))
	case len(b) > 8 && string(b[4:8]) == "TFL3":
		return errors.New(`this is a TensorFlow Lite model, made to run and not to change; ` + keras(File{Name: "net.keras"}))
	case bytes.HasPrefix(b, []byte("\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.")):
		return errors.New(`this file was saved by PyTorch before version 1.6; in Python, save it again: torch.save(torch.load("` + path.Base(f.Name) + `"), "net.pt")`)
	case len(b) > 2 && b[0] == 0x80 && b[1] >= 2 && b[1] <= 5, ending == ".pkl", ending == ".pickle", ending == ".joblib": // joblib can compress
		return errors.New("this is a pickled Python object, which is not opened, because opening one can run any program; for a network of scikit-learn, " + fromSklearn + `; of PyTorch, ` + saveStateDict)
	}
	return nil
}

// keras gives the line for a Keras model.
func keras(f File) string {
	return `in Python, write its weights as an .npz file: import keras, numpy; numpy.savez("net.npz", *keras.saving.load_model("` +
		path.Base(f.Name) + `").get_weights())`
}

// isKeras tells whether an archive is a .keras file.
func isKeras(archive []zip.Entry) bool {
	for i := range archive {
		if archive[i].Name == "model.weights.h5" {
			return true
		}
	}
	return false
}

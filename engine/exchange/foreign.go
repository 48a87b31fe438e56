package exchange

import (
	"bytes"
	"path"
	"strings"

	"bonsai/engine/exchange/zip"
)

// fromSklearn is the line of Python that writes the weights of a network of scikit-learn.
const fromSklearn = `import numpy; numpy.savez("net.npz", *[a for p in zip(net.coefs_, net.intercepts_) for a in p])`

// foreign explains what to do with a file of another program; nil if it is unknown.
func foreign(f File) error {
	b := f.Bytes
	ending := strings.ToLower(path.Ext(f.Name))
	switch {
	case bytes.HasPrefix(b, []byte("\x89HDF\r\n\x1a\n")):
		return refuse("hdf5", "python", keras(f))
	case len(b) > 8 && string(b[4:8]) == "TFL3":
		return refuse("tflite", "python", keras(File{Name: "net.keras"}))
	case bytes.HasPrefix(b, []byte("\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.")):
		return refuse("oldTorch", "python", `torch.save(torch.load("`+path.Base(f.Name)+`"), "net.pt")`)
	case len(b) > 2 && b[0] == 0x80 && b[1] >= 2 && b[1] <= 5, ending == ".pkl", ending == ".pickle", ending == ".joblib": // joblib can compress
		return refuse("pickle", "sklearn", fromSklearn, "torch", saveStateDict)
	}
	return nil
}

// keras is the line of Python that writes the weights of a Keras model.
func keras(f File) string {
	return `import keras, numpy; numpy.savez("net.npz", *keras.saving.load_model("` +
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

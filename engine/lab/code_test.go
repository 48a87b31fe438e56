package lab

import (
	"os"
	"path/filepath"
	"testing"

	"bonsai/engine/carried"
	"bonsai/engine/codec"
	"bonsai/engine/data"
	"bonsai/engine/recipe"
)

// A trained classifier of handwritten digits, which fits into one QR code (package web/qr
// tests that), opens from its link and classifies MNIST. It is the network of the README's
// table with the seed 1, as "make papers" wrote it. Its error on the 10,000 test images is
// 2.01 %. On the 100 images of the excerpt, the standard deviation of the error is
// √(0.02·0.98/100) = 1.4 %; five of them are allowed. With the environment variable MNIST
// set to a folder with the complete files, all test images are classified.
func TestAClassifierOpensFromItsLink(t *testing.T) {
	b, err := os.ReadFile("testdata/digits.net")
	if err != nil {
		t.Fatal(err)
	}
	n, err := codec.Arithmetic{}.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	l := reference(t)
	do(t, l, load(recipe.ShortLink("#dataset=digits14&steps="+carried.Encode(n, nil).Text(), true)))
	if s := l.Snapshot(); s.Bytes["arithmetic"] != len(b) {
		t.Errorf("the network of %d bytes takes %d after opening", len(b), s.Bytes["arithmetic"])
	}

	folder, allowed := os.Getenv("MNIST"), 2.1
	if folder == "" {
		folder, allowed = "../data/testdata/mnist", 9
	}
	images, labels := file(t, folder, "t10k-images-idx3-ubyte.gz"), file(t, folder, "t10k-labels-idx1-ubyte.gz")
	set, err := data.ReadIDX(images, labels)
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for row := range set.N {
		outputs, err := l.Deploy().Predict([]any{halved(set.X[row*784 : (row+1)*784])})
		if err != nil {
			t.Fatal(err)
		}
		best := 0
		for class, p := range outputs[0] {
			if p > outputs[0][best] {
				best = class
			}
		}
		if best != int(set.Y[row]) {
			wrong++
		}
	}
	if percent := 100 * float64(wrong) / float64(set.N); percent > allowed {
		t.Errorf("%.2f %% of the %d test images are classified wrongly, want at most %v %%", percent, set.N, allowed)
	}
}

// halved returns an image of 28×28 pixels as 14×14, each the mean of four.
func halved(pixels []float32) []any {
	var small []any
	for y := 0; y < 28; y += 2 {
		for x := 0; x < 28; x += 2 {
			at := y*28 + x
			small = append(small, float64((pixels[at]+pixels[at+1]+pixels[at+28]+pixels[at+29])/4))
		}
	}
	return small
}

// file returns the content of a file in a folder.
func file(t *testing.T, folder, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

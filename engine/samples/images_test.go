package samples

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"bonsai/engine/recipe"
)

// idx writes n images of 2×2 pixels and their labels in MNIST's format. An image of
// class 0 is bright (255) in its first pixel, one of class 1 in its last; its second
// pixel has its number.
func idx(n int) (images, labels File) {
	pixels := []byte{0, 0, 8, 3}
	for _, size := range []int{n, 2, 2} {
		pixels = binary.BigEndian.AppendUint32(pixels, uint32(size))
	}
	classes := binary.BigEndian.AppendUint32([]byte{0, 0, 8, 1}, uint32(n))
	for i := range n {
		class := byte(i % 2)
		pixels = append(pixels, 255*(1-class), byte(i), 0, 255*class)
		classes = append(classes, class)
	}
	return File{"images-idx3-ubyte", pixels}, File{"labels-idx1-ubyte", classes}
}

func imagesOf(t *testing.T, list ...File) (*Samples, error) {
	t.Helper()
	files, err := Read(list)
	if err != nil {
		return nil, err
	}
	r := recipe.Default()
	r.Dataset, r.Own, r.Reading, r.TrainShare = recipe.OwnDataset, files.Digest, files.Reading, 80
	return New(&r, files)
}

func TestImagesAreDividedByTheShare(t *testing.T) {
	images, labels := idx(20)
	s, err := imagesOf(t, images, labels)
	if err != nil {
		t.Fatal(err)
	}
	if s.Train.N != 16 || s.Test.N != 4 || s.Classes != 2 || s.Kind.Side != 2 || fmt.Sprint(s.Inputs) != "[1 2 3 4]" {
		t.Fatalf("%d and %d samples, %d classes, side %d, inputs %v", s.Train.N, s.Test.N, s.Classes, s.Kind.Side, s.Inputs)
	}
	for i, label := range s.Train.Y {
		if x := s.Train.X[4*i:]; x[0] != 1-label || x[2] != 0 || x[3] != label {
			t.Errorf("image %d of class %v is %v", i, label, x[:4])
		}
	}
}

// Of four files the larger pair is for training, in whatever order the files are.
func TestFourFilesAreTrainingAndTestImages(t *testing.T) {
	images, labels := idx(20)
	testImages, testLabels := idx(6)
	for _, list := range [][]File{
		{images, labels, testImages, testLabels}, {testImages, images, labels, testLabels}, {images, testImages, testLabels, labels},
	} {
		s, err := imagesOf(t, list...)
		if err != nil || s.Train.N != 20 || s.Test.N != 6 {
			t.Fatalf("%+v: %v", list, err)
		}
		// The training images are shuffled, and each is there once.
		seen := map[float32]int{}
		for i := range s.Train.N {
			seen[s.Train.X[4*i+1]]++
		}
		if len(seen) != 20 {
			t.Errorf("%d of 20 images are there", len(seen))
		}
		// Test images keep their order.
		if !slices.Equal(s.Test.Y, []float32{0, 1, 0, 1, 0, 1}) {
			t.Errorf("the test labels are %v", s.Test.Y)
		}
	}
}

func TestImagesWithoutLabelsAreRefused(t *testing.T) {
	images, labels := idx(20)
	_, few := idx(19)
	for name, list := range map[string][]File{
		"another number of labels":  {images, few},
		"three files":               {images, labels, labels},
		"no labels":                 {images, images},
		"two pairs that do not fit": {images, few, images, few},
	} {
		if _, err := imagesOf(t, list...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	images, labels = idx(2)
	if _, err := imagesOf(t, images, labels); problem(err) != "fewRows" {
		t.Errorf("two images: %v", err)
	}
}

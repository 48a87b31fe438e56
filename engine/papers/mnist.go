package main

import (
	"fmt"
	"os"
	"path/filepath"

	"bonsai/engine/data"
)

// digits are MNIST: what is trained on, what choices are made on, and what is
// looked at once, at the end.
type digits struct{ train, validation, test data.Set }

// validationSize is how many of the 60,000 training images, from the end, are
// kept back to choose on.
const validationSize = 5000

func loadDigits(dir string) (digits, error) {
	known, err := loadPair(dir, "train")
	if err != nil {
		return digits{}, err
	}
	unknown, err := loadPair(dir, "t10k")
	if err != nil {
		return digits{}, err
	}
	train, validation := known.Split(float64(known.N-validationSize) / float64(known.N))
	return digits{train, validation, unknown}, nil
}

func loadPair(dir, prefix string) (data.Set, error) {
	images, err := os.ReadFile(filepath.Join(dir, prefix+"-images-idx3-ubyte.gz"))
	if err != nil {
		return data.Set{}, fmt.Errorf("papers: MNIST is needed: %w", err)
	}
	labels, err := os.ReadFile(filepath.Join(dir, prefix+"-labels-idx1-ubyte.gz"))
	if err != nil {
		return data.Set{}, fmt.Errorf("papers: MNIST is needed: %w", err)
	}
	return data.ReadIDX(images, labels)
}

// halved is a set of images with each 2×2 pixels replaced by their mean.
func halved(set data.Set) data.Set {
	const half = side / 2
	x := make([]float32, 0, len(set.X)/4)
	for i := range set.N {
		image := set.X[i*set.F:]
		for row := range half {
			for column := range half {
				at := 2*row*side + 2*column
				x = append(x, (image[at]+image[at+1]+image[at+side]+image[at+side+1])/4)
			}
		}
	}
	set.X, set.F = x, half*half
	return set
}

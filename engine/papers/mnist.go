package main

import (
	"fmt"
	"os"
	"path/filepath"

	"bonsai/engine/data"
)

// digits is MNIST, divided into training, validation and test images.
type digits struct{ train, validation, test data.Set }

// trainShare is the share of the training files that is trained on. The rest, the
// last 5,000 of 60,000 images, is for validation.
const trainShare = 11.0 / 12

// loadDigits reads MNIST from a folder.
func loadDigits(dir string) (digits, error) {
	known, err := loadPair(dir, "train")
	if err != nil {
		return digits{}, err
	}
	unknown, err := loadPair(dir, "t10k")
	if err != nil {
		return digits{}, err
	}
	train, validation := known.Split(trainShare)
	return digits{train, validation, unknown}, nil
}

// loadPair reads the images and labels of one part of MNIST, "train" or "t10k".
func loadPair(dir, prefix string) (data.Set, error) {
	images, err := os.ReadFile(filepath.Join(dir, prefix+"-images-idx3-ubyte.gz"))
	if err != nil {
		return data.Set{}, fmt.Errorf("papers: MNIST is missing: %w; -data must name the folder with its four files", err)
	}
	labels, err := os.ReadFile(filepath.Join(dir, prefix+"-labels-idx1-ubyte.gz"))
	if err != nil {
		return data.Set{}, fmt.Errorf("papers: MNIST is missing: %w; -data must name the folder with its four files", err)
	}
	return data.ReadIDX(images, labels)
}

// halved returns a set in which each block of 2×2 pixels is replaced by its mean.
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

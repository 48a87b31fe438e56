package data

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// readMNIST reads one part of MNIST, "train" or "t10k", from a folder.
func readMNIST(t *testing.T, folder, part string) Set {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(folder, part+name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	s, err := ReadIDX(read("-images-idx3-ubyte.gz"), read("-labels-idx1-ubyte.gz"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The class counts and mean pixels of the excerpt were computed with Python from
// the bytes of the files. Of the complete database, the sizes and the mean 0.1307
// of the training images are well known: it is what their pixels are commonly
// normalised by.
func TestRealMNIST(t *testing.T) {
	const excerpt = "testdata/mnist"
	full := os.Getenv("MNIST")
	for _, c := range []struct {
		folder, part string
		n            int
		first        []float32
		counts       []int // of the classes 0 to 9; nil: not checked
		mean         float64
	}{
		{excerpt, "train", 200, []float32{5, 0, 4, 1, 9}, []int{21, 26, 20, 21, 21, 13, 19, 21, 15, 23}, 0.1268},
		{excerpt, "t10k", 100, []float32{7, 2, 1, 0, 4}, []int{8, 14, 8, 11, 14, 7, 10, 15, 2, 11}, 0.1199},
		{full, "train", 60000, []float32{5, 0, 4, 1, 9}, nil, 0.1307},
		{full, "t10k", 10000, []float32{7, 2, 1, 0, 4}, nil, 0.1325},
	} {
		if c.folder == "" {
			continue
		}
		s := readMNIST(t, c.folder, c.part)
		if s.N != c.n || s.F != 28*28 || s.Classes != 10 || len(s.X) != s.N*s.F || len(s.Y) != s.N {
			t.Errorf("%s: N, F, Classes = %d, %d, %d; want %d, 784, 10", c.part, s.N, s.F, s.Classes, c.n)
		}
		if got := s.Y[:5]; !slices.Equal(got, c.first) {
			t.Errorf("%s: the first labels are %v, want %v", c.part, got, c.first)
		}
		counts := make([]int, 10)
		for _, label := range s.Y {
			counts[int(label)]++
		}
		if c.counts != nil && !slices.Equal(counts, c.counts) {
			t.Errorf("%s: there are %v images of the digits, want %v", c.part, counts, c.counts)
		}
		sum := 0.0
		for _, v := range s.X {
			sum += float64(v)
		}
		if mean := sum / float64(len(s.X)); math.Abs(mean-c.mean) > 0.0001 {
			t.Errorf("%s: the mean pixel is %v, want %v", c.part, mean, c.mean)
		}
	}
}

package answers

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"bonsai/engine/data"
	"bonsai/engine/measure"
)

// A Likeness says whether an image looks like those that a network was trained on. The
// measure is the cosine between the image and the training image most similar to it. An
// image is unlike the data if its cosine is smaller than that of all but a hundredth of
// the training images, each compared with the others.
//
// That inputs far from their nearest neighbour of length 1 are those that a network knows
// nothing about is from Sun, Ming, Zhu and Li, "Out-of-Distribution Detection with Deep
// Nearest Neighbors" (ICML 2022). There the neighbours are features of a deep network;
// here they are pixels. Without the length, a dot would be near to everything, because
// most of each image is paper.
//
// The zero Likeness has not seen any images.
type Likeness struct {
	revision int
	known    data.Set
	lengths  []float64 // of the known images
	least    float32   // the cosine below which an image is unlike them
}

// How many of the training images are used.
const (
	known  = 2000 // to compare an image with
	judged = 1000 // to find out how similar images of the data are to each other
)

// Unlike reports whether an image x looks unlike all training images. revision is another
// number for other samples. The first time, it takes 1.6 billion multiplications for
// images of 28×28 pixels; then it takes as many as a known image has pixels, for each of
// them.
func (l *Likeness) Unlike(x []float32, revision int, train data.Set) bool {
	if l.lengths == nil || l.revision != revision {
		l.learn(revision, measure.First(train, known))
	}
	return l.nearest(x, -1)[0] < l.least
}

// learn finds out how similar the training images are to each other.
func (l *Likeness) learn(revision int, train data.Set) {
	l.revision, l.known, l.lengths = revision, train, make([]float64, train.N)
	for i := range l.lengths {
		l.lengths[i] = length(train.X[i*train.F : (i+1)*train.F])
	}
	var cosines []float32
	for i, n := 0, min(train.N, judged); i < n; i += measure.Rows {
		rows := min(measure.Rows, n-i)
		cosines = append(cosines, l.nearest(train.X[i*train.F:(i+rows)*train.F], i)...)
	}
	l.least = -1
	if len(cosines) > 0 {
		slices.Sort(cosines)
		l.least = cosines[len(cosines)/100]
	}
}

// nearest returns, for each image of x, the largest cosine with a known image. The images
// are themselves the known ones from number first on, and not compared with themselves;
// −1 stands for images that are not among them.
func (l *Likeness) nearest(x []float32, first int) []float32 {
	f := l.known.F
	rows := len(x) / f
	products := make([]float32, rows*l.known.N)
	if len(products) > 0 {
		blas32.Gemm(blas.NoTrans, blas.Trans, 1,
			blas32.General{Rows: rows, Cols: f, Stride: f, Data: x},
			blas32.General{Rows: l.known.N, Cols: f, Stride: f, Data: l.known.X}, 0,
			blas32.General{Rows: rows, Cols: l.known.N, Stride: l.known.N, Data: products})
	}
	cosines := make([]float32, rows)
	for row := range cosines {
		own := length(x[row*f : (row+1)*f])
		cosines[row] = -1
		for i, product := range products[row*l.known.N : (row+1)*l.known.N] {
			if first < 0 || i != first+row {
				cosines[row] = max(cosines[row], float32(float64(product)/max(own*l.lengths[i], math.SmallestNonzeroFloat64)))
			}
		}
	}
	return cosines
}

// length returns the Euclidean length of x.
func length(x []float32) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(float64(v) * float64(v))
	}
	return math.Sqrt(sum)
}

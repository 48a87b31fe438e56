package answers_test

import (
	"math"
	"testing"

	"bonsai/engine/answers"
	"bonsai/engine/data"
)

// The training images have two pixels and lie at 0°, 10° and 30°: the cosine of each with
// its nearest is that of 10°, 10° and 20°, and the smallest of three is the limit. So an
// image at 49° is like them, and one at 51° is not, however long it is.
func TestLikenessByHand(t *testing.T) {
	at := func(length, degrees float64) []float32 {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		return []float32{float32(length * cos), float32(length * sin)}
	}
	set := data.Set{Y: make([]float32, 3), N: 3, F: 2}
	set.X = append(append(at(1, 0), at(2, 10)...), at(0.5, 30)...)
	var l answers.Likeness
	for _, c := range []struct {
		x      []float32
		unlike bool
	}{
		{at(3, 49), false}, {at(0.1, 49), false}, {at(3, 51), true}, {at(0.1, 51), true}, {at(1, 5), false}, {[]float32{0, 0}, true},
	} {
		if got := l.Unlike(c.x, 1, set); got != c.unlike {
			t.Errorf("%v is unlike the images: %v, want %v", c.x, got, c.unlike)
		}
	}
	others := data.Set{X: append(at(1, 60), at(1, 70)...), Y: make([]float32, 2), N: 2, F: 2}
	if l.Unlike(at(1, 51), 2, others) || !l.Unlike(at(1, 49), 2, others) {
		t.Error("other samples are not looked at")
	}
}

// A single image has nothing to be compared with, so nothing is known to be unlike it.
func TestNothingIsUnlikeASingleImage(t *testing.T) {
	var l answers.Likeness
	if l.Unlike([]float32{0, 1}, 1, data.Set{X: []float32{1, 0}, Y: []float32{0}, N: 1, F: 2}) {
		t.Error("an image is called unlike the only one")
	}
}

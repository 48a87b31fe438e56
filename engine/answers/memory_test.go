package answers_test

import (
	"slices"
	"testing"

	"bonsai/engine/answers"
	"bonsai/engine/data"
)

// The network of linear answers 1 where 3·(x1−x2) + (x1/2+2·x2) = 3.5·x1 − x2 is positive.
func TestAMemoryAnswersAsTheNetworkDoes(t *testing.T) {
	first := data.Set{X: []float32{1, 0, -1, 0, 0, 1}, Y: []float32{0, 0, 0}, N: 3, F: 2, Classes: 2}
	fewer := data.Set{X: first.X[:4], Y: first.Y[:2], N: 2, F: 2, Classes: 2}
	others := data.Set{X: []float32{-1, 0, 1, 0}, Y: []float32{0, 0}, N: 2, F: 2, Classes: 2}
	n, turned := linear(), linear()
	for i := range turned.Layers[1].W {
		turned.Layers[1].W[i] *= -1
	}
	var m answers.Memory
	for i, test := range []struct {
		got, want []int
	}{
		{m.Classes(n, 1, fewer), []int{1, 0}},
		{m.Classes(n, 1, first), []int{1, 0, 0}}, // more than it knows
		{m.Classes(n, 1, fewer), []int{1, 0}},
		{m.Classes(n, 2, others), []int{0, 1}},
		{m.Classes(turned, 2, others), []int{1, 0}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("question %d: %v, want %v", i, test.got, test.want)
		}
	}
}

func TestAMemoryAsksTheNetworkOnce(t *testing.T) {
	set := data.Set{X: []float32{1, 0}, Y: []float32{0}, N: 1, F: 2, Classes: 2}
	n := linear()
	var m answers.Memory
	m.Classes(n, 1, set)
	n.Layers[1].W[0], n.Layers[1].W[1] = -3, -1 // it never changes in a lab
	if got := m.Classes(n, 1, set); got[0] != 1 {
		t.Errorf("the network was asked again: %v", got)
	}
}

package study

import (
	"maps"
	"math"
	"slices"
	"sort"

	"bonsai/engine/codec"
	"bonsai/engine/distill"
	"bonsai/engine/lab"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/train"
)

// Rivals trains the rivals of the network of the experiment, each for as many optimiser
// steps as the experiment took in total.
func (h *Helper) Rivals(t snapshot.RivalsTask) ([]snapshot.Rival, error) {
	l, err := h.open()
	if err != nil {
		return nil, err
	}
	steps := stepsIn(h.experiment.Operations, l.StepsPerEpoch())
	name := snapshot.RivalPruned
	if l.Kept() == l.Network().Weights() {
		name = snapshot.RivalPresent
	}
	present := rival(name, l, l.Snapshot().Recipe.Layers)

	dense, err := h.begin(h.experiment.Recipe)
	if err != nil {
		return nil, err
	}
	if err := dense.Repeat(firstTraining(h.experiment)); err != nil {
		return nil, err
	}
	teacher, err := distill.NewTeacher(dense.Network(), t.Temperature, t.Hard, train.MaxBatch)
	if err != nil {
		return nil, recipe.NewProblem("range", "field", "temperature", "value", t.Temperature,
			"min", recipe.MinTemperature, "max", recipe.MaxTemperature)
	}
	r := closestTo(h.experiment.Recipe, dense, present.Bytes)
	rivals := []snapshot.Rival{present}
	for _, name := range []string{"distilled", "plain"} {
		small, err := h.begin(r)
		if err != nil {
			return nil, err
		}
		if name == "distilled" {
			small.LearnFrom(teacher)
		}
		training := recipe.Train{Length: recipe.Length{Count: max(steps, 1)}}
		if err := small.Repeat([]recipe.Operation{training}); err != nil {
			return nil, err
		}
		rivals = append(rivals, rival(name, small, r.Layers))
	}
	return rivals, nil
}

// rival returns the results of a network: its size is that of the smallest format.
func rival(name string, l *lab.Lab, layers []int) snapshot.Rival {
	l.Measure()
	return snapshot.Rival{Name: name, Layers: layers, Kept: l.Kept(), Bytes: smallest(l.Network()), Metrics: l.TestMetrics()}
}

// smallest returns the bytes of a network in the smallest format.
func smallest(n *nn.Network) int {
	return slices.Min(slices.Collect(maps.Values(codec.Sizes(n))))
}

// stepsIn counts the optimiser steps of all operations that train.
func stepsIn(operations []recipe.Operation, stepsPerEpoch int) int {
	total := 0
	for _, o := range operations {
		switch o := o.(type) {
		case recipe.Train:
			total += o.Steps(stepsPerEpoch)
		case recipe.Gradual:
			total += o.StepsRun()
		case recipe.RigL:
			total += o.StepsRun()
		}
	}
	return total
}

// closestTo returns the recipe of a narrower network that takes about as many bytes as
// are given, or of the same network if it takes fewer. All hidden layers are narrowed by
// the same factor, and then single neurons are added or removed as long as that comes
// closer.
func closestTo(r recipe.Recipe, l *lab.Lab, bytes int) recipe.Recipe {
	r = r.Clone()
	if len(r.Layers) == 0 {
		return r
	}
	miss := func(layers []int) int {
		r.Layers = layers
		n := l.Samples().Network(&r)
		for _, layer := range n.Layers {
			for j := range layer.B {
				layer.B[j] = layer.W[j*layer.In] / 3 // a trained bias takes more bytes than one that is 0
			}
		}
		return smallest(n) - bytes
	}
	full := r.Layers
	// The first width that takes too many bytes, unless all take fewer.
	widest := slices.Max(full)
	width := 1 + sort.Search(widest-1, func(i int) bool { return miss(narrowed(full, i+1)) > 0 })
	best := narrowed(full, width)
	for nearest := miss(best); abs(nearest) > bytes/100; { // closer than a hundredth is close enough
		closer := best
		for i := range best {
			for _, by := range []int{-1, 1} {
				layers := slices.Clone(best)
				if layers[i] += by; layers[i] < 1 || layers[i] > full[i] {
					continue
				}
				if m := miss(layers); abs(m) < abs(nearest) {
					closer, nearest = layers, m
				}
			}
		}
		if slices.Equal(closer, best) {
			break
		}
		best = closer
	}
	r.Layers = best
	return r
}

// narrowed returns the sizes of layers narrowed by the same factor, so that the widest
// has the given width, and none fewer than one neuron.
func narrowed(full []int, width int) []int {
	layers := make([]int, len(full))
	for i, n := range full {
		layers[i] = max(1, int(math.Round(float64(n*width)/float64(slices.Max(full)))))
	}
	return layers
}

func abs(n int) int { return max(n, -n) }

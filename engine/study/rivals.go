package study

import (
	"maps"
	"math"
	"slices"

	"bonsai/engine/codec"
	"bonsai/engine/distill"
	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/train"
)

// Rivals trains the rivals of the pruned network, each for as many optimiser
// steps as the experiment took in total.
func (h *Helper) Rivals(t snapshot.RivalsTask) ([]snapshot.Rival, error) {
	l, err := h.open()
	if err != nil {
		return nil, err
	}
	steps := stepsIn(h.experiment.Operations, l.StepsPerEpoch())
	pruned := rival("pruned", l, l.Snapshot().Recipe.Layers)

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
	r := smallerThan(h.experiment.Recipe, dense, pruned.Bytes)
	rivals := []snapshot.Rival{pruned}
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
	smallest := slices.Min(slices.Collect(maps.Values(codec.Sizes(l.Network()))))
	return snapshot.Rival{Name: name, Layers: layers, Kept: l.Kept(), Bytes: smallest, Metrics: l.TestMetrics()}
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

// smallerThan returns the recipe with all hidden layers narrowed by the same
// factor, until the network has no more than a number of bytes or each layer
// has one neuron.
func smallerThan(r recipe.Recipe, l *lab.Lab, bytes int) recipe.Recipe {
	r = r.Clone()
	widest := 1
	for _, n := range r.Layers {
		widest = max(widest, n)
	}
	full := r.Layers
	for width := widest; width >= 1; width-- {
		r.Layers = make([]int, len(full))
		for i, n := range full {
			r.Layers[i] = max(1, int(math.Round(float64(n*width)/float64(widest))))
		}
		if len(codec.Arithmetic{}.Encode(l.NetworkOf(r))) <= bytes {
			break
		}
	}
	return r
}

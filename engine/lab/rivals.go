package lab

import (
	"math"

	"bonsai/engine/codec"
	"bonsai/engine/distill"
	"bonsai/engine/train"
)

// A RivalsTask asks what else the same bytes and the same training could have
// come to: the pruned network of the experiment, against a smaller dense one that
// learns from the unpruned network, and against the same trained plainly (the
// comparison that Zhu and Gupta, arXiv 1710.01878, make between large sparse
// and small dense networks).
type RivalsTask struct {
	Temperature float64 `json:"temperature"`
	Hard        float64 `json:"hard"`
}

// A Rival is one of the three.
type Rival struct {
	Name    string `json:"name"` // "pruned", "distilled", "plain"
	Layers  []int  `json:"layers"`
	Kept    int    `json:"kept"`
	Bytes   int    `json:"bytes"` // in the smallest format
	Metrics        // on the test set, once everything is trained
}

// Rivals trains the rivals: each small network for as many optimiser steps as
// the experiment took in all.
func (h *Helper) Rivals(t RivalsTask) ([]Rival, error) {
	l, err := h.open()
	if err != nil {
		return nil, err
	}
	steps := stepsIn(h.experiment.steps, l.trainer.StepsPerEpoch())
	pruned := l.rival("pruned")

	dense, err := h.begin(h.experiment.recipe)
	if err != nil {
		return nil, err
	}
	if err := dense.repeat(trainingOf(h.experiment)); err != nil {
		return nil, err
	}
	teacher, err := distill.NewTeacher(dense.net, t.Temperature, t.Hard, train.MaxBatch)
	if err != nil {
		return nil, problem("range", "field", "temperature", "value", t.Temperature,
			"min", distill.MinTemperature, "max", distill.MaxTemperature)
	}
	recipe := smallerThan(h.experiment.recipe, dense.samples, pruned.Bytes)
	rivals := []Rival{pruned}
	for _, name := range []string{"distilled", "plain"} {
		small, err := h.begin(recipe)
		if err != nil {
			return nil, err
		}
		if name == "distilled" {
			small.trainer.LearnFrom(teacher)
		}
		if err := small.repeat([]step{trainStep{count: max(steps, 1)}}); err != nil {
			return nil, err
		}
		rivals = append(rivals, small.rival(name))
	}
	return rivals, nil
}

func (l *Lab) rival(name string) Rival {
	l.measure()
	s := Rival{Name: name, Layers: l.now.Layers, Bytes: math.MaxInt, Metrics: l.testMetrics}
	for _, layer := range l.net.Layers {
		for _, m := range layer.Mask {
			s.Kept += int(m)
		}
	}
	for _, name := range codec.Names() {
		s.Bytes = min(s.Bytes, len(codec.Named(name).Encode(l.net)))
	}
	return s
}

// stepsIn counts the optimiser steps of all that trains.
func stepsIn(steps []step, stepsPerEpoch int) int {
	total := 0
	for _, s := range steps {
		switch s := s.(type) {
		case trainStep:
			total += s.steps(stepsPerEpoch)
		case gradualStep:
			total += s.ran
		case riglStep:
			total += s.ran
		}
	}
	return total
}

// smallerThan is the recipe with hidden layers narrowed alike until the network
// weighs no more than so many bytes, or until each has one neuron.
func smallerThan(r Recipe, s *samples, bytes int) Recipe {
	r = r.clone()
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
		if len(codec.Arithmetic{}.Encode(newNetwork(&r, s))) <= bytes {
			break
		}
	}
	return r
}

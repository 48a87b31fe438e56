package lab

import (
	"fmt"

	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// samplesFor prepares the data of a recipe, or keeps the present ones if the
// recipe asks for the same.
func (l *Lab) samplesFor(r *recipe.Recipe) (*samples.Samples, error) {
	if l.samples != nil && samples.Same(&l.now, r) {
		return l.samples, nil
	}
	s, err := samples.New(r, l.files)
	if err == nil {
		l.renew(&l.revision.Samples)
	}
	return s, err
}

// Open reads a person's files and starts an experiment on them.
func (l *Lab) Open(files []samples.File) error {
	l.problem = nil
	read, err := samples.Read(files)
	if err != nil {
		return err
	}
	before := l.files
	l.files = read
	err = l.set(recipe.Set{
		"dataset": []byte(`"own"`), "labelColumn": fmt.Append(nil, read.Target), "regression": []byte("false"),
	})
	if err != nil {
		l.files = before
	}
	return err
}

// CheckSamples reports, as an error, that there is too little to train on.
func (l *Lab) CheckSamples() error { return l.samples.Enough() }

// TrainingSamples returns the samples that the network is trained on. They
// must not be changed.
func (l *Lab) TrainingSamples() data.Set { return l.samples.Train }

// TrainOn restricts the experiment to other samples to train on, without any to
// test on: one fold of a cross-validation.
func (l *Lab) TrainOn(set data.Set) {
	restricted := *l.samples
	restricted.Train, restricted.Test = set, data.Set{}
	l.samples = &restricted
	l.renew(&l.revision.Samples)
	l.equip()
}

// LearnFrom makes the network learn from a teacher from now on.
func (l *Lab) LearnFrom(teacher *distill.Teacher) { l.trainer.LearnFrom(teacher) }

// NetworkOf returns the untrained network that a recipe has on the present
// data.
func (l *Lab) NetworkOf(r recipe.Recipe) *nn.Network { return l.samples.Network(&r) }

package lab

import (
	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// samplesFor prepares the data of a recipe, or keeps the present ones if the
// recipe asks for the same. They are not complete if they are given up.
func (l *Lab) samplesFor(r *recipe.Recipe) (*samples.Samples, error) {
	if l.samples != nil && recipe.SameData(&l.now, r) {
		return l.samples, nil
	}
	return samples.NewBy(r, l.files, l.meter)
}

// Open starts an experiment on a person's files, read as they suggest.
func (l *Lab) Open(files *samples.Files) error { return l.OpenAs(files, "", "") }

// OpenAs starts an experiment on a person's files. reading says how they become
// samples, and answers says what the file of a network among them leaves open (see
// samples.Files.Begin). For either of them, "" takes what the files suggest.
func (l *Lab) OpenAs(files *samples.Files, reading, answers string) error {
	l.problem = nil
	if l.beginning != nil {
		if err := l.stop(); err != nil {
			return err
		}
	}
	begin, err := files.Begin(reading, answers)
	if err != nil {
		return err
	}
	before := l.files
	l.files = files
	if err := l.set(begin); err != nil {
		l.files = before
		return err
	}
	if l.beginning != nil {
		l.beginning.files = before
	}
	return nil
}

// CheckSamples returns an error if there are too few samples to train on.
func (l *Lab) CheckSamples() error { return l.samples.Enough() }

// TrainingSamples returns the samples that the network is trained on. They
// must not be changed.
func (l *Lab) TrainingSamples() data.Set { return l.samples.Train }

// TrainOn replaces the samples by others, such as one fold of a
// cross-validation, and starts again with the untrained network.
func (l *Lab) TrainOn(s *samples.Samples) {
	l.samples = s
	l.renew(&l.revision.Samples)
	l.net = s.Network(&l.now)
	l.base = masksOf(l.net)
	l.equip()
	l.renewAll()
}

// Fold returns the samples of one of k folds of the training samples.
func (l *Lab) Fold(k, i int) (*samples.Samples, error) { return l.samples.Fold(k, i) }

// LossUnits returns the factor that turns a loss into the units of the target.
func (l *Lab) LossUnits() float64 { return l.samples.Units() }

// LearnFrom makes the network learn from a teacher from now on.
func (l *Lab) LearnFrom(teacher *distill.Teacher) { l.trainer.LearnFrom(teacher) }

// NetworkOf returns the untrained network with which a recipe begins on the
// present data.
func (l *Lab) NetworkOf(r recipe.Recipe) *nn.Network { return l.samples.Network(&r) }

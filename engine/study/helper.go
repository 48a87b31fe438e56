package study

import (
	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// A Helper carries out independent pieces of work on one experiment.
type Helper struct {
	experiment recipe.Experiment
	files      *samples.Files // nil: the data are generated
	lab        *lab.Lab       // the experiment as it stands; nil: not repeated yet
}

// NewHelper returns a helper for the experiment with an address. files are the
// person's own, if the experiment uses any.
func NewHelper(hash string, files []samples.File) (*Helper, error) {
	experiment, err := recipe.ParseAddress(hash)
	if err != nil {
		return nil, err
	}
	h := &Helper{experiment: experiment}
	if len(files) > 0 {
		if h.files, err = samples.Read(files); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// begin starts an experiment on the helper's data.
func (h *Helper) begin(r recipe.Recipe) (*lab.Lab, error) {
	l, err := lab.New(r, h.files)
	if err != nil {
		return nil, err
	}
	return l, l.Samples().Enough()
}

// open returns the experiment as it stands, repeated when first asked for.
// Nobody may change it.
func (h *Helper) open() (*lab.Lab, error) {
	if h.lab != nil {
		return h.lab, nil
	}
	l, err := h.repeated()
	if err != nil {
		return nil, err
	}
	h.lab = l
	return l, nil
}

// repeated returns the experiment as it stands, to be continued.
func (h *Helper) repeated() (*lab.Lab, error) {
	return lab.Replay(h.experiment, h.files)
}

// firstTraining returns the operations of an experiment before the first that
// is neither training nor a setting of it; if there are none, training for the
// recipe's epochs.
func firstTraining(x recipe.Experiment) []recipe.Operation {
	var operations []recipe.Operation
	for _, o := range x.Operations {
		_, trains := o.(recipe.Train)
		_, sets := o.(recipe.Setting)
		if !trains && !sets {
			break
		}
		operations = append(operations, o)
	}
	if len(operations) == 0 {
		operations = []recipe.Operation{recipe.Train{Length: recipe.Length{Count: x.Recipe.Epochs, Epochs: true}}}
	}
	return operations
}

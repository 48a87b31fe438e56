package lab

import "slices"

// A Recipe says everything that an experiment needs before its first step:
// data, network, training. The same recipe gives the same experiment, to the
// last bit, everywhere.
//
// Its fields are described once, in the table fields: from it come the
// defaults, the ranges, the address and the names in scripts.
type Recipe struct {
	Dataset    string   `json:"dataset"`
	Noise      int      `json:"noise"`      // per cent, 0 to 50
	TrainShare int      `json:"trainShare"` // per cent of the samples that are trained on
	Inputs     []string `json:"inputs"`     // of plane sets, out of data.PlaneInputs

	// Points are those of the set drawn by hand, three numbers each: x and y
	// in tenths of the plane's unit, and the class, 0 or 1.
	Points []int `json:"points"`

	// Own tells which files a person's own data came from; of a table,
	// LabelColumn is the column to be told from the others, counted from 1, 0
	// for the last, and Regression takes it as a number to fit.
	Own         string `json:"own"`
	LabelColumn int    `json:"labelColumn"`
	Regression  bool   `json:"regression"`

	Layers     []int    `json:"layers"`     // neurons of each hidden layer
	Activation []string `json:"activation"` // one for all hidden layers, or one for each
	Init       string   `json:"init"`

	Optimizer          string  `json:"optimizer"`
	LearningRate       float64 `json:"learningRate"`
	BatchSize          int     `json:"batchSize"`
	Regularization     string  `json:"regularization"`
	RegularizationRate float64 `json:"regularizationRate"`
	Epochs             int     `json:"epochs"` // of the training that opens the experiment

	Seed uint32 `json:"seed"`

	ShowTest   bool     `json:"showTest"`   // draw the test samples too
	Discretize bool     `json:"discretize"` // draw decisions, not degrees
	Hide       []string `json:"hide"`       // controls that a lesson leaves out
}

// Default returns the reference experiment: 20 inputs, two hidden layers of
// 10 ReLU, one sigmoid, Adam, binary cross-entropy, batches of 32, 10 epochs.
func Default() Recipe {
	return Recipe{
		Dataset:      "tabular20",
		TrainShare:   70,
		Inputs:       []string{"x1", "x2"},
		Points:       []int{},
		Layers:       []int{10, 10},
		Activation:   []string{"relu"},
		Init:         "glorot",
		Optimizer:    "adam",
		LearningRate: 0.001, BatchSize: 32,
		Regularization: "none", RegularizationRate: 0.001,
		Epochs: 10,
		Seed:   1,
		Hide:   []string{},
	}
}

// clone copies what a Recipe points to, so that the two can change apart.
func (r Recipe) clone() Recipe {
	r.Inputs = slices.Clone(r.Inputs)
	r.Points = slices.Clone(r.Points)
	r.Layers = slices.Clone(r.Layers)
	r.Activation = slices.Clone(r.Activation)
	r.Hide = slices.Clone(r.Hide)
	return r
}

// activationOf returns the activation of a hidden layer.
func (r *Recipe) activationOf(layer int) string {
	return r.Activation[min(layer, len(r.Activation)-1)]
}

// fitActivations makes the list of activations as long as there are layers,
// when it has one for each: a new layer takes that of the one before it.
func (r *Recipe) fitActivations() {
	if len(r.Activation) <= 1 {
		return
	}
	fitted := make([]string, 0, len(r.Layers))
	for layer := range r.Layers {
		fitted = append(fitted, r.activationOf(layer))
	}
	if len(fitted) == 0 {
		fitted = r.Activation[:1]
	}
	r.Activation = fitted
}

// check finds what no single field can: parts that do not fit each other.
func (r *Recipe) check() error {
	if n := len(r.Activation); n != 1 && n != len(r.Layers) {
		return problem("activations", "have", n, "layers", len(r.Layers))
	}
	return nil
}

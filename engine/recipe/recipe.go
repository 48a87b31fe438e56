package recipe

import "slices"

// A Recipe has everything that an experiment needs before its first step:
// data, network, training. The same recipe gives the same experiment, to the
// last bit, everywhere.
type Recipe struct {
	Dataset    string   `json:"dataset"`
	Noise      int      `json:"noise"`      // per cent, 0 to 50
	TrainShare int      `json:"trainShare"` // per cent of the samples that are used for training
	Inputs     []string `json:"inputs"`     // features of data sets in the plane, from PlaneInputs

	// Points are those drawn by hand, three numbers each: x and y in tenths of
	// a unit, and the class, 0 or 1.
	Points []int `json:"points"`

	// Own is the digest of the files that a person opened, and Reading says how
	// they become samples: of a table the choices of package table, of images
	// "shuffled".
	Own     string `json:"own"`
	Reading string `json:"reading"`

	// Network is the digest of the file of a network that another program has
	// trained, with which the experiment begins; "" for none. NetworkReading says
	// what the file leaves open, and how the samples are scaled for the network.
	Network        string `json:"network"`
	NetworkReading string `json:"networkReading"`

	// Links from before there was Reading have LabelColumn, the target column of
	// a table, counted from 1, or 0 for the last, and Regression, which predicts
	// it as a number.
	LabelColumn int  `json:"labelColumn"`
	Regression  bool `json:"regression"`

	Layers     []int    `json:"layers"`     // neurons in each hidden layer
	Activation []string `json:"activation"` // one for all hidden layers, or one for each
	Init       string   `json:"init"`

	Optimizer          string  `json:"optimizer"`
	LearningRate       float64 `json:"learningRate"`
	BatchSize          int     `json:"batchSize"`
	Regularization     string  `json:"regularization"`
	RegularizationRate float64 `json:"regularizationRate"`
	Epochs             int     `json:"epochs"` // length of the first training

	Seed uint32 `json:"seed"`

	ShowTest   bool     `json:"showTest"`   // draw the test samples too
	Discretize bool     `json:"discretize"` // draw the predicted class, not its probability
	Hide       []string `json:"hide"`       // controls that a lesson hides
}

// Default returns the reference experiment: 20 inputs, two hidden layers of
// 10 ReLU, one sigmoid output, binary cross-entropy, Adam, batches of 32,
// 10 epochs. These defaults never change, because an address leaves out the
// fields that have them.
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

// Clone returns a copy that shares no list with r.
func (r Recipe) Clone() Recipe {
	r.Inputs = slices.Clone(r.Inputs)
	r.Points = slices.Clone(r.Points)
	r.Layers = slices.Clone(r.Layers)
	r.Activation = slices.Clone(r.Activation)
	r.Hide = slices.Clone(r.Hide)
	return r
}

// ActivationOf returns the activation of a hidden layer, counted from 0.
func (r *Recipe) ActivationOf(layer int) string {
	return r.Activation[min(layer, len(r.Activation)-1)]
}

// fitActivations adjusts a list with one activation per layer to a new number
// of layers: a new layer gets the activation of the layer before it.
func (r *Recipe) fitActivations() {
	if len(r.Activation) <= 1 {
		return
	}
	fitted := make([]string, 0, len(r.Layers))
	for layer := range r.Layers {
		fitted = append(fitted, r.ActivationOf(layer))
	}
	if len(fitted) == 0 {
		fitted = r.Activation[:1]
	}
	r.Activation = fitted
}

// Check reports fields that do not fit each other. (Each field's own range is
// checked when it is read.)
func (r *Recipe) Check() error {
	if n := len(r.Activation); n != 1 && n != len(r.Layers) {
		return NewProblem("activations", "have", n, "layers", len(r.Layers))
	}
	return nil
}

// Kept returns the digest under which a browser keeps the files of the
// experiment: that of the data, or else that of the network.
func (r *Recipe) Kept() string {
	if r.Own != "" {
		return r.Own
	}
	return r.Network
}

// SameData reports whether two recipes have the same samples.
func SameData(a, b *Recipe) bool {
	return same(a, b, func(f Field) bool { return f.Data })
}

// SameExperiment reports whether two recipes start the same experiment: they
// may differ only in how it is shown.
func SameExperiment(a, b *Recipe) bool {
	return same(a, b, func(f Field) bool { return !f.View })
}

// same reports whether two recipes agree in some of the fields.
func same(a, b *Recipe, compared func(Field) bool) bool {
	for _, f := range fields {
		if compared(f) && f.Text(a) != f.Text(b) {
			return false
		}
	}
	return true
}

// PointsPerUnit is the grid of drawn points: tenths of a unit, which keep an
// address short.
const PointsPerUnit = 10

// PlaneSpan is half the side of the plane that data sets in the plane live on:
// both coordinates go from −PlaneSpan to PlaneSpan.
const PlaneSpan = 6

// A Unit is a neuron by its place. Layer 0 is the inputs.
type Unit struct{ Layer, Index int }

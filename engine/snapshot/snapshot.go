package snapshot

import (
	"encoding/json"
	"math"
	"slices"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// A Snapshot is what can be seen of an experiment at one moment. It does not
// change when the experiment goes on.
type Snapshot struct {
	Revisions Revisions

	Recipe recipe.Recipe // with the live fields (learning rate, …) as they are now
	Link   string        // the address of exactly this state, beginning with '#'
	Done   []string      // the kinds of operations in Link, each once, by the names that scripts use
	Own    string        // the name of the file that a person has opened; "" for none

	Samples `json:"-"`

	Epoch         int // completed epochs
	Step          int // completed optimiser steps
	StepsPerEpoch int
	Training      bool
	Resume        string  // while Training, the address to come back to if it is lost: that of Link and the part of the training done, or the one being opened
	Trained       string  // while something trains, the address of Link and the part of the training done; else ""
	Goal          int     // the step at which the present training ends; 0 if there is none, or no end
	Doing         string  // the operation under way, if it is not a training: its name, "begin" for another experiment, or "other"; "" for none
	Share         float64 // how much of it is done, from 0 to 1
	CanUndo       bool
	CanRedo       bool

	Pruning prune.Rule // the rule in force
	Epsilon float64    // the threshold on |w| that removes as many weights as are removed now
	Held    int        // weights that are kept only because of bounds or because every layer stays connected
	Kept    int        // kept weights, without biases
	Total   int        // all weights, without biases
	ByRule  bool       // the masks are those of Pruning, applied to the weights and Base

	Sharing []int // the number of different values in each quantised layer; nil: not quantised
	Student bool  // a teacher takes part in the training
	Rewound bool  // the kept weights are those of an earlier step, or new random ones, and have not been trained since
	Brought bool  // the experiment began with a network that another program has trained

	// History is of the network from a link with which the experiment began, and has
	// no steps if the link does not say what was done; nil if it began otherwise.
	History *recipe.History

	Train, Test Metrics
	Dense       Metrics // on the test set, before anything was pruned or quantised
	Bytes       Bytes
	Operations  int // multiply-adds for one sample, without dead neurons

	Layers []Layer  `json:"-"`
	Dead   [][]bool `json:"-"` // by layer of neurons, inputs first: not on any path from input to output

	Curve []CurvePoint `json:"-"`
	Plan  []PlanPoint  `json:"-"` // the sparsities that the last gradual pruning planned

	Focus recipe.Unit // the neuron whose output Field shows
	Field []float32   `json:"-"` // [FieldSize·FieldSize]
	Tiles [][]float32 `json:"-"` // by neuron after the inputs, layer after layer: its output, [TileSize·TileSize]

	Problem *recipe.Problem // why the training that just stopped went wrong
}

// Clone returns a copy of a snapshot that shares memory with an experiment. It does not
// change when the experiment goes on.
func Clone(s *Snapshot) *Snapshot {
	c := *s
	c.Layers = slices.Clone(s.Layers)
	for i := range c.Layers {
		layer := &c.Layers[i]
		layer.W, layer.B, layer.Mask = slices.Clone(layer.W), slices.Clone(layer.B), slices.Clone(layer.Mask)
	}
	c.Curve = slices.Clone(s.Curve)
	return &c
}

// Revisions number the large parts of a snapshot. Equal numbers mean equal
// parts; 0 means that there is none.
type Revisions struct {
	Samples int // Samples
	Weights int // the layers' W and B
	Masks   int // the layers' Mask, and Dead
	Base    int // the layers' Base and Pins
	Scores  int // the layers' Scores
	Field   int // Field and Tiles
	Curve   int // Curve and Plan
}

// Samples describes the data.
type Samples struct {
	Inputs  []string // the name of each input of the network: "x1", "sinx2", …, "noise 3", … or a number
	Plane   bool     // the samples are points in the plane: Points, Field and Tiles are filled
	Height  int      // of the images that the samples are, in pixels; else 0
	Width   int
	Columns []string // of a person's table, the target's among them
	Names   []string // of the classes, if the data name them
	Empty   bool     // a network from a file was opened without data
	Classes int      // 0 for regression, 2 or more for classification
	Tests   int      // the number of test samples
	Guess   float64  // the accuracy on them of one that always gives their most frequent class; 0 in regression

	Points []Point // the samples of a data set in the plane

	// Table describes what was read from a person's table; nil for other data.
	Table *TableInfo

	// InputTiles are the inputs over the plane, each [TileSize·TileSize].
	InputTiles [][]float32 `json:"-"`
}

// TableInfo describes a person's table as it was read.
type TableInfo struct {
	Target       string // the name of the target column
	WithoutLabel int    // rows left out because they have no label
	Incomplete   int    // rows left out because a feature is missing

	// In regression the network's output times Deviation plus Mean is the value.
	Mean, Deviation float64

	// Preprocessing is JSON: how a row of the file becomes inputs (package
	// preprocess). It is saved with the network.
	Preprocessing json.RawMessage
}

// Sizes of the square grids on which a neuron's output over the plane is
// sampled, at the centres of the cells, row by row from the upper left. In
// classification the values of the output are probabilities of class 1, or with
// more than two classes the number of the most likely one.
const (
	FieldSize = 64
	TileSize  = 16
	PlaneSpan = recipe.PlaneSpan
)

// Metrics are measured on one set of samples.
type Metrics struct {
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"` // share of samples classified correctly; R² in regression

	Part Part `json:"part,omitzero"` // of the samples; zero: all
}

// A Part of samples is the first of them, where measuring all would take long. The zero
// value is all of them.
type Part struct {
	First int `json:"first,omitempty"`
	Of    int `json:"of,omitempty"`
}

// PartOf returns the first n of a number of samples.
func PartOf(n, all int) Part {
	if n >= all {
		return Part{}
	}
	return Part{n, all}
}

// NoNumber stands for a loss that is not a number, of a diverged network.
const NoNumber = math.MaxFloat32

// A Cost is what opening an address takes.
type Cost struct {
	Seconds float64 // an estimate
	Ask     bool    // it is more than a few
	Start   string  // the address without operations
	Short   string  // the address without the last operations, which takes a few
	Left    int     // how many operations Short leaves out
}

// Bounded limits a measurement to what can be written and drawn.
func Bounded(v float64) float64 {
	if math.IsNaN(v) {
		return NoNumber
	}
	return min(max(v, -NoNumber), NoNumber)
}

// Bytes are the lengths of the encoded network, by the name of the format.
type Bytes map[string]int

// A Layer is the connections between two layers of neurons.
type Layer struct {
	In, Out    int
	Activation string
	W          []float32 // [Out][In]; a pruned weight keeps its value until training sets it to zero
	B          []float32 // [Out]
	Mask       []uint8   // [Out][In]; 1 kept, 0 pruned
	Base       []uint8   // [Out][In]; 0 for a connection whose pruning is final, because training followed

	// Pins, in W's shape, are a person's decisions about connections; nil for
	// none. Scores are those of the rule in force, one for each weight or each
	// neuron; nil for the criterion "magnitude", which needs only the weights.
	Pins   []prune.Pin
	Scores []float32
}

// A Point is a sample in the plane. Label is a class, or in regression a value
// from −1 to 1.
type Point struct {
	X, Y, Label float32
	Test        bool
}

// A CurvePoint is one measurement in the charts over time.
type CurvePoint struct {
	Step        int
	Train, Test Metrics
	Sparsity    float64
}

// A PlanPoint is a sparsity that a schedule asks for at a step.
type PlanPoint struct {
	Step     int
	Sparsity float64
}

// A Dot is one point of the thumbnail of a data set: a class, and how strongly
// it shows, from 0 to 1.
type Dot struct {
	X, Y     float32 // from −PlaneSpan to PlaneSpan
	Class    int
	Strength float64
}

// A Model is an address that contains a network, and the accuracy of that
// network on the test samples.
type Model struct {
	Link     string  `json:"link"`
	Accuracy float64 `json:"accuracy"`
	Kept     int     `json:"kept"` // its connections
}

// quickStudy is how many weights a network may have for a curve that is
// measured without being asked for.
const quickStudy = 50_000

// Quick reports whether measuring one curve takes no longer than a moment.
func (s *Snapshot) Quick() bool { return s.Total <= quickStudy }

// An Export is a format in which the network can be saved.
type Export struct {
	Format  string `json:"format"`
	Bytes   int    `json:"bytes"`   // of all its files
	Snippet string `json:"snippet"` // lines of a program that load the files and compute outputs
}

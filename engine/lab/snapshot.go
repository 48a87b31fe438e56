package lab

import "bonsai/engine/prune"

// A Snapshot is all that can be seen of an experiment at one moment. It is a
// copy: nothing in it changes when the lab goes on.
type Snapshot struct {
	Recipe Recipe // with the live fields (learning rate, …) as they are now
	Link   string // the address of this very state, beginning with '#'

	Inputs  []string // what each input of the network is: "x1", "sinx2", … or "1" … "20"
	Plane   bool     // the samples are points of a plane: Points, Field and Tiles are filled
	Side    int      // of the images that the samples are, in pixels; 0 where they are none
	Columns []string // of a person's table, the label's among them
	Names   []string // of the classes, where the data name them
	Own     string   // the name of the file that a person has opened; "" for none
	Classes int      // 0 regression, 2 or more: classification

	Epoch         int // completed epochs
	Step          int // completed optimiser steps
	StepsPerEpoch int
	Training      bool
	Goal          int // the step at which the training under way ends; 0 while none is or it has no end
	CanUndo       bool
	CanRedo       bool

	Pruning prune.Rule // the rule in force
	Epsilon float64    // the threshold that removes as many weights as are removed now
	Held    int        // weights that stay only because of bounds and guard
	Kept    int        // weights kept, biases not counted
	Total   int

	Sharing []int // the number of values that the weights of each layer share; nil: not quantised
	Student bool  // a teacher takes part in the training

	Train, Test Metrics
	Dense       Metrics // on the test set, when nothing was pruned yet
	Bytes       Bytes
	Operations  int // multiply-adds for one sample, on paths that live

	Layers []Layer
	Dead   [][]bool // by layer of units, inputs first: no path from an input or none to an output
	Curve  []CurvePoint
	Plan   []PlanPoint // the last gradual pruning, as it was planned

	Focus Unit        // the neuron whose output Field shows
	Field []float32   `json:"-"`
	Tiles [][]float32 `json:"-"` // by unit after the inputs, layer after layer: its output on a TileSize² grid

	Points  []Point  // the samples of a plane set
	Problem *Problem // what went wrong in the training that just stopped
}

// Sizes of the square grids on which a neuron's output over the plane is
// sampled, in the middles of the cells, row by row from the upper left. For classification the output neuron's values are the probabilities
// of class 1, or with several classes the number of the likeliest.
const (
	FieldSize = 64
	TileSize  = 16
	PlaneSpan = 6 // the plane reaches from −PlaneSpan to PlaneSpan
)

// Metrics are measured on one set of samples.
type Metrics struct {
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"` // share of samples classified right; R² in regression
}

// Bytes are the lengths of what real encoders wrote for the network as it is,
// by the names of Formats.
type Bytes map[string]int

// A Layer is the connections between two layers of units.
type Layer struct {
	In, Out    int
	Activation string
	W          []float32 `json:"-"` // [Out][In]; a pruned weight keeps its value until training zeroes it
	B          []float32 `json:"-"` // [Out]
	Mask       []uint8   `json:"-"` // [Out][In]; 1 kept, 0 pruned
	Base       []uint8   `json:"-"` // [Out][In]; 0 where training with a mask made the cut final

	// Pins, in W's shape, are what a person decided about connections; nil:
	// nothing. Scores are those of the rule in force, a weight or a neuron each;
	// nil for "magnitude", whose scores are the weights' own.
	Pins   []prune.Pin `json:"-"`
	Scores []float32   `json:"-"`

	// How many of them there are, for the way to the page.
	PinCount, ScoreCount int
}

// A Unit is a neuron: Layer 0 is the inputs.
type Unit struct{ Layer, Index int }

// A Point is a sample of a plane set. Label is a class, or in regression a
// value from −1 to 1.
type Point struct {
	X, Y, Label float32
	Test        bool
}

// A CurvePoint is one measurement of the charts over time.
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

package samples

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/plane"
	"bonsai/engine/preprocess"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/table"
	"bonsai/engine/trained"
)

// Samples are the data of an experiment, ready for the network.
type Samples struct {
	snapshot.Samples // what the page shows of them

	Kind        data.Kind
	Train, Test data.Set
	Field, Tile []float32 // the network's inputs on the grids over the plane

	Preprocessing *preprocess.Preprocessing // of a table; nil for other data
	rows          *table.Rows
	training      []int // rows of the table
	test          []int

	start  *trained.Start    // a network from a file, with which the experiment begins; nil: an untrained one
	pixels []exchange.Column // how images are scaled for that network; nil: not at all
}

// New generates the data of a recipe, or prepares a person's own.
func New(r *recipe.Recipe, files *Files) (*Samples, error) { return NewBy(r, files, nil) }

// NewBy does what New does, in pieces. What it returns is not complete if the meter
// has stopped it.
func NewBy(r *recipe.Recipe, files *Files, m *pace.Meter) (*Samples, error) {
	s, err := prepared(r, files, m)
	if err != nil {
		return nil, err
	}
	s.Tests, s.Guess = s.Test.N, mostFrequent(s.Test.Y, s.Classes)
	return s, nil
}

// mostFrequent returns the share of the most frequent class among labels, 0 in
// regression.
func mostFrequent(labels []float32, classes int) float64 {
	if classes == 0 {
		return 0
	}
	counts, most := make([]int, classes), 0
	for _, y := range labels {
		counts[int(y)]++
		most = max(most, counts[int(y)])
	}
	return float64(most) / float64(max(len(labels), 1))
}

func prepared(r *recipe.Recipe, files *Files, m *pace.Meter) (*Samples, error) {
	if r.Dataset == recipe.OwnDataset {
		return files.samplesOf(r)
	}
	kind, ok := data.Lookup(r.Dataset)
	if !ok {
		return nil, fmt.Errorf("samples: there is no data set %q", r.Dataset)
	}
	set, err := generate(r, m)
	if err != nil {
		return nil, fmt.Errorf("samples: %w", err)
	}
	s := describe(kind)
	s.Train, s.Test = set.Split(float64(r.TrainShare) / 100)
	if kind.Plane {
		s.Points = append(pointsOf(s.Train, false), pointsOf(s.Test, true)...)
		s.Inputs = slices.Clone(r.Inputs)
		s.Train, s.Test = expand(s.Train, s.Inputs), expand(s.Test, s.Inputs)
		s.Field = plane.Expand(nil, grid(snapshot.FieldSize), s.Inputs)
		s.Tile = plane.Expand(nil, grid(snapshot.TileSize), s.Inputs)
		s.InputTiles = inputTiles(s.Tile, len(s.Inputs))
		return s, nil
	}
	if set.Names != nil {
		s.Inputs = set.Names
		return s, nil
	}
	for i := range kind.Features {
		s.Inputs = append(s.Inputs, fmt.Sprint(i+1))
	}
	return s, nil
}

func describe(kind data.Kind) *Samples {
	return &Samples{Kind: kind, Samples: snapshot.Samples{
		Plane: kind.Plane, Height: kind.Height, Width: kind.Width, Classes: kind.Classes,
	}}
}

// inputTiles separates the inputs on the small grid.
func inputTiles(tile []float32, inputs int) [][]float32 {
	tiles := make([][]float32, inputs)
	for i, v := range tile {
		tiles[i%inputs] = append(tiles[i%inputs], v)
	}
	return tiles
}

func generate(r *recipe.Recipe, m *pace.Meter) (data.Set, error) {
	if r.Dataset == recipe.DrawnDataset {
		return data.Drawn(drawnPoints(r), r.Seed), nil
	}
	return data.GenerateBy(r.Dataset, r.Noise, r.Seed, m)
}

// drawnPoints returns the points of a recipe as package data takes them.
func drawnPoints(r *recipe.Recipe) []data.Point {
	points := make([]data.Point, 0, len(r.Points)/3)
	for n := r.Points; len(n) > 0; n = n[3:] {
		points = append(points, data.Point{
			X:     float32(n[0]) / recipe.PointsPerUnit,
			Y:     float32(n[1]) / recipe.PointsPerUnit,
			Label: float32(n[2]),
		})
	}
	return points
}

func pointsOf(set data.Set, test bool) []snapshot.Point {
	points := make([]snapshot.Point, set.N)
	for i := range points {
		points[i] = snapshot.Point{X: set.X[2*i], Y: set.X[2*i+1], Label: set.Y[i], Test: test}
	}
	return points
}

func expand(set data.Set, inputs []string) data.Set {
	set.X = plane.Expand(nil, set.X, inputs)
	set.F = len(inputs)
	return set
}

// grid lists the centres of the cells of a square grid over the plane, row by
// row from the upper left.
func grid(size int) []float32 {
	points := make([]float32, 0, 2*size*size)
	for row := range size {
		for column := range size {
			x, y := plane.Cell(row, column, size)
			points = append(points, x, y)
		}
	}
	return points
}

// Enough returns an error if there are too few samples to train on.
func (s *Samples) Enough() error {
	if s.Empty {
		return recipe.NewProblem("noData")
	}
	if s.Kind.Name != recipe.DrawnDataset {
		return nil
	}
	var counts [2]int
	for _, p := range s.Points {
		counts[int(p.Label)]++
	}
	if min(counts[0], counts[1]) < recipe.FewestDrawn {
		return recipe.NewProblem("noPoints", "min", recipe.FewestDrawn)
	}
	return nil
}

// Network builds and initialises the network of a recipe for these samples.
// If they come with a network from a file, it is that one.
func (s *Samples) Network(r *recipe.Recipe) *nn.Network {
	outputs, loss := trained.OutputsFor(s.Classes)
	if s.Brings(r) {
		if n, err := s.start.Network(r, loss); err == nil {
			return n
		}
	}
	hidden := make([]nn.Activation, len(r.Layers))
	for i := range hidden {
		hidden[i], _ = nn.ParseActivation(r.ActivationOf(i))
	}
	n := nn.New(len(s.Inputs), r.Layers, hidden, outputs, loss)
	initialise(n, r, 0)
	return n
}

// Redrawn returns a network with the same masks and with initial weights that it has not
// had yet: the random numbers depend on how many operations were done.
func Redrawn(n *nn.Network, r *recipe.Recipe, operations int) *nn.Network {
	n = n.Clone()
	initialise(n, r, 1+uint64(operations))
	return n
}

// initialise draws the weights of a network from one of a recipe's streams of random
// numbers.
func initialise(n *nn.Network, r *recipe.Recipe, stream uint64) {
	scheme, _ := nn.ParseInit(r.Init)
	n.Init(scheme, rand.New(rand.NewPCG(uint64(r.Seed), initStream+stream)))
}

// Brings reports whether the network of a recipe for these samples comes from a
// file. It does not if the recipe has other hidden layers than the file.
func (s *Samples) Brings(r *recipe.Recipe) bool {
	return s.start != nil && r.Network != "" && s.start.Fits(r)
}

// RecipeOf returns a recipe with the hidden layers of a network, if the network takes and
// predicts what these samples have.
func (s *Samples) RecipeOf(n *nn.Network, now *recipe.Recipe) (recipe.Recipe, error) {
	r := now.Clone()
	outputs, loss := trained.OutputsFor(s.Classes)
	if n.Layers[0].In != len(s.Inputs) || n.Layers[len(n.Layers)-1].Out != outputs || n.Loss != loss {
		return r, recipe.NewProblem("network", "detail", "it was made for other data")
	}
	hidden := n.Layers[:len(n.Layers)-1]
	if len(hidden) > recipe.MaxLayers {
		return r, recipe.NewProblem("count", "field", "layers", "value", len(hidden), "min", 0, "max", recipe.MaxLayers)
	}
	r.Layers, r.Activation = []int{}, []string{}
	for _, layer := range hidden {
		if layer.Out > recipe.MaxNeurons {
			return r, recipe.NewProblem("range", "field", "layers", "value", layer.Out, "min", 1, "max", recipe.MaxNeurons)
		}
		r.Layers = append(r.Layers, layer.Out)
		r.Activation = append(r.Activation, layer.Activation.String())
	}
	if len(slices.Compact(slices.Clone(r.Activation))) <= 1 {
		r.Activation = append(r.Activation, now.Activation[0])[:1]
	}
	return r, nil
}

// initStream separates the initial weights from everything else that is drawn
// from a recipe's seed.
const initStream = 0x696e6974

package lab

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// samples are the data of an experiment, ready for the network.
type samples struct {
	kind        data.Kind
	inputs      []string // what each input of the network is
	train, test data.Set
	points      []Point  // of a plane set, as drawn
	columns     []string // of a person's table, the label's among them
	classes     []string // the names of the classes, where the data name them

	field, tile []float32 // the network's inputs on the grids of the plane
}

// samplesFor generates the data of a recipe, or keeps those there are when
// the recipe asks for the same.
func (l *Lab) samplesFor(r *Recipe) (*samples, error) {
	if l.samples != nil && sameSamples(&l.now, r) {
		return l.samples, nil
	}
	if r.Dataset == ownDataset {
		return l.own.samplesOf(r)
	}
	kind, ok := data.Lookup(r.Dataset)
	if !ok {
		return nil, notAnOption("dataset", r.Dataset, datasetNames())
	}
	set, err := generate(r)
	if err != nil {
		return nil, fmt.Errorf("lab: %w", err)
	}
	s := &samples{kind: kind}
	s.train, s.test = set.Split(float64(r.TrainShare) / 100)
	if kind.Plane {
		s.points = append(pointsOf(s.train, false), pointsOf(s.test, true)...)
		s.inputs = slices.Clone(r.Inputs)
		s.train, s.test = expand(s.train, s.inputs), expand(s.test, s.inputs)
		s.field = data.Expand(nil, grid(FieldSize), s.inputs)
		s.tile = data.Expand(nil, grid(TileSize), s.inputs)
		return s, nil
	}
	for i := range kind.Features {
		s.inputs = append(s.inputs, fmt.Sprint(i+1))
	}
	return s, nil
}

func generate(r *Recipe) (data.Set, error) {
	if r.Dataset == "drawn" {
		return data.Drawn(drawnPoints(r), r.Seed), nil
	}
	return data.Generate(r.Dataset, r.Noise, r.Seed)
}

// sampleFields are the fields of a recipe that its data depend on.
var sampleFields = []string{"dataset", "noise", "trainShare", "inputs", "points", "own", "labelColumn", "regression", "seed"}

func sameSamples(a, b *Recipe) bool {
	for _, f := range fields {
		if slices.Contains(sampleFields, f.Name) && f.text(a) != f.text(b) {
			return false
		}
	}
	return true
}

func pointsOf(set data.Set, test bool) []Point {
	points := make([]Point, set.N)
	for i := range points {
		points[i] = Point{X: set.X[2*i], Y: set.X[2*i+1], Label: set.Y[i], Test: test}
	}
	return points
}

func expand(set data.Set, inputs []string) data.Set {
	set.X = data.Expand(nil, set.X, inputs)
	set.F = len(inputs)
	return set
}

// grid lists the middles of the cells of a square grid over the plane.
func grid(size int) []float32 {
	points := make([]float32, 0, 2*size*size)
	at := func(i int) float32 { return PlaneSpan * (2*float32(i) + 1 - float32(size)) / float32(size) }
	for row := range size {
		for column := range size {
			points = append(points, at(column), -at(row))
		}
	}
	return points
}

// minPoints is how many points of each class a drawn set needs, so that with
// any share there is something to train on and something to test.
const minPoints = 5

// enough tells whether there is something to train on.
func (s *samples) enough() error {
	if s.kind.Name != "drawn" {
		return nil
	}
	var counts [2]int
	for _, p := range s.points {
		counts[int(p.Label)]++
	}
	if min(counts[0], counts[1]) < minPoints {
		return problem("noPoints", "min", minPoints)
	}
	return nil
}

// newNetwork builds and initialises the network of a recipe.
func newNetwork(r *Recipe, s *samples) *nn.Network {
	outputs, loss := 1, nn.BinaryCrossEntropy
	switch {
	case s.kind.Classes == 0:
		loss = nn.SquaredError
	case s.kind.Classes > 2:
		outputs, loss = s.kind.Classes, nn.SoftmaxCrossEntropy
	}
	hidden := make([]nn.Activation, len(r.Layers))
	for i := range hidden {
		hidden[i], _ = nn.ParseActivation(r.activationOf(i))
	}
	n := nn.New(len(s.inputs), r.Layers, hidden, outputs, loss)
	scheme, _ := nn.ParseInit(r.Init)
	n.Init(scheme, rand.New(rand.NewPCG(uint64(r.Seed), initStream)))
	return n
}

// initStream keeps the first weights apart from everything else drawn from a
// recipe's seed.
const initStream = 0x696e6974

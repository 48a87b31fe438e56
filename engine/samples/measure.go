package samples

import (
	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/trained"
)

// A measurement tries answers about a network on training samples. Nothing is
// chosen by the test samples.
type measurement struct {
	files   *Files
	reading string
	without bool // there are no data

	rows, classes int                 // of the last samples that were measured on
	scaled        map[string]*Samples // the samples, by how they are scaled
}

func (o *Files) measurement(reading string) *measurement {
	return &measurement{files: o, reading: reading, without: o.Digest == "", scaled: map[string]*Samples{}}
}

// Measuring takes at most so many multiplications, and samples; a wide network is
// measured on leastMeasured.
const (
	measureWork   = 50_000_000
	mostMeasured  = 1000
	leastMeasured = 50
)

// of returns what comes of answers: nil if there are no data. An error that a
// person is told is a *recipe.Problem.
func (m *measurement) of(b brought) (*Result, error) {
	if _, err := m.files.readNetwork(b.Order); err != nil {
		return nil, err
	}
	standard := recipe.Default()
	r, _, err := m.files.set(b, m.reading).Apply(&standard)
	if err != nil {
		return nil, err
	}
	s, err := m.samples(&r, b.Choices)
	if err != nil {
		return nil, err
	}
	if s.Empty {
		_, err := s.start.Network(&r, b.Loss)
		return nil, err
	}
	net := s.Network(&r)
	rows := min(max(measureWork/net.Weights(), leastMeasured), mostMeasured, s.Train.N)
	m.rows, m.classes = rows, s.Classes
	loss, accuracy := nn.Evaluate(nn.NewPass(net, min(rows, 64)), s.Train.X[:rows*s.Train.F], s.Train.Y[:rows])
	return bounded(loss, accuracy), nil
}

// samples returns the samples of a recipe. Answers that scale them alike share
// them.
func (m *measurement) samples(r *recipe.Recipe, c trained.Choices) (*Samples, error) {
	c.Order, c.PruneZeros = 0, false
	key := c.String()
	s := m.scaled[key]
	if s == nil {
		var err error
		if s, err = New(r, m.files); err != nil {
			return nil, err
		}
		m.scaled[key] = s
	}
	start, err := m.files.start(r)
	if err != nil {
		return nil, err
	}
	if s.Preprocessing != nil {
		if err := start.Arrange(s.Preprocessing); err != nil {
			return nil, err
		}
	}
	s = &Samples{Samples: s.Samples, Kind: s.Kind, Train: s.Train, Test: s.Test, start: start}
	return s, start.Check(s.Inputs, s.Classes, m.files.Name)
}

// suggested returns the answers with the best result on training samples.
func (o *Files) suggested(reading string) (brought, error) {
	n, err := o.readNetwork(0)
	if err != nil {
		return brought{}, err
	}
	b := brought{}
	b.Inputs, b.Outputs = trained.Shape(n)
	b.Loss = n.Losses()[0]
	b.PruneZeros = openZeros(n)
	for _, layer := range n.Layers[:len(n.Layers)-1] {
		b.activations = append(b.activations, layer.Activation)
	}
	if o.Digest == "" {
		return b.withActivation(n, recipe.Activations()[0]), nil
	}
	scalings := []trained.Scaling{trained.Standardised, trained.Unit, trained.Raw}
	if n.Columns != nil {
		scalings = []trained.Scaling{trained.ByFile}
		if o.csv != nil {
			if rows, err := o.rowsIn(reading); err == nil && trained.Named(n, rows.Spec()) {
				scalings[0] = trained.ByName
			}
		}
	}
	values := []trained.Scaling{""}
	if b.Outputs == 1 {
		values = targets
		if n.Target != nil {
			values = []trained.Scaling{trained.ByFile}
		}
	}
	orders := []exchange.Order{0}
	if n.OrderUnknown {
		orders = []exchange.Order{exchange.OutIn, exchange.InOut}
	}
	activations := recipe.Activations()
	if len(n.Open()) == 0 {
		activations = activations[:1]
	}
	return o.best(reading, b, n, orders, scalings, values, activations), nil
}

// withActivation gives the hidden layers of which the file does not say it an
// activation.
func (b brought) withActivation(n *exchange.Network, activation string) brought {
	b.activations = append([]string(nil), b.activations...)
	for _, layer := range n.Open() {
		b.activations[layer] = activation
	}
	return b
}

// linearHandicap is how much better hidden layers without an activation must be to be
// suggested. Hardly any network is trained so, but without its tanh a network is often as
// accurate and surer, or a sample or two better by chance.
const linearHandicap = 0.05

// best returns the best of all combinations, the first of those that are equally
// good.
func (o *Files) best(reading string, b brought, n *exchange.Network, orders []exchange.Order, scalings, values []trained.Scaling, activations []string) brought {
	m := o.measurement(reading)
	var best brought
	var found *Result
	var most float64 // its accuracy, less the handicap
	open := len(n.Open()) > 0
	for _, b.Order = range orders {
		if _, err := o.readNetwork(b.Order); err != nil {
			continue
		}
		for _, b.Scaling = range scalings {
			for _, b.Target = range values {
				for _, activation := range activations {
					next := b.withActivation(n, activation)
					if best.activations == nil && best.Inputs == 0 {
						best = next
					}
					result, err := m.of(next)
					if err != nil {
						continue
					}
					accuracy := result.Accuracy
					if open && activation == nn.Linear.String() {
						accuracy -= linearHandicap
					}
					if found == nil || accuracy > most || accuracy == most && result.Loss < found.Loss {
						best, found, most = next, result, accuracy
					}
				}
			}
		}
	}
	if found != nil && best.Outputs == 1 {
		_, best.Loss = trained.OutputsFor(m.classes)
	}
	if found != nil && m.classes > 0 {
		best.Target = ""
	}
	return best
}

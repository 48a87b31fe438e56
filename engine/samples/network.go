package samples

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"bonsai/engine/data"
	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/trained"
)

// A network that another program has trained, among a person's files.
type network struct {
	files  []File
	digest string                               // tells one network from another
	read   map[exchange.Order]*exchange.Network // as it was read, by the order of its weights
	began  recipe.Set                           // with what an experiment began with it last; nil: none has
}

// HasNetwork reports whether there is a network among the files.
func (o *Files) HasNetwork() bool { return len(o.network.files) > 0 }

// divided separates the files of a network, if there is one, from those with
// data.
func divided(files []File) (data, network []File) {
	var others []string // what the network's file names
	for _, f := range files {
		if !exchange.Recognises(exchange.File(f)) {
			continue
		}
		network = append(network, f)
		var missing *exchange.Missing
		if _, err := exchange.Read([]exchange.File{exchange.File(f)}, exchange.Options{}); errors.As(err, &missing) {
			for _, name := range missing.Names {
				others = append(others, path.Base(name))
			}
		}
	}
	for _, f := range files {
		recognised := slices.ContainsFunc(network, func(n File) bool { return n.Name == f.Name })
		switch {
		case recognised:
		case slices.Contains(others, path.Base(f.Name)):
			network = append(network, f)
		default:
			data = append(data, f)
		}
	}
	return data, network
}

// readNetwork reads the network in a file, with the weights in a certain order.
func (o *Files) readNetwork(order exchange.Order) (*exchange.Network, error) {
	if n := o.network.read[order]; n != nil {
		return n, nil
	}
	files := make([]exchange.File, len(o.network.files))
	for i, f := range o.network.files {
		files[i] = exchange.File(f)
	}
	n, err := exchange.Read(files, exchange.Options{Order: order})
	if err != nil {
		name := path.Base(files[0].Name)
		detail := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "exchange: "), name+": ")
		return nil, problemWith(name, detail, err)
	}
	if o.network.read == nil {
		o.network.read = map[exchange.Order]*exchange.Network{}
	}
	o.network.read[order] = n
	return n, nil
}

// problemWith tells a person what is wrong with a network's file. Refusals are told in
// the person's language, and what else can be wrong with a file in English.
func problemWith(name, detail string, err error) *recipe.Problem {
	var r *exchange.Refusal
	if !errors.As(err, &r) {
		return &recipe.Problem{Code: "file", Args: map[string]string{"name": name, "detail": detail}}
	}
	p := &recipe.Problem{Code: "file." + r.Code, Args: maps.Clone(r.Args), Text: name + ": " + detail}
	p.Args["file"] = name
	return p
}

// start returns the network with which a recipe begins, and how the samples are
// scaled for it; nil if a recipe has neither.
func (o *Files) start(r *recipe.Recipe) (*trained.Start, error) {
	if r.NetworkReading == "" {
		return nil, nil
	}
	choices, err := trained.Parse(r.NetworkReading)
	if err != nil {
		return nil, err
	}
	start := &trained.Start{Choices: choices}
	if r.Network == "" {
		return start, nil
	}
	if o == nil || o.network.digest != r.Network {
		return nil, recipe.NewProblem("networkMissing", "value", r.Network)
	}
	start.File, err = o.readNetwork(choices.Order)
	return start, err
}

// WithoutFile returns a recipe for these samples that does without the file of the network:
// what the file says about them is in the recipe.
func (s *Samples) WithoutFile(r *recipe.Recipe) recipe.Recipe {
	alone := r.Clone()
	if alone.Network = ""; s.start != nil {
		alone.NetworkReading = s.start.Portable().String()
	}
	return alone
}

// columnsOf says which columns of the table the network takes under some answers, and
// which features of the table it does not know. Both are nil if the file says nothing
// about its columns.
func (o *Files) columnsOf(b brought, reading string) (pairs []trained.Pair, leftOut []string) {
	if o.csv == nil {
		return nil, nil
	}
	n, err := o.readNetwork(b.Order)
	if err != nil {
		return nil, nil
	}
	rows, err := o.rowsIn(reading)
	if err != nil {
		return nil, nil
	}
	start, p := &trained.Start{Choices: b.Choices, File: n}, rows.Spec()
	if start.Arrange(p) != nil {
		return nil, nil
	}
	for j, c := range rows.Spec().Columns {
		if c.Use && !p.Columns[j].Use {
			leftOut = append(leftOut, c.Name)
		}
	}
	return start.Pairs(p), leftOut
}

// withoutData returns samples of which there are none, for a network that is
// opened alone.
func withoutData(start *trained.Start) *Samples {
	classes := start.Outputs
	switch start.Loss {
	case nn.BinaryCrossEntropy:
		classes = 2
	case nn.SquaredError:
		classes = 0
	}
	s := describe(data.Kind{Name: recipe.OwnDataset, Classes: classes, Features: start.Inputs})
	s.Inputs = trained.FileInputs(start.Told(), start.Inputs)
	s.Train = data.Set{F: len(s.Inputs), Classes: classes}
	s.Test = s.Train
	s.Empty, s.start = true, start
	return s
}

// startPixels scales images for a network from a file.
func (s *Samples) startPixels(start *trained.Start) (err error) {
	if start == nil {
		return nil
	}
	if s.pixels, err = start.Pixels(s.Train); err != nil {
		return err
	}
	s.Train.X, s.Test.X = trained.Scaled(s.Train.X, s.pixels), trained.Scaled(s.Test.X, s.pixels)
	return s.begin(start, s.Kind.Name)
}

// begin lets the experiment begin with a network from a file, if it fits the
// samples.
func (s *Samples) begin(start *trained.Start, what string) error {
	s.start = start
	if start == nil {
		return nil
	}
	return start.Check(s.Inputs, s.Classes, what)
}

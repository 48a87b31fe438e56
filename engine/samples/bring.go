package samples

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/trained"
)

// What is asked about a network from a file. Bring says what a person has
// answered, in one text: the recipe's networkReading, a slash, and the activations
// of the hidden layers.

// A NetworkPreview shows a network from a file, under the answers to what the
// file leaves open.
type NetworkPreview struct {
	Name      string          `json:"name"`
	Choices   string          `json:"choices"`
	Layers    []NetworkLayer  `json:"layers"`
	Weights   int             `json:"weights"`
	Zeros     int             `json:"zeros"` // weights that are 0 or pruned
	Rows      int             `json:"rows"`  // training samples on which results are measured; 0: there are no data
	Classes   int             `json:"classes"`
	Result    Result          `json:"result"`
	Questions []Question      `json:"questions"`
	Columns   []trained.Pair  `json:"columns"` // which columns of the table the network takes, if the file says something about them
	LeftOut   []string        `json:"leftOut"` // features of the table that the network does not know
	Problem   *recipe.Problem `json:"problem"` // why no experiment can begin with these answers; nil: it can
}

// A NetworkLayer describes a layer.
type NetworkLayer struct {
	In         int    `json:"in"`
	Out        int    `json:"out"`
	Activation string `json:"activation"`
}

// A Question is about something that the file leaves open.
type Question struct {
	What    string   `json:"what"`  // "activation", "order", "zeros", "scaling", "target", "means", "deviations"
	Layer   int      `json:"layer"` // of "activation"
	Value   string   `json:"value"` // the present answer
	Options []Answer `json:"options"`
}

// An Answer is a possible one, with what comes of it if the others stay.
type Answer struct {
	Value  string  `json:"value"`
	Result *Result `json:"result"` // nil: not known
}

// A Result is measured on training samples.
type Result struct {
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"`
}

// brought has all answers about a network that a person brings.
type brought struct {
	trained.Choices
	activations []string
}

func (b brought) String() string {
	return b.Choices.String() + "/" + strings.Join(b.activations, ".")
}

func parseBrought(text string) (b brought, err error) {
	choices, activations, _ := strings.Cut(text, "/")
	b.Choices, err = trained.Parse(choices)
	if activations != "" {
		b.activations = strings.Split(activations, ".")
	}
	return b, err
}

// set is what begins an experiment with the network.
func (o *Files) set(b brought, reading string) recipe.Set {
	n := o.network.read[b.Order]
	if o.Digest == "" {
		reading = ""
	}
	activations := b.activations
	if len(slices.Compact(slices.Clone(activations))) == 1 {
		activations = activations[:1]
	}
	if len(activations) == 0 {
		activations = []string{nn.ReLU.String()}
	}
	return recipe.OwnFiles(o.Digest, reading).OwnNetwork(o.network.digest, b.Choices.String(), trained.Hidden(n), activations)
}

// Begin returns what begins an experiment on the files: their reading, and the
// answers about a network among them. What is "" is suggested.
func (o *Files) Begin(reading, answers string) (recipe.Set, error) {
	if reading == "" {
		reading = o.Reading
	}
	if !o.HasNetwork() {
		return recipe.OwnFiles(o.Digest, reading), nil
	}
	b, err := o.answered(reading, answers)
	if err != nil {
		return nil, err
	}
	o.network.began = o.set(b, reading)
	return o.network.began, nil
}

// Began returns what began the last experiment on the files.
func (o *Files) Began() recipe.Set {
	if o.network.began != nil {
		return o.network.began
	}
	return recipe.Set{}.With("own", o.Digest)
}

// answered reads the answers, or suggests some.
func (o *Files) answered(reading, answers string) (b brought, err error) {
	if answers == "" {
		return o.suggested(reading)
	}
	if b, err = parseBrought(answers); err != nil {
		return b, err
	}
	n, err := o.readNetwork(b.Order)
	if err != nil {
		return b, err
	}
	if inputs, outputs := trained.Shape(n); b.Inputs != inputs || b.Outputs != outputs || len(b.activations) != len(n.Layers)-1 {
		return b, recipe.NewProblem("link", "part", answers)
	}
	return b, nil
}

// PreviewNetwork shows the network with answers, after a change of one of them
// if its What is not empty.
func (o *Files) PreviewNetwork(reading, answers string, change Change) (*NetworkPreview, error) {
	if reading == "" {
		reading = o.Reading
	}
	b, err := o.answered(reading, answers)
	if err != nil {
		return nil, err
	}
	if change.What != "" {
		if b, err = b.changed(change); err != nil {
			return nil, err
		}
	}
	n, err := o.readNetwork(b.Order)
	if err != nil {
		return nil, err
	}
	p := &NetworkPreview{Name: path.Base(o.network.files[0].Name), Choices: b.String()}
	p.Zeros, p.Weights = n.Zeros()
	for i, layer := range n.Layers {
		activation := ""
		if i < len(b.activations) {
			activation = b.activations[i]
		}
		p.Layers = append(p.Layers, NetworkLayer{layer.In, layer.Out, activation})
	}
	m := o.measurement(reading)
	result, err := m.of(b)
	if problem, ok := err.(*recipe.Problem); ok {
		p.Problem = problem
	} else if err != nil {
		return nil, err
	}
	if result != nil {
		p.Result, p.Rows, p.Classes = *result, m.rows, m.classes
	}
	p.Columns, p.LeftOut = o.columnsOf(b, reading)
	for _, q := range questions(n, b, m) {
		for i := range q.Options {
			answer := &q.Options[i]
			next, err := b.changed(Change{What: q.What, Column: q.Layer, Value: answer.Value})
			if err == nil && o.Digest != "" {
				answer.Result, _ = m.of(next)
			}
		}
		p.Questions = append(p.Questions, q)
	}
	return p, nil
}

// changed returns the answers with a change.
func (b brought) changed(c Change) (brought, error) {
	switch c.What {
	case "activation":
		if c.Column >= 0 && c.Column < len(b.activations) {
			b.activations = slices.Clone(b.activations)
			b.activations[c.Column] = c.Value
			return b, nil
		}
	case "order":
		for _, order := range []exchange.Order{exchange.OutIn, exchange.InOut} {
			if c.Value == strconv.Itoa(int(order)) {
				b.Order = order
				return b, nil
			}
		}
	case "zeros":
		b.PruneZeros = c.Value == "true"
		return b, nil
	case "scaling":
		b.Scaling = trained.Scaling(c.Value)
		if b.Scaling == trained.Given && len(b.Means) == 0 {
			b.Means, b.Deviations = []float64{0}, []float64{1}
		}
		if b.Scaling != trained.Given {
			b.Means, b.Deviations = nil, nil
		}
		return b, known(c, trained.Scalings(), b.Scaling)
	case "target":
		b.Target = trained.Scaling(c.Value)
		return b, known(c, targets, b.Target)
	case "loss":
		for _, loss := range []nn.Loss{nn.BinaryCrossEntropy, nn.SquaredError} {
			if c.Value == strconv.Itoa(int(loss)) {
				b.Loss = loss
				return b, nil
			}
		}
	case "means", "deviations":
		list, err := trained.ParseNumbers(strings.Join(strings.Fields(strings.ReplaceAll(c.Value, ",", " ")), " "), " ")
		if c.What == "means" {
			b.Means = list
		} else {
			b.Deviations = list
		}
		return b, err
	}
	return b, unknown(c)
}

// targets are the scalings of a value that a person can choose.
var targets = []trained.Scaling{trained.Raw, trained.Standardised}

func known(c Change, list []trained.Scaling, s trained.Scaling) error {
	if !slices.Contains(list, s) {
		return unknown(c)
	}
	return nil
}

// unknown refuses a change that no question is about.
func unknown(c Change) error {
	return recipe.NewProblem("choice", "field", "networkReading", "value", c.What+"="+c.Value,
		"options", "activation, order, zeros, scaling, target, loss, means, deviations")
}

// questions lists what the file leaves open.
func questions(n *exchange.Network, b brought, m *measurement) []Question {
	var list []Question
	ask := func(what string, layer int, value string, options ...string) {
		q := Question{What: what, Layer: layer, Value: value}
		for _, option := range options {
			q.Options = append(q.Options, Answer{Value: option})
		}
		list = append(list, q)
	}
	if n.OrderUnknown || b.Order != 0 {
		ask("order", 0, strconv.Itoa(int(max(b.Order, exchange.OutIn))), strconv.Itoa(int(exchange.OutIn)), strconv.Itoa(int(exchange.InOut)))
	}
	for _, layer := range n.Open() {
		ask("activation", layer, b.activations[layer], recipe.Activations()...)
	}
	if b.Scaling != "" && b.Scaling != trained.ByFile && b.Scaling != trained.ByName {
		var options []string
		for _, s := range trained.Scalings() {
			options = append(options, string(s))
		}
		ask("scaling", 0, string(b.Scaling), options...)
		if b.Scaling == trained.Given {
			ask("means", 0, trained.Numbers(b.Means, " "))
			ask("deviations", 0, trained.Numbers(b.Deviations, " "))
		}
	}
	if b.Target != "" && b.Target != trained.ByFile {
		ask("target", 0, string(b.Target), string(targets[0]), string(targets[1]))
	}
	if losses := n.Losses(); m.without && len(losses) > 1 {
		ask("loss", 0, strconv.Itoa(int(b.Loss)), strconv.Itoa(int(losses[0])), strconv.Itoa(int(losses[1])))
	}
	if openZeros(n) {
		ask("zeros", 0, strconv.FormatBool(b.PruneZeros), "true", "false")
	}
	return list
}

// openZeros reports whether there are weights of 0 in layers without a mask.
func openZeros(n *exchange.Network) bool {
	return slices.ContainsFunc(n.Layers, func(l exchange.Layer) bool { return l.Mask == nil && slices.Contains(l.W, 0) })
}

// bounded returns a measurement as JSON can have it.
func bounded(loss, accuracy float64) *Result {
	return &Result{Loss: snapshot.Bounded(loss), Accuracy: snapshot.Bounded(accuracy)}
}

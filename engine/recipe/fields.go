package recipe

import (
	"slices"
	"strings"
)

// A Field is one field of a Recipe.
type Field struct {
	Spec

	of func(r *Recipe) *Value // the field of a recipe

	Data bool // the samples depend on it
	Live bool // can change in the middle of an experiment; other fields start a new one
	View bool // changes only what is shown, so it is not recorded as an operation
}

// Limits of lists.
const (
	MaxLayers = 6

	// MaxNeurons is the limit of a hidden layer, wide enough for most networks of
	// other programs.
	MaxNeurons = 1024

	maxPoints  = 500
	maxColumns = 1000 // of a person's table

	// MaxBatch is the largest batch: as many samples as the training kernels
	// have room for.
	MaxBatch = 128
)

// Fields returns the table of fields, in the order of the address.
func Fields() []Field { return fields }

// Text returns the field of a recipe as it stands in an address.
func (f *Field) Text(r *Recipe) string { return f.of(r).Text() }

// Parse sets the field of a recipe. It checks everything that can be wrong with
// the text, and changes the recipe only if nothing is.
func (f *Field) Parse(r *Recipe, text string) error { return f.of(r).Parse(text) }

var fields = []Field{
	data(func(r *Recipe) *Value { return choice("dataset", datasets, &r.Dataset) }),
	data(func(r *Recipe) *Value { return in(Percent, integer("noise", 0, 50, &r.Noise)) }),
	data(func(r *Recipe) *Value { return in(Percent, integer("trainShare", 10, 90, &r.TrainShare)) }),
	data(func(r *Recipe) *Value { return choices("inputs", planeInputs, 1, &r.Inputs) }),
	data(func(r *Recipe) *Value { return pointList(&r.Points) }),
	data(func(r *Recipe) *Value { return digest("own", &r.Own) }),
	data(func(r *Recipe) *Value { return reading("reading", "", maxReading, &r.Reading) }),
	data(func(r *Recipe) *Value { return digest("network", &r.Network) }),
	data(func(r *Recipe) *Value { return reading("networkReading", ",-_", maxNetworkReading, &r.NetworkReading) }),
	data(func(r *Recipe) *Value { return integer("labelColumn", 0, maxColumns, &r.LabelColumn) }),
	data(func(r *Recipe) *Value { return boolean("regression", &r.Regression) }),
	start(func(r *Recipe) *Value { return hiddenLayers(&r.Layers) }),
	start(func(r *Recipe) *Value { return activationList(&r.Activation) }),
	start(func(r *Recipe) *Value { return choice("init", inits, &r.Init) }),
	start(func(r *Recipe) *Value { return choice("optimizer", optimizers, &r.Optimizer) }),
	live(func(r *Recipe) *Value { return decimal("learningRate", 0.00001, 10, &r.LearningRate) }),
	live(func(r *Recipe) *Value { return integer("batchSize", 1, MaxBatch, &r.BatchSize) }),
	live(func(r *Recipe) *Value { return choice("regularization", regularizations, &r.Regularization) }),
	live(func(r *Recipe) *Value { return decimal("regularizationRate", 0, 10, &r.RegularizationRate) }),
	view(func(r *Recipe) *Value { return integer("epochs", 1, MaxEpochs, &r.Epochs) }),
	data(func(r *Recipe) *Value { return seed(&r.Seed) }),
	view(func(r *Recipe) *Value { return boolean("showTest", &r.ShowTest) }),
	view(func(r *Recipe) *Value { return boolean("discretize", &r.Discretize) }),
	view(func(r *Recipe) *Value { return choices("hide", controls, 0, &r.Hide) }),
}

// start, data, live and view declare fields by what a change of them changes.

func start(of func(r *Recipe) *Value) Field { return Field{Spec: of(&Recipe{}).Spec, of: of} }

func data(of func(r *Recipe) *Value) Field {
	f := start(of)
	f.Data = true
	return f
}

func live(of func(r *Recipe) *Value) Field {
	f := start(of)
	f.Live = true
	return f
}

func view(of func(r *Recipe) *Value) Field {
	f := live(of)
	f.View = true
	return f
}

// FieldNamed finds a field. An unknown name is an error that lists the known
// ones.
func FieldNamed(name string) (Field, error) {
	for _, f := range fields {
		if f.Name == name {
			return f, nil
		}
	}
	return Field{}, NewProblem("unknownField", "field", name, "options", strings.Join(fieldNames(), ", "))
}

func fieldNames() []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

// DigestLength is the number of hexadecimal digits that tell one set of files
// from another. It guards against mistakes, not against somebody who makes a
// second file with the same digest.
const DigestLength = 12

// digest is a number of hexadecimal digits, or nothing.
func digest(name string, v *string) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Word},
		Text: func() string { return *v },
		Parse: func(text string) error {
			if text != "" && len(text) != DigestLength || strings.Trim(text, "0123456789abcdef") != "" {
				return NewProblem("type", "field", name, "value", text, "want", "a digest")
			}
			*v = text
			return nil
		},
	}
}

// ShuffledImages is the Reading of a set of images: drawn with the seed, in
// whatever order they are in the files.
const ShuffledImages = "shuffled"

// maxReading is enough for the choices about a table with the most columns, and
// maxNetworkReading for what the file of a network with the most inputs says about them.
const (
	maxReading        = 12_000
	maxNetworkReading = 120_000
)

// reading is how a person's files become samples or a network: letters, digits,
// points and a few more signs. Packages table and trained know what it means.
func reading(name, signs string, most int, v *string) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Word},
		Text: func() string { return *v },
		Parse: func(text string) error {
			strange := strings.ContainsFunc(text, func(c rune) bool {
				return !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || strings.ContainsRune(signs, c))
			})
			if strange || len(text) > most {
				return NewProblem("type", "field", name, "value", text, "want", "a list of choices")
			}
			*v = text
			return nil
		},
	}
}

// activationList is one name for all hidden layers, or one for each.
func activationList(v *[]string) *Value {
	return &Value{
		Spec: Spec{Name: "activation", Kind: WordOrWords, Options: activations},
		Text: func() string { return strings.Join(*v, listSeparator) },
		Parse: func(text string) error {
			entries := splitList(text)
			if n := len(entries); n < 1 || n > MaxLayers {
				return NewProblem("count", "field", "activation", "value", n, "min", 1, "max", MaxLayers)
			}
			for _, entry := range entries {
				if !slices.Contains(activations, entry) {
					return notAnOption("activation", entry, activations)
				}
			}
			*v = entries
			return nil
		},
	}
}

// pointList is the points drawn by hand.
func pointList(v *[]int) *Value {
	const far = PlaneSpan * PointsPerUnit
	p := in(Tenths, integers("points", -far, far, 3*maxPoints, v))
	parseIntegers := p.Parse
	p.Parse = func(text string) error {
		before := *v
		if err := parseIntegers(text); err != nil {
			return err
		}
		if err := checkPoints(*v); err != nil {
			*v = before
			return err
		}
		return nil
	}
	return p
}

// checkPoints requires three numbers for each point, the third a class.
func checkPoints(numbers []int) error {
	if len(numbers)%3 != 0 {
		return NewProblem("triples", "field", "points", "value", len(numbers))
	}
	for i := 2; i < len(numbers); i += 3 {
		if class := numbers[i]; class < 0 || class > 1 {
			return NewProblem("range", "field", "points", "value", class, "min", 0, "max", 1)
		}
	}
	return nil
}

package recipe

import (
	"slices"
	"strings"
)

// A Field is one field of a Recipe.
type Field struct {
	Parameter[Recipe]

	Live bool // can change in the middle of an experiment; other fields start a new one
	View bool // changes only what is shown, so it is not recorded as an operation
}

// Limits of lists.
const (
	MaxLayers = 6

	// MaxNeurons is the limit of a hidden layer: the widest of LeNet-300-100.
	MaxNeurons = 300

	maxPoints  = 500
	maxColumns = 1000 // of a person's table

	// MaxBatch is the largest batch: as many samples as the training kernels
	// have room for.
	MaxBatch = 128
)

// Fields returns the table of fields, in the order of the address.
func Fields() []Field { return fields }

var fields = []Field{
	start(choice("dataset", datasets, func(r *Recipe) *string { return &r.Dataset })),
	start(integer("noise", 0, 50, func(r *Recipe) *int { return &r.Noise })),
	start(integer("trainShare", 10, 90, func(r *Recipe) *int { return &r.TrainShare })),
	start(choices("inputs", planeInputs, 1, func(r *Recipe) *[]string { return &r.Inputs })),
	start(pointList()),
	start(digest("own", func(r *Recipe) *string { return &r.Own })),
	start(integer("labelColumn", 0, maxColumns, func(r *Recipe) *int { return &r.LabelColumn })),
	start(boolean("regression", func(r *Recipe) *bool { return &r.Regression })),
	start(hiddenLayers(func(r *Recipe) *[]int { return &r.Layers })),
	start(activationList()),
	start(choice("init", inits, func(r *Recipe) *string { return &r.Init })),
	start(choice("optimizer", optimizers, func(r *Recipe) *string { return &r.Optimizer })),
	live(decimal("learningRate", 0.00001, 10, func(r *Recipe) *float64 { return &r.LearningRate })),
	live(integer("batchSize", 1, MaxBatch, func(r *Recipe) *int { return &r.BatchSize })),
	live(choice("regularization", regularizations, func(r *Recipe) *string { return &r.Regularization })),
	live(decimal("regularizationRate", 0, 10, func(r *Recipe) *float64 { return &r.RegularizationRate })),
	view(integer("epochs", 1, 1000, func(r *Recipe) *int { return &r.Epochs })),
	start(seed(func(r *Recipe) *uint32 { return &r.Seed })),
	view(boolean("showTest", func(r *Recipe) *bool { return &r.ShowTest })),
	view(boolean("discretize", func(r *Recipe) *bool { return &r.Discretize })),
	view(choices("hide", controls, 0, func(r *Recipe) *[]string { return &r.Hide })),
}

func start(p Parameter[Recipe]) Field { return Field{Parameter: p} }
func live(p Parameter[Recipe]) Field  { return Field{Parameter: p, Live: true} }
func view(p Parameter[Recipe]) Field  { return Field{Parameter: p, Live: true, View: true} }

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
func digest(name string, at func(*Recipe) *string) Parameter[Recipe] {
	return Parameter[Recipe]{
		Spec: Spec{Name: name, Kind: Word},
		Text: func(r *Recipe) string { return *at(r) },
		Parse: func(r *Recipe, text string) error {
			if text != "" && len(text) != DigestLength || strings.Trim(text, "0123456789abcdef") != "" {
				return NewProblem("type", "field", name, "value", text, "want", "a digest")
			}
			*at(r) = text
			return nil
		},
	}
}

// activationList is one name for all hidden layers, or one for each.
func activationList() Parameter[Recipe] {
	return Parameter[Recipe]{
		Spec: Spec{Name: "activation", Kind: WordOrWords, Options: activations},
		Text: func(r *Recipe) string { return strings.Join(r.Activation, listSeparator) },
		Parse: func(r *Recipe, text string) error {
			entries := splitList(text)
			if n := len(entries); n < 1 || n > MaxLayers {
				return NewProblem("count", "field", "activation", "value", n, "min", 1, "max", MaxLayers)
			}
			for _, entry := range entries {
				if !slices.Contains(activations, entry) {
					return notAnOption("activation", entry, activations)
				}
			}
			r.Activation = entries
			return nil
		},
	}
}

// pointList is the points drawn by hand.
func pointList() Parameter[Recipe] {
	const far = PlaneSpan * PointsPerUnit
	p := integers("points", -far, far, 3*maxPoints, func(r *Recipe) *[]int { return &r.Points })
	parseIntegers := p.Parse
	p.Parse = func(r *Recipe, text string) error {
		before := r.Points
		if err := parseIntegers(r, text); err != nil {
			return err
		}
		if err := checkPoints(r.Points); err != nil {
			r.Points = before
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

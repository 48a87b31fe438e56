package trained

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// A Scaling says how the inputs of a network, or the values that it predicts,
// were scaled for its training.
type Scaling string

// The scalings. ByFile means that the file itself says it, for columns in the order of
// the table, and ByName that it does so for columns of the same names.
const (
	ByFile       Scaling = "file"
	ByName       Scaling = "names"
	Raw          Scaling = "raw"          // not at all: a table's own units, pixels of 0 to 255
	Unit         Scaling = "unit"         // the least value becomes 0, the greatest 1
	Standardised Scaling = "standardised" // mean 0, standard deviation 1
	Given        Scaling = "given"        // with a mean and a deviation that a person gives
)

// Scalings lists those that a person can choose for inputs.
func Scalings() []Scaling { return []Scaling{Raw, Unit, Standardised, Given} }

// Choices say all that the file of a network leaves open, but for the
// activations, which a recipe has a field for. They are a value.
type Choices struct {
	Inputs, Outputs int
	Loss            nn.Loss

	Order      exchange.Order // of the weight arrays; 0: as the file tells
	PruneZeros bool           // a weight of 0 counts as pruned, unless the file has a mask

	// Scaling is that of the inputs, and Target that of the values of a regression;
	// "" where there is none, as without data.
	Scaling, Target Scaling

	// Means and Deviations belong to the scaling Given: one for all numbers, or
	// one for each.
	Means, Deviations []float64

	// About is what the file says about inputs and outputs, for a recipe that does
	// without the file (see Start.Portable); "" where there is the file.
	About string
}

// The letters of the text form. They never change their meaning, for they are in
// links.
const (
	lossLetters  = "bsr" // by the number of the loss
	orderLetters = " oi"
)

var scalingLetters = map[Scaling]string{ByFile: "f", ByName: "n", Raw: "r", Unit: "u", Standardised: "s", Given: "g"}

const (
	partSeparator   = ","
	numberSeparator = "x"
)

// String returns the text form, parts that begin with a letter:
//
//	n4x3s,oo,z,sg,m0.5,d0.25,tr
//
// They are the numbers of inputs and outputs with the loss; the order of the
// weight arrays; z if zeros are pruned; the scaling of the inputs, with the means
// and deviations that are given; that of the target; and, behind an a, what the file
// says about inputs and outputs, compressed, in base64url.
func (c Choices) String() string {
	parts := []string{"n" + strconv.Itoa(c.Inputs) + numberSeparator + strconv.Itoa(c.Outputs) + lossLetters[c.Loss:c.Loss+1]}
	if c.Order != 0 {
		parts = append(parts, "o"+orderLetters[c.Order:c.Order+1])
	}
	if c.PruneZeros {
		parts = append(parts, "z")
	}
	if c.Scaling != "" {
		parts = append(parts, "s"+scalingLetters[c.Scaling])
	}
	if len(c.Means) > 0 {
		parts = append(parts, "m"+Numbers(c.Means, numberSeparator))
	}
	if len(c.Deviations) > 0 {
		parts = append(parts, "d"+Numbers(c.Deviations, numberSeparator))
	}
	if c.Target != "" {
		parts = append(parts, "t"+scalingLetters[c.Target])
	}
	if c.About != "" {
		parts = append(parts, "a"+c.About)
	}
	return strings.Join(parts, partSeparator)
}

// Numbers writes numbers with a separator between them.
func Numbers(list []float64, separator string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strings.Join(texts, separator)
}

// Parse reads what String wrote, and nothing else.
func Parse(text string) (Choices, error) {
	var c Choices
	for _, part := range strings.Split(text, partSeparator) {
		if part == "" || !c.parse(part[0], part[1:]) {
			return Choices{}, damaged(text)
		}
	}
	last := nn.Loss(len(lossLetters) - 1)
	if c.Inputs < 1 || c.Inputs > exchange.MaxInputs || c.Outputs < 1 || c.Outputs > exchange.MaxUnits || c.Loss > last ||
		(c.Outputs > 1) != (c.Loss == nn.SoftmaxCrossEntropy) || c.String() != text {
		return Choices{}, damaged(text)
	}
	return c, nil
}

func damaged(text string) error { return recipe.NewProblem("link", "part", "networkReading="+text) }

// parse reads one part.
func (c *Choices) parse(letter byte, rest string) bool {
	var err error
	switch letter {
	case 'n':
		inputs, outputs, ok := strings.Cut(rest, numberSeparator)
		if !ok || outputs == "" {
			return false
		}
		loss := strings.Index(lossLetters, outputs[len(outputs)-1:])
		if loss < 0 {
			return false
		}
		c.Loss = nn.Loss(loss)
		if c.Inputs, err = strconv.Atoi(inputs); err == nil {
			c.Outputs, err = strconv.Atoi(outputs[:len(outputs)-1])
		}
	case 'o':
		order := strings.Index(orderLetters, rest)
		c.Order = exchange.Order(max(order, 0))
		return order > 0 && len(rest) == 1
	case 'z':
		c.PruneZeros = true
		return rest == ""
	case 's':
		c.Scaling = scalingOf(rest)
		return c.Scaling != ""
	case 'm':
		c.Means, err = ParseNumbers(rest, numberSeparator)
	case 'd':
		c.Deviations, err = ParseNumbers(rest, numberSeparator)
	case 't':
		c.Target = scalingOf(rest)
		return slices.Contains(targets, c.Target)
	case 'a':
		c.About = rest
		return exchange.WithAbout(unpacked(rest), c.Inputs, c.Outputs) != nil
	default:
		return false
	}
	return err == nil
}

// targets are the scalings of a target.
var targets = []Scaling{ByFile, Raw, Standardised}

func scalingOf(letter string) Scaling {
	for s, l := range scalingLetters {
		if l == letter {
			return s
		}
	}
	return ""
}

// ParseNumbers reads finite numbers with a separator between them.
func ParseNumbers(text, separator string) ([]float64, error) {
	var list []float64
	for _, part := range strings.Split(text, separator) {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || v-v != 0 {
			return nil, recipe.NewProblem("type", "field", "networkReading", "value", part, "want", recipe.Number)
		}
		list = append(list, v)
	}
	return list, nil
}

package preprocess

import (
	"math"
	"strconv"

	"bonsai/engine/table/cell"
)

// A Preprocessing says how a row of a file becomes the inputs of a network.
type Preprocessing struct {
	// Columns are those of the file without the target, in file order.
	Columns []Column
	// Fill says that missing values are allowed and filled in.
	Fill   bool
	Target Target
}

// A Column says what becomes of a column of the file. Fields that its type
// does not mention are zero.
//
//   - a number or a date, in days, becomes (value − Mean)/Deviation, and 0 where
//     Deviation is 0, because all training rows have the same value;
//   - yes and no become 1 and 0;
//   - a category sets the input of its place in Categories to 1, or the one
//     behind, if there is Other, and the rest to 0.
type Column struct {
	Name string
	Type cell.Type
	Use  bool // otherwise it is left out

	Mean, Deviation float64
	Categories      []string // in the order of the inputs
	Other           bool     // there were more; an input stands for all the rest

	// FillIn is what stands for a missing value: of yes and no 0 or 1, of
	// categories the place of one. Of numbers it is always the mean.
	FillIn int
	// Indicator is an input more, 1 where the value is missing.
	Indicator bool
}

// A Target says what the output of the network means.
type Target struct {
	Name string
	// Classes are the names of the classes in the order of the outputs; nil in
	// regression.
	Classes []string
	// In regression, the network's output times Deviation plus Mean is the value.
	Mean, Deviation float64
}

// What limits the inputs that a column of categories can have.
const MaxCategories = 50

// width is how many inputs a column becomes.
func (c *Column) width() int {
	if !c.Use {
		return 0
	}
	n := 1
	if c.Type == cell.Category {
		n = c.sorts()
	}
	if c.Indicator {
		n++
	}
	return n
}

// sorts is how many inputs tell categories apart.
func (c *Column) sorts() int {
	if c.Other {
		return len(c.Categories) + 1
	}
	return len(c.Categories)
}

// Width returns how many inputs a row becomes.
func (p *Preprocessing) Width() int {
	n := 0
	for i := range p.Columns {
		n += p.Columns[i].width()
	}
	return n
}

// An Input says what an input of the network is made of.
type Input struct {
	Column   string
	Kind     InputKind
	Category string // of OneCategory
}

// InputKind says how an input is made of its column.
type InputKind string

const (
	Scaled          InputKind = "scaled"   // a number or date, standardised
	Binary          InputKind = "binary"   // yes or no
	OneCategory     InputKind = "category" // 1 for one category
	OtherCategories InputKind = "other"    // 1 for all categories without an input
	WasMissing      InputKind = "missing"  // 1 where the value is missing
)

// String returns the name of the input in English.
func (i Input) String() string {
	switch i.Kind {
	case OneCategory:
		return i.Column + " = " + i.Category
	case OtherCategories:
		return i.Column + " = other"
	case WasMissing:
		return i.Column + " missing"
	}
	return i.Column
}

// InputList says what each input is, in order.
func (p *Preprocessing) InputList() []Input {
	list := make([]Input, 0, p.Width())
	for _, c := range p.Columns {
		switch {
		case !c.Use:
			continue
		case c.Type == cell.Category:
			for _, name := range c.Categories {
				list = append(list, Input{c.Name, OneCategory, name})
			}
			if c.Other {
				list = append(list, Input{Column: c.Name, Kind: OtherCategories})
			}
		case c.Type == cell.YesNo:
			list = append(list, Input{Column: c.Name, Kind: Binary})
		default:
			list = append(list, Input{Column: c.Name, Kind: Scaled})
		}
		if c.Indicator {
			list = append(list, Input{Column: c.Name, Kind: WasMissing})
		}
	}
	return list
}

// Value converts an output of a network of regression to the unit of the
// target.
func (t *Target) Value(output float32) float64 {
	return float64(float64(output)*t.Deviation) + t.Mean
}

// scaled converts a value of the target to what a network learns.
func (t *Target) scaled(value float64) float32 { return standardise(value, t.Mean, t.Deviation) }

// Farthest is how many deviations from the mean a number can be: what lies farther
// out counts as just there, because it would soon be too large for a float32.
const Farthest = 1e6

// standardise returns (v − mean)/deviation, at most Farthest from 0.
func standardise(v, mean, deviation float64) float32 {
	if deviation == 0 {
		return 0
	}
	z := (v - mean) / deviation
	if z > Farthest {
		z = Farthest
	}
	if z < -Farthest {
		z = -Farthest
	}
	return float32(z)
}

// LevelName is the name of a category that is a number.
func LevelName(v float64) string {
	const large, small = 1e15, 1e-6
	if a := math.Abs(v); a == 0 || a >= small && a < large {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

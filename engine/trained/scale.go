package trained

import (
	"math"
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/exchange"
	"bonsai/engine/preprocess"
	"bonsai/engine/recipe"
	"bonsai/engine/table/cell"
)

// A Start is a network from a file, and what was chosen about it. Without File,
// the network comes from elsewhere and only the samples are scaled for it.
type Start struct {
	Choices
	File  *exchange.Network
	taken *exchange.Network // what About says, without weights; nil: nothing, or not yet read
}

// Scale changes how a table's columns are scaled, in a preprocessing that was
// fitted to training rows of d.
func (s *Start) Scale(p *preprocess.Preprocessing, d preprocess.Data, training []int) error {
	if p.Target.Classes == nil {
		s.scaleTarget(&p.Target)
	}
	if s.Scaling == ByFile {
		return s.scaleByFile(p)
	}
	if s.Scaling == ByName {
		if err := s.Arrange(p); err != nil {
			return err
		}
		return s.scaleByFile(p)
	}
	numbers := 0
	for j := range p.Columns {
		c := &p.Columns[j]
		if !c.Use || c.Type == cell.Category || c.Type == cell.YesNo {
			continue
		}
		switch s.Scaling {
		case Raw:
			c.Mean, c.Deviation = 0, 1
		case Unit:
			c.Mean, c.Deviation = extent(d.Values(nil, j, training))
		case Given:
			mean, deviation, ok := s.given(numbers)
			if !ok {
				return recipe.NewProblem("networkGiven", "have", len(s.Means), "deviations", len(s.Deviations))
			}
			c.Mean, c.Deviation = mean, deviation
		}
		numbers++
	}
	if n := len(s.Means); s.Scaling == Given && n > 1 && n != numbers {
		return recipe.NewProblem("networkGiven", "have", n, "deviations", len(s.Deviations))
	}
	return nil
}

func (s *Start) scaleTarget(t *preprocess.Target) {
	switch {
	case s.Target == Raw:
		t.Mean, t.Deviation = 0, 1
	case s.Target == ByFile && s.Told() != nil && s.Told().Target != nil:
		t.Mean, t.Deviation = s.Told().Target.Mean, s.Told().Target.Deviation
	}
}

// scaleByFile takes the columns of the file for those of the table that are
// used, in their order.
func (s *Start) scaleByFile(p *preprocess.Preprocessing) error {
	about := s.Told()
	if about == nil || about.Columns == nil {
		return recipe.NewProblem("networkScale")
	}
	columns := about.Columns
	used := 0
	for j := range p.Columns {
		c := &p.Columns[j]
		if !c.Use {
			continue
		}
		used++
		if used > len(columns) {
			continue
		}
		theirs := &columns[used-1]
		category := len(theirs.Categories) > 0 || theirs.Other
		if category != (c.Type == cell.Category) {
			return recipe.NewProblem("networkColumn", "value", c.Name, "column", used)
		}
		c.Indicator = theirs.Indicator
		switch {
		case category:
			c.Categories, c.Other, c.FillIn = theirs.Categories, theirs.Other, int(theirs.Fill)
		case c.Type == cell.YesNo:
			c.FillIn = int(theirs.Fill)
		default:
			c.Mean, c.Deviation = theirs.Mean, theirs.Deviation
		}
	}
	if _, missing := placesByName(about, p); used != len(columns) && len(missing) > 0 && len(missing) < len(columns) {
		return recipe.NewProblem("networkNames", "names", list(missing))
	}
	if used != len(columns) {
		return recipe.NewProblem("networkColumns", "have", len(columns), "want", used)
	}
	p.Fill = p.Fill || about.Missing
	return nil
}

// extent returns the least of some values, and how far the greatest is from it.
func extent(values []float64) (least, width float64) {
	values = slices.DeleteFunc(values, math.IsNaN)
	if len(values) == 0 {
		return 0, 0
	}
	least = slices.Min(values)
	return least, slices.Max(values) - least
}

// given returns the mean and the deviation that a person gave for a number.
func (s *Start) given(i int) (mean, deviation float64, ok bool) {
	if len(s.Means) == 1 {
		i = 0
	}
	if len(s.Means) != len(s.Deviations) || i >= len(s.Means) || s.Deviations[i] == 0 {
		return 0, 0, false
	}
	return s.Means[i], s.Deviations[i], true
}

// white is the greatest value of a pixel in a file.
const white = 255

// OfPixels returns columns for pixels of 0 to 255, given those for 0 to 1.
func OfPixels(columns []exchange.Column) []exchange.Column {
	pixels := make([]exchange.Column, len(columns))
	for i, c := range columns {
		pixels[i] = exchange.Column{Mean: c.Mean * white, Deviation: c.Deviation * white}
	}
	return pixels
}

// Pixels returns how each pixel of images is scaled, which are numbers from 0 to
// 1 before; nil if they stay so. Standardised looks at the training images. A file
// can scale pixels of 0 to 255 or of 0 to 1: means and deviations of at most 1 are
// for the latter.
func (s *Start) Pixels(train data.Set) ([]exchange.Column, error) {
	byFile := 1.0 // the greatest value of a pixel that the file is made for
	about := s.Told()
	if about != nil && slices.ContainsFunc(about.Columns, func(c exchange.Column) bool { return c.Mean > 1 || c.Deviation > 1 }) {
		byFile = white
	}
	columns := make([]exchange.Column, train.F)
	for i := range columns {
		c := &columns[i]
		switch s.Scaling {
		case Raw:
			c.Deviation = 1.0 / white
		case Standardised:
			c.Mean, c.Deviation = spread(train, i)
		case Given:
			var ok bool
			if c.Mean, c.Deviation, ok = s.given(i); !ok || len(s.Means) > train.F {
				return nil, recipe.NewProblem("networkGiven", "have", len(s.Means), "deviations", len(s.Deviations))
			}
		case ByFile:
			if about == nil || len(about.Columns) != train.F {
				return nil, recipe.NewProblem("networkScale")
			}
			c.Mean, c.Deviation = about.Columns[i].Mean/byFile, about.Columns[i].Deviation/byFile
		default:
			return nil, nil
		}
	}
	return columns, nil
}

// spread returns the mean and the standard deviation of a feature.
func spread(set data.Set, feature int) (mean, deviation float64) {
	for row := range set.N {
		mean += float64(set.X[row*set.F+feature])
	}
	mean /= float64(set.N)
	for row := range set.N {
		off := float64(set.X[row*set.F+feature]) - mean
		deviation += float64(off * off)
	}
	return mean, math.Sqrt(deviation / float64(set.N))
}

// Scaled returns features, row by row, scaled by one column each.
func Scaled(x []float32, columns []exchange.Column) []float32 {
	if columns == nil {
		return x
	}
	scaled := make([]float32, len(x))
	for i, v := range x {
		if c := &columns[i%len(columns)]; c.Deviation != 0 {
			scaled[i] = float32((float64(v) - c.Mean) / c.Deviation)
		}
	}
	return scaled
}

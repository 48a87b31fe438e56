package trained

import (
	"slices"
	"strings"

	"bonsai/engine/exchange"
	"bonsai/engine/preprocess"
	"bonsai/engine/recipe"
)

// A Pair is a column of a file's network and the table's column that it takes.
type Pair struct {
	File  string `json:"file"` // "" if the file has no name for it
	Table string `json:"table"`
}

// Named reports whether each column of a file's network has the name of one that is
// used in a table.
func Named(n *exchange.Network, p *preprocess.Preprocessing) bool {
	_, missing := placesByName(n, p)
	return len(n.Columns) > 0 && len(missing) == 0
}

// placesByName returns for each column of p the column of n with its name, −1 if there
// is none, and the names of those columns of n that p lacks or leaves out.
func placesByName(n *exchange.Network, p *preprocess.Preprocessing) (places []int, missing []string) {
	places = slices.Repeat([]int{-1}, len(p.Columns))
	for k, theirs := range n.Columns {
		j := slices.IndexFunc(p.Columns, func(c preprocess.Column) bool { return c.Use && sameName(c.Name, theirs.Name) })
		if j < 0 || places[j] >= 0 {
			missing = append(missing, theirs.Name)
			continue
		}
		places[j] = k
	}
	return places, missing
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) && strings.TrimSpace(a) != ""
}

// Arrange puts the columns of the file's network in the order of a table's columns of
// the same names, and leaves out the table's other columns. It does nothing unless the
// scaling is ByName.
func (s *Start) Arrange(p *preprocess.Preprocessing) error {
	if s.Scaling != ByName {
		return nil
	}
	about := s.Told()
	if about == nil || len(about.Columns) == 0 {
		return recipe.NewProblem("networkScale")
	}
	places, missing := placesByName(about, p)
	if len(missing) > 0 {
		return recipe.NewProblem("networkNames", "names", list(missing))
	}
	var order []int
	for j := range p.Columns {
		c := &p.Columns[j]
		if c.Use = places[j] >= 0; c.Use {
			order = append(order, places[j])
		}
	}
	if about = about.Reordered(order); s.File != nil {
		s.File = about
	} else {
		s.taken = about
	}
	return nil
}

// Pairs says which column of the table each column of the file's network takes, in the
// order of the table; nil if the file says nothing about its columns.
func (s *Start) Pairs(p *preprocess.Preprocessing) []Pair {
	about := s.Told()
	if about == nil || s.Scaling != ByFile && s.Scaling != ByName {
		return nil
	}
	var pairs []Pair
	for _, c := range p.Columns {
		if c.Use && len(pairs) < len(about.Columns) {
			pairs = append(pairs, Pair{about.Columns[len(pairs)].Name, c.Name})
		}
	}
	return pairs
}

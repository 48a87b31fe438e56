package samples

import (
	"bonsai/engine/exchange"
	"bonsai/engine/trained"
)

// Describe adds to a network on its way to other programs what these data say
// about its inputs and outputs: the columns of a table, with what scales them,
// and the names of the classes.
func (s *Samples) Describe(n *exchange.Network) error {
	if s.Preprocessing != nil {
		return n.Preprocess(s.Preprocessing)
	}
	if len(s.Names) == max(n.Layers[len(n.Layers)-1].Out, 2) {
		n.Classes = s.Names
	}
	if s.Empty && s.start.Told() != nil {
		told := s.start.Told()
		n.Columns, n.Missing, n.Classes, n.Target = told.Columns, told.Missing, told.Classes, told.Target
	}
	if s.pixels != nil && s.start.Scaling != trained.Raw {
		n.Columns = trained.OfPixels(s.pixels)
	}
	return nil
}

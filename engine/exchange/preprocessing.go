package exchange

import (
	"fmt"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// Preprocess adds the preprocessing that the network was trained with. The written
// files then take rows of the person's file, and name its columns and classes. (A
// number of more than a million deviations, which Preprocessing cuts off, is not cut
// off in written files.) It must make as many inputs as the network takes.
func (n *Network) Preprocess(p *preprocess.Preprocessing) error {
	n.Missing, n.Columns = p.Fill, nil
	for i := range p.Columns {
		c := &p.Columns[i]
		column := Column{Name: c.Name, Indicator: c.Indicator}
		switch c.Type {
		case cell.Category:
			column.Categories, column.Other, column.Fill = c.Categories, c.Other, float64(c.FillIn)
		case cell.YesNo:
			column.Deviation, column.Fill = 1, float64(c.FillIn)
		default:
			column.Mean, column.Deviation, column.Fill = c.Mean, c.Deviation, c.Mean
		}
		// Where training rows have no category at all, nothing goes in.
		empty := c.Type == cell.Category && !column.isCategory() && !column.Indicator
		if c.Use && !empty {
			n.Columns = append(n.Columns, column)
		}
	}
	n.Classes = p.Target.Classes
	if n.Classes == nil {
		n.Target = &Scale{Mean: p.Target.Mean, Deviation: p.Target.Deviation}
	}
	if made := width(n.Columns); made != n.Layers[0].In {
		return fmt.Errorf("exchange: the table's columns become %d inputs, and the network takes %d", made, n.Layers[0].In)
	}
	return nil
}

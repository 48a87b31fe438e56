package chart

import "bonsai/web/markup"

// An Entry is a line in the table beside a chart.
type Entry struct {
	Name  string // of the line, as the command gets it
	Label string // for the reader
	Value string // of the line at the place of interest
	Class string // of the line
}

// Table returns the rows of a table with a button for each line. A click carries
// out the command, with the line's name in data-name. help is the beginning of the
// keys under which the help explains lines; "" if it does not.
func Table(command, help string, entries []Entry) []*markup.Node {
	rows := make([]*markup.Node, len(entries))
	for i, e := range entries {
		button := markup.Button(e.Label, command).With("data-name", e.Name)
		if help != "" {
			button.With("data-help", help+e.Name)
		}
		row := markup.New("tr").Holding(markup.New("th").With("scope", "row").Holding(button), markup.New("td").Saying(e.Value))
		if e.Class != "" {
			row.With("class", e.Class)
		}
		if e.Class == "chosen" {
			button.With("aria-current", "true")
		}
		rows[i] = row
	}
	return rows
}

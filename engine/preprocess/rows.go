package preprocess

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/table/cell"
)

// Rows turns rows that a person gives in the file's units into the inputs of
// the network, [len(rows)][p.Width()]. A row is
//
//   - a []any in file order without the target, with or without the columns that
//     are left out, or
//   - a map[string]any of values by the names of the columns; those that are left
//     out and the target may be there too.
//
// Values are as encoding/json makes them. Numbers must be numbers and finite;
// dates can be text as in the file or numbers of days since 1970; yes and no can
// be text, true and false or 1 and 0; categories can be text or numbers. nil, ""
// and what marks a missing value in a file are missing.
//
// An error names the row, counted from 1, and the column.
func (p *Preprocessing) Rows(rows []any) ([]float32, error) {
	width := p.Width()
	x := make([]float32, len(rows)*width)
	for i, row := range rows {
		values, err := p.valuesOf(i+1, row)
		if err != nil {
			return nil, err
		}
		first := i * width
		for j := range p.Columns {
			c := &p.Columns[j]
			if !c.Use {
				continue
			}
			v, err := p.value(i+1, c, values[j])
			if err != nil {
				return nil, err
			}
			c.put(x[first:], 0, []float64{v})
			first += c.width()
		}
	}
	return x, nil
}

// valuesOf returns a row's values for all columns; those left out may be nil.
func (p *Preprocessing) valuesOf(row int, given any) ([]any, error) {
	switch given := given.(type) {
	case []any:
		return p.inOrder(row, given)
	case map[string]any:
		return p.byName(row, given)
	}
	return nil, cell.NewError("rowKind", "row", row, "value", shown(given))
}

func (p *Preprocessing) inOrder(row int, given []any) ([]any, error) {
	if len(given) == len(p.Columns) {
		return given, nil
	}
	used := 0
	for _, c := range p.Columns {
		if c.Use {
			used++
		}
	}
	if len(given) != used {
		want := strconv.Itoa(used)
		if used < len(p.Columns) {
			want += " or " + strconv.Itoa(len(p.Columns))
		}
		return nil, cell.NewError("rowLength", "row", row, "have", len(given), "want", want)
	}
	values := make([]any, 0, len(p.Columns))
	for _, c := range p.Columns {
		if !c.Use {
			values = append(values, nil)
			continue
		}
		values, given = append(values, given[0]), given[1:]
	}
	return values, nil
}

func (p *Preprocessing) byName(row int, given map[string]any) ([]any, error) {
	values := make([]any, len(p.Columns))
	known := 0
	for j, c := range p.Columns {
		if v, ok := given[c.Name]; ok {
			values[j] = v
			known++
		}
	}
	if _, ok := given[p.Target.Name]; ok {
		known++
	}
	if known == len(given) {
		return values, nil
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if name != p.Target.Name && !slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Name == name }) {
			return nil, cell.NewError("rowUnknown", "row", row, "column", name, "options", p.usedNames())
		}
	}
	return values, nil
}

// usedNames lists the columns that a record must have.
func (p *Preprocessing) usedNames() string {
	var names []string
	for _, c := range p.Columns {
		if c.Use {
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, ", ")
}

// value reads what a person gives for a column: a number, a place among the
// categories, or NaN for a missing value.
func (p *Preprocessing) value(row int, c *Column, given any) (float64, error) {
	if text, ok := given.(string); ok {
		text = string(cell.Trim([]byte(text)))
		given = text
		if cell.Missing([]byte(text)) || c.Type != cell.Category && cell.Blank(text) {
			given = nil
		}
	}
	if given == nil {
		if !p.Fill {
			return 0, cell.NewError("rowMissing", "row", row, "column", c.Name)
		}
		return math.NaN(), nil
	}
	v, ok := c.parse(given)
	if ok && !math.IsNaN(v) && math.Abs(v) <= math.MaxFloat32 {
		return v, nil
	}
	return 0, cell.NewError(c.complaint(given), "row", row, "column", c.Name, "value", shown(given))
}

// parse reads a value that is there.
func (c *Column) parse(given any) (v float64, ok bool) {
	text, isText := given.(string)
	number, isNumber := given.(float64)
	truth, isTruth := given.(bool)
	switch {
	case c.Type == cell.Category && isText:
		return float64(c.placeOfText(text)), true
	case c.Type == cell.Category && isTruth:
		return float64(c.placeOfText(strconv.FormatBool(truth))), true
	case c.Type == cell.Category:
		return float64(c.placeOfNumber(number)), isNumber && !math.IsInf(number, 0) && !math.IsNaN(number)
	case c.Type == cell.YesNo && (isText || isTruth):
		if isTruth {
			text = strconv.FormatBool(truth)
		}
		yes, ok := cell.YesOrNo(text)
		if yes {
			v = 1
		}
		return v, ok
	case c.Type == cell.YesNo:
		return number, isNumber && (number == 0 || number == 1)
	case c.Type.IsDate() && isText:
		return cell.Date(text, c.Type)
	}
	return number, isNumber
}

// placeOfText is the place of a category as a person writes it.
func (c *Column) placeOfText(text string) int {
	if place := c.place(text); place < len(c.Categories) {
		return place
	}
	if v, ok := (cell.Style{}).Number([]byte(text)); ok {
		return c.placeOfNumber(v)
	}
	return len(c.Categories)
}

// placeOfNumber is the place of a category that is a number, however it is
// written: 7 or 007.
func (c *Column) placeOfNumber(number float64) int {
	for place, category := range c.Categories {
		if v, ok := (cell.Style{}).Number([]byte(category)); ok && v == number {
			return place
		}
	}
	return len(c.Categories)
}

// complaint is the code of the error about a value that a column cannot have.
func (c *Column) complaint(given any) string {
	if v, ok := given.(float64); ok && (math.IsNaN(v) || math.Abs(v) > math.MaxFloat32) {
		return "rowInfinite"
	}
	switch {
	case c.Type == cell.Category:
		return "rowCategory"
	case c.Type == cell.YesNo:
		return "rowYesNo"
	case c.Type.IsDate():
		return "rowDate"
	}
	return "rowNumber"
}

// shown is a value as an error quotes it.
func shown(value any) string {
	switch value := value.(type) {
	case string:
		return "“" + value + "”"
	case []any:
		return "a list"
	case map[string]any:
		return "a record"
	}
	return fmt.Sprint(value)
}

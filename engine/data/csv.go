package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// What a CSV file may have at most, so that it fits in a browser's tab.
const (
	maxText    = 64 << 20 // bytes
	maxRows    = 200_000
	maxColumns = 1000
	maxClasses = 50
)

// CSVOptions say what a file does not say of itself.
type CSVOptions struct {
	// Label is the column of the label: its name, or else its number counted
	// from 1; "" is the last column.
	Label string
	// Regression takes the labels as numbers to fit, not as classes.
	Regression bool
}

// ReadCSV reads a table of numbers with a label in each row (RFC 4180, as
// encoding/csv takes it). The separator is the one of comma, semicolon and tab
// that the first row has most of. A first row with a cell that is no number,
// the label's aside, holds the names of the columns; without one they are called
// x1, x2, …
//
// Errors count rows as an editor counts the lines of the file.
func ReadCSV(text []byte, options CSVOptions) (Table, error) {
	if len(text) > maxText {
		return Table{}, fmt.Errorf("data: %d bytes of CSV are too many; the limit is %d", len(text), maxText)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // the mark of UTF-8 that spreadsheets write
	c := newCSVReader(text, options)
	if err := c.readFirst(); err != nil {
		return Table{}, err
	}
	for {
		cells, err := c.next()
		if errors.Is(err, io.EOF) {
			return c.finish()
		}
		if err == nil {
			err = c.add(cells)
		}
		if err != nil {
			return Table{}, err
		}
	}
}

// A csvReader is a table in the making.
type csvReader struct {
	CSVOptions
	source  *csv.Reader
	columns []string // names of all columns
	label   int      // the column of the label
	table   Table
	classes classList
}

func newCSVReader(text []byte, options CSVOptions) *csvReader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(text)
	r.TrimLeadingSpace = r.Comma != '\t' // or it would trim separators
	r.FieldsPerRecord = -1               // add says better what is wrong
	r.ReuseRecord = true
	return &csvReader{CSVOptions: options, source: r}
}

// separator finds what the first line is separated by.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	counts, quoted := [128]int{}, false
	for _, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case !quoted && b < 128:
			counts[b]++
		}
	}
	best := ','
	for _, s := range ";\t" {
		if counts[s] > counts[best] {
			best = s
		}
	}
	return best
}

// next reads a row; io.EOF is the end.
func (c *csvReader) next() ([]string, error) {
	cells, err := c.source.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("data: this is no CSV: %w", err)
	}
	return cells, err
}

// row is the place of the newest row in the file, counted from 1.
func (c *csvReader) row() int {
	line, _ := c.source.FieldPos(0)
	return line
}

// readFirst finds out from the first row which columns there are. If it holds
// no names, it is the first sample.
func (c *csvReader) readFirst() error {
	cells, err := c.next()
	if errors.Is(err, io.EOF) {
		return errors.New("data: the CSV is empty; it needs rows of numbers with a label")
	}
	if err != nil {
		return err
	}
	if len(cells) < 2 || len(cells) > maxColumns {
		return fmt.Errorf("data: the first row has %d columns; right are 2 to %d, separated by comma, semicolon or tab",
			len(cells), maxColumns)
	}
	header := c.isHeader(cells)
	c.columns = make([]string, len(cells))
	for i, cell := range cells {
		if header {
			c.columns[i] = strings.TrimSpace(cell)
		}
		if c.columns[i] == "" {
			c.columns[i] = fmt.Sprintf("x%d", i+1)
		}
	}
	if c.label, err = findColumn(c.columns, c.Label); err != nil {
		return err
	}
	c.table.Label, c.table.Columns = c.columns[c.label], c.columns
	c.table.Names = slices.Delete(slices.Clone(c.columns), c.label, c.label+1)
	if header {
		return nil
	}
	return c.add(cells)
}

// isHeader tells whether the first row holds names: a cell in it is no number,
// of a feature or, in regression, of any column. A word for a class is no name.
func (c *csvReader) isHeader(cells []string) bool {
	label, err := findColumn(make([]string, len(cells)), c.Label)
	if err != nil {
		return true // the label's column is called by a name
	}
	for i, cell := range cells {
		if _, ok := number(cell); !ok && (i != label || c.Regression) {
			return true
		}
	}
	return false
}

// findColumn returns the index of the column with a name, or else a number.
func findColumn(columns []string, wanted string) (int, error) {
	if wanted == "" {
		return len(columns) - 1, nil
	}
	if i := slices.Index(columns, wanted); i >= 0 {
		return i, nil
	}
	if n, err := strconv.Atoi(wanted); err == nil && n >= 1 && n <= len(columns) {
		return n - 1, nil
	}
	return 0, fmt.Errorf("data: there is no column %q for the label; right is a name in the first row or a number from 1 to %d",
		wanted, len(columns))
}

// add takes a row into the table.
func (c *csvReader) add(cells []string) error {
	if len(cells) != len(c.columns) {
		return fmt.Errorf("data: row %d has %d columns; the first row has %d", c.row(), len(cells), len(c.columns))
	}
	if c.table.N == maxRows {
		return fmt.Errorf("data: there are more than %d rows, which is the limit", maxRows)
	}
	for i, cell := range cells {
		if i == c.label && !c.Regression {
			continue
		}
		v, ok := number(cell)
		switch {
		case strings.TrimSpace(cell) == "":
			return c.errorAt(i, "is empty; a number is needed")
		case !ok:
			return c.errorAt(i, fmt.Sprintf("has %q, which is no number, or too large a one", cell))
		case i == c.label:
			c.table.y = append(c.table.y, float32(v))
		default:
			c.table.x = append(c.table.x, v)
		}
	}
	c.table.N++
	if c.Regression {
		return nil
	}
	return c.addClass(strings.TrimSpace(cells[c.label]))
}

func (c *csvReader) addClass(name string) error {
	if name == "" {
		return c.errorAt(c.label, "is empty; a class is needed")
	}
	c.table.y = append(c.table.y, float32(c.classes.add(name)))
	if len(c.classes.names) > maxClasses {
		return fmt.Errorf("data: column %q has more than %d different values, too many for classes; choose another column, or regression",
			c.table.Label, maxClasses)
	}
	return nil
}

func (c *csvReader) errorAt(column int, what string) error {
	return fmt.Errorf("data: row %d, column %q %s", c.row(), c.columns[column], what)
}

// finish brings the classes into their order.
func (c *csvReader) finish() (Table, error) {
	t := c.table
	if t.N == 0 {
		return Table{}, errors.New("data: the CSV has no rows but the names of its columns")
	}
	if c.Regression {
		return t, nil
	}
	var labels []int
	t.Classes, labels = c.classes.sorted()
	if len(t.Classes) < 2 {
		return Table{}, fmt.Errorf("data: column %q has the one value %q; classes must be two or more", t.Label, t.Classes[0])
	}
	for i, place := range t.y {
		t.y[i] = float32(labels[int(place)])
	}
	return t, nil
}

// number reads a cell as a number that a float32 can hold.
func number(cell string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
	return v, err == nil && math.Abs(v) <= math.MaxFloat32
}

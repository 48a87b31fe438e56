package table

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// Choices say all that matters about how a file becomes a data set. To change
// some of them, change a copy, after cloning its Columns.
type Choices struct {
	Dialect text.Dialect
	Missing Missing
	Merge   bool // labels that differ only in case, spaces or the word for yes are one class
	Task    Task
	Target  int      // the column to predict, counted from 0; −1 for none
	Columns []Choice // in file order
}

// A Choice is what becomes of a column.
type Choice struct {
	Type cell.Type
	Use  bool // as a feature, unless it is the target; otherwise it is left out
}

// Missing says what becomes of missing values of features. Rows without a
// label are always left out.
type Missing string

const (
	DropRows      Missing = "drop"      // leave out rows with a missing value
	Fill          Missing = "fill"      // put in the training rows' mean or most frequent value
	FillIndicator Missing = "indicator" // the same, with an input that says where
)

// A Task is what a network learns about the target.
type Task string

const (
	Classification Task = "classification"
	Regression     Task = "regression"
)

// The values that have letters in the text form of choices, and the letters.
// They never change their meaning, for they are in links.
var (
	missings = []Missing{DropRows, Fill, FillIndicator}
	tasks    = []Task{Classification, Regression}
	types    = cell.Types()
)

const (
	missingLetters = "dfi"
	taskLetters    = "cr"
	typeLetters    = "nmcbydur"
)

// letterOf returns the letter of a value that is in the list.
func letterOf[T comparable](value T, list []T, letters string) byte {
	return letters[slices.Index(list, value)]
}

// valueOf returns the value of a letter.
func valueOf[T any](letter byte, list []T, letters string) (value T, ok bool) {
	i := strings.IndexByte(letters, letter)
	if i < 0 {
		return value, false
	}
	return list[i], true
}

// formVersion begins the text form. Choices with it mean today's rules, for
// ever: what is a number or a missing value, the limits of categories and
// classes, the order of inputs and classes.
const formVersion = "1"

// String returns the text form, of letters, digits, points and dashes:
//
//	1.cucdnpny.dkc.0.5.n4c
//
// The parts are
//   - the version;
//   - the letters of the dialect;
//   - d, f or i for what becomes of missing values, m or k for merging or
//     keeping labels, and c or r for the task;
//   - the lines to skip at the beginning and, after a dash, at the end;
//   - the target, counted from 1, or 0 for none;
//   - for each column the letter of its type, a capital if the column is left
//     out. A number after a letter says how many columns in a row it is for.
func (c Choices) String() string {
	merge := byte('k')
	if c.Merge {
		merge = 'm'
	}
	var b strings.Builder
	b.WriteString(formVersion + "." + c.Dialect.Letters() + ".")
	b.Write([]byte{letterOf(c.Missing, missings, missingLetters), merge, letterOf(c.Task, tasks, taskLetters)})
	b.WriteString("." + strconv.Itoa(c.Dialect.Skip))
	if c.Dialect.Foot > 0 {
		b.WriteString("-" + strconv.Itoa(c.Dialect.Foot))
	}
	b.WriteString("." + strconv.Itoa(c.Target+1) + ".")
	for i := 0; i < len(c.Columns); {
		n := 1
		for i+n < len(c.Columns) && c.letter(i+n) == c.letter(i) {
			n++
		}
		b.WriteByte(c.letter(i))
		if n > 1 {
			b.WriteString(strconv.Itoa(n))
		}
		i += n
	}
	return b.String()
}

func (c Choices) letter(column int) byte {
	letter := letterOf(c.Columns[column].Type, types, typeLetters)
	if !c.Columns[column].Use && column != c.Target {
		letter &^= 0x20 // a capital
	}
	return letter
}

// ParseChoices reads what String wrote, and nothing else.
func ParseChoices(s string) (Choices, error) {
	parts := strings.Split(s, ".")
	const count = 6
	if len(parts) != count || parts[0] != formVersion {
		return Choices{}, damaged(parts[0])
	}
	var c Choices
	var ok bool
	if c.Dialect, ok = text.ParseLetters(parts[1]); !ok {
		return Choices{}, damaged(parts[1])
	}
	if !c.parseHandling(parts[2]) {
		return Choices{}, damaged(parts[2])
	}
	if !c.parseSkipped(parts[3]) {
		return Choices{}, damaged(parts[3])
	}
	if c.Target, ok = parseCount(parts[4], MaxColumns); !ok {
		return Choices{}, damaged(parts[4])
	}
	c.Target--
	if !c.parseColumns(parts[5]) || c.Target >= len(c.Columns) || c.String() != s {
		return Choices{}, damaged(parts[5])
	}
	return c, nil
}

func damaged(part string) error { return cell.NewError("choices", "part", part) }

// parseCount reads a number from 0 to most.
func parseCount(s string, most int) (n int, ok bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= most
}

func (c *Choices) parseHandling(s string) bool {
	if len(s) != 3 || s[1] != 'm' && s[1] != 'k' {
		return false
	}
	c.Merge = s[1] == 'm'
	var known [2]bool
	c.Missing, known[0] = valueOf(s[0], missings, missingLetters)
	c.Task, known[1] = valueOf(s[2], tasks, taskLetters)
	return known[0] && known[1]
}

func (c *Choices) parseSkipped(s string) (ok bool) {
	skip, foot, both := strings.Cut(s, "-")
	if c.Dialect.Skip, ok = parseCount(skip, text.MaxSkip); ok && both {
		c.Dialect.Foot, ok = parseCount(foot, text.MaxSkip)
	}
	return ok
}

func (c *Choices) parseColumns(s string) bool {
	for len(s) > 0 {
		letter := s[0]
		digits := 1
		for digits < len(s) && s[digits]-'0' <= 9 {
			digits++
		}
		n := 1
		if digits > 1 {
			var ok bool
			if n, ok = parseCount(s[1:digits], MaxColumns); !ok {
				return false
			}
		}
		s = s[digits:]
		typ, ok := valueOf(letter|0x20, types, typeLetters)
		if !ok || n < 1 || len(c.Columns)+n > MaxColumns {
			return false
		}
		for range n {
			c.Columns = append(c.Columns, Choice{Type: typ, Use: letter&0x20 != 0 && len(c.Columns) != c.Target})
		}
	}
	for j, column := range c.Columns {
		if column.Type == cell.Name && (column.Use || j == c.Target) {
			return false // nothing can be learnt from names
		}
	}
	return len(c.Columns) >= 2
}

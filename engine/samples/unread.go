package samples

import (
	"errors"
	"slices"

	"bonsai/engine/table"
	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// unread is a table that cannot be read as it was detected: how that was, and why not.
type unread struct {
	dialect text.Dialect
	problem *cell.Error
}

// ofDialect lists the problems that another dialect may solve.
var ofDialect = []string{
	"openQuote", "shortRow", "longRow", "tooManyColumns", "separator", "oneColumn", "noRows", "binary",
	"arffAttribute", "arffNone", "arffUnknown", "arffNoData",
	"jsonComma", "jsonName", "jsonValue", "jsonEnd", "jsonAfter", "jsonShape",
}

// newUnread returns nil if no dialect can help. Where detection itself failed, nothing of
// the dialect is known, and it is that of an ordinary CSV file.
func newUnread(d text.Dialect, err error) *unread {
	var problem *cell.Error
	if !errors.As(err, &problem) || !slices.Contains(ofDialect, problem.Code) {
		return nil
	}
	if d.Format == "" {
		d, _ = text.ParseLetters("cucdnpny")
	}
	return &unread{d, problem}
}

// preview shows no columns, but the dialect and the problem.
func (u *unread) preview(o *Files) *Preview {
	choices := table.Choices{
		Dialect: u.dialect, Missing: table.DropRows, Task: table.Classification, Target: -1,
		Columns: []table.Choice{{Type: cell.Name}, {Type: cell.Name}}, // a table has two or more; these are not known
	}
	return &Preview{Name: o.Name, Digest: o.Digest, Preview: table.Preview{
		Choices: choices.String(), Dialect: u.dialect, Missing: choices.Missing, Task: choices.Task, Target: choices.Target, Problem: u.problem,
	}}
}

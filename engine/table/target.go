package table

import (
	"slices"

	"bonsai/engine/table/cell"
)

// Names that targets often have, the likeliest first.
var (
	targetNames = append(slices.Clone(sureNames),
		"price", "medv", "quality", "saleprice", "median_house_value", "medhouseval", "churn", "income",
		"category", "type", "result",
	)
	// What is called so is hardly ever anything else.
	sureNames = []string{
		"target", "class", "label", "labels", "classes", "species", "y", "outcome", "output", "diagnosis", "survived", "response",
	}
	// Numbers under these names are to be fitted, even if they are whole and few.
	amountNames = []string{"price", "medv", "saleprice", "median_house_value", "medhouseval", "age", "rings", "count", "cnt", "mpg", "sales"}
)

// suggestTarget finds the column to predict, or −1. One that surely is the target by
// its name is taken even if it has one value only, for a person to see it. The last
// column is rather one with a value in most rows, because rows without one are left out.
func (t *Table) suggestTarget(columns []Choice) (target int, why Reason) {
	for _, name := range targetNames {
		for j := len(t.columns) - 1; j >= 0; j-- {
			c := t.columns[j]
			if normal(c.name) == name && (t.canBeTarget(j, columns[j]) || c.kinds.different == 1 && slices.Contains(sureNames, name)) {
				return j, ByName
			}
		}
	}
	for _, least := range []int{t.N / 2, 0} {
		for j := len(t.columns) - 1; j >= 0; j-- {
			if t.canBeTarget(j, columns[j]) && t.columns[j].kinds.values > least {
				return j, LastColumn
			}
		}
	}
	return -1, ""
}

// canBeTarget reports whether a column has two values or more, and not too
// many words.
func (t *Table) canBeTarget(j int, c Choice) bool {
	k := t.columns[j].kinds
	switch {
	case k.different < 2 || c.Type.IsDate() || c.Type == cell.Number && !c.Use:
		return false
	case c.Type == cell.Category || c.Type == cell.Name:
		return k.different <= MaxClasses && k.different < k.values
	}
	return true
}

// SuggestTask returns the type and the task that suit a column as the target.
// Numbers are a regression, unless they are a few different whole numbers:
// these are classes.
func (t *Table) SuggestTask(target int) (cell.Type, Task) {
	const fewNumbers, rowsForEach = 20, 3
	typ, _ := t.suggestType(target)
	c := t.columns[target]
	switch {
	case typ == cell.YesNo && c.kinds.different > 2: // yes, 1, no and 0: seen, and not merged unasked
		return cell.Category, Classification
	case typ == cell.YesNo:
		return typ, Classification
	case !typ.IsNumber():
		return cell.Category, Classification
	case c.kinds.different == 2:
		return typ, Classification
	case slices.Contains(amountNames, normal(c.name)), c.counts.many, !c.counts.integers,
		c.kinds.different > fewNumbers, c.kinds.different*rowsForEach > c.kinds.values:
		return typ, Regression
	}
	return typ, Classification
}

// suggestMissing fills in if a feature is missing anywhere.
func (t *Table) suggestMissing(c Choices) Missing {
	if slices.Contains(t.incomplete(c), true) {
		return Fill
	}
	return DropRows
}

// incomplete says of each row whether a feature is missing.
func (t *Table) incomplete(c Choices) []bool {
	rows := make([]bool, t.N)
	for j, choice := range c.Columns {
		if choice.Use && j != c.Target {
			t.columns[j].markMissing(rows, choice.Type, t.style)
		}
	}
	return rows
}

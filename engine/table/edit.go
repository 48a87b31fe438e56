package table

import "slices"

// With returns the choices with another choice about one column. If this column
// is the target and its new type has no numbers, the task becomes
// classification.
func (c Choices) With(column int, choice Choice) Choices {
	c.Columns = slices.Clone(c.Columns)
	c.Columns[column] = choice
	if column == c.Target && !choice.Type.IsNumber() {
		c.Task = Classification
	}
	return c
}

// WithTarget returns the choices with another target, and the type and the task
// that suit it. The old target becomes a feature, if anything can be learnt
// from it.
func (t *Table) WithTarget(c Choices, column int) Choices {
	c.Columns = slices.Clone(c.Columns)
	if old := c.Target; old >= 0 {
		typ, reason := t.suggestType(old)
		c.Columns[old] = Choice{typ, reason == ""}
	}
	c.Target = column
	typ, task := t.SuggestTask(column)
	c.Columns[column], c.Task = Choice{Type: typ}, task
	return c
}

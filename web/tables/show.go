package tables

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"bonsai/web/markup"
	"bonsai/web/text"
)

// The controls of the preview have data-change="table" and say in data-what and
// data-column what they change.

// columnsShown is how many columns the dialog describes at a time. A table can
// have a thousand, whose controls would take the page seconds to make.
const columnsShown = 50

// Show fills the dialog with a preview. Of many columns it describes the part
// that has column from, counted from 0.
func Show(v *markup.View, w *text.Words, p *Preview, from int) {
	begin, end := shown(len(p.Columns), from)
	v.Say("#tableTitle", w.Text("table.title", "name", p.Name))
	unread := len(p.Columns) == 0 // the file can perhaps be read in another format
	v.Say("#tableRows", rows(w, p))
	v.Hide("#tableRows", unread)
	v.Hide("#tableTarget", unread)
	v.Hide("#tableColumns", unread)
	v.Fill("#tableFormat", format(w, p)...)
	v.Fill("#tableShown", shownChoice(w, len(p.Columns), begin)...)
	v.Hide("#tableShown", len(p.Columns) <= columnsShown)
	v.Fill("#tableFirst", first(p, begin, end)...)
	v.Fill("#tableTarget", target(w, p)...)
	v.Fill("#tableColumns", columns(w, p, begin, end)...)
	v.Say("#tableSimilar", similar(w, p))
	problem := ""
	if p.Problem != nil {
		problem = w.Text("problem.table."+p.Problem.Code, pairs(p.Problem.Args)...)
	}
	v.Say("#tableProblem", problem)
	v.Hide("#tableProblem", problem == "")
	v.Disable("openTable", p.Problem != nil)
}

// Refused fills the dialog with the preview before a change that the file cannot be read
// with, and says why it cannot.
func Refused(v *markup.View, w *text.Words, p *Preview, from int, problem string) {
	Show(v, w, p, from)
	v.Say("#tableProblem", problem)
	v.Hide("#tableProblem", false)
}

func pairs(args map[string]string) (list []string) {
	for name, value := range args {
		list = append(list, name, value)
	}
	return list
}

// rows says how many rows are used, and why others are not.
func rows(w *text.Words, p *Preview) string {
	sentences := []string{w.Text("table.rows", "rows", w.Count(p.Rows), "columns", w.Count(len(p.Columns)), "usable", w.Count(p.Usable))}
	if p.WithoutLabel > 0 {
		sentences = append(sentences, w.Text("table.withoutLabel", "n", w.Count(p.WithoutLabel)))
	}
	if p.Incomplete > 0 {
		sentences = append(sentences, w.Text("table.incomplete", "n", w.Count(p.Incomplete)))
	}
	sentences = append(sentences, w.Text("table.inputs", "n", w.Count(p.Inputs)))
	if n := len(p.Classes); n > 0 {
		sentences = append(sentences, w.Text("table.classes", "n", w.Count(n)))
	}
	return text.Sentences(sentences...)
}

// similar lists labels that may mean the same.
func similar(w *text.Words, p *Preview) string {
	if len(p.Similar) == 0 {
		return ""
	}
	var groups []string
	for _, group := range p.Similar {
		groups = append(groups, "“"+strings.Join(group, "” = “")+"”")
	}
	return w.Text("table.similar", "labels", strings.Join(groups, ", "))
}

// format is what was detected about the file, each part in a control.
func format(w *text.Words, p *Preview) []*markup.Node {
	written, _ := p.Dialect["format"].(string)
	var labels []*markup.Node
	for _, part := range parts {
		if !strings.Contains(part.formats, written) {
			continue
		}
		now, _ := p.Dialect[part.name].(string)
		labels = append(labels, labelled(w.Text("table."+part.name),
			choice(part.values, now, part.name, -1, func(value string) string { return w.Text("table." + part.name + "." + value) })))
	}
	if written != "csv" {
		return labels
	}
	for _, name := range []string{"skip", "foot"} {
		lines, _ := p.Dialect[name].(float64)
		labels = append(labels, labelled(w.Text("table."+name), lineCount(int(lines), name)))
	}
	return labels
}

// lineCount is the field for how many lines above or below the table are skipped.
func lineCount(now int, what string) *markup.Node {
	return markup.New("input").With("type", "number").WithNumber("min", 0).WithNumber("max", mostSkipped).
		WithNumber("value", now).With("data-change", "table").With("data-what", what).WithNumber("data-column", -1)
}

// choice is a select element that changes something about the table.
func choice(values []string, now, what string, column int, name func(string) string) *markup.Node {
	if now != "" && !slices.Contains(values, now) {
		values = append([]string{now}, values...)
	}
	return markup.New("select").With("value", now).With("data-change", "table").With("data-what", what).
		WithNumber("data-column", column).Holding(markup.Options(values, name)...)
}

func labelled(title string, control *markup.Node) *markup.Node {
	return markup.New("label").Holding(markup.New("span").Saying(title), control)
}

// shown returns the columns that are shown with column from.
func shown(columns, from int) (begin, end int) {
	if from < 0 || from >= columns {
		from = 0
	}
	begin = from - from%columnsShown
	return begin, min(begin+columnsShown, columns)
}

// shownChoice is the choice of the columns to show.
func shownChoice(w *text.Words, columns, begin int) []*markup.Node {
	var begins []string
	for i := 0; i < columns; i += columnsShown {
		begins = append(begins, strconv.Itoa(i))
	}
	return []*markup.Node{labelled(w.Text("table.shown"), choice(begins, strconv.Itoa(begin), "shown", -1, func(value string) string {
		from, _ := strconv.Atoi(value)
		_, end := shown(columns, from)
		return w.Text("table.shown.some", "from", w.Count(from+1), "to", w.Count(end), "n", w.Count(columns))
	}))}
}

// first is the first rows as a table, with the columns from begin up to end.
func first(p *Preview, begin, end int) []*markup.Node {
	head := markup.New("tr")
	for _, c := range p.Columns[begin:end] {
		head.Holding(markup.New("th").With("scope", "col").Saying(c.Name))
	}
	body := []*markup.Node{head}
	for _, row := range p.First {
		cells := row[min(begin, len(row)):min(end, len(row))]
		body = append(body, markup.New("tr").Holding(markup.Cells(cells...)...))
	}
	return body
}

// target is the choice of what to predict, and how.
func target(w *text.Words, p *Preview) []*markup.Node {
	var places []string
	for i := range p.Columns {
		places = append(places, strconv.Itoa(i))
	}
	column := choice(places, strconv.Itoa(p.Target), "target", p.Target, func(place string) string {
		i, _ := strconv.Atoi(place)
		if i < 0 {
			return w.Text("table.target.none")
		}
		return p.Columns[i].Name
	})
	reason := ""
	if p.TargetReason != "" {
		reason = w.Text("table.reason."+p.TargetReason, "target", p.Columns[p.Target].Name)
	}
	named := func(group string) func(string) string {
		return func(value string) string { return w.Text("table." + group + "." + value) }
	}
	return []*markup.Node{
		labelled(w.Text("table.target"), column),
		labelled(w.Text("table.task"), choice([]string{"classification", "regression"}, p.Task, "task", p.Target, named("task"))),
		labelled(w.Text("table.missing"), choice([]string{"drop", "fill", "indicator"}, p.Missing, "missing", -1, named("missing"))),
		labelled(w.Text("table.merge"), choice([]string{"true", "false"}, strconv.FormatBool(p.Merge), "merge", -1, named("merge"))),
		markup.New("p").Saying(reason),
	}
}

// columns describes the columns from begin up to end, a row each.
func columns(w *text.Words, p *Preview, begin, end int) []*markup.Node {
	head := markup.New("tr")
	for _, key := range []string{"column", "role", "type", "missingValues", "values"} {
		head.Holding(markup.New("th").With("scope", "col").Saying(w.Text("table." + key)))
	}
	list := []*markup.Node{head}
	for i := begin; i < end; i++ {
		c := p.Columns[i]
		list = append(list, markup.New("tr").Holding(
			markup.New("th").With("scope", "row").Saying(c.Name),
			markup.New("td").Holding(role(w, p, i)),
			markup.New("td").Holding(choice(c.Types, c.Type, "type", i, func(value string) string {
				return w.Text("table.type." + value)
			}).With("aria-label", w.Text("table.type")+": "+c.Name)),
			markup.New("td").With("data-named", w.Text("table.missingValues")).Saying(w.Count(c.Missing)), // a phone hides the row of column heads
			markup.New("td").Holding(picture(c), markup.New("span").Saying(summary(w, p, i)))))
	}
	return list
}

// role is whether a column is used, or the word for the target.
func role(w *text.Words, p *Preview, i int) *markup.Node {
	if i == p.Target {
		return markup.New("span").Saying(w.Text("table.role.target"))
	}
	now := "ignored"
	if p.Columns[i].Use {
		now = "feature"
	}
	return choice([]string{"feature", "ignored"}, now, "role", i, func(value string) string {
		return w.Text("table.role." + value)
	}).With("aria-label", w.Text("table.role")+": "+p.Columns[i].Name)
}

// summary says what values a column has, and why it is left out.
func summary(w *text.Words, p *Preview, i int) string {
	c := p.Columns[i]
	about := ""
	switch {
	case len(c.Bins) > 0 && strings.HasPrefix(c.Type, "date-"):
		about = date(c.Least) + " … " + date(c.Greatest)
	case len(c.Bins) > 0:
		about = text.Rounded(c.Least) + " … " + text.Rounded(c.Greatest)
	case len(c.Values) > 0:
		var names []string
		for _, value := range c.Values[:min(len(c.Values), shownValues)] {
			names = append(names, value.Name+" ("+w.Count(value.Count)+")")
		}
		about = strings.Join(names, ", ")
	}
	if !c.Use && i < len(p.LeftOut) && p.LeftOut[i] != "" {
		about += " · " + w.Text("table.reason."+p.LeftOut[i])
	}
	return about
}

// date writes the day that a date is on, which the engine gives in days since 1 January
// 1970.
func date(days float64) string {
	const seconds = 24 * 60 * 60
	year, month, day := time.Unix(int64(math.Floor(days))*seconds, 0).UTC().Date()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// shownValues is how many of a column's values are named.
const shownValues = 4

// picture is a small histogram of a column.
func picture(c Column) *markup.Node {
	counts := c.Bins
	if len(counts) == 0 {
		for _, value := range c.Values {
			counts = append(counts, value.Count)
		}
	}
	bins := markup.New("span").With("class", "bins").With("aria-hidden", "true")
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	for _, n := range counts {
		bins.Holding(markup.New("i").With("style.height", strconv.Itoa(100*n/most)+"%"))
	}
	return bins
}

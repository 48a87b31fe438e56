package samples

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"strings"

	"bonsai/engine/data"
	"bonsai/engine/preprocess"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/table"
	"bonsai/engine/trained"
)

// tableSamples prepares a person's table as the recipe's choices say.
func (o *Files) tableSamples(r *recipe.Recipe, start *trained.Start) (*Samples, error) {
	rows, err := o.rowsIn(r.Reading)
	if err != nil {
		return nil, err
	}
	training, test := table.Split(rows.Order(r.Seed), float64(r.TrainShare)/100)
	s, err := o.fitted(rows, training, test, start)
	if err != nil {
		return nil, err
	}
	s.Columns = o.table.Names()
	return s, s.check()
}

// rowsIn returns the rows of the table in a reading.
func (o *Files) rowsIn(reading string) (*table.Rows, error) {
	choices, err := table.ParseChoices(reading)
	if err != nil {
		return nil, o.problem(err)
	}
	t, err := o.tableIn(choices)
	if err != nil {
		return nil, o.problem(err)
	}
	rows, err := t.Rows(choices)
	if err != nil {
		return nil, o.problem(err)
	}
	return rows, nil
}

// tableIn returns the table, read in the dialect of the choices.
func (o *Files) tableIn(choices table.Choices) (*table.Table, error) {
	if o.table != nil && o.table.Dialect == choices.Dialect {
		return o.table, nil
	}
	return o.tableAs(table.Want{Dialect: choices.Dialect, Exact: true})
}

// tableAs reads the table as is wanted.
func (o *Files) tableAs(want table.Want) (*table.Table, error) {
	reader := table.NewReader(o.csv, want)
	for reader.Step(len(o.csv) + 1) {
	}
	t, err := reader.Table()
	if err == nil {
		o.table = t
	}
	return t, err
}

// IsTable reports whether the files are a table, of which there is a preview.
func (o *Files) IsTable() bool { return o.csv != nil }

// A Preview shows a table under choices.
type Preview struct {
	table.Preview
	Name         string         `json:"name"`
	Digest       string         `json:"digest"`
	TargetReason table.Reason   `json:"targetReason"` // why this target is suggested; "" if a person chose it
	LeftOut      []table.Reason `json:"leftOut"`      // for each column, why it is suggested to be left out
	Network      string         `json:"network"`      // digest of the network among the files, which has a preview of its own; "" if there is none
}

// Preview shows what choices about the table come to, after a change if its What
// is not empty. A reading of "" stands for the choices that fit the table best.
func (o *Files) Preview(reading string, change Change) (*Preview, error) {
	if reading == "" && o.table == nil && o.unread != nil {
		return o.unread.preview(o), nil
	}
	if reading == "" {
		reading = o.Reading
	}
	choices, err := table.ParseChoices(reading)
	if err != nil {
		return nil, o.problem(err)
	}
	if change.What != "" {
		if choices, err = o.changed(choices, change); err != nil {
			return nil, o.problem(err)
		}
	}
	t, err := o.tableIn(choices)
	if err != nil {
		return nil, o.problem(err)
	}
	suggested := t.Suggest()
	if o.Reading == "" {
		o.Reading = suggested.Choices.String() // the file can be read now
	}
	p := &Preview{Preview: t.Preview(choices), Name: o.Name, Digest: o.Digest, LeftOut: suggested.LeftOut, Network: o.network.digest}
	if suggested.Target == choices.Target {
		p.TargetReason = suggested.TargetReason
	}
	return p, nil
}

// Alone returns the preview of a network that was opened without a table: its name and
// its digest.
func (o *Files) Alone() *Preview { return &Preview{Name: o.Name, Network: o.network.digest} }

// fitted prepares training and test rows, with a preprocessing that is fitted
// to the training rows alone, or scales as a network from a file takes them.
func (o *Files) fitted(rows *table.Rows, training, test []int, start *trained.Start) (*Samples, error) {
	p := rows.Fit(training)
	if start != nil {
		if err := start.Scale(p, rows, training); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	target := p.Target
	s := describe(data.Kind{Name: recipe.OwnDataset, Classes: len(target.Classes), Features: p.Width(), Samples: rows.N})
	s.Preprocessing, s.rows, s.training, s.test, s.Names = p, rows, training, test, target.Classes
	for _, input := range p.InputList() {
		s.Inputs = append(s.Inputs, input.String())
	}
	s.Train, s.Test = s.setOf(training), s.setOf(test)
	s.Table = &snapshot.TableInfo{
		Target: target.Name, WithoutLabel: rows.WithoutLabel, Incomplete: rows.Incomplete,
		Mean: target.Mean, Deviation: target.Deviation, Preprocessing: text,
	}
	return s, s.begin(start, o.Name)
}

// setOf returns rows of the table as the network takes them.
func (s *Samples) setOf(rows []int) data.Set {
	p := s.Preprocessing
	return data.Set{X: p.Inputs(s.rows, rows), Y: p.Targets(s.rows, rows), N: len(rows), F: p.Width(), Classes: len(p.Target.Classes)}
}

// Fold returns the samples of one of k folds of the training samples: its
// training part as Train, its validation part as Test. Of a table everything
// that is fitted (means, fill values, categories) is fitted to the fold's own
// training rows, or the validation rows would leak into them.
func (s *Samples) Fold(k, i int) (*Samples, error) {
	if s.rows == nil {
		fold := data.Folds(s.Train, k)[i]
		part := *s
		part.Train, part.Test = fold.Train, fold.Validation
		return &part, nil
	}
	fold := table.Folds(s.training, k)[i]
	return (&Files{}).fitted(s.rows, fold.Training, fold.Validation, s.start)
}

// TestRow returns a test sample as the table has it, without the target and what is
// left out; nil for other data.
func (s *Samples) TestRow(i int) []snapshot.Cell {
	if s.rows == nil {
		return nil
	}
	var cells []snapshot.Cell
	for j, c := range s.Preprocessing.Columns {
		if c.Use {
			cells = append(cells, snapshot.Cell{Name: c.Name, Text: s.rows.Text(j, s.test[i])})
		}
	}
	return cells
}

// Units returns the factor that turns a loss into one in the units of the
// target: squared errors of standardised values times their variance.
func (s *Samples) Units() float64 {
	if s.Table == nil || s.Classes > 0 {
		return 1
	}
	return float64(s.Table.Deviation * s.Table.Deviation)
}

// Rows returns the network's inputs for rows in the units of the data: arrays
// of numbers, or of a table also objects by column name (see
// preprocess.Preprocessing.Rows). An error names the row and the column.
func (s *Samples) Rows(rows []any) ([]float32, error) {
	if s.Preprocessing != nil {
		x, err := s.Preprocessing.Rows(rows)
		if err != nil {
			return nil, problemOf(err)
		}
		return x, nil
	}
	var x []float32
	for i, row := range rows {
		numbers, ok := row.([]any)
		if !ok || len(numbers) != s.Kind.Features {
			return nil, recipe.NewProblem("row", "row", i+1, "have", len(numbers), "want", s.Kind.Features)
		}
		for j, v := range numbers {
			number, ok := v.(float64)
			if !ok || !(math.Abs(number) <= math.MaxFloat32) { // beyond it, float32 has infinity only
				return nil, recipe.NewProblem("cell", "row", i+1, "column", j+1)
			}
			x = append(x, float32(number))
		}
	}
	return trained.Scaled(x, s.pixels), nil
}

// Value returns an output of the network in the units of the target.
func (s *Samples) Value(output float32) float64 {
	if s.Preprocessing == nil || s.Classes > 0 {
		return float64(output)
	}
	return s.Preprocessing.Target.Value(output)
}

// problemOf turns an error of a table into one that a person is told.
func problemOf(err error) error {
	var e *table.Error
	if !errors.As(err, &e) {
		return err
	}
	return &recipe.Problem{Code: "table." + e.Code, Args: e.Args, Text: strings.TrimPrefix(e.Error(), "table: ")}
}

// problem is problemOf, with the name of the file.
func (o *Files) problem(err error) error {
	told := problemOf(err)
	if p, ok := told.(*recipe.Problem); ok {
		p.Args = maps.Clone(p.Args)
		p.Args["file"], p.Text = o.Name, o.Name+": "+p.Text
	}
	return told
}

var _ preprocess.Data = (*table.Rows)(nil)

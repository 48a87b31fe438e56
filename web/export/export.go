// Package export writes what a person can take away as files: weights and
// numbers as CSV, and the experiment as JSON, which it reads too.
package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/text"
)

// Weights returns a table of all weights and biases, counted from 0. A bias
// comes from the unit −1.
func Weights(s *snapshot.Snapshot) string {
	table := [][]string{{"layer", "to", "from", "value", "kept"}}
	for l, layer := range s.Layers {
		for to := range layer.Out {
			row := func(from int, value float32, kept uint8) {
				table = append(table, []string{
					strconv.Itoa(l), strconv.Itoa(to), strconv.Itoa(from), strconv.FormatFloat(float64(value), 'g', -1, 32), strconv.Itoa(int(kept)),
				})
			}
			row(-1, layer.B[to], 1)
			for from := range layer.In {
				at := to*layer.In + from
				row(from, layer.W[at], layer.Mask[at])
			}
		}
	}
	return csvOf(table)
}

// Numbers returns a table of the numbers that the page shows, and of the
// curves over the steps of training.
func Numbers(s *snapshot.Snapshot) string {
	table := [][]string{{"what", "step", "value"}}
	add := func(step int, what string, value float64) {
		table = append(table, []string{what, strconv.Itoa(step), text.Decimal(value)})
	}
	add(s.Step, "test accuracy", s.Test.Accuracy)
	add(s.Step, "test loss", s.Test.Loss)
	add(s.Step, "training accuracy", s.Train.Accuracy)
	add(s.Step, "training loss", s.Train.Loss)
	add(s.Step, "test accuracy, dense", s.Dense.Accuracy)
	add(s.Step, "test loss, dense", s.Dense.Loss)
	add(s.Step, "connections kept", float64(s.Kept))
	add(s.Step, "connections", float64(s.Total))
	add(s.Step, "sparsity", figures.Sparsity(s))
	add(s.Step, "epsilon", s.Epsilon)
	add(s.Step, "multiply-adds", float64(s.Operations))
	if smallest := figures.SmallestFormat(s.Bytes); smallest != "" {
		add(s.Step, "bytes, smallest: "+smallest, float64(s.Bytes[smallest]))
	}
	for _, format := range slices.Sorted(maps.Keys(s.Bytes)) {
		add(s.Step, "bytes, "+format, float64(s.Bytes[format]))
	}
	for _, p := range s.Curve {
		add(p.Step, "curve: training loss", p.Train.Loss)
		add(p.Step, "curve: test loss", p.Test.Loss)
		add(p.Step, "curve: training accuracy", p.Train.Accuracy)
		add(p.Step, "curve: test accuracy", p.Test.Accuracy)
		add(p.Step, "curve: sparsity", p.Sparsity)
	}
	return csvOf(table)
}

func csvOf(table [][]string) string {
	var out strings.Builder
	if err := csv.NewWriter(&out).WriteAll(table); err != nil {
		panic(err) // a string takes everything
	}
	return out.String()
}

// version of the format of an experiment's file.
const version = 1

// An experiment is what its file holds. To open it only the link is used; the
// rest is for people who read the file.
type experiment struct {
	Bonsai   int           `json:"bonsai"` // the version of the format
	Link     string        `json:"link"`
	Recipe   recipe.Recipe `json:"recipe"`
	Accuracy float64       `json:"testAccuracy"`
	Kept     int           `json:"kept"`
	Total    int           `json:"total"`

	// Preprocessing says what the network takes of a row of a person's table, and
	// what its output means there.
	Preprocessing json.RawMessage `json:"preprocessing,omitempty"`
}

// Experiment returns the experiment's file, which Link reads.
func Experiment(s *snapshot.Snapshot) string {
	file := experiment{version, s.Link, s.Recipe, s.Test.Accuracy, s.Kept, s.Total, preprocessing(s)}
	encoded, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		panic(err) // numbers and texts
	}
	return string(encoded) + "\n"
}

// preprocessing returns how a row of a person's table becomes inputs, as JSON, or
// nil for other data.
func preprocessing(s *snapshot.Snapshot) json.RawMessage {
	if s.Table == nil {
		return nil
	}
	return s.Table.Preprocessing
}

// Link returns the address in an experiment's file, and whether it is one.
func Link(file []byte) (link string, ok bool) {
	var e experiment
	if json.Unmarshal(file, &e) != nil || e.Bonsai != version || e.Link == "" {
		return "", false
	}
	return e.Link, true
}

// IsExperiment tells whether a file is an experiment, by its name and its first 100
// bytes: a table can be JSON, too.
func IsExperiment(name string, start []byte) bool {
	return strings.HasSuffix(strings.ToLower(name), ".json") && bytes.Contains(start, []byte(`"bonsai"`))
}

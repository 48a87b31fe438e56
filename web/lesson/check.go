package lesson

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

// A Check is the conditions of a task, by the name of what is measured.
type Check map[string]Condition

// A Condition limits a number or names a word.
type Condition struct {
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
	Is  string   `json:"is,omitempty"`
}

// Missed returns the names of the conditions that a snapshot does not fulfil, sorted.
// The task is done when there is none.
func (c Check) Missed(s *snapshot.Snapshot) []string {
	var missed []string
	for _, name := range slices.Sorted(maps.Keys(c)) {
		if !c[name].holds(s, name) {
			missed = append(missed, name)
		}
	}
	return missed
}

func (c Condition) holds(s *snapshot.Snapshot, name string) bool {
	if c.Is != "" {
		return slices.Contains(words(s, name), c.Is)
	}
	value, ok := Measure(s, name)
	if isShare(name) {
		value = figures.Written(value)
	}
	return ok && (c.Min == nil || value >= *c.Min) && (c.Max == nil || value <= *c.Max)
}

// isShare tells whether the page writes a measure in per cent or points.
func isShare(name string) bool {
	return slices.Contains([]string{"accuracy", "accuracyDrop", "sparsity", "density"}, name)
}

// Measure returns a number of a snapshot, and whether there is one by this name:
//
//	accuracy       on the test data, 0 to 1; R² in regression
//	accuracyDrop   how much higher it was before anything was pruned, as both are written
//	sparsity       pruned weights as a share of all, 0 to 1
//	density        kept weights as a share of all, 0 to 1
//	units          neurons and inputs
//	kept, kept.2   kept connections, in all layers or in the second
//	keptFrom.5-7   kept connections that start at the inputs 5 to 7
//	emptyLayers    layers without a kept connection
//	dead           dead neurons and inputs
//	bytes, bytes.gzip   length in the smallest encoding, or in the named one
//	operations     multiply-adds for one sample
func Measure(s *snapshot.Snapshot, name string) (value float64, ok bool) {
	name, part, _ := strings.Cut(name, ".")
	switch name {
	case "accuracy":
		return s.Test.Accuracy, true
	case "accuracyDrop":
		return -figures.Change(s), true
	case "sparsity":
		return 1 - float64(s.Kept)/float64(s.Total), true
	case "density":
		return float64(s.Kept) / float64(s.Total), true
	case "units":
		return float64(units(s)), true
	case "operations":
		return float64(s.Operations), true
	case "kept":
		return keptIn(s, part)
	case "keptFrom":
		return keptFrom(s, part)
	case "emptyLayers":
		return float64(emptyLayers(s)), true
	case "dead":
		return float64(dead(s)), true
	case "bytes":
		return bytesIn(s, part)
	}
	return 0, false
}

// words returns the words that a snapshot has by a name: the data set, the criterion,
// the scope, or for "did" everything that was done, as the methods of a script are named.
func words(s *snapshot.Snapshot, name string) []string {
	switch name {
	case "dataset":
		return []string{s.Recipe.Dataset}
	case "criterion":
		return []string{s.Pruning.Criterion}
	case "scope":
		return []string{s.Pruning.Scope}
	case "did":
		return s.Done
	}
	return nil
}

// keptIn counts the kept connections of a layer, counted from 1; of all for "".
func keptIn(s *snapshot.Snapshot, layer string) (kept float64, ok bool) {
	if layer == "" {
		return float64(s.Kept), true
	}
	n, err := strconv.Atoi(layer)
	if err != nil || n < 1 || n > len(s.Layers) {
		return 0, false
	}
	return float64(ones(s.Layers[n-1].Mask)), true
}

// keptFrom counts the kept connections from a range of inputs, such as "5-7", counted
// from 1.
func keptFrom(s *snapshot.Snapshot, inputs string) (kept float64, ok bool) {
	from, to, _ := strings.Cut(inputs, "-")
	first, err := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	layer := &s.Layers[0]
	if err != nil || err2 != nil || first < 1 || last > layer.In || first > last {
		return 0, false
	}
	for out := range layer.Out {
		kept += float64(ones(layer.Mask[out*layer.In+first-1 : out*layer.In+last]))
	}
	return kept, true
}

func ones(mask []uint8) (n int) {
	for _, m := range mask {
		n += int(m)
	}
	return n
}

func emptyLayers(s *snapshot.Snapshot) (n int) {
	for _, layer := range s.Layers {
		if ones(layer.Mask) == 0 {
			n++
		}
	}
	return n
}

func units(s *snapshot.Snapshot) (n int) {
	for _, layer := range s.Dead {
		n += len(layer)
	}
	return n
}

func dead(s *snapshot.Snapshot) (n int) {
	for _, layer := range s.Dead {
		for _, is := range layer {
			if is {
				n++
			}
		}
	}
	return n
}

// bytesIn returns the length in a format; in the smallest for "".
func bytesIn(s *snapshot.Snapshot, format string) (bytes float64, ok bool) {
	if format != "" {
		n, ok := s.Bytes[format]
		return float64(n), ok
	}
	for _, n := range s.Bytes {
		if !ok || float64(n) < bytes {
			bytes, ok = float64(n), true
		}
	}
	return bytes, ok
}

package static

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/web/text"
)

// hole matches a part of a message that is filled in, or that depends on a number.
var hole = regexp.MustCompile(`\{(\w+)(:[^{}]*)?\}`)

// counted matches in English what could be a number of things: a hole, a noun in the
// plural behind it, and perhaps the verb.
var counted = regexp.MustCompile(`\{(\w+)\} (?:training |test |hidden |dead |activation )?([a-z]+s|entries|classes)\b`)

// manyAlways are the messages and holes whose number is 2 or more, or no number of things.
var manyAlways = []string{
	"epsilon.value bytes", "announce bytes", "histogram.at bytes", "export.bytes n", "film.saved n", "outcome.bytesSmallest n", "outcome.bytesOnly n", // a file has a header
	"rivals.closest pruned", "rivals.closest student", "share.length count",
	"network.drawn layers", "network.description layers", // with the inputs
	"headline.learnt.classes classes", "headline.fell by", "headline.rose by", "headline.again by", "lesson.points points", // with a decimal place
	"forgot.first of", "problem.modelLength have", "problem.linkLength have", "problem.longAddress have",
	"problem.manySteps have", "problem.table.tooManyRows max", "problem.table.tooManyCells max", "problem.table.tooManyColumns have",
	"headline.drawn min",
	"problem.file.units have", "problem.file.inputs have", "problem.file.depth max", "problem.file.labels have", // beyond a limit
	"headline.remove total", // one has a message of its own
}

// A number of things is in the singular for 1, and in the plural for 0 and 2.
func TestMessagesHaveSingularAndPlural(t *testing.T) {
	english := messages(t, "en")
	for key, message := range english {
		for _, found := range counted.FindAllStringSubmatch(message, -1) {
			if name := found[1]; found[2] != "is" && found[2] != "has" && !slices.Contains(manyAlways, strings.TrimSuffix(key, ".r2")+" "+name) {
				t.Errorf("%s: %q would be said of 1, too", key, found[0])
			}
		}
	}
	for _, c := range []struct {
		key             string
		names           string // of the number
		zero, one, many string
	}{
		{"histogram.tip", "n", "0 connections.", "1 connection.", "2 connections."},
		{"level.value", "kept total", "0 of 0 connections kept", "1 of 1 connection kept", "2 of 2 connections kept"},
		{"histogram.description", "kept", "0 of {total} {total:connection|connections} are kept", "1 of {total} {total:connection|connections} is kept", "2 of {total} {total:connection|connections} are kept"},
		{"announce", "dead", "0 dead neurons.", "1 dead neuron.", "2 dead neurons."},
		{"outcome.connections", "total", "connections", "connection", "connections"},
		{"rule.held", "held", "0 connections are kept", "1 connection is kept", "2 connections are kept"},
		{"gradual.short", "left epoch", "0 steps are left, less than an epoch (0 steps)", "1 step is left, less than an epoch (1 step)", "2 steps are left, less than an epoch (2 steps)"},
		{"network.about", "weights", "0 weights.", "1 weight.", "2 weights."},
		{"table.leftOut", "n", "0 rows are left out", "1 row is left out", "2 rows are left out"},
		{"table.classes", "n", "There are 0 classes.", "There is 1 class.", "There are 2 classes."},
		{"forgot.said", "changed", "0 of {tests} test {tests:sample|samples} get another", "1 of {tests} test {tests:sample|samples} gets another", "2 of {tests} test {tests:sample|samples} get another"},
		{"forgot.same", "tests", "the 0 test samples gets", "the 1 test sample gets", "the 2 test samples gets"},
		{"problem.fewRows", "value", "0 samples are", "1 sample is", "2 samples are"},
		{"problem.folds", "value rows", "0 folds: there are only 0 training samples", "1 fold: there is only 1 training sample", "2 folds: there are only 2 training samples"},
	} {
		for n, want := range []string{c.zero, c.one, c.many} {
			var values []string
			for _, name := range strings.Fields(c.names) {
				values = append(values, name, strconv.Itoa(n))
			}
			if got := text.Fill(english[c.key], values); !strings.Contains(got, want) {
				t.Errorf("%s of %d: %q, want %q in it", c.key, n, got, want)
			}
		}
	}
}

// What depends on a number names one that the message has, in every language, and no
// choice is left in what is said. Chinese has no plural.
func TestPluralsNameNumbersOfTheMessage(t *testing.T) {
	english := messages(t, "en")
	for _, language := range languages(t) {
		for key, message := range messages(t, language) {
			var values []string
			for _, found := range hole.FindAllStringSubmatch(english[key], -1) {
				values = append(values, found[1], "1")
			}
			for _, found := range hole.FindAllStringSubmatch(message, -1) {
				if !slices.Contains(values, found[1]) || found[2] != "" && (language == "zh" || strings.Count(found[2], "|") != 1) {
					t.Errorf("%s: %s has %s", language, key, found[0])
				}
			}
			for n := range 3 {
				for i := 1; i < len(values); i += 2 {
					values[i] = strconv.Itoa(n)
				}
				if said := text.Fill(message, values); hole.MatchString(said) || strings.Contains(said, "|}") {
					t.Errorf("%s: %s of %d is %q", language, key, n, said)
				}
			}
		}
	}
}

package main

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const excerpt = "../data/testdata/mnist"

// line matches a line of the table: name, published result, part of the experiment
// with error and deviation, kept weights, bytes, seeds, seconds.
var line = regexp.MustCompile(`^\| (.*) \| (.*) \| (.*) ([0-9.]+) ± ([0-9.]+) % \| (\d+) \| (\d+|–) \| (.*) \| \d+ \|$`)

// All experiments are run on an excerpt of MNIST. It is far too small for the errors
// of the papers, but how many weights are kept does not depend on the images:
// 784·300 + 300·100 + 100·10 = 266,200 weights, of which b prunes 90 %. In c, 0.8⁷ of
// 265,200 and 0.9⁷ of 1,000 are kept after 7 rounds: 55,616 + 478; after 9 rounds
// 35,595 + 387, and after 11 rounds 22,780 + 314. Each round rounds each layer.
// Encoding removes weights of dead neurons, which may leave g a few less.
func TestExperimentsKeepTheNumbersOfWeightsTheyAreAbout(t *testing.T) {
	cache := t.TempDir()
	var out bytes.Buffer
	if err := run(&out, excerpt, cache, strings.Split("a,b,c,d,f,g", ","), []string{"7"}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")[2:]
	want := []struct {
		what     string
		kept     int
		off      int // how many fewer or more weights are allowed
		hasBytes bool
		atMost   float64 // error in per cent
	}{
		{"", 266_200, 0, true, 40},
		{"dense", 266_200, 0, false, 40},
		{"pruned", 26_620, 0, false, 100},
		{"compensated", 26_620, 0, false, 100},
		{"dense", 266_200, 0, false, 60},
		{"ticket, 21.1 %", 56_094, 11, false, 60},
		{"reinitialised, 21.1 %", 56_094, 11, false, 100},
		{"ticket, 13.5 %", 35_982, 11, false, 100},
		{"reinitialised, 13.5 %", 35_982, 11, false, 100},
		{"ticket, 8.7 %", 23_094, 11, false, 100},
		{"reinitialised, 8.7 %", 23_094, 11, false, 100},
		{"", 19_000, 0, true, 50},
		{"", 4_300, 60, true, 50},
		{"", 2_600, 60, true, 60},
	}
	if len(lines) != len(want) {
		t.Fatalf("the table has %d lines, want %d:\n%s", len(lines), len(want), out.String())
	}
	for i, w := range want {
		parts := line.FindStringSubmatch(lines[i])
		if parts == nil {
			t.Errorf("line %d is %q", i, lines[i])
			continue
		}
		percent, _ := strconv.ParseFloat(parts[4], 64)
		kept, _ := strconv.Atoi(parts[6])
		if strings.TrimSpace(parts[3]) != w.what || max(kept-w.kept, w.kept-kept) > w.off || (parts[7] != "–") != w.hasBytes || percent > w.atMost {
			t.Errorf("line %d is %q, want %+v", i, lines[i], w)
		}
	}
}

func TestWrongArgumentsAreErrors(t *testing.T) {
	for want, c := range map[string]struct{ folder, name, seed string }{
		"MNIST is missing":      {t.TempDir(), "a", "1"},
		`no experiment "z"`:     {excerpt, "z", "1"},
		`the seed "one" is not`: {excerpt, "a", "one"},
	} {
		err := run(&bytes.Buffer{}, c.folder, t.TempDir(), []string{c.name}, []string{c.seed})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}

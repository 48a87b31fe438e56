package trained

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/preprocess"
)

// The choices for a recipe without the file say what the file says.
func TestPortableChoicesContainWhatTheFileSays(t *testing.T) {
	file := &exchange.Network{
		Layers:  []exchange.Layer{{In: 2, Out: 1, W: []float32{1, 2}, B: []float32{0}}},
		Columns: []exchange.Column{{Name: "size", Mean: 0.1, Deviation: 1.0 / 3}, {Name: "größe,2", Deviation: 1}},
		Target:  &exchange.Scale{Mean: 5, Deviation: 2},
	}
	s := &Start{Choices: Choices{Inputs: 2, Outputs: 1, Loss: 2, Scaling: ByName, Target: ByFile}, File: file}
	text := s.Portable().String()
	c, err := Parse(text)
	if err != nil || c.String() != text {
		t.Fatalf("%s became %s (%v)", text, c, err)
	}
	told := (&Start{Choices: c}).Told()
	if told == nil || fmt.Sprint(told.Columns) != fmt.Sprint(file.Columns) || *told.Target != *file.Target {
		t.Errorf("the link tells %+v", told)
	}
	// Columns in another order than the table's come in the table's.
	p := &preprocess.Preprocessing{Columns: []preprocess.Column{{Name: "größe,2", Use: true}, {Name: "other", Use: true}, {Name: "size", Use: true}}}
	without := &Start{Choices: c}
	if err := without.Arrange(p); err != nil {
		t.Fatal(err)
	}
	if got := without.Told().Columns; got[0].Name != "größe,2" || p.Columns[1].Use {
		t.Errorf("the columns are %+v, and those of the table %+v", got, p.Columns)
	}
	if got := without.Pairs(p); len(got) != 2 || got[1] != (Pair{"size", "size"}) {
		t.Errorf("the pairs are %v", got)
	}
	// Sent on, the link is the same.
	if got := (&Start{Choices: c}).Portable().String(); got != text {
		t.Errorf("sent on, it is %s, want %s", got, text)
	}
	file.Columns, file.Target = nil, nil
	if got := s.Portable().String(); got != "n2x1r,sn,tf" {
		t.Errorf("a file that says nothing: %s", got)
	}
}

// What is compressed well is limited, and what does not fit the network is refused.
func TestWhatALinkSaysOfTheInputsIsChecked(t *testing.T) {
	about := func(columns int) string {
		return (&exchange.Network{Columns: slices.Repeat([]exchange.Column{{Deviation: 2}}, columns)}).About()
	}
	if _, err := Parse("n4x3s,sf,a" + packed(about(4))); err != nil {
		t.Error(err)
	}
	for what, text := range map[string]string{
		"three columns for four inputs": "a" + packed(about(3)),
		"nothing":                       "a" + packed("{}"),
		"no JSON":                       "a" + packed("columns"),
		"not compressed":                "aAAAA",
		"no base64":                     "a....",
		"4 million spaces":              "a" + packed(strings.Repeat(" ", 4<<20)+about(4)),
		"empty":                         "a",
	} {
		if c, err := Parse("n4x3s,sf," + text); err == nil {
			t.Errorf("%s: %+v", what, c)
		}
	}
}

package lesson

import (
	"encoding/json"
	"fmt"
	"strings"

	"bonsai/web/text"
)

// A Text is the same text in each language, by the language's code.
type Text map[string]string

// A Lesson is one file of lessons.
type Lesson struct {
	Title   Text    `json:"title"`
	Minutes int     `json:"minutes"`        // about how long it takes
	File    string  `json:"file,omitempty"` // a data file beside the lesson, to be opened before anything else
	Start   string  `json:"start"`          // the address of the experiment that the lesson begins with
	Steps   []Step  `json:"steps"`
	Teacher Text    `json:"teacher"` // notes for the teacher
	Claims  []Claim `json:"claims"`
}

// Digest returns the digest by which the lesson's addresses refer to its data file, "" if
// it has none.
func (l *Lesson) Digest() string {
	for field := range strings.SplitSeq(l.Start, "&") {
		if digest, ok := strings.CutPrefix(field, "own="); ok {
			return digest
		}
	}
	return ""
}

// A Step is one of three things. If it has an Ask, it is a question: Options are the
// answers to choose from, Answer is the index of the right one, and Reveal follows once
// one is chosen. If it has a Task, the reader does something until Check holds. Otherwise
// Text is read.
type Step struct {
	Open string `json:"open,omitempty"` // the address to open: at once, or for a question when it is answered
	Show string `json:"show,omitempty"` // the control that the step is about, a name of recipe.Controls

	Text Text `json:"text,omitempty"`

	Ask     Text   `json:"ask,omitempty"`
	Options []Text `json:"options,omitempty"`
	Answer  int    `json:"answer,omitempty"`
	Reveal  Text   `json:"reveal,omitempty"`

	Task  Text     `json:"task,omitempty"`
	Check Check    `json:"check,omitempty"`
	Hint  Text     `json:"hint,omitempty"`
	Right string   `json:"right,omitempty"` // the address of a solution
	Wrong []string `json:"wrong,omitempty"` // addresses that Check must reject
}

// A Claim is a number that a lesson states.
type Claim struct {
	ID         string `json:"id"`
	Experiment string `json:"experiment"`      // an address without a seed; it is measured with the seeds 1 to 5
	Minus      string `json:"minus,omitempty"` // a second experiment, for the difference of the two
	Measure    string `json:"measure"`         // see Measure

	// Value is the mean over the seeds, in Unit: "percent", "points" (of a percentage),
	// "bytes" or "count". The measured mean may differ from it by Tolerance.
	Value     float64 `json:"value"`
	Unit      string  `json:"unit"`
	Digits    *int    `json:"digits,omitempty"` // after the decimal point; nil: 1 for percent and points, else 0
	Tolerance float64 `json:"tolerance"`

	// Same means that the number is the same for each of the seeds.
	Same bool `json:"same,omitempty"`
}

// MeanMark follows a number in a text that is the mean of networks with several seeds.
const MeanMark = "*"

// Decimals returns the number of digits after the decimal point that a text shows.
func (c *Claim) Decimals() int {
	switch {
	case c.Digits != nil:
		return *c.Digits
	case c.Unit == "percent" || c.Unit == "points":
		return 1
	}
	return 0
}

// Read reads a lesson.
func Read(file []byte) (*Lesson, error) {
	l := new(Lesson)
	if err := json.Unmarshal(file, l); err != nil {
		return nil, fmt.Errorf("lesson: the file is not JSON of the right form: %w", err)
	}
	return l, nil
}

// Fill replaces each {id} in a text by the claim's value, marked if it is a mean. number writes a value with a
// number of decimals in the reader's language.
func (l *Lesson) Fill(message string, number func(value float64, decimals int) string) string {
	values := make([]string, 0, 2*len(l.Claims))
	for i := range l.Claims {
		c := &l.Claims[i]
		written := number(c.Value, c.Decimals())
		if c.Unit == "percent" {
			written += "\u00a0%" // a line does not end before it
		}
		if !c.Same {
			written += MeanMark
		}
		values = append(values, c.ID, written)
	}
	return text.Fill(message, values)
}

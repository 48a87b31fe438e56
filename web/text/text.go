// Package text writes messages and numbers in the language of the reader.
//
// A message has a key, such as "tip.neuron", and holes for values, such as
// {bias}. The page's loader has the messages of the current language and knows
// how that language writes numbers; this package fills the holes and says in
// which form a count, a share or an accuracy is written.
package text

import "strings"

// Words writes messages and numbers in one language. It is made by New.
type Words struct {
	message func(key string, values []string) string
	number  func(value float64, digits int) string

	written map[written]string // numbers that were written before
}

// A written number is a value with its number of decimal places.
type written struct {
	value  float64
	digits int
}

// New returns Words that get a message from the function message and a number
// from the function number. Values are names and texts in turn, as Fill takes
// them; a key without a message is returned as it is.
func New(message func(key string, values []string) string, number func(value float64, digits int) string) *Words {
	return &Words{message, number, map[written]string{}}
}

// Forget forgets the numbers that were written. Call it when the language has
// changed.
func (w *Words) Forget() { clear(w.written) }

// Text returns the message of a key. Values are names of holes and what to
// fill in, in turn.
func (w *Words) Text(key string, values ...string) string { return w.message(key, values) }

// TextOr returns the message of a key, or the fallback if there is none.
func (w *Words) TextOr(fallback, key string) string {
	if text := w.Text(key); text != key {
		return text
	}
	return fallback
}

// Sentences joins sentences by spaces. There is none behind a mark of Chinese, which has
// its own.
func Sentences(sentences ...string) string {
	joined := ""
	for _, s := range sentences {
		if joined != "" && s != "" && !strings.HasSuffix(joined, "。") && !strings.HasSuffix(joined, "；") {
			joined += " "
		}
		joined += s
	}
	return joined
}

// Option returns the name of one option of a field or control.
func (w *Words) Option(field, option string) string { return w.Text("option." + field + "." + option) }

// Fill fills the holes of a message. Values are names of holes and what to
// fill in, in turn. A hole without a value stays as it is, and a value may
// contain braces: it is not filled again. A hole with two words, such as
// {kept:connection|connections}, is filled with the first if the value is "1" and with
// the second if it is not.
func Fill(message string, values []string) string {
	var out strings.Builder
	for {
		before, rest, opened := strings.Cut(message, "{")
		out.WriteString(before)
		if !opened {
			return out.String()
		}
		hole, after, closed := strings.Cut(rest, "}")
		name, words, counts := strings.Cut(hole, ":")
		value, found := valueOf(name, values)
		if counts {
			one, other, _ := strings.Cut(words, "|")
			if value == "1" {
				value = one
			} else {
				value = other
			}
		}
		if !closed || !found {
			out.WriteByte('{')
			message = rest
			continue
		}
		out.WriteString(value)
		message = after
	}
}

func valueOf(name string, values []string) (value string, found bool) {
	for i := 0; i+1 < len(values); i += 2 {
		if values[i] == name {
			return values[i+1], true
		}
	}
	return "", false
}

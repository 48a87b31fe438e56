package recipe

import "strings"

// The operations that change all weights at once without training.

type (
	// Compensate solves for new values of the surviving weights, so that they
	// compensate for those that were pruned: "c".
	Compensate struct{}

	// Mark remembers the weights, so that Rewind can go back to them: "m".
	Mark struct{}

	// Rewind sets the surviving weights back to those remembered by Mark, or
	// else to their initial values: "r". Random reinitialises them instead: "ri".
	Rewind struct{ Random bool }

	// Quantize rounds the kept weights to the values of a scheme, "q:int8".
	// Training then adjusts the shared values. Entries is the number of values
	// of a codebook, "q:codebook:16". "q:off" ends it.
	Quantize struct {
		Scheme  string
		Entries int
	}

	// Distil makes the network the teacher of a smaller one, which takes its
	// place untrained: "d:5.5:4:0.5", the hidden layers, the temperature, and
	// the share of the true targets in the loss (Hinton, Vinyals and Dean,
	// arXiv 1503.02531).
	Distil struct {
		Layers            []int
		Temperature, Hard float64
	}

	// Network puts a whole network in place of the present one: "n:" and the
	// bytes of the arithmetic coding in base64 for URLs. With it an address
	// carries what was learnt instead of how. A History may follow, which says how
	// in short: "n:AAEC:0.982:0.071:0.4334:e10p80e5", the accuracy and loss before
	// pruning, ε, and the steps.
	Network struct {
		Encoded string
		History *History // nil: not known
	}
)

// Ranges of the arguments.
const (
	MinEntries, MaxEntries         = 2, 256
	MinTemperature, MaxTemperature = 0.5, 100
)

func (Compensate) Text() string { return "c" }
func (Mark) Text() string       { return "m" }

func (r Rewind) Text() string {
	if r.Random {
		return "ri"
	}
	return "r"
}

func (q Quantize) Text() string {
	if q.Scheme == Codebook {
		return "q:" + strings.Join([]string{q.Scheme, formatFloat(float64(q.Entries))}, ":")
	}
	return "q:" + q.Scheme
}

func (d Distil) Text() string {
	return strings.Join([]string{"d", joinInts(d.Layers), formatFloat(d.Temperature), formatFloat(d.Hard)}, ":")
}

const networkPrefix = "n:"

func (n Network) Text() string {
	if n.History == nil {
		return networkPrefix + n.Encoded
	}
	return networkPrefix + n.Encoded + ":" + n.History.text()
}

func compensateEntry() Entry {
	return plain("compensate", Compensate{}).recorded([]string{"c"}, bare(Compensate{}), "c")
}

func markEntry() Entry { return plain("mark", Mark{}).recorded([]string{"m"}, bare(Mark{}), "m") }

func (r *Rewind) values() []*Value { return []*Value{optional(boolean("random", &r.Random))} }
func (r *Rewind) check() error     { return nil }

func rewindEntry() Entry {
	return scripted("rewind", Rewind{}).
		recorded([]string{"r", "ri"}, func(head string, parts []string) (Operation, error) {
			return bare(Rewind{Random: head == "ri"})(head, parts)
		}, "r", "ri")
}

// bare reads an operation that is one word in an address.
func bare(o Operation) func(head string, parts []string) (Operation, error) {
	return func(head string, parts []string) (Operation, error) {
		if len(parts) > 0 {
			return nil, unreadable(head + ":" + strings.Join(parts, ":"))
		}
		return o, nil
	}
}

func (q *Quantize) values() []*Value {
	return []*Value{
		optional(choice("scheme", append(Schemes(), NoScheme), &q.Scheme)),
		optional(integer("entries", MinEntries, MaxEntries, &q.Entries)),
	}
}

// check reports a codebook without its number of entries, and one for another
// scheme.
func (q *Quantize) check() error {
	if q.Scheme == Codebook && q.Entries == 0 {
		return NewProblem("missing", "field", "entries")
	}
	if q.Scheme != Codebook && q.Entries != 0 {
		return NewProblem("unknownField", "field", "entries", "options", "scheme")
	}
	return nil
}

func quantizeEntry() Entry {
	return scripted("quantize", Quantize{Scheme: Codebook}).
		recorded([]string{"q"}, func(_ string, parts []string) (Operation, error) {
			var q Quantize
			err := parseParts("q", parts, q.values())
			if err == nil && (q.Scheme == Codebook) != (len(parts) == 2) {
				err = unreadable("q:" + strings.Join(parts, ":"))
			}
			return q, err
		}, "q:codebook:16", "q:int8", "q:off")
}

func (d *Distil) values() []*Value {
	return []*Value{
		hiddenLayers(&d.Layers),
		optional(decimal("temperature", MinTemperature, MaxTemperature, &d.Temperature)),
		optional(decimal("hard", 0, 1, &d.Hard)),
	}
}

func (d *Distil) check() error { return nil }

func distilEntry() Entry {
	return scripted("distil", Distil{Temperature: 4, Hard: 0.5}).
		recorded([]string{"d"}, func(_ string, parts []string) (Operation, error) {
			var d Distil
			values := d.values()
			if len(parts) != len(values) {
				return nil, unreadable("d:" + strings.Join(parts, ":"))
			}
			err := parseParts("d", parts, values)
			return d, err
		}, "d:5.5:4:0.5")
}

// parseParts reads the values of an operation from the parts of its address
// form, in order.
func parseParts(head string, parts []string, values []*Value) error {
	if len(parts) == 0 || len(parts) > len(values) {
		return unreadable(head + ":" + strings.Join(parts, ":"))
	}
	for i, part := range parts {
		if err := values[i].Parse(part); err != nil {
			return err
		}
	}
	return nil
}

func networkEntry() Entry {
	return Entry{}.recorded([]string{"n"}, func(_ string, parts []string) (Operation, error) {
		if len(parts) == 0 {
			return nil, unreadable("n")
		}
		if have := len(parts[0]); have > MaxNetwork {
			return nil, NewProblem("modelLength", "have", have, "max", MaxNetwork)
		}
		if len(parts) == 1 {
			return Network{Encoded: parts[0]}, nil
		}
		history, err := parseHistory(parts[1:])
		return Network{parts[0], history}, err
	}, "n:AAEC…", "n:AAEC…:0.982:0.071:0.4334:e10p80e5")
}

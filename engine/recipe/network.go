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
	// carries what was learnt instead of how.
	Network struct{ Encoded string }
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

func (n Network) Text() string { return networkPrefix + n.Encoded }

func compensateEntry() Entry {
	return plain("compensate", Compensate{}).recorded([]string{"c"}, bare(Compensate{}), "c")
}

func markEntry() Entry { return plain("mark", Mark{}).recorded([]string{"m"}, bare(Mark{}), "m") }

func rewindEntry() Entry {
	arguments := []Parameter[Rewind]{optional(boolean("random", func(r *Rewind) *bool { return &r.Random }))}
	return scripted("rewind", Rewind{}, arguments, nil).
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

func quantizeEntry() Entry {
	scheme := choice("scheme", append(Schemes(), NoScheme), func(q *Quantize) *string { return &q.Scheme })
	entries := integer("entries", MinEntries, MaxEntries, func(q *Quantize) *int { return &q.Entries })
	read := func(_ string, parts []string) (Operation, error) {
		var q Quantize
		if len(parts) < 1 || len(parts) > 2 || (parts[0] == Codebook) != (len(parts) == 2) {
			return nil, unreadable("q:" + strings.Join(parts, ":"))
		}
		err := scheme.Parse(&q, parts[0])
		if err == nil && len(parts) == 2 {
			err = entries.Parse(&q, parts[1])
		}
		return q, err
	}
	check := func(q Quantize) error {
		if q.Scheme == Codebook && q.Entries == 0 {
			return NewProblem("missing", "field", "entries")
		}
		if q.Scheme != Codebook && q.Entries != 0 {
			return NewProblem("unknownField", "field", "entries", "options", "scheme")
		}
		return nil
	}
	return scripted("quantize", Quantize{Scheme: Codebook}, []Parameter[Quantize]{optional(scheme), optional(entries)}, check).
		recorded([]string{"q"}, read, "q:codebook:16", "q:int8", "q:off")
}

func distilEntry() Entry {
	arguments := []Parameter[Distil]{
		hiddenLayers(func(d *Distil) *[]int { return &d.Layers }),
		optional(decimal("temperature", MinTemperature, MaxTemperature, func(d *Distil) *float64 { return &d.Temperature })),
		optional(decimal("hard", 0, 1, func(d *Distil) *float64 { return &d.Hard })),
	}
	read := func(_ string, parts []string) (Operation, error) {
		var d Distil
		if len(parts) != len(arguments) {
			return nil, unreadable("d:" + strings.Join(parts, ":"))
		}
		for i, a := range arguments {
			if err := a.Parse(&d, parts[i]); err != nil {
				return nil, err
			}
		}
		return d, nil
	}
	return scripted("distil", Distil{Temperature: 4, Hard: 0.5}, arguments, nil).
		recorded([]string{"d"}, read, "d:5.5:4:0.5")
}

func networkEntry() Entry {
	return Entry{}.recorded([]string{"n"}, func(_ string, parts []string) (Operation, error) {
		if len(parts) != 1 {
			return nil, unreadable("n")
		}
		if have := len(parts[0]); have > MaxNetwork {
			return nil, NewProblem("modelLength", "have", have, "max", MaxNetwork)
		}
		return Network{parts[0]}, nil
	}, "n:AAEC…")
}

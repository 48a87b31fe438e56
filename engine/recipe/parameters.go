package recipe

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Constructors of parameters, one for each type of value. The function at
// tells where in a T the value is stored.

func choice[T any](name string, options []string, at func(*T) *string) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Word, Options: options},
		Text: func(t *T) string { return *at(t) },
		Parse: func(t *T, text string) error {
			if !slices.Contains(options, text) {
				return notAnOption(name, text, options)
			}
			*at(t) = text
			return nil
		},
	}
}

// choices is a set of options, at least a number of them.
func choices[T any](name string, options []string, atLeast int, at func(*T) *[]string) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Words, Options: options},
		Text: func(t *T) string { return strings.Join(*at(t), listSeparator) },
		Parse: func(t *T, text string) error {
			entries := splitList(text)
			if err := checkEntries(name, entries, options); err != nil {
				return err
			}
			if len(entries) < atLeast {
				return NewProblem("count", "field", name, "value", len(entries), "min", atLeast, "max", len(options))
			}
			// In the order of the options, so that the same choice is always
			// the same recipe.
			slices.SortFunc(entries, func(a, b string) int {
				return slices.Index(options, a) - slices.Index(options, b)
			})
			*at(t) = entries
			return nil
		},
	}
}

// checkEntries reports an entry that is not an option, or that occurs twice.
func checkEntries(name string, entries, options []string) error {
	for i, entry := range entries {
		if !slices.Contains(options, entry) {
			return notAnOption(name, entry, options)
		}
		if slices.Contains(entries[:i], entry) {
			return NewProblem("repeated", "field", name, "value", entry)
		}
	}
	return nil
}

func notAnOption(name, value string, options []string) error {
	return NewProblem("choice", "field", name, "value", value, "options", strings.Join(options, ", "))
}

func decimal[T any](name string, lowest, highest float64, at func(*T) *float64) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Number, Min: lowest, Max: highest},
		Text: func(t *T) string { return formatFloat(*at(t)) },
		Parse: func(t *T, text string) error {
			v, err := parseNumber(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*at(t) = v
			return nil
		},
	}
}

func integer[T any](name string, lowest, highest int, at func(*T) *int) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Integer, Min: float64(lowest), Max: float64(highest)},
		Text: func(t *T) string { return strconv.Itoa(*at(t)) },
		Parse: func(t *T, text string) error {
			v, err := parseInteger(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*at(t) = v
			return nil
		},
	}
}

func seed(at func(*Recipe) *uint32) Parameter[Recipe] {
	return Parameter[Recipe]{
		Spec: Spec{Name: "seed", Kind: Integer, Max: math.MaxUint32},
		Text: func(r *Recipe) string { return strconv.FormatUint(uint64(*at(r)), 10) },
		Parse: func(r *Recipe, text string) error {
			v, err := parseInteger("seed", text, 0, math.MaxUint32)
			if err != nil {
				return err
			}
			*at(r) = uint32(v)
			return nil
		},
	}
}

func boolean[T any](name string, at func(*T) *bool) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Flag},
		Text: func(t *T) string { return formatBool(*at(t)) },
		Parse: func(t *T, text string) error {
			if text != "0" && text != "1" {
				return notAnOption(name, text, []string{"0", "1"})
			}
			*at(t) = text == "1"
			return nil
		},
	}
}

// integers is a list of whole numbers, with at most a number of entries.
func integers[T any](name string, lowest, highest, atMost int, at func(*T) *[]int) Parameter[T] {
	return Parameter[T]{
		Spec: Spec{Name: name, Kind: Numbers, Min: float64(lowest), Max: float64(highest)},
		Text: func(t *T) string { return joinInts(*at(t)) },
		Parse: func(t *T, text string) error {
			entries := splitList(text)
			if len(entries) > atMost {
				return NewProblem("count", "field", name, "value", len(entries), "min", 0, "max", atMost)
			}
			values := make([]int, len(entries))
			for i, entry := range entries {
				v, err := parseInteger(name, entry, lowest, highest)
				if err != nil {
					return err
				}
				values[i] = v
			}
			*at(t) = values
			return nil
		},
	}
}

// hiddenLayers are the sizes of hidden layers.
func hiddenLayers[T any](at func(*T) *[]int) Parameter[T] {
	return integers("layers", 1, MaxNeurons, MaxLayers, at)
}

// optional makes an argument one that may be left out. Its default is the value
// that a new T has.
func optional[T any](p Parameter[T]) Parameter[T] {
	p.Optional = true
	return p
}

// either makes an argument one of a group of which exactly one must be given.
func either[T any](group string, p Parameter[T]) Parameter[T] {
	p.Either = group
	return p
}

package recipe

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Constructors of values, one for each type. As in package flag, each takes a
// pointer to the variable that holds the value.

func choice(name string, options []string, v *string) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Word, Options: options},
		Text: func() string { return *v },
		Parse: func(text string) error {
			if !slices.Contains(options, text) {
				return notAnOption(name, text, options)
			}
			*v = text
			return nil
		},
	}
}

// choices is a set of options, at least a number of them.
func choices(name string, options []string, atLeast int, v *[]string) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Words, Options: options},
		Text: func() string { return strings.Join(*v, listSeparator) },
		Parse: func(text string) error {
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
			*v = entries
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

func decimal(name string, lowest, highest float64, v *float64) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Number, Min: lowest, Max: highest},
		Text: func() string { return formatFloat(*v) },
		Parse: func(text string) error {
			n, err := parseNumber(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*v = n
			return nil
		},
	}
}

func integer(name string, lowest, highest int, v *int) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Integer, Min: float64(lowest), Max: float64(highest)},
		Text: func() string { return strconv.Itoa(*v) },
		Parse: func(text string) error {
			n, err := parseInteger(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*v = n
			return nil
		},
	}
}

func seed(v *uint32) *Value {
	return &Value{
		Spec: Spec{Name: "seed", Kind: Integer, Max: math.MaxUint32},
		Text: func() string { return strconv.FormatUint(uint64(*v), 10) },
		Parse: func(text string) error {
			n, err := parseInteger("seed", text, 0, math.MaxUint32)
			if err != nil {
				return err
			}
			*v = uint32(n)
			return nil
		},
	}
}

func boolean(name string, v *bool) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Flag},
		Text: func() string { return formatBool(*v) },
		Parse: func(text string) error {
			if text != "0" && text != "1" {
				return notAnOption(name, text, []string{"0", "1"})
			}
			*v = text == "1"
			return nil
		},
	}
}

// integers is a list of whole numbers, with at most a number of entries.
func integers(name string, lowest, highest, atMost int, v *[]int) *Value {
	return &Value{
		Spec: Spec{Name: name, Kind: Numbers, Min: float64(lowest), Max: float64(highest)},
		Text: func() string { return joinInts(*v) },
		Parse: func(text string) error {
			entries := splitList(text)
			if len(entries) > atMost {
				return NewProblem("count", "field", name, "value", len(entries), "min", 0, "max", atMost)
			}
			values := make([]int, len(entries))
			for i, entry := range entries {
				n, err := parseInteger(name, entry, lowest, highest)
				if err != nil {
					return err
				}
				values[i] = n
			}
			*v = values
			return nil
		},
	}
}

// hiddenLayers are the sizes of hidden layers.
func hiddenLayers(v *[]int) *Value {
	return integers("layers", 1, MaxNeurons, MaxLayers, v)
}

// in gives a number a unit.
func in(unit string, v *Value) *Value {
	v.Unit = unit
	return v
}

// optional makes an argument one that may be left out. Its default is what
// the variable has.
func optional(v *Value) *Value {
	v.Optional, v.Default = true, v.Text()
	return v
}

// either makes an argument one of a group of which exactly one must be given.
func either(group string, v *Value) *Value {
	v.Either = group
	return v
}

package recipe

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Set changes fields of the recipe by their names. Live fields change in the
// middle of the experiment; any other field starts a new one.
type Set map[string]json.RawMessage

// Setting is one live field that was changed in the middle, as an address
// records it: "s:learningRate:0.01".
type Setting struct{ Field, Value string }

// Text returns "": an address records each live field as a Setting.
func (Set) Text() string { return "" }

func (s Setting) Text() string { return "s:" + s.Field + ":" + s.Value }

func setEntry() Entry {
	return Entry{Name: "set", fromScript: func(values map[string]json.RawMessage) (Operation, error) {
		return Set(values), nil
	}}
}

func settingEntry() Entry {
	return Entry{}.recorded([]string{"s"}, func(_ string, parts []string) (Operation, error) {
		if len(parts) != 2 {
			return nil, unreadable("s")
		}
		return parseSetting(parts[0], parts[1])
	}, "s:learningRate:0.01")
}

func parseSetting(name, value string) (Operation, error) {
	f, err := FieldNamed(name)
	if err != nil {
		return nil, err
	}
	if !f.Live || f.View {
		return nil, unreadable(name)
	}
	scratch := Default()
	if err := f.Parse(&scratch, value); err != nil {
		return nil, err
	}
	return Setting{name, f.Text(&scratch)}, nil
}

// OwnFiles chooses a person's own files, with their digest and how they are
// read.
func OwnFiles(digest, reading string) Set {
	return Set{"labelColumn": json.RawMessage("0"), "regression": json.RawMessage("false")}.
		With("dataset", OwnDataset).With("own", digest).With("reading", reading).With("network", "").With("networkReading", "")
}

// OwnNetwork adds to OwnFiles a network from a file, with its digest and how it
// is read, its hidden layers and their activations. The digest of the data is ""
// if there are none.
func (s Set) OwnNetwork(digest, reading string, layers []int, activations []string) Set {
	s = s.With("network", digest).With("networkReading", reading)
	s["layers"] = json.RawMessage("[" + strings.ReplaceAll(joinInts(layers), listSeparator, ",") + "]")
	s["activation"] = json.RawMessage(`["` + strings.Join(activations, `","`) + `"]`)
	return s
}

// With returns the same fields, and one more.
func (s Set) With(name, value string) Set {
	s = maps.Clone(s)
	s[name] = json.RawMessage(`"` + value + `"`)
	return s
}

// Over returns the fields of another Set, and these, which count where both have
// one.
func (s Set) Over(other Set) Set {
	both := maps.Clone(other)
	maps.Copy(both, s)
	return both
}

// Chooses reports whether a field is set to a word.
func (s Set) Chooses(name, word string) bool { return string(s[name]) == `"`+word+`"` }

// Apply returns the recipe with the fields set, and those fields that come out
// different.
func (s Set) Apply(now *Recipe) (next Recipe, changed []Field, err error) {
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if _, err := FieldNamed(name); err != nil {
			return next, nil, err
		}
	}
	next = now.Clone()
	for _, f := range fields {
		value, ok := s[f.Name]
		if !ok {
			continue
		}
		text, err := f.textOf(value)
		if err == nil {
			err = f.Parse(&next, text)
		}
		if err != nil {
			return next, nil, err
		}
	}
	if _, given := s["activation"]; !given {
		next.fitActivations()
	}
	for _, f := range fields {
		if f.Text(now) != f.Text(&next) {
			changed = append(changed, f)
		}
	}
	return next, changed, next.Check()
}

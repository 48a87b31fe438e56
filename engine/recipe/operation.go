package recipe

import (
	"encoding/json"
	"slices"
	"strings"
)

// An Operation is one thing that can be done to an experiment.
type Operation interface {
	// Text returns the operation as it stands in an address, or "" for one
	// that an address does not record.
	Text() string
}

// An Entry declares one kind of operation. From it come the reading of
// scripts and of addresses, the ranges of the controls, and the reference in
// the README.
type Entry struct {
	Name      string   // in scripts; "" if only addresses have it
	Arguments []Spec   // in scripts
	Forms     []string // examples of how addresses record it; none: not recorded

	fromScript  func(values map[string]json.RawMessage) (Operation, error)
	heads       []string // the letters that begin its address forms
	fromAddress func(head string, parts []string) (Operation, error)
}

// Operations returns the table of operations.
func Operations() []Entry { return operations }

// ParseOperation reads an operation as a script has it: its name, and its
// arguments as a JSON object (empty for none). An argument that is unknown,
// missing, of the wrong type or out of range is an error that names it.
func ParseOperation(name string, arguments []byte) (Operation, error) {
	values := map[string]json.RawMessage{}
	if len(arguments) > 0 {
		if err := json.Unmarshal(arguments, &values); err != nil {
			return nil, NewProblem("type", "field", name, "value", string(arguments), "want", "an object")
		}
	}
	for _, e := range operations {
		if e.Name == name && e.fromScript != nil {
			return e.fromScript(values)
		}
	}
	return nil, NewProblem("unknown", "field", name)
}

// ArgumentOf returns the specification of an argument of an operation. It
// panics if there is none: only the program's own names are asked for.
func ArgumentOf(operation, argument string) Spec {
	for _, e := range operations {
		if e.Name != operation {
			continue
		}
		for _, a := range e.Arguments {
			if a.Name == argument {
				return a
			}
		}
	}
	panic("recipe: there is no argument " + argument + " of " + operation)
}

// parseRecorded reads an operation as an address records it.
func parseRecorded(text string) (Operation, error) {
	head, parts := cutHead(text)
	for _, e := range operations {
		if slices.Contains(e.heads, head) {
			return e.fromAddress(head, parts)
		}
	}
	return nil, unreadable(text)
}

// cutHead cuts "q:codebook:16" into q, [codebook 16], and "t10e" into t, [10e].
func cutHead(text string) (head string, parts []string) {
	if head, rest, ok := strings.Cut(text, ":"); ok {
		return head, strings.Split(rest, ":")
	}
	if digit := strings.IndexFunc(text, func(c rune) bool { return c < 'a' || c > 'z' }); digit > 0 {
		return text[:digit] + lengthMark, []string{text[digit:]}
	}
	return text, nil
}

// lengthMark ends a head that a number follows without a colon, as in "t10e".
const lengthMark = "#"

func unreadable(part string) error { return NewProblem("link", "part", part) }

// scripted declares how scripts give a T: its arguments, the values that a new
// T has before they are read, and a check of what they come to together.
func scripted[T Operation](name string, initial T, arguments []Parameter[T], check func(T) error) Entry {
	e := Entry{Name: name}
	for _, p := range arguments {
		if p.Optional {
			p.Default = p.Text(&initial)
		}
		e.Arguments = append(e.Arguments, p.Spec)
	}
	e.fromScript = func(values map[string]json.RawMessage) (Operation, error) {
		t := initial
		if err := readArguments(&t, e.Arguments, arguments, values); err != nil {
			return nil, err
		}
		if check != nil {
			if err := check(t); err != nil {
				return nil, err
			}
		}
		return t, nil
	}
	return e
}

// recorded declares how addresses record an operation: the letters that its
// forms begin with, a reader of what follows them, and examples.
func (e Entry) recorded(heads []string, read func(head string, parts []string) (Operation, error), examples ...string) Entry {
	e.heads, e.fromAddress, e.Forms = heads, read, examples
	return e
}

// readArguments sets in t what a script gives.
func readArguments[T any](t *T, specs []Spec, arguments []Parameter[T], values map[string]json.RawMessage) error {
	if err := checkNames(specs, values); err != nil {
		return err
	}
	for i, p := range arguments {
		value, given := values[p.Name]
		if !given {
			if p.Optional || p.Either != "" {
				continue
			}
			return NewProblem("missing", "field", p.Name)
		}
		text, err := specs[i].textOf(value)
		if err == nil {
			err = p.Parse(t, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkNames reports unknown arguments, and groups of which not exactly one is
// given.
func checkNames(specs []Spec, values map[string]json.RawMessage) error {
	var known []string
	groups := map[string][]string{}
	given := map[string]int{}
	var order []string
	for _, s := range specs {
		known = append(known, s.Name)
		if s.Either == "" {
			continue
		}
		if groups[s.Either] == nil {
			order = append(order, s.Either)
		}
		groups[s.Either] = append(groups[s.Either], s.Name)
		if _, ok := values[s.Name]; ok {
			given[s.Either]++
		}
	}
	for _, group := range order {
		if given[group] != 1 {
			return NewProblem("oneOf", "options", strings.Join(groups[group], " or "))
		}
	}
	var unknown []string
	for name := range values {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return NewProblem("unknownField", "field", unknown[0], "options", strings.Join(known, ", "))
	}
	return nil
}

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

// ParseOperation reads an operation as a script has it: its name, and its
// arguments encoded as a JSON object (empty for none). An argument that is unknown,
// missing, of the wrong type or out of range is an error that names it.
func ParseOperation(name string, encoded []byte) (Operation, error) {
	values := map[string]json.RawMessage{}
	if len(encoded) > 0 {
		if err := json.Unmarshal(encoded, &values); err != nil {
			return nil, NewProblem("type", "field", name, "value", string(encoded), "want", "an object")
		}
	}
	e, ok := OperationNamed(name)
	if !ok {
		return nil, NewProblem("unknown", "field", name)
	}
	return e.fromScript(values)
}

// OperationNamed finds the entry of an operation by the name that scripts use,
// and reports whether there is one.
func OperationNamed(name string) (Entry, bool) {
	for _, e := range Operations() {
		if e.Name == name && name != "" {
			return e, true
		}
	}
	return Entry{}, false
}

// NameOf returns the name that scripts use for an operation that an address
// records, or "" if scripts cannot give it.
func NameOf(o Operation) string {
	head, _ := cutHead(o.Text())
	e, _ := operationOf(head)
	return e.Name
}

// parseRecorded reads an operation as an address records it.
func parseRecorded(text string) (Operation, error) {
	head, parts := cutHead(text)
	e, ok := operationOf(head)
	if !ok {
		return nil, unreadable(text)
	}
	return e.fromAddress(head, parts)
}

// operationOf finds the entry of an operation by the letters that begin an address
// form, and reports whether there is one.
func operationOf(head string) (Entry, bool) {
	for _, e := range Operations() {
		if slices.Contains(e.heads, head) {
			return e, true
		}
	}
	return Entry{}, false
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

// arguments is a pointer to an operation that has arguments in scripts.
type arguments interface {
	values() []*Value
	check() error // reports values that do not fit each other
}

// scripted declares how scripts give a T: by its arguments, which have the
// values of initial before they are read.
func scripted[T Operation, P interface {
	*T
	arguments
}](name string, initial T) Entry {
	e := Entry{Name: name}
	for _, v := range P(&initial).values() {
		e.Arguments = append(e.Arguments, v.Spec)
	}
	e.fromScript = func(values map[string]json.RawMessage) (Operation, error) {
		t := initial
		err := readArguments(P(&t), values)
		return t, err
	}
	return e
}

// recorded declares how addresses record an operation: the letters that its
// forms begin with, a reader of what follows them, and examples.
func (e Entry) recorded(heads []string, read func(head string, parts []string) (Operation, error), examples ...string) Entry {
	e.heads, e.fromAddress, e.Forms = heads, read, examples
	return e
}

// readArguments sets what a script gives.
func readArguments(a arguments, given map[string]json.RawMessage) error {
	values := a.values()
	if err := checkNames(values, given); err != nil {
		return err
	}
	for _, v := range values {
		value, ok := given[v.Name]
		if !ok {
			if v.Optional || v.Either != "" {
				continue
			}
			return NewProblem("missing", "field", v.Name)
		}
		text, err := v.textOf(value)
		if err == nil {
			err = v.Parse(text)
		}
		if err != nil {
			return err
		}
	}
	return a.check()
}

// checkNames reports unknown arguments, and groups of which not exactly one is
// given.
func checkNames(values []*Value, given map[string]json.RawMessage) error {
	var known []string
	for i, v := range values {
		known = append(known, v.Name)
		if v.Either == "" || i > 0 && values[i-1].Either == v.Either {
			continue
		}
		var group []string
		count := 0
		for _, other := range values[i:] {
			if other.Either == v.Either {
				group = append(group, other.Name)
				if _, ok := given[other.Name]; ok {
					count++
				}
			}
		}
		if count != 1 {
			return NewProblem("oneOf", "options", strings.Join(group, " or "))
		}
	}
	unknown := ""
	for name := range given {
		if !slices.Contains(known, name) && (unknown == "" || name < unknown) {
			unknown = name
		}
	}
	if unknown != "" {
		return NewProblem("unknownField", "field", unknown, "options", strings.Join(known, ", "))
	}
	return nil
}

package prune

// criteria lists the names of all criteria in the order in which they are
// offered, and for each whether it removes whole neurons rather than single
// weights, and whether it looks at samples. What a name stands for is in package criteria, which a program that
// only shows or parses rules does not need.
var criteria = []struct {
	name    string
	whole   bool
	samples bool
}{
	{"magnitude", false, false},
	{"largest", false, false},
	{"random", false, false},
	{"sigma", false, false},
	{"lamp", false, false},
	{"taylor", false, true},
	{"snip", false, true},
	{"movement", false, true},
	{"wanda", false, true},
	{"obd", false, true},
	{"obs", false, true},
	{"synflow", false, false},
	{"neuron-l1", true, false},
	{"neuron-l2", true, false},
	{"apoz", true, true},
	{"mean-activation", true, true},
}

// Criteria returns the names of all criteria in the order in which they are
// offered.
func Criteria() []string {
	names := make([]string, len(criteria))
	for i, c := range criteria {
		names[i] = c.name
	}
	return names
}

// Whole reports whether the named criterion removes whole neurons. It is false
// for a name that is not a criterion's.
func Whole(name string) bool {
	for _, c := range criteria {
		if c.name == name {
			return c.whole
		}
	}
	return false
}

// NeedsSamples reports whether the named criterion looks at samples, or at what
// training on them did.
func NeedsSamples(name string) bool {
	for _, c := range criteria {
		if c.name == name {
			return c.samples
		}
	}
	return false
}

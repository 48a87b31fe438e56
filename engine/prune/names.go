package prune

// criteria lists the names of all criteria in the order in which they are
// offered, and for each whether it removes whole neurons rather than single
// weights. What a name stands for is in package criteria, which a program that
// only shows or parses rules does not need.
var criteria = []struct {
	name  string
	whole bool
}{
	{"magnitude", false},
	{"largest", false},
	{"random", false},
	{"sigma", false},
	{"lamp", false},
	{"taylor", false},
	{"snip", false},
	{"movement", false},
	{"wanda", false},
	{"obd", false},
	{"obs", false},
	{"synflow", false},
	{"neuron-l1", true},
	{"neuron-l2", true},
	{"apoz", true},
	{"mean-activation", true},
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

package nn

import "testing"

// The numbers of activations and losses are stored in encoded networks, and the
// names in links. Neither may change.
func TestNamesAndNumbersStayTheSame(t *testing.T) {
	for number, name := range []string{"relu", "tanh", "sigmoid", "linear"} {
		a, ok := ParseActivation(name)
		if !ok || int(a) != number || a.String() != name || Activations()[number] != name {
			t.Errorf("ParseActivation(%q) = %d (%v), want %d", name, a, ok, number)
		}
	}
	for number, name := range []string{"glorot", "he"} {
		i, ok := ParseInit(name)
		if !ok || int(i) != number || Inits()[number] != name {
			t.Errorf("ParseInit(%q) = %d (%v), want %d", name, i, ok, number)
		}
	}
	if got := [...]Loss{BinaryCrossEntropy, SoftmaxCrossEntropy, SquaredError}; got != [...]Loss{0, 1, 2} {
		t.Errorf("the losses are numbered %v, want 0, 1, 2", got)
	}
}

func TestUnknownNamesAreNotFound(t *testing.T) {
	for _, name := range []string{"", "ReLU", "softplus"} {
		if a, ok := ParseActivation(name); ok {
			t.Errorf("ParseActivation(%q) found %v", name, a)
		}
		if i, ok := ParseInit(name); ok {
			t.Errorf("ParseInit(%q) found %v", name, i)
		}
	}
}

package data

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// generated lists the kinds that Generate makes.
func generated() []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return k.Name == "drawn" })
}

func generate(t *testing.T, name string, noise int, seed uint32) Set {
	t.Helper()
	s, err := Generate(name, noise, seed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLookupFindsEveryKindAndNoOther(t *testing.T) {
	for _, k := range Kinds() {
		if got, ok := Lookup(k.Name); !ok || got != k {
			t.Errorf("Lookup(%q) = %v, %v", k.Name, got, ok)
		}
	}
	if k, ok := Lookup("Circle"); ok {
		t.Errorf("Lookup(%q) = %v", "Circle", k)
	}
}

func TestSetsHaveTheShapeOfTheirKind(t *testing.T) {
	for _, k := range generated() {
		for _, noise := range []int{0, 50} {
			s := generate(t, k.Name, noise, 3)
			if s.N != k.Samples || s.F != k.Features || s.Classes != k.Classes {
				t.Errorf("%s: N, F, Classes = %d, %d, %d; want %d, %d, %d",
					k.Name, s.N, s.F, s.Classes, k.Samples, k.Features, k.Classes)
			}
			if len(s.X) != s.N*s.F || len(s.Y) != s.N {
				t.Errorf("%s: %d numbers and %d labels for %d rows of %d", k.Name, len(s.X), len(s.Y), s.N, s.F)
			}
		}
	}
}

func TestPlaneSetsStayInThePlane(t *testing.T) {
	for _, k := range generated() {
		if !k.Plane {
			continue
		}
		for seed := range uint32(5) {
			s := generate(t, k.Name, MaxNoise, seed)
			if low, high := slices.Min(s.X), slices.Max(s.X); !(low >= -6 && high <= 6) {
				t.Errorf("%s: coordinates from %v to %v", k.Name, low, high)
			}
		}
	}
}

func TestClassesAreBalanced(t *testing.T) {
	for _, k := range generated() {
		if k.Classes == 0 {
			continue
		}
		s := generate(t, k.Name, 0, 4)
		counts := make([]int, k.Classes)
		for _, label := range s.Y {
			counts[int(label)]++
		}
		if slices.Max(counts)-slices.Min(counts) > 1 {
			t.Errorf("%s: the classes have %v samples", k.Name, counts)
		}
	}
}

// Split takes the first rows for training, so the classes must be balanced among
// those too. Of 250 random rows the number in a class has a standard deviation of
// at most √(250/4) ≈ 7.9; five of them are allowed.
func TestClassesAreBalancedAmongTheFirstRows(t *testing.T) {
	for _, k := range generated() {
		if k.Classes == 0 {
			continue
		}
		s := generate(t, k.Name, 0, 5)
		counts := make([]int, k.Classes)
		for _, label := range s.Y[:250] {
			counts[int(label)]++
		}
		for class, got := range counts {
			if math.Abs(float64(got)-250/float64(k.Classes)) > 40 {
				t.Errorf("%s: %d of the first 250 are of class %d", k.Name, got, class)
			}
		}
	}
}

func TestTheSameSeedGivesTheSameBits(t *testing.T) {
	for _, k := range generated() {
		a, b := generate(t, k.Name, 20, 6), generate(t, k.Name, 20, 6)
		if !slices.Equal(bits(a), bits(b)) {
			t.Errorf("%s: two sets of one seed differ", k.Name)
		}
	}
}

func TestAnotherSeedGivesOtherBits(t *testing.T) {
	for _, k := range generated() {
		a, b := generate(t, k.Name, 0, 6), generate(t, k.Name, 0, 7)
		if slices.Equal(bits(a), bits(b)) {
			t.Errorf("%s: the sets of two seeds are the same", k.Name)
		}
	}
}

func bits(s Set) []uint32 {
	list := make([]uint32, 0, len(s.X)+len(s.Y))
	for _, v := range slices.Concat(s.X, s.Y) {
		list = append(list, math.Float32bits(v))
	}
	return list
}

func TestErrorsNameTheInputAndWhatWouldBeRight(t *testing.T) {
	for _, c := range []struct {
		name  string
		noise int
		want  []string
	}{
		{"rings", 0, []string{"data: ", `"rings"`, "tabular20, circle", "reg-gauss"}},
		{"", 0, []string{"data: ", `""`}},
		{"circle", -1, []string{"data: ", "-1", "0 to 50"}},
		{"circle", 51, []string{"data: ", "51", "0 to 50"}},
		{"drawn", 0, []string{"data: ", `"drawn"`, "Drawn"}},
	} {
		s, err := Generate(c.name, c.noise, 1)
		if err == nil {
			t.Errorf("%q with noise %d: no error", c.name, c.noise)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q with noise %d: %q does not say %q", c.name, c.noise, err, part)
			}
		}
		if s.N != 0 || s.X != nil {
			t.Errorf("%q with noise %d: a set came with the error", c.name, c.noise)
		}
	}
}

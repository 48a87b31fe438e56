package data

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Kind describes a family of sets.
type Kind struct {
	Name     string
	Plane    bool // samples are points of the plane, from −6 to 6
	Classes  int  // 0 in regression
	Features int
	Samples  int // 0 for the set drawn by hand, which has as many as were drawn
	Side     int // of the square images that the samples are, in pixels; 0 where they are none
	// Height and Width are those of the images that the samples are, in pixels;
	// 0 where they are none.
	Height, Width int
}

// MaxNoise is the highest noise that Generate takes, in per cent.
const MaxNoise = 50

// A generator makes the n samples of a set. noise is a share, 0 to 0.5. How
// much it draws from r does not depend on noise, wherever that can be, so
// that noise moves the samples of a set instead of replacing them.
type generator func(r *rand.Rand, n int, noise float64) Set

// kinds in the order in which the page shows them.
var kinds = []struct {
	Kind
	generate generator
}{
	{Kind{Name: "tabular20", Classes: 2, Features: tableFeatures, Samples: 4000}, tabular},
	{Kind{Name: "circle", Plane: true, Classes: 2, Features: 2, Samples: 500}, circle},
	{Kind{Name: "xor", Plane: true, Classes: 2, Features: 2, Samples: 500}, xor},
	{Kind{Name: "gauss", Plane: true, Classes: 2, Features: 2, Samples: 500}, gauss},
	{Kind{Name: "spiral", Plane: true, Classes: 2, Features: 2, Samples: 500}, spiral},
	{Kind{Name: "moons", Plane: true, Classes: 2, Features: 2, Samples: 500}, moons},
	{Kind{Name: "spiral3", Plane: true, Classes: 3, Features: 2, Samples: 500}, spiral3},
	{Kind{Name: "reg-plane", Plane: true, Features: 2, Samples: 1200}, regressionPlane},
	{Kind{Name: "reg-gauss", Plane: true, Features: 2, Samples: 1200}, regressionGauss},
	{Kind{Name: "digits14", Classes: 10, Features: 14 * 14, Samples: 4000, Side: 14, Height: 14, Width: 14}, digits(14)},
	{Kind{Name: "digits28", Classes: 10, Features: 28 * 28, Samples: 6000, Side: 28, Height: 28, Width: 28}, digits(28)},
	{Kind{Name: drawn, Plane: true, Classes: 2, Features: 2}, nil},
}

// drawn is the kind that has no generator: its points come from a person.
const drawn = "drawn"

// Kinds lists the kinds of sets in the order in which the page shows them.
func Kinds() []Kind {
	list := make([]Kind, len(kinds))
	for i, k := range kinds {
		list[i] = k.Kind
	}
	return list
}

// Lookup finds a kind by its name.
func Lookup(name string) (Kind, bool) {
	for _, k := range kinds {
		if k.Name == name {
			return k.Kind, true
		}
	}
	return Kind{}, false
}

// Generate makes the set that name, noise and seed stand for: always the
// same one. noise is a percentage from 0 to MaxNoise; what it does is said at
// each generator. The rows are shuffled.
func Generate(name string, noise int, seed uint32) (Set, error) {
	if noise < 0 || noise > MaxNoise {
		return Set{}, fmt.Errorf("data: noise %d is not in the range 0 to %d", noise, MaxNoise)
	}
	kind, _ := Lookup(name)
	return sized(name, kind.Samples, noise, seed)
}

// Preview makes a set of n samples only, to be looked at: of the same shape as
// the whole one that Generate makes, but not the same samples.
func Preview(name string, n int) (Set, error) { return sized(name, n, 0, 1) }

// sized makes a set of n samples.
func sized(name string, n, noise int, seed uint32) (Set, error) {
	for _, k := range kinds {
		if k.Name != name {
			continue
		}
		if k.generate == nil {
			return Set{}, fmt.Errorf("data: %q is made of points drawn by hand, which Drawn takes", name)
		}
		r := source(seed)
		set := k.generate(r, n, float64(noise)/100)
		set.shuffle(r)
		return set, nil
	}
	return Set{}, fmt.Errorf("data: there is no set %q; known are %s", name, names())
}

// names lists the kinds that Generate makes.
func names() string {
	var list []string
	for _, k := range kinds {
		if k.generate != nil {
			list = append(list, k.Name)
		}
	}
	return strings.Join(list, ", ")
}

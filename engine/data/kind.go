package data

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"bonsai/engine/pace"
)

// A Kind describes the sets that Generate makes under one name.
type Kind struct {
	Name     string
	Plane    bool // the samples are points of the plane (engine/plane)
	Classes  int  // number of classes; 0 in regression
	Features int
	Samples  int // 0 for the set of drawn points, whose number varies
	Side     int // in pixels, where the samples are square images; else 0

	// Height and Width of the images that the samples are, in pixels; else 0.
	Height, Width int
}

// MaxNoise is the highest noise that Generate accepts, in per cent.
const MaxNoise = 50

// A generator makes the n samples of a set. noise is a share, 0 to 0.5.
//
// Where possible a generator draws the same random numbers at every noise, so
// that changing the noise moves or relabels the samples instead of replacing
// them by other ones.
type generator func(r *rand.Rand, n int, noise float64) Set

// kinds are all sets, in the order in which the page shows them.
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

// drawn is the name of the set that a person draws. It has no generator.
const drawn = "drawn"

// Kinds returns all kinds of sets in the order in which the page shows them.
func Kinds() []Kind {
	list := make([]Kind, len(kinds))
	for i, k := range kinds {
		list[i] = k.Kind
	}
	return list
}

// Lookup returns the kind with a name, and whether there is one.
func Lookup(name string) (Kind, bool) {
	for _, k := range kinds {
		if k.Name == name {
			return k.Kind, true
		}
	}
	return Kind{}, false
}

// Generate makes a set. The same name, noise and seed always give the same set,
// to the last bit. noise is in per cent, from 0 to MaxNoise; it moves points,
// changes pixels or flips labels, depending on the set. The rows are shuffled.
//
// It returns an error for an unknown name, for "drawn" (see Drawn), and for a
// noise outside the range.
func Generate(name string, noise int, seed uint32) (Set, error) {
	return GenerateBy(name, noise, seed, nil)
}

// GenerateBy does what Generate does, in pieces. What it returns is not complete if
// the meter has stopped it.
func GenerateBy(name string, noise int, seed uint32, m *pace.Meter) (Set, error) {
	if noise < 0 || noise > MaxNoise {
		return Set{}, fmt.Errorf("data: noise is %d %%; it must be 0 to %d %%", noise, MaxNoise)
	}
	kind, _ := Lookup(name)
	return sized(name, kind.Samples, noise, seed, m)
}

// Preview makes n samples of a set without noise, for a small picture of it.
// They have the same distribution as those of Generate, but are other samples.
// The errors are those of Generate.
func Preview(name string, n int) (Set, error) { return sized(name, n, 0, 1, nil) }

// sized makes n samples of a set.
func sized(name string, n, noise int, seed uint32, m *pace.Meter) (Set, error) {
	for _, k := range kinds {
		if k.Name != name {
			continue
		}
		if k.generate == nil {
			return Set{}, fmt.Errorf("data: the set %q is made of points that a person draws; use Drawn", name)
		}
		r := source(seed)
		var set Set
		if share := float64(noise) / 100; k.Side > 0 { // takes a second; the others take milliseconds
			set = drawDigits(k.Side, r, n, share, m)
		} else {
			set = k.generate(r, n, share)
		}
		set.shuffle(r)
		return set, nil
	}
	return Set{}, fmt.Errorf("data: there is no set %q; the sets are %s", name, names())
}

// names returns the names of the sets that Generate makes, separated by commas.
func names() string {
	var list []string
	for _, k := range kinds {
		if k.generate != nil {
			list = append(list, k.Name)
		}
	}
	return strings.Join(list, ", ")
}

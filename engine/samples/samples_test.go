package samples

import (
	"math"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// The cells of a tile are 12/16 = ¾ wide, so that their centres are at −6 + ⅜ +
// ¾·column, and 6 − ⅜ − ¾·row.
func TestTilesOfInputsShowWhatTheNetworkIsGiven(t *testing.T) {
	features := map[string]func(x, y float64) float64{
		"x1": func(x, _ float64) float64 { return x }, "x2": func(_, y float64) float64 { return y },
		"x1x1": func(x, _ float64) float64 { return x * x }, "x2x2": func(_, y float64) float64 { return y * y },
		"x1x2":  func(x, y float64) float64 { return x * y },
		"sinx1": func(x, _ float64) float64 { return math.Sin(x) }, "sinx2": func(_, y float64) float64 { return math.Sin(y) },
	}
	r := recipe.Default()
	r.Dataset, r.Inputs = "xor", recipe.PlaneInputs()
	s, err := New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range s.Inputs {
		for _, cell := range [][2]int{{0, 0}, {0, 15}, {15, 0}, {3, 9}} {
			row, column := cell[0], cell[1]
			want := features[name](-6+0.375+0.75*float64(column), 6-0.375-0.75*float64(row))
			if got := float64(s.InputTiles[i][row*snapshot.TileSize+column]); math.Abs(got-want) > 1e-5 {
				t.Errorf("%s at row %d, column %d is %v, want %v", name, row, column, got, want)
			}
		}
	}
}

// Each time that weights are drawn again they are new ones. Repeating the experiment
// draws the same ones, and the masks stay.
func TestRedrawnNetworksHaveNewWeightsAndTheSameMasks(t *testing.T) {
	r := recipe.Default()
	s, err := New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := s.Network(&r)
	n.Layers[0].Mask[1] = 0
	first := n.Layers[0].W[0]
	one, two, again := Redrawn(n, &r, 0), Redrawn(n, &r, 1), Redrawn(n, &r, 0)
	if a, b := one.Layers[0].W[0], two.Layers[0].W[0]; a == first || b == first || a == b || a != again.Layers[0].W[0] {
		t.Errorf("the first weight is %v, then %v, %v and %v", first, a, b, again.Layers[0].W[0])
	}
	if one.Layers[0].Mask[1] != 0 || n.Layers[0].W[0] != first {
		t.Errorf("the mask is %d, the first network's weight %v", one.Layers[0].Mask[1], n.Layers[0].W[0])
	}
}

// The page and the recipe know the data sets by the names of package data.
func TestEveryDataSetOfTheRecipeExists(t *testing.T) {
	for _, name := range recipe.Datasets() {
		if name == recipe.OwnDataset || name == recipe.DrawnDataset {
			continue
		}
		r := recipe.Default()
		r.Dataset = name
		s, err := New(&r, nil)
		if err != nil || s.Train.N == 0 || s.Test.N == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if len(Thumbnail(name, 100)) == 0 {
			t.Errorf("%s has no thumbnail", name)
		}
	}
}

func TestTheMostFrequentClassIsCounted(t *testing.T) {
	for _, c := range []struct {
		labels  []float32
		classes int
		want    float64
	}{{[]float32{0, 1, 1, 1}, 2, 0.75}, {[]float32{2, 0, 1, 2, 2}, 3, 0.6}, {[]float32{1.5, -3}, 0, 0}, {nil, 2, 0}} {
		if got := mostFrequent(c.labels, c.classes); got != c.want {
			t.Errorf("of %v: %v, want %v", c.labels, got, c.want)
		}
	}
	r := recipe.Default()
	s, err := New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	ones := 0.0
	for _, y := range s.Test.Y {
		ones += float64(y)
	}
	n := float64(s.Test.N)
	if want := max(ones, n-ones) / n; s.Tests != s.Test.N || s.Guess != want {
		t.Errorf("%d test samples, guessing gives %v; want %d and %v", s.Tests, s.Guess, s.Test.N, want)
	}
}

package web

import (
	"image/color"
	"math"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

var heatTheme = &Theme{
	Surface:  color.RGBA{100, 100, 100, 255},
	Positive: color.RGBA{200, 100, 100, 255},
	Negative: color.RGBA{100, 100, 200, 255},
	Third:    color.RGBA{100, 200, 100, 255},
}

func TestHeatShowsWhatAnOutputMeans(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	surface := heatTheme.Surface
	for _, c := range []struct {
		name       string
		classes    int
		hidden     bool
		discretize bool
		value      float32
		want       color.RGBA
	}{
		{"probability 1", 2, false, false, 1, heatTheme.Positive},
		{"probability ½", 2, false, false, 0.5, surface},
		{"probability ¼", 2, false, false, 0.25, color.RGBA{100, 100, 150, 255}},
		{"probability 0", 2, false, false, 0, heatTheme.Negative},
		{"probability 0.6, decided", 2, false, true, 0.6, heatTheme.Positive},
		{"probability 0.4, decided", 2, false, true, 0.4, heatTheme.Negative},
		{"value −1", 0, false, false, -1, heatTheme.Negative},
		{"value 0", 0, false, false, 0, surface},
		{"value beyond 1", 0, false, false, 9, heatTheme.Positive},
		{"half the largest of a neuron", 2, true, false, 2, color.RGBA{150, 100, 100, 255}},
		{"infinity", 2, true, false, inf, heatTheme.Positive},
		{"no number", 2, true, false, nan, surface},
		{"class 2", 3, false, false, 2, heatTheme.Third},
		{"class 0", 3, false, false, 0, heatTheme.Negative},
		{"neuron among three classes", 3, true, false, -4, heatTheme.Negative},
	} {
		s := &snapshot.Snapshot{Samples: snapshot.Samples{Classes: c.classes}, Layers: make([]snapshot.Layer, 2)}
		s.Recipe.Discretize = c.discretize
		unit := recipe.Unit{Layer: 2}
		if c.hidden {
			unit.Layer = 1
		}
		var h heat
		h.set(s, unit, []float32{0, -4, 3, nan, inf}, heatTheme, 1)
		if got := h.of(c.value); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestHeatOfZerosIsTheSurface(t *testing.T) {
	var h heat
	h.set(&snapshot.Snapshot{Samples: snapshot.Samples{Classes: 2}, Layers: make([]snapshot.Layer, 2)}, recipe.Unit{Layer: 1}, []float32{0, 0}, heatTheme, 1)
	if got := h.of(0); got != heatTheme.Surface {
		t.Errorf("%v, want the surface", got)
	}
}

func TestPixelsLieBetweenTheMiddlesOfCells(t *testing.T) {
	// The middle of cell 0 is at pixel 2, of cell 1 at pixel 6; centres of
	// pixels are halves.
	for _, c := range []struct {
		pixel, first int
		share        float32
	}{
		{0, 0, 0}, {1, 0, 0}, {2, 0, 0.125}, {5, 0, 0.875}, {6, 1, 0.125},
		{128, 31, 0.625}, {253, 62, 0.875}, {254, 62, 1}, {255, 62, 1},
	} {
		if first, share := sample(c.pixel); first != c.first || share != c.share {
			t.Errorf("pixel %d lies %v after sample %d, want %v after %d", c.pixel, share, first, c.share, c.first)
		}
	}
}

func TestInterpolateBetweenFourSamples(t *testing.T) {
	values := make([]float32, snapshot.FieldSize*snapshot.FieldSize)
	at := 3*snapshot.FieldSize + 5
	values[at], values[at+1], values[at+snapshot.FieldSize], values[at+snapshot.FieldSize+1] = 1, 2, 3, 8
	// above 1.25, below 4.25
	if got := interpolate(values, 3, 5, 0.5, 0.25); got != 2.75 {
		t.Errorf("%v, want 2.75", got)
	}
}

func TestClassesShareEveryPlace(t *testing.T) {
	numbers := make([]float32, snapshot.FieldSize*snapshot.FieldSize)
	for i := range numbers {
		numbers[i] = float32((i%snapshot.FieldSize/20 + i/snapshot.FieldSize/30) % 3)
	}
	var f field
	f.separate(numbers)
	for i := range numbers {
		sum := f.classes[0][i] + f.classes[1][i] + f.classes[2][i]
		if math.Abs(float64(sum)-1) > 1e-6 {
			t.Fatalf("shares at %d add up to %v", i, sum)
		}
	}
	if f.classes[0][0] != 1 {
		t.Errorf("deep inside class 0 its share is %v", f.classes[0][0])
	}
}

func TestMajorityDecides(t *testing.T) {
	h := heat{discretize: true}
	for c := range h.class {
		h.class[c] = heatTheme.class(c)
	}
	pixel := make([]byte, 4)
	h.putClasses(pixel, [classColors]float32{0.3, 0.3, 0.4})
	if got := (color.RGBA{pixel[0], pixel[1], pixel[2], pixel[3]}); got != heatTheme.Third {
		t.Errorf("%v, want %v", got, heatTheme.Third)
	}
}

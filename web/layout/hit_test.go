package layout

import (
	"math"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// denseDistance returns the distance of a place from a connection, by computing it
// for many points of the connection.
func denseDistance(a *Arrangement, c Connection, x, y float64) float64 {
	x0, y0, x1, y1 := a.Span(c)
	least := math.Inf(1)
	knots := a.Knots(y1 - y0)
	for i := range len(knots) - 1 {
		p, q := knots[i], knots[i+1]
		for step := range 51 {
			s := float64(step) / 50
			along, across := p.Along+(q.Along-p.Along)*s, p.Across+(q.Across-p.Across)*s
			least = min(least, math.Hypot(x-x0-(x1-x0)*along, y-y0-(y1-y0)*across))
		}
	}
	return least
}

// eachConnection calls do with every connection.
func eachConnection(a *Arrangement, do func(c Connection)) {
	for layer := range len(a.Units) - 1 {
		for out := range a.Units[layer+1] {
			for in := range a.Units[layer] {
				do(Connection{layer, out, in})
			}
		}
	}
}

func everything(layer, out, in int) bool { return true }

func TestConnectionAtFindsTheConnectionPointedAt(t *testing.T) {
	for _, units := range [][]int{{5, 4, 3, 1}, {2, 8, 8, 1}, {40, 40, 3}, {50, 40}} {
		a := Arrange(units, Image{}, Rect{X: 30, Y: 10, W: 900, H: 600}, 1, 11)
		eachConnection(a, func(aimed Connection) {
			x0, y0, x1, y1 := a.Span(aimed)
			knots := a.Knots(y1 - y0)
			k := knots[len(knots)/2]
			x, y := x0+(x1-x0)*k.Along, y0+(y1-y0)*k.Across
			only := func(layer, out, in int) bool { return aimed == Connection{layer, out, in} }
			if got, ok := a.ConnectionAt(x, y+3, only); !ok || got != aimed {
				t.Errorf("%v: beside %+v, alone, is %+v (%v)", units, aimed, got, ok)
			}
			got, ok := a.ConnectionAt(x, y, everything)
			if !ok || denseDistance(a, got, x, y) > 0.01 {
				t.Errorf("%v: on %+v is %+v (%v)", units, aimed, got, ok)
			}
		})
	}
}

func TestConnectionAtFindsTheNearest(t *testing.T) {
	a := Arrange([]int{5, 4, 3, 1}, Image{}, Rect{W: 700, H: 400}, 1, 11)
	hits := 0
	for x := 60.0; x < 690; x += 17 {
		for y := 50.0; y < 390; y += 13 {
			least := math.Inf(1)
			eachConnection(a, func(c Connection) { least = min(least, denseDistance(a, c, x, y)) })
			got, ok := a.ConnectionAt(x, y, everything)
			switch {
			case ok && math.Abs(denseDistance(a, got, x, y)-least) > 0.05:
				t.Errorf("at %v, %v is %+v, %v away, but another is %v away", x, y, got, denseDistance(a, got, x, y), least)
			case ok && least > connectionSlack+0.05, !ok && least < connectionSlack-0.05:
				t.Errorf("at %v, %v: found is %v, with the nearest %v away", x, y, ok, least)
			}
			if ok {
				hits++
			}
		}
	}
	if hits == 0 {
		t.Error("no place was near any connection")
	}
}

func TestConnectionAtIgnoresInvisibleConnections(t *testing.T) {
	a := Arrange([]int{1, 1}, Image{}, Rect{W: 300, H: 200}, 1, 11)
	x0, y, x1, _ := a.Span(Connection{})
	if _, ok := a.ConnectionAt((x0+x1)/2, y, func(layer, out, in int) bool { return false }); ok {
		t.Error("found a connection that is not visible")
	}
}

func TestUnitAt(t *testing.T) {
	a := Arrange([]int{20, 10, 10, 1}, Image{}, Rect{X: 7, Y: 9, W: 1100, H: 560}, 1, 11)
	for layer, n := range a.Units {
		for index := range n {
			want := recipe.Unit{Layer: layer, Index: index}
			x, y := a.Unit(layer, index)
			r := a.Columns[layer].Radius
			for _, at := range [][2]float64{{x, y}, {x + r, y}, {x, y - r}, {x - r, y + r}} {
				if got, ok := a.UnitAt(at[0], at[1]); !ok || got != want {
					t.Errorf("at %v is %+v (%v), want %+v", at, got, ok, want)
				}
			}
		}
	}
	first := a.Columns[1]
	_, third := a.Unit(1, 3)
	_, last := a.Unit(1, 9)
	for name, at := range map[string][2]float64{
		"between two layers":   {(a.Columns[0].X + first.X) / 2, 250},
		"between two units":    {first.X, third + first.Pitch/2},
		"above the first unit": {first.X, first.Top - first.Pitch},
		"below the last unit":  {first.X, last + first.Pitch},
	} {
		if got, ok := a.UnitAt(at[0], at[1]); ok {
			t.Errorf("%s is %+v", name, got)
		}
	}
}

func TestUnitAtFindsPixelsAndStaggeredUnits(t *testing.T) {
	a := Arrange([]int{784, 300, 100, 10}, Image{28, 28}, Rect{X: 7, Y: 9, W: 900, H: 560}, 1, 11)
	for layer, n := range a.Units {
		r := a.Columns[layer].Radius * 0.7
		for index := range n {
			want := recipe.Unit{Layer: layer, Index: index}
			x, y := a.Unit(layer, index)
			for _, at := range [][2]float64{{x, y}, {x + r, y}, {x, y - r}, {x - r/2, y + r/2}} {
				if got, ok := a.UnitAt(at[0], at[1]); !ok || got != want {
					t.Errorf("at %v is %+v (%v), want %+v", at, got, ok, want)
				}
			}
		}
	}
	image := a.Columns[0]
	for name, at := range map[string][2]float64{
		"right of the image": {image.Right() + 10, image.Top},
		"above the image":    {image.X, image.Top - 20},
		"below the image":    {image.X, image.Top + 28*image.Pitch + 10},
	} {
		if got, ok := a.UnitAt(at[0], at[1]); ok {
			t.Errorf("%s is %+v", name, got)
		}
	}
}

func TestOnlyDrawnConnectionsCanBePointedAt(t *testing.T) {
	a := Arrange([]int{3, 2}, Image{}, Rect{W: 400, H: 300}, 1, 11)
	line := Connection{Layer: 0, Out: 1, In: 2}
	a.Lines = []Connection{line}
	x0, y0, x1, y1 := a.Span(line)
	if got, ok := a.ConnectionAt((x0+x1)/2, (y0+y1)/2, everything); !ok || got != line {
		t.Errorf("on a line is %+v (%v)", got, ok)
	}
	x0, y0, _, _ = a.Span(Connection{})
	if got, ok := a.ConnectionAt(x0, y0, everything); ok {
		t.Errorf("where there is no line is %+v", got)
	}
}

func TestFindPrefersUnitsAndPassesOverPrunedConnections(t *testing.T) {
	a := Arrange([]int{2, 2}, Image{}, Rect{W: 400, H: 300}, 1, 11)
	layers := []snapshot.Layer{{In: 2, Out: 2, Mask: []uint8{1, 0, 1, 1}}}
	x, y := a.Unit(1, 0)
	if unit, connection := a.Find(layers, x, y); unit == nil || *unit != (recipe.Unit{Layer: 1}) || connection != nil {
		t.Errorf("on a unit are %v and %v", unit, connection)
	}
	kept := Connection{Out: 0, In: 0}
	x0, y0, x1, y1 := a.Span(kept) // straight, since both ends are at the same height
	if unit, connection := a.Find(layers, (x0+x1)/2, (y0+y1)/2); unit != nil || connection == nil || *connection != kept {
		t.Errorf("on a connection are %v and %v", unit, connection)
	}
	layers[0].Mask[0] = 0
	if unit, connection := a.Find(layers, (x0+x1)/2, (y0+y1)/2); unit != nil || connection != nil {
		t.Errorf("on a pruned connection are %v and %v", unit, connection)
	}
}

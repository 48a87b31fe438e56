package lab

import "bonsai/engine/data"

// A Dot is one point of a thumbnail: a class, and how strongly it shows.
type Dot struct {
	X, Y     float32 // from −PlaneSpan to PlaneSpan
	Class    int
	Strength float64 // 0 to 1
}

// Thumbnail returns at most n dots that stand for a data set in a small
// picture. A set that is no plane is drawn as a table: samples from the top
// down, features across, each value by sign and size. The set drawn by hand
// has none.
func Thumbnail(dataset string, n int) []Dot {
	kind, ok := data.Lookup(dataset)
	if !ok || dataset == "drawn" {
		return nil
	}
	if kind.Side > 0 {
		n = 1
	}
	set, err := data.Preview(dataset, n)
	if err != nil {
		return nil
	}
	if kind.Side > 0 {
		return imageDots(set, kind.Side)
	}
	if !kind.Plane {
		return tableDots(set, n)
	}
	dots := make([]Dot, min(set.N, n))
	for i := range dots {
		dots[i] = dotOf(set.Y[i], kind.Classes)
		dots[i].X, dots[i].Y = set.X[2*i], set.X[2*i+1]
	}
	return dots
}

// dotOf colours a label: a class as it is, a value by its sign and size.
func dotOf(label float32, classes int) Dot {
	if classes > 0 {
		return Dot{Class: int(label), Strength: 1}
	}
	if label > 0 {
		return Dot{Class: 1, Strength: min(float64(label), 1)}
	}
	return Dot{Class: 0, Strength: min(float64(-label), 1)}
}

func tableDots(set data.Set, n int) []Dot {
	side := 1
	for (side+1)*(side+1) <= n {
		side++
	}
	side = min(side, set.F)
	dots := make([]Dot, 0, side*side)
	at := func(i int) float32 { return PlaneSpan * (2*float32(i) + 1 - float32(side)) / float32(side) }
	for row := range side {
		for column := range side {
			const spread = 2 // standard deviations that show at full strength
			dot := dotOf(set.X[row*set.F+column]/spread, 0)
			dot.X, dot.Y = at(column), -at(row)
			dots = append(dots, dot)
		}
	}
	return dots
}

// imageDots are the pixels of the first image.
func imageDots(set data.Set, side int) []Dot {
	dots := make([]Dot, 0, side*side)
	at := func(i int) float32 { return PlaneSpan * (2*float32(i) + 1 - float32(side)) / float32(side) }
	for i, ink := range set.X[:side*side] {
		if ink > 0 {
			dots = append(dots, Dot{X: at(i % side), Y: -at(i / side), Class: 1, Strength: float64(ink)})
		}
	}
	return dots
}

package samples

import (
	"bonsai/engine/data"
	"bonsai/engine/plane"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Thumbnail returns at most n dots that represent a data set in a small
// picture. A table is drawn with samples from the top down and features across,
// each value by its sign and size, images by the first of them. The set drawn
// by hand has none.
func Thumbnail(dataset string, n int) []snapshot.Dot {
	kind, ok := data.Lookup(dataset)
	if !ok || dataset == recipe.DrawnDataset {
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
	dots := make([]snapshot.Dot, min(set.N, n))
	for i := range dots {
		dots[i] = dotOf(set.Y[i], kind.Classes)
		dots[i].X, dots[i].Y = set.X[2*i], set.X[2*i+1]
	}
	return dots
}

// dotOf returns the look of a label: of a class, or of a value by its sign and
// size.
func dotOf(label float32, classes int) snapshot.Dot {
	if classes > 0 {
		return snapshot.Dot{Class: int(label), Strength: 1}
	}
	if label > 0 {
		return snapshot.Dot{Class: 1, Strength: min(float64(label), 1)}
	}
	return snapshot.Dot{Class: 0, Strength: min(float64(-label), 1)}
}

func tableDots(set data.Set, n int) []snapshot.Dot {
	side := 1
	for (side+1)*(side+1) <= n {
		side++
	}
	side = min(side, set.F)
	dots := make([]snapshot.Dot, 0, side*side)
	for row := range side {
		for column := range side {
			const spread = 2 // standard deviations that show at full strength
			dot := dotOf(set.X[row*set.F+column]/spread, 0)
			dot.X, dot.Y = plane.Cell(row, column, side)
			dots = append(dots, dot)
		}
	}
	return dots
}

// imageDots returns the pixels of the first image.
func imageDots(set data.Set, side int) []snapshot.Dot {
	dots := make([]snapshot.Dot, 0, side*side)
	for i, ink := range set.X[:side*side] {
		if ink > 0 {
			x, y := plane.Cell(i/side, i%side, side)
			dots = append(dots, snapshot.Dot{X: x, Y: y, Class: 1, Strength: float64(ink)})
		}
	}
	return dots
}

package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
)

// How many features of the table carry what.
const (
	informative   = 6 // coordinates of the clusters
	redundant     = 6 // linear combinations of the informative ones
	useless       = 8 // noise that says nothing of the class
	tableFeatures = informative + redundant + useless
)

const (
	clusters   = 8   // of both classes together; a multiple of 4, so that opposites are in one class
	separation = 1.6 // of a cluster's centre from 0 in each coordinate; its points deviate by 1
)

// vector is a point of the space of the informative features.
type vector [informative]float64

// tabular is a table in which a network has to find out what matters: a
// design in the manner of Guyon 2003, "Design of experiments of the NIPS 2003
// variable selection benchmark". The informative features place a sample near
// one of several clusters on the vertices of a cube; the redundant ones mix
// those linearly; the useless ones are noise. All are standardised, and their
// columns are in an order that the seed decides. Noise is the probability
// that a label is flipped.
func tabular(r *rand.Rand, n int, noise float64) Set {
	points := scatter(r, n, centres(r))
	columns := make([][]float64, 0, tableFeatures)
	for j := range informative {
		columns = append(columns, coordinate(points, j))
	}
	for range redundant {
		columns = append(columns, mixture(r, points))
	}
	for range useless {
		columns = append(columns, normals(r, n))
	}
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })

	s := Set{X: make([]float32, n*tableFeatures), Y: make([]float32, n), N: n, F: tableFeatures, Classes: 2}
	for j, values := range columns {
		standardise(values)
		for i, v := range values {
			s.X[i*tableFeatures+j] = float32(v)
		}
	}
	for i := range s.Y {
		s.Y[i] = float32(clusterClass(i % clusters))
		if r.Float64() < noise {
			s.Y[i] = 1 - s.Y[i]
		}
	}
	return s
}

// clusterClass is the class of a cluster: they take turns.
func clusterClass(cluster int) int { return cluster % 2 }

// centres draws the vertices on which the clusters sit. Each has its opposite
// half a list further on, which is in the same class. So both classes have
// their mean at 0, and no hyperplane tells them apart: a network needs its
// hidden layers.
func centres(r *rand.Rand) []vector {
	const half = clusters / 2
	list := make([]vector, clusters)
	// Each of these numbers is a vertex by the signs in its bits. The last
	// coordinate has no bit, so that no two vertices are opposites.
	for i, signs := range r.Perm(1 << (informative - 1))[:half] {
		for j := range informative {
			list[i][j] = separation
			if signs>>j&1 == 1 {
				list[i][j] = -separation
			}
			list[half+i][j] = -list[i][j]
		}
	}
	return list
}

// scatter draws n points, in turn around each centre, with a standard
// deviation of 1 in each coordinate.
func scatter(r *rand.Rand, n int, around []vector) []vector {
	points := make([]vector, n)
	for i := range points {
		for j, centre := range around[i%len(around)] {
			points[i][j] = centre + num.Normal(r)
		}
	}
	return points
}

func coordinate(points []vector, j int) []float64 {
	values := make([]float64, len(points))
	for i, p := range points {
		values[i] = p[j]
	}
	return values
}

// mixture draws a linear combination of the coordinates, with weights from −1
// to 1, and returns its value at each point.
func mixture(r *rand.Rand, points []vector) []float64 {
	var weights vector
	for j := range weights {
		weights[j] = uniform(r, -1, 1)
	}
	values := make([]float64, len(points))
	for i, p := range points {
		for j, w := range weights {
			values[i] += float64(w * p[j])
		}
	}
	return values
}

func normals(r *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = num.Normal(r)
	}
	return values
}

// standardise gives values a mean of 0 and a standard deviation of 1.
func standardise(values []float64) {
	mean, deviation := meanStdDev(values)
	for i, v := range values {
		values[i] = (v - mean) / deviation
	}
}

// meanStdDev returns the mean and the standard deviation of values, of no values
// 0 and 0.
func meanStdDev(values []float64) (mean, deviation float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v / n
	}
	variance := 0.0
	for _, v := range values {
		off := v - mean
		variance += float64(off*off) / n
	}
	return mean, math.Sqrt(variance)
}

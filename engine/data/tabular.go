package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
)

// How many features of the table there are of each sort.
const (
	informative   = 6 // coordinates around the clusters' centres
	redundant     = 6 // linear combinations of the informative features
	useless       = 8 // noise, independent of the class
	tableFeatures = informative + redundant + useless
)

const (
	// clusters is the number of clusters of both classes. It is a multiple of 4,
	// so that centres takes opposite vertices for the same class.
	clusters = 8

	// separation is the distance of each centre from 0 in each coordinate. The
	// points around a centre have a standard deviation of 1.
	separation = 1.6
)

// A vector has one number for each informative feature.
type vector [informative]float64

// tabular is a table in which a network has to find out which features matter.
// The design follows Guyon 2003, "Design of experiments of the NIPS 2003 variable
// selection benchmark" (scikit-learn's make_classification does too). The
// informative features place a sample near one of several clusters on the
// vertices of a cube; the redundant features are linear combinations of those;
// the useless ones are noise. All are standardised, and the order of the columns
// is random. Noise is the probability that a label is flipped.
func tabular(r *rand.Rand, n int, noise float64) Set {
	points := scatter(r, n, centres(r))
	columns := make([][]float64, 0, tableFeatures)
	names := make([]string, 0, tableFeatures)
	for j := range informative {
		columns = append(columns, coordinate(points, j))
		names = append(names, fmt.Sprint("signal ", j+1))
	}
	for j := range redundant {
		columns = append(columns, mixture(r, points))
		names = append(names, fmt.Sprint("mixture ", j+1))
	}
	for j := range useless {
		columns = append(columns, normals(r, n))
		names = append(names, fmt.Sprint("noise ", j+1))
	}
	r.Shuffle(len(columns), func(i, j int) {
		columns[i], columns[j] = columns[j], columns[i]
		names[i], names[j] = names[j], names[i]
	})

	s := Set{Names: names, X: make([]float32, n*tableFeatures), Y: make([]float32, n), N: n, F: tableFeatures, Classes: 2}
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

// clusterClass returns the class of a cluster, 0 or 1 in turn.
func clusterClass(cluster int) int { return cluster % 2 }

// centres draws the vertices of the cube that the clusters are at. For each
// centre in the first half of the list, the opposite vertex is in the second
// half and belongs to the same class. So both classes have the mean 0, and no
// hyperplane separates them: a network needs a hidden layer.
func centres(r *rand.Rand) []vector {
	const half = clusters / 2
	list := make([]vector, clusters)
	// The bits of a number are the signs of a vertex's coordinates. The last
	// coordinate has no bit and is always positive, so no two of these vertices
	// are opposite.
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

// scatter draws n points around the centres, which take turns. Each coordinate
// is normally distributed with a standard deviation of 1.
func scatter(r *rand.Rand, n int, around []vector) []vector {
	points := make([]vector, n)
	for i := range points {
		for j, centre := range around[i%len(around)] {
			points[i][j] = centre + num.Normal(r)
		}
	}
	return points
}

// coordinate returns coordinate j of all points.
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

// normals draws n numbers from the standard normal distribution.
func normals(r *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = num.Normal(r)
	}
	return values
}

// standardise shifts and scales values to a mean of 0 and a standard deviation
// of 1.
func standardise(values []float64) {
	mean, deviation := meanStdDev(values)
	for i, v := range values {
		values[i] = (v - mean) / deviation
	}
}

// meanStdDev returns the mean and the population standard deviation of values;
// both are 0 if there are none.
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

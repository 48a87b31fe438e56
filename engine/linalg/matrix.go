// Package linalg is the float64 linear algebra that second-order pruning needs:
// sums of products, and the solution of linear equations with a symmetric
// positive definite matrix.
//
// It exists beside gonum's because gonum adds up dot products in several lanes
// on some machines, in another order than on others. The solutions here become
// weights of a network, and those must have the same bits on every machine. So
// every sum takes its products one by one in the order of their index, and what
// is computed side by side is independent sums: four rows of a matrix. Where
// there are kernels (package simd) they compute the same bits faster.
package linalg

import "slices"

// lanes is the number of rows of a strip.
const lanes = 4

// A Matrix is laid out in strips of four rows. A strip lists its columns one
// after the other, each as four numbers: the number at row r and column c is
// Data[(r/4·Width + c)·4 + r%4]. The matrix is filled up with zeros to a multiple
// of four rows, and to Width, a multiple of four columns.
type Matrix struct {
	Rows, Columns int
	Width         int
	Data          []float64
}

// New returns a matrix of zeros.
func New(rows, columns int) *Matrix {
	m := &Matrix{}
	m.Reset(rows, columns)
	return m
}

// Reset makes m a matrix of zeros of the given size. It uses the memory that m
// has if that is enough.
func (m *Matrix) Reset(rows, columns int) {
	m.Rows, m.Columns, m.Width = rows, columns, upToLanes(columns)
	m.Data = slices.Grow(m.Data[:0], upToLanes(rows)*m.Width)[:upToLanes(rows)*m.Width]
	clear(m.Data)
}

// At returns the number at row r and column c.
func (m *Matrix) At(r, c int) float64 { return m.Data[m.index(r, c)] }

// Set sets the number at row r and column c.
func (m *Matrix) Set(r, c int, v float64) { m.Data[m.index(r, c)] = v }

func (m *Matrix) index(r, c int) int { return (r/lanes*m.Width+c)*lanes + r%lanes }

// strips returns the number of strips.
func (m *Matrix) strips() int { return upToLanes(m.Rows) / lanes }

// strip returns strip s.
func (m *Matrix) strip(s int) []float64 { return m.Data[s*m.stride() : (s+1)*m.stride()] }

// stride returns the size of a strip.
func (m *Matrix) stride() int { return m.Width * lanes }

func upToLanes(n int) int { return (n + lanes - 1) / lanes * lanes }

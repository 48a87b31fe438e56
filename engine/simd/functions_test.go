package simd_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/num"
	"bonsai/engine/simd/simdtest"
)

// arguments go over all sizes and signs, and over the borders of the cases of
// exp and tanh. Their number is odd, so that some are computed one by one.
func arguments() []float32 {
	v := []float32{0, float32(math.Copysign(0, -1)), 0.625, -0.625, math.Nextafter32(0.625, 0), 88.72283, 88.7229, -87.33654, -87.3366,
		44.36, 44.37, 1e-30, -1e-30, 1e30, -1e30, float32(math.Inf(1)), float32(math.Inf(-1)), math.MaxFloat32, math.SmallestNonzeroFloat32}
	r := rand.New(rand.NewPCG(3, 4))
	for len(v) < 100_001 {
		v = append(v, float32(r.NormFloat64()*math.Pow(10, float64(r.IntN(7)-4))))
	}
	return v
}

func TestActivationsHaveTheBitsOfNum(t *testing.T) {
	machine := simdtest.New(t)
	for kernel, f := range map[string]func(float32) float32{
		"forward0": func(z float32) float32 {
			if z < 0 {
				return 0
			}
			return z
		},
		"forward1": num.Tanh,
		"forward2": num.Sigmoid,
	} {
		machine.Reset()
		values, want := arguments(), arguments()
		for i, v := range want {
			want[i] = f(v)
		}
		machine.Call(kernel, uint64(len(values)), uint64(machine.Floats(values)))
		simdtest.Same(t, kernel, values, want)
	}
}

func TestTransposeTurnsEveryShape(t *testing.T) {
	machine := simdtest.New(t)
	for rows := range 11 {
		for columns := range 11 {
			machine.Reset()
			from, to, want := make([]float32, rows*columns), make([]float32, rows*columns), make([]float32, rows*columns)
			for r := range rows {
				for c := range columns {
					from[r*columns+c] = float32(100*r + c)
					want[c*rows+r] = float32(100*r + c)
				}
			}
			machine.Call("transpose", uint64(rows), uint64(columns), uint64(machine.Floats(to)), uint64(machine.Floats(from)))
			simdtest.Same(t, fmt.Sprint(rows, "×", columns), to, want)
		}
	}
}

func TestMultiplesOfVectors(t *testing.T) {
	machine := simdtest.New(t)
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 14 {
		machine.Reset()
		machine.Shift(uint32(n % 4))
		x, y := random(r, n), random(r, n)
		sum, multiple := append([]float32(nil), y...), append([]float32(nil), x...)
		for i, v := range x {
			sum[i] += float32(1.7 * v)
			multiple[i] *= 1.7
		}
		machine.Call("axpy", uint64(n), uint64(machine.Floats(y)), uint64(machine.Floats(x)), simdtest.Float(1.7))
		simdtest.Same(t, "axpy", y, sum)
		machine.Call("scal", uint64(n), uint64(machine.Floats(x)), simdtest.Float(1.7))
		simdtest.Same(t, "scal", x, multiple)
	}
}

package num

import "math"

// Sin and Cos follow sin.c of the Cephes library (Moshier 1989): x is reduced
// to z = x − j·π/4 with an even j, so |z| ≤ π/4, and a polynomial in z² gives
// the sine or the cosine of z. Which of the two, and its sign, depend on the
// octant j mod 8.

// π/4 as a sum of three parts. The first two have so few bits that j times
// each of them is exact (Cody and Waite, 1980).
const (
	quarterPiHi  = 7.85398125648498535156e-1
	quarterPiMid = 3.77489470793079817668e-8
	quarterPiLow = 2.69515142907905952645e-15
)

// trigLimit bounds the |x| for which the reduction in three parts is accurate.
// From there on neighbouring float32 are 64 or more apart, ten periods, so the
// sine of one means nothing. It is taken of the remainder of x by 2π, so that it
// is at least the same on every machine.
const trigLimit = 1 << 29

// Sin returns the sine of x radians with an error below 2⁻⁵², for |x| < 2²⁹.
// It has the bits of Go's math.Sin on machines where that is compiled without
// fused multiply-add. Sin(±Inf) and Sin(NaN) are NaN.
func Sin(x float64) float64 {
	switch {
	case x == 0: // keeps the sign of −0
		return x
	case x-x != 0: // infinite, or not a number
		return math.NaN()
	case x < 0:
		return -Sin(-x)
	}
	octant, z := reduce(x)
	return sinInOctant(octant, z)
}

// Cos returns the cosine of x radians with an error below 2⁻⁵², for |x| < 2²⁹.
// Like Sin it has the bits of Go's math.Cos. Cos(±Inf) and Cos(NaN) are NaN.
func Cos(x float64) float64 {
	if x-x != 0 { // infinite, or not a number
		return math.NaN()
	}
	octant, z := reduce(math.Abs(x))
	return sinInOctant(octant+2, z) // cos x = sin(x + π/2)
}

// sinInOctant returns sin(z + octant·π/4) for an even octant and |z| ≤ π/4.
func sinInOctant(octant uint64, z float64) float64 {
	value := 0.0
	if octant&2 == 0 {
		value = sinNearZero(z)
	} else {
		value = cosNearZero(z)
	}
	if octant&4 != 0 {
		return -value
	}
	return value
}

// reduce returns an even octant j and z = x − j·π/4 with |z| ≤ π/4, for x ≥ 0.
func reduce(x float64) (octant uint64, z float64) {
	if x >= trigLimit {
		x = math.Mod(x, 2*math.Pi)
	}
	octant = uint64(x * (4 / math.Pi))
	octant += octant & 1
	j := float64(octant)
	z = x - float64(j*quarterPiHi)
	z -= float64(j * quarterPiMid)
	z -= float64(j * quarterPiLow)
	return octant, z
}

// sinNearZero returns sin z for |z| ≤ π/4.
func sinNearZero(z float64) float64 {
	square := float64(z * z)
	p := 1.58962301576546568060e-10
	p = float64(p*square) - 2.50507477628578072866e-8
	p = float64(p*square) + 2.75573136213857245213e-6
	p = float64(p*square) - 1.98412698295895385996e-4
	p = float64(p*square) + 8.33333333332211858878e-3
	p = float64(p*square) - 1.66666666666666307295e-1
	return z + float64(float64(z*square)*p)
}

// cosNearZero returns cos z for |z| ≤ π/4.
func cosNearZero(z float64) float64 {
	square := float64(z * z)
	p := -1.13585365213876817300e-11
	p = float64(p*square) + 2.08757008419747316778e-9
	p = float64(p*square) - 2.75573141792967388112e-7
	p = float64(p*square) + 2.48015872888517045348e-5
	p = float64(p*square) - 1.38888888888730564116e-3
	p = float64(p*square) + 4.16666666666665929218e-2
	return 1 - float64(0.5*square) + float64(float64(square*square)*p)
}

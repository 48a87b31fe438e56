package num

import (
	"math"
	"math/rand/v2"
)

// Log returns the natural logarithm of x with an error below 2 units in the last
// place. The method is that of FreeBSD's e_log.c (Sun Microsystems 1993):
// x = 2ᵏ(1+f) with √½ < 1+f < √2, s = f/(2+f), and
// log(1+f) = f − s(f − R(s²)) with a polynomial R.
//
// Log(0) is −Inf, Log(+Inf) is +Inf, and the logarithm of a negative number or
// NaN is NaN.
func Log(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	fraction, exponent := math.Frexp(x)
	if fraction < math.Sqrt2/2 {
		fraction *= 2
		exponent--
	}
	f, k := fraction-1, float64(exponent)
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	even := 1.531383769920937332e-01
	even = float64(w*even) + 2.222219843214978396e-01
	even = float64(w*even) + 3.999999999940941908e-01
	odd := 1.479819860511658591e-01
	odd = float64(w*odd) + 1.818357216161805012e-01
	odd = float64(w*odd) + 2.857142874366239149e-01
	odd = float64(w*odd) + 6.666666666666735130e-01
	r := float64(w*even) + float64(z*odd)
	half := float64(0.5 * float64(f*f))
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
	)
	low := float64(s*(half+r)) + float64(k*ln2Lo)
	return float64(k*ln2Hi) - ((half - low) - f)
}

// Normal draws a number from the standard normal distribution (mean 0, variance
// 1) by Marsaglia's polar method (Marsaglia and Bray, "A Convenient Method for
// Generating Normal Variables", SIAM Review 6, 1964), which needs only a
// logarithm and a square root. The NormFloat64 of math/rand/v2 uses math.Exp,
// which differs between machines.
func Normal(r *rand.Rand) float64 {
	for {
		u, v := 2*r.Float64()-1, 2*r.Float64()-1
		if s := float64(u*u) + float64(v*v); s > 0 && s < 1 {
			return u * math.Sqrt(-2*Log(s)/s)
		}
	}
}

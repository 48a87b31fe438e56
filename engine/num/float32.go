// Package num has the elementary functions that training and the data sets
// use: exponential, logarithm, tanh, sigmoid, sine and cosine. They return the
// same bits on every machine, so that a shared link shows the same network
// everywhere.
//
// Go's own math.Exp, Tanh and Log do not: they are written in assembly for some
// processors and in Go for others, and the results differ in the last bit. A
// compiler may also fuse x*y + z into one operation that rounds once instead of
// twice. The functions here are additions, multiplications and divisions in a
// fixed order, and every product is converted to its own type before it is
// added to something: the Go specification forbids fusing across a conversion
// ("Floating-point operators").
package num

import "math"

// exp(x) = 2ⁿ · exp(r), where n is the whole number nearest to x/ln 2 and
// r = x − n·ln 2, so |r| ≤ ½ ln 2. ln 2 is the sum of two parts, of which the
// first has so few bits that n·ln2Hi is exact (Cody and Waite, "Software Manual
// for the Elementary Functions", 1980). The polynomial for exp(r) is that of
// expf in the Cephes library (Moshier 1989).
const (
	log2E = 1.44269504088896341
	ln2Hi = 0.693359375
	ln2Lo = -2.12194440e-4

	expMax = 88.72283  // above it, exp is larger than the largest float32
	expMin = -87.33654 // below it, exp is smaller than the smallest normal float32
)

// Exp returns eˣ with an error of at most 2 units in the last place. Where eˣ is
// smaller than the smallest normal float32, about 1.2·10⁻³⁸, it returns 0;
// where it is larger than the largest, +Inf. Exp(NaN) is NaN.
func Exp(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > expMax:
		return float32(math.Inf(1))
	case x < expMin:
		return 0
	}
	n := float32(math.Floor(float64(float32(x*log2E) + 0.5)))
	r := x - float32(n*ln2Hi)
	r -= float32(n * ln2Lo)
	p := float32(1.9875691500e-4)
	p = float32(p*r) + 1.3981999507e-3
	p = float32(p*r) + 8.3334519073e-3
	p = float32(p*r) + 4.1665795894e-2
	p = float32(p*r) + 1.6666665459e-1
	p = float32(p*r) + 5.0000001201e-1
	return timesPowerOfTwo(float32(p*float32(r*r))+r+1, int(n))
}

// timesPowerOfTwo returns y·2ⁿ for −126 ≤ n ≤ 128. A float32 cannot hold 2¹²⁸,
// so there y is multiplied by 2¹²⁷ and then by 2.
func timesPowerOfTwo(y float32, n int) float32 {
	if n == 128 {
		return timesPowerOfTwo(y, 127) * 2
	}
	return y * math.Float32frombits(uint32(n+127)<<23)
}

// Tanh returns the hyperbolic tangent of x with an error of at most 2 units in
// the last place. For |x| < 0.625 it is a polynomial (tanhf of the Cephes
// library), because 1 − 2/(e²ˣ+1) would lose digits there; elsewhere it is that
// formula.
func Tanh(x float32) float32 {
	magnitude := x
	if x < 0 {
		magnitude = -x
	}
	if magnitude < 0.625 {
		z := float32(x * x)
		p := float32(-5.70498872745e-3)
		p = float32(p*z) + 2.06390887954e-2
		p = float32(p*z) - 5.37397155531e-2
		p = float32(p*z) + 1.33314422036e-1
		p = float32(p*z) - 3.33332819422e-1
		return float32(float32(p*z)*x) + x
	}
	t := 1 - 2/(Exp(2*magnitude)+1)
	if x < 0 {
		return -t
	}
	return t
}

// Sigmoid returns the logistic function 1/(1+e⁻ˣ) with an error of at most 2
// units in the last place for |x| ≤ 86. Far below 0 it returns 0, far above 1.
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

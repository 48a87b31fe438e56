// Package num holds the elementary functions that decide weights and data,
// made so that they give the same bits on every machine.
//
// Go's math.Exp, Tanh and Log are assembly on some machines and Go on others,
// and differ in the last bit. Here every function is additions,
// multiplications and divisions in one order, each rounded where it stands:
// a product that is added to something is converted first, which forbids the
// compiler to fuse the two (Go specification, "Floating-point operators").
package num

import "math"

// exp(x) = 2ⁿ · exp(r) with |r| ≤ ½ ln 2. ln 2 is split in two so that n·ln2Hi
// is exact (Cody and Waite, "Software Manual for the Elementary Functions",
// 1980). The polynomial is that of expf in the Cephes library (Moshier 1989).
const (
	log2E = 1.44269504088896341
	ln2Hi = 0.693359375
	ln2Lo = -2.12194440e-4

	expMax = 88.72283  // exp of more is above every float32
	expMin = -87.33654 // exp of less is below every normal float32
)

// Exp returns eˣ within 2 units in the last place. Results below the smallest
// normal number are 0.
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

// timesPowerOfTwo is y·2ⁿ, for n from −126 to 128. 2¹²⁸ is no float32, so one
// doubling is done apart.
func timesPowerOfTwo(y float32, n int) float32 {
	if n == 128 {
		return timesPowerOfTwo(y, 127) * 2
	}
	return y * math.Float32frombits(uint32(n+127)<<23)
}

// Tanh returns the hyperbolic tangent within 2 units in the last place. Near 0
// it is the polynomial of tanhf in the Cephes library, elsewhere it comes from
// Exp.
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

// Sigmoid returns 1/(1+e⁻ˣ).
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

package num

import (
	"math"
	"math/rand/v2"
	"testing"
)

// ulps returns the distance of a and b of the same sign in units in the last
// place: how many steps from one float32 to the next lie between them.
func ulps(a, b float32) int {
	d := int(int32(math.Float32bits(a))) - int(int32(math.Float32bits(b)))
	return max(d, -d)
}

func TestFloat32FunctionsAreWithinTwoUnitsInTheLastPlace(t *testing.T) {
	for _, f := range []struct {
		name     string
		got      func(float32) float32
		exact    func(float64) float64
		low, top float32
	}{
		{"Exp", Exp, math.Exp, -87, 88.7},
		{"Tanh", Tanh, math.Tanh, -12, 12},
		{"Sigmoid", Sigmoid, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -86, 86},
	} {
		worst, at := 0, float32(0)
		for i := range 1_000_001 {
			x := f.low + (f.top-f.low)*float32(i)/1_000_000
			if d := ulps(f.got(x), float32(f.exact(float64(x)))); d > worst {
				worst, at = d, x
			}
		}
		if worst > 2 {
			t.Errorf("%s(%v) is %d units off", f.name, at, worst)
		}
	}
}

func TestEndsOfTheNumberLine(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, test := range []struct{ got, want float32 }{
		{Exp(0), 1}, {Exp(inf), inf}, {Exp(-inf), 0}, {Exp(89), inf}, {Exp(-104), 0},
		{Tanh(0), 0}, {Tanh(inf), 1}, {Tanh(-inf), -1}, {Tanh(1e-20), 1e-20},
		{Sigmoid(0), 0.5}, {Sigmoid(inf), 1}, {Sigmoid(-inf), 0},
	} {
		if test.got != test.want {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
	nan := float32(math.NaN())
	for _, got := range []float32{Exp(nan), Tanh(nan), Sigmoid(nan), float32(Log(-1)), float32(Log(math.NaN()))} {
		if got == got {
			t.Errorf("of NaN or a negative number: %v, want NaN", got)
		}
	}
	if !math.IsInf(Log(0), -1) || !math.IsInf(Log(math.Inf(1)), 1) || Log(1) != 0 {
		t.Error("Log is wrong at 0, 1 or infinity")
	}
}

func TestLogIsWithinTwoUnitsInTheLastPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 1_000_000 {
		x := math.Float64frombits(r.Uint64() >> 1)
		if math.IsNaN(x) || math.IsInf(x, 0) || x < 0x1p-1022 {
			continue
		}
		got, want := Log(x), math.Log(x)
		if d := math.Abs(got - want); d > 2*math.Abs(math.Nextafter(want, math.Inf(1))-want) {
			t.Fatalf("Log(%v) = %v, want %v", x, got, want)
		}
	}
}

// The hash was recorded once. It must not change, on any machine: an old link
// would show other weights.
func TestBitsStayTheSame(t *testing.T) {
	var hash uint64 = 14695981039346656037 // FNV-1a
	add := func(v uint64) { hash = (hash ^ v) * 1099511628211 }
	for i := range 20_000 {
		x := float32(i-10_000) / 117
		add(uint64(math.Float32bits(Exp(x))))
		add(uint64(math.Float32bits(Tanh(x))))
		add(uint64(math.Float32bits(Sigmoid(x))))
		add(math.Float64bits(Log(float64(i) + 0.1)))
	}
	const want = 0x900ad591d323a60c
	if hash != want {
		t.Errorf("the bits have changed: %#x", hash)
	}
}

func TestNormalHasTheMomentsOfTheNormalDistribution(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	const n = 400_000
	var sum, squares, fourths float64
	for range n {
		v := Normal(r)
		sum, squares, fourths = sum+v, squares+v*v, fourths+v*v*v*v
	}
	// The standard errors are 1/√n = 0.0016, √(2/n) = 0.0022, √(96/n) = 0.0155;
	// five of them are allowed.
	for name, test := range map[string][3]float64{
		"mean":          {sum / n, 0, 0.008},
		"variance":      {squares / n, 1, 0.011},
		"fourth moment": {fourths / n, 3, 0.08},
	} {
		if math.Abs(test[0]-test[1]) > test[2] {
			t.Errorf("%s is %v, want %v ± %v", name, test[0], test[1], test[2])
		}
	}
}

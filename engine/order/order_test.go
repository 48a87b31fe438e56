package order

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func ExampleFloat32() {
	fmt.Println(Float32([]float32{0.5, -2, 0.5, 0}))
	// Output: [1 3 0 2]
}

// numbers are random ones of many sizes with ties, and all special ones.
func numbers(r *rand.Rand, n int) []float64 {
	special := []float64{0, math.Copysign(0, -1), math.NaN(), -math.NaN(), math.Inf(1), math.Inf(-1),
		math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32}
	v := make([]float64, n)
	for i := range v {
		switch r.IntN(3) {
		case 0:
			v[i] = special[r.IntN(len(special))]
		case 1:
			v[i] = float64(r.IntN(5) - 2)
		default:
			v[i] = r.NormFloat64() * math.Pow(10, float64(r.IntN(60)-30))
		}
	}
	return v
}

func TestIsTheStableSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		v := numbers(r, r.IntN(300))
		single := make([]float32, len(v))
		for i, x := range v {
			single[i] = float32(x)
		}
		want := make([]int32, len(v))
		for i := range want {
			want[i] = int32(i)
		}
		wantSingle := slices.Clone(want)
		slices.SortStableFunc(want, func(a, b int32) int { return cmp.Compare(v[a], v[b]) })
		slices.SortStableFunc(wantSingle, func(a, b int32) int { return cmp.Compare(single[a], single[b]) })
		n := r.IntN(len(v) + 1)
		if got := LowestFloat64(v, n); !slices.Equal(got, want[:n]) {
			t.Fatalf("LowestFloat64(%v, %d) is %v, want %v", v, n, got, want[:n])
		}
		if got := Float32(single); !slices.Equal(got, wantSingle) {
			t.Fatalf("Float32(%v) is %v, want %v", single, got, wantSingle)
		}
	}
}

func BenchmarkFloat32(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	v := make([]float32, 300_000)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	for b.Loop() {
		Float32(v)
	}
	b.ReportMetric(float64(len(v))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mnumbers/s")
}

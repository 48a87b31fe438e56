package prune

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

var dividing = []string{ByLayer, ByNeuron, ByERK}

// The network 20-10-10-1 has 310 weights. After 60 % were cut by the whole network and
// trained, single neurons have lost more than 80 %; the others must lose less for it.
func TestASecondCutRemovesExactlyTheRoundedFraction(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 17))
	for range 200 {
		ls := randomLayers(r, 20, 10, 10, 1)
		for _, level := range []float64{0.3, 0.6, 0.8} {
			rule := Rule{Criterion: "magnitude", Scope: Global, By: BySparsity, Amount: level}
			for l, mask := range masks(rule, ls) {
				ls[l].Base = mask
			}
			for _, scope := range dividing {
				rule.Scope, rule.Amount = scope, level+0.15
				if got, want := Kept(masks(rule, ls)), 310-int(math.Round(rule.Amount*310)); got != want {
					t.Fatalf("%v after %v by %s keeps %d, want %d", rule.Amount, level, scope, got, want)
				}
			}
		}
	}
}

// Whatever restrains a rule: the total is exact, or every weight that may be removed is.
func TestTheTotalIsExactIfBoundsAndPinsAllowIt(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 17))
	for range 3000 {
		ls := randomLayers(r, 1+r.IntN(6), 1+r.IntN(6), 1+r.IntN(4))
		rule := Rule{Criterion: "magnitude", Scope: dividing[r.IntN(3)], By: BySparsity, Amount: r.Float64(), Guard: r.IntN(2) == 0}
		gone, possible, total := 0, 0, 0
		for l := range ls {
			n := len(ls[l].W)
			b := Bound{r.IntN(50), 50 + r.IntN(51)}
			rule.Bounds = append(rule.Bounds, b)
			removed, free := 0, 0
			ls[l].Pins = make([]Pin, n)
			for i := range n {
				ls[l].Pins[i] = Pin(max(r.IntN(6)-3, 0))
				ls[l].Base[i] = uint8(min(r.IntN(4), 1))
				switch {
				case ls[l].Base[i] == 0 || ls[l].Pins[i] == Cut:
					removed++
				case ls[l].Pins[i] != Protected:
					free++
				}
			}
			most := n * b.Most / 100
			if rule.Guard {
				most = min(most, n-1)
			}
			most = max(removed, min(most, removed+free))
			least := int(math.Ceil(float64(n*b.Least) / 100))
			gone += min(max(removed, least), most)
			possible += most
			total += n
		}
		want := min(max(int(math.Round(rule.Amount*float64(total))), gone), possible)
		if got := total - Kept(masks(rule, ls)); got != want {
			t.Fatalf("%+v removes %d of %d, want %d", rule, got, total, want)
		}
	}
}

// A first cut without limits is the one that links from before describe.
func TestAFirstCutIsAsItWas(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 17))
	for range 200 {
		ls := randomLayers(r, 7, 12, 5, 3)
		for _, scope := range dividing {
			rule := Rule{Criterion: "magnitude", Scope: scope, By: BySparsity, Amount: r.Float64()}
			now := fmt.Sprint(masks(rule, ls))
			rule.Legacy = true
			if before := fmt.Sprint(masks(rule, ls)); now != before {
				t.Fatalf("%v by %s: %s, was %s", rule.Amount, scope, now, before)
			}
		}
	}
}

// Two layers of 4 and 8 weights, by layer at 50 %: 2 and 4. The first may lose 1 and
// has lost none; so 5 of the second go in its place, and one weight is held.
func TestABoundedLayerIsReplacedByOthers(t *testing.T) {
	ls := randomLayers(rand.New(rand.NewPCG(4, 17)), 2, 2, 4)
	rule := Rule{Criterion: "magnitude", Scope: ByLayer, By: BySparsity, Amount: 0.5, Bounds: []Bound{{0, 25}}}
	got, held := rule.Masks(ls, nil)
	if Kept(got[:1]) != 3 || Kept(got[1:]) != 3 || held != 1 {
		t.Errorf("the layers keep %d of 4 and %d of 8, %d held", Kept(got[:1]), Kept(got[1:]), held)
	}
}

func randomLayers(r *rand.Rand, units ...int) (ls []Layer) {
	for l, out := range units[1:] {
		layer := Layer{In: units[l], Out: out, W: make([]float32, units[l]*out), Base: ones(units[l] * out)}
		for i := range layer.W {
			layer.W[i] = float32(r.NormFloat64())
		}
		ls = append(ls, layer)
	}
	return ls
}

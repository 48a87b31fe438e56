package prune

import (
	"math"

	"bonsai/engine/num"
)

// A schedule says which sparsity is to be reached at progress x, from 0 to 1,
// on the way from an initial to a final one.
type schedule func(initial, final, x float64) float64

var schedules = []struct {
	name string
	at   schedule
}{
	{"cubic", cubic},
	{"linear", linear},
	{"cosine", cosine},
	{"exponential", exponential},
	{"one-cycle", oneCycle},
	{"one-shot", oneShot},
	{"constant", constant},
}

// Schedules returns the names of all schedules of sparsity.
func Schedules() []string {
	names := make([]string, len(schedules))
	for i, s := range schedules {
		names[i] = s.name
	}
	return names
}

// SparsityAt returns what the schedule of a known name asks for at progress x.
func SparsityAt(name string, initial, final, x float64) float64 {
	for _, s := range schedules {
		if s.name == name {
			return s.at(initial, final, min(max(x, 0), 1))
		}
	}
	panic("prune: unknown schedule " + name)
}

// cubic is fast at first, while there is much to spare, and slow at the end:
// s_f + (s_i − s_f)(1 − x)³ (Zhu and Gupta, "To prune, or not to prune", arXiv
// 1710.01878, equation 1).
func cubic(initial, final, x float64) float64 {
	rest := 1 - x
	return final + float64((initial-final)*float64(rest*float64(rest*rest)))
}

func linear(initial, final, x float64) float64 {
	return initial + float64((final-initial)*x)
}

// cosine is half a period: slow, fast, slow (the "cos" of fasterai).
func cosine(initial, final, x float64) float64 {
	return initial + float64((final-initial)*(1-cosPi(x))/2)
}

// exponential takes the same fraction of what is left in every equal time:
// density d_i·(d_f/d_i)^x, the curve of iterative magnitude pruning (Frankle and
// Carbin, ICLR 2019) and of SynFlow. A final density of 0 is approached as a
// millionth.
func exponential(initial, final, x float64) float64 {
	const least = 1e-6
	from, to := max(1-initial, least), max(1-final, least)
	if x == 1 {
		return final
	}
	return 1 - float64(from*float64(num.Exp(float32(x*num.Log(to/from)))))
}

// oneCycle stays low, rises steeply in the middle and levels out: s_i +
// (s_f−s_i)·(1+e^(β−α))/(1+e^(β−αx)) with α = 14, β = 6 (Hubens et al., "One-Cycle
// Pruning", arXiv 2107.02086).
func oneCycle(initial, final, x float64) float64 {
	const alpha, beta = 14, 6
	rise := (1 + float64(num.Exp(beta-alpha))) / (1 + float64(num.Exp(float32(beta-alpha*x))))
	return initial + float64((final-initial)*rise)
}

// oneShot prunes once, half-way: the first half trains, the second fine-tunes.
func oneShot(initial, final, x float64) float64 {
	if x < 0.5 {
		return initial
	}
	return final
}

// constant asks for the final sparsity from the first step on.
func constant(_, final, _ float64) float64 { return final }

// Decay is a threshold that changes in stairs while training goes on: Keras'
// ExponentialDecay with staircase, initial·rate^⌊step/steps⌋. A rate above 1
// lets ε grow.
type Decay struct {
	Initial float64
	Steps   int     // optimiser steps from stair to stair
	Rate    float64 // from one stair to the next
}

// At returns the threshold after so many optimiser steps.
func (d Decay) At(step int) float64 {
	epsilon := d.Initial
	for range step / d.Steps {
		if epsilon = float64(epsilon * d.Rate); epsilon > math.MaxFloat32 {
			return math.MaxFloat32
		}
	}
	return epsilon
}

// cosPi is cos(πx) for x from 0 to 1, by the Taylor series about ½, where it is
// odd: −sin(π(x−½)). With nine terms it is exact to 10⁻¹³, and the same
// everywhere, which math.Cos is not.
func cosPi(x float64) float64 {
	t := math.Pi * (x - 0.5)
	square := float64(t * t)
	sum := 0.0
	for k := 19; k >= 3; k -= 2 {
		sum = float64(-square / float64(k*(k-1)) * (1 + sum))
	}
	return -float64(t * (1 + sum))
}

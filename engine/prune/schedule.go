package prune

import (
	"math"

	"bonsai/engine/num"
)

// A schedule returns the sparsity at progress x of a training, from 0 to 1, on
// the way from an initial to a final sparsity.
type schedule func(initial, final, x float64) float64

// Schedules that reach the final sparsity at once.
const (
	OneShot  = "one-shot" // half-way
	Constant = "constant" // before the first step
)

var schedules = []struct {
	name string
	at   schedule
}{
	{"cubic", cubic},
	{"linear", linear},
	{"cosine", cosine},
	{"exponential", exponential},
	{"one-cycle", oneCycle},
	{OneShot, oneShot},
	{Constant, constant},
}

// Schedules returns the names of all schedules, in the order in which they are
// offered.
func Schedules() []string {
	names := make([]string, len(schedules))
	for i, s := range schedules {
		names[i] = s.name
	}
	return names
}

// SparsityAt returns the sparsity of the named schedule at progress x. The name
// must be one of Schedules; x below 0 counts as 0 and above 1 as 1.
func SparsityAt(name string, initial, final, x float64) float64 {
	for _, s := range schedules {
		if s.name == name {
			return s.at(initial, final, min(max(x, 0), 1))
		}
	}
	panic("prune: unknown schedule " + name)
}

// cubic prunes fast at first, while many weights are superfluous, and slowly at
// the end: s_f + (s_i − s_f)(1 − x)³ (Zhu and Gupta, "To prune, or not to prune", arXiv
// 1710.01878, equation 1).
func cubic(initial, final, x float64) float64 {
	rest := 1 - x
	return final + float64((initial-final)*float64(rest*float64(rest*rest)))
}

func linear(initial, final, x float64) float64 {
	return initial + float64((final-initial)*x)
}

// cosine follows half a period of the cosine: slow, fast, slow (the schedule
// "cos" of the library fasterai).
func cosine(initial, final, x float64) float64 {
	return initial + float64((final-initial)*(1-cosPi(x))/2)
}

// exponential removes the same fraction of the remaining weights in equal times:
// the density is d_i·(d_f/d_i)^x. This is the curve of iterative magnitude pruning
// (Frankle and Carbin, ICLR 2019) and of SynFlow. On the way to a final density
// of 0 it is computed for a millionth.
func exponential(initial, final, x float64) float64 {
	const least = 1e-6
	from, to := max(1-initial, least), max(1-final, least)
	if x == 1 {
		return final
	}
	return 1 - float64(from*float64(num.Exp(float32(x*num.Log(to/from)))))
}

// oneCycle prunes little at first, most in the middle and little at the end: s_i +
// (s_f−s_i)·(1+e^(β−α))/(1+e^(β−αx)) with α = 14, β = 6 (Hubens et al., "One-Cycle
// Pruning", arXiv 2107.02086).
func oneCycle(initial, final, x float64) float64 {
	const alpha, beta = 14, 6
	rise := (1 + float64(num.Exp(beta-alpha))) / (1 + float64(num.Exp(float32(beta-alpha*x))))
	return initial + float64((final-initial)*rise)
}

// oneShot prunes once, half-way: the first half of the training trains the dense
// network, the second fine-tunes the pruned one.
func oneShot(initial, final, x float64) float64 {
	if x < 0.5 {
		return initial
	}
	return final
}

// constant prunes to the final sparsity before the first step.
func constant(_, final, _ float64) float64 { return final }

// Decay is a threshold ε that is multiplied by Rate after every
// Steps optimiser steps: Initial·Rate^⌊step/Steps⌋, as Keras' ExponentialDecay with
// staircase=True. With a rate above 1 it grows.
type Decay struct {
	Initial float64
	Steps   int     // optimiser steps between two changes
	Rate    float64 // factor of one change
}

// At returns the threshold after the given number of optimiser steps, at most
// math.MaxFloat32.
func (d Decay) At(step int) float64 {
	epsilon := d.Initial
	for range step / d.Steps {
		if epsilon = float64(epsilon * d.Rate); epsilon > math.MaxFloat32 {
			return math.MaxFloat32
		}
	}
	return epsilon
}

// cosPi returns cos(πx) for x from 0 to 1, as −sin(π(x−½)) by the Taylor series of
// the sine. Nine terms give an error below 10⁻¹³. math.Cos would not do: its
// result differs between machines.
func cosPi(x float64) float64 {
	t := math.Pi * (x - 0.5)
	square := float64(t * t)
	sum := 0.0
	for k := 19; k >= 3; k -= 2 {
		sum = float64(-square / float64(k*(k-1)) * (1 + sum))
	}
	return -float64(t * (1 + sum))
}

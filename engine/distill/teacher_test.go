package distill

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// network returns a random network with 3 inputs and one hidden layer.
func network(r *rand.Rand, hidden, outputs int, loss nn.Loss) *nn.Network {
	n := nn.New(3, []int{hidden}, []nn.Activation{nn.Tanh}, outputs, loss)
	n.Init(nn.GlorotUniform, r)
	return n
}

// The finite differences are those of blended, the formula of the paper written
// out in float64.
func TestGradientsAgreeWithFiniteDifferences(t *testing.T) {
	for _, test := range []struct {
		loss    nn.Loss
		outputs int
	}{{nn.BinaryCrossEntropy, 1}, {nn.SoftmaxCrossEntropy, 4}, {nn.SquaredError, 1}} {
		for _, temperature := range []float64{1, 5} {
			for _, hard := range []float64{0, 0.3, 1} {
				t.Run(fmt.Sprint(test.loss, temperature, hard), func(t *testing.T) {
					r := rand.New(rand.NewPCG(3, 4))
					teacher, student := network(r, 6, test.outputs, test.loss), network(r, 3, test.outputs, test.loss)
					x, y := make([]float32, 15), make([]float32, 5)
					for i := range x {
						x[i] = float32(r.NormFloat64())
					}
					for i := range y {
						y[i] = float32(r.IntN(max(test.outputs, 2)))
					}
					guide, err := NewTeacher(teacher, temperature, hard, 8)
					if err != nil {
						t.Fatal(err)
					}
					pass := nn.NewPass(student, 8)
					guide.Backward(pass, x, y, 5)
					total := func() (sum float64) {
						z := append([]float32(nil), nn.NewPass(student, 8).Forward(x, 5)...)
						zt := nn.NewPass(teacher, 8).Forward(x, 5)
						for row := range y {
							sum += blended(test.loss, z[row*test.outputs:(row+1)*test.outputs],
								zt[row*test.outputs:(row+1)*test.outputs], y[row], temperature, hard)
						}
						return sum / float64(len(y))
					}
					for l, layer := range student.Layers {
						for i := range layer.W {
							const h = 1.0 / 128
							w := layer.W[i]
							layer.W[i] = w + h
							up := total()
							layer.W[i] = w - h
							slope := (up - total()) / (2 * h)
							layer.W[i] = w
							if got := float64(pass.Gradients[l].W[i]); math.Abs(got-slope) > 2e-3*(1+math.Abs(slope)) {
								t.Errorf("layer %d weight %d: gradient %v, slope %v", l, i, got, slope)
							}
						}
					}
				})
			}
		}
	}
}

// blended returns the loss of one sample with the logits z of the student and zt
// of the teacher.
func blended(loss nn.Loss, z, zt []float32, y float32, temperature, hard float64) float64 {
	if loss == nn.SquaredError {
		e, et := float64(z[0]-y), float64(z[0]-zt[0])
		return hard*e*e/2 + (1-hard)*et*et/2
	}
	truth := -math.Log(probabilities(loss, z, 1)[int(y)])
	p, q := probabilities(loss, zt, temperature), probabilities(loss, z, temperature)
	kl := 0.0
	for k := range p {
		kl += p[k] * math.Log(p[k]/q[k])
	}
	return hard*truth + (1-hard)*temperature*temperature*kl
}

// probabilities returns those of all classes.
func probabilities(loss nn.Loss, z []float32, temperature float64) []float64 {
	if loss == nn.BinaryCrossEntropy {
		p := 1 / (1 + math.Exp(-float64(z[0])/temperature))
		return []float64{1 - p, p}
	}
	p, sum := make([]float64, len(z)), 0.0
	for k, v := range z {
		p[k] = math.Exp(float64(v) / temperature)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func TestSettingsOutOfRangeAreErrors(t *testing.T) {
	n := network(rand.New(rand.NewPCG(1, 1)), 2, 1, nn.BinaryCrossEntropy)
	for _, test := range []struct {
		temperature, hard float64
		want              string
	}{
		{0, 0.5, "0.5 to 100"}, {101, 0.5, "0.5 to 100"}, {math.NaN(), 0.5, "0.5 to 100"},
		{2, -0.1, "0 to 1"}, {2, 1.1, "0 to 1"}, {2, math.NaN(), "0 to 1"},
	} {
		_, err := NewTeacher(n, test.temperature, test.hard, 1)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("temperature %v, α = %v: the error is %v, want one with %q", test.temperature, test.hard, err, test.want)
		}
	}
}

// With α = 0 a student that is the same network as its teacher has no gradient.
func TestAStudentThatEqualsItsTeacherHasNoGradient(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	n := network(r, 4, 3, nn.SoftmaxCrossEntropy)
	guide, err := NewTeacher(n, 3, 0, 4)
	if err != nil {
		t.Fatal(err)
	}
	pass := nn.NewPass(n, 4)
	guide.Backward(pass, []float32{1, 2, 3, -1, 0.5, 2}, []float32{0, 2}, 2)
	for l := range pass.Gradients {
		for i, g := range pass.Gradients[l].W {
			if g != 0 {
				t.Errorf("layer %d weight %d has gradient %v", l, i, g)
			}
		}
	}
}

package digit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"bonsai/engine/answers"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	training "bonsai/engine/train"
)

// doodles are drawings that are no digits, a little different each time. What is crossed
// out, and letters, look more like digits than a dash does, so fewer of them are noticed.
var doodles = []struct {
	name  string
	least int // how many of 40 are called unlike the data
	draw  func(r *rand.Rand) *Drawing
}{
	{"a dash", 40, func(r *rand.Rand) *Drawing {
		sin, cos := math.Sincos((r.Float64() - 0.5) * math.Pi / 3) // at most 30° from level
		return drawing([]float64{0, 0, 50 * cos, 50 * sin})
	}},
	{"a dot", 40, func(*rand.Rand) *Drawing { return drawing([]float64{5, 5}) }},
	{"four dots", 40, func(r *rand.Rand) *Drawing {
		at := func() float64 { return 100 * r.Float64() }
		return drawing([]float64{at(), at()}, []float64{at(), at()}, []float64{at(), at()}, []float64{at(), at()})
	}},
	{"a cross", 38, func(r *rand.Rand) *Drawing {
		return drawing([]float64{shaky(r), shaky(r), 100 + shaky(r), 100 + shaky(r)}, []float64{100 + shaky(r), shaky(r), shaky(r), 100 + shaky(r)})
	}},
	{"a zigzag", 28, func(r *rand.Rand) *Drawing {
		stroke := []float64{0, 0}
		for i := 1.0; i < 10; i++ {
			stroke = append(stroke, 12*i, 80*math.Mod(i, 2)+20*r.Float64())
		}
		return drawing(stroke)
	}},
}

func shaky(r *rand.Rand) float64 { return 6 * r.NormFloat64() }

// Of the test digits at most 2 % are called unlike the data, with seeds 1 to 5 and at any
// noise; of drawings that are not digits, most are.
func TestWhatIsNoDigitIsCalledUnlikeTheData(t *testing.T) {
	for _, c := range []struct {
		side, n, noise int
		seeds          uint32
	}{{28, 6000, 0, 5}, {14, 4000, 0, 5}, {28, 6000, 20, 1}} {
		for seed := range c.seeds {
			where := fmt.Sprintf("%d×%d pixels, noise %d, seed %d", c.side, c.side, c.noise, seed+1)
			train, test := data.GenerateDigits(c.side, c.n, c.noise, seed+1).Split(0.7)
			var l answers.Likeness
			unlike := 0
			const looked = 500
			for i := range looked {
				if l.Unlike(test.X[i*test.F:(i+1)*test.F], 1, train) {
					unlike++
				}
			}
			if unlike > looked/50 {
				t.Errorf("%s: %d of %d test digits are called unlike the data, want at most 2 %%", where, unlike, looked)
			}
			r := rand.New(rand.NewPCG(uint64(seed), 1))
			for _, d := range doodles {
				n := 0
				for range 40 {
					if l.Unlike(single(d.draw(r).Image(c.side)), 1, train) {
						n++
					}
				}
				if n < d.least {
					t.Errorf("%s: %d of 40 times %s is called unlike the data, want at least %d", where, n, d.name, d.least)
				}
			}
		}
	}
}

// People write digits in more ways than the generated ones are drawn. A network that was
// trained on these knows least about what is called unlike them: of the handwritten digits
// (the excerpt of MNIST) it gets less than half as many right among those as among the
// others.
func TestTheNetworkFailsMoreOftenOnWhatIsUnlikeTheData(t *testing.T) {
	train := data.GenerateDigits(14, 2800, 0, 1)
	relu, _ := nn.ParseActivation("relu")
	network := nn.New(train.F, []int{32}, []nn.Activation{relu}, 10, nn.SoftmaxCrossEntropy)
	network.Init(nn.HeUniform, rand.New(rand.NewPCG(1, 9)))
	adam, _ := training.NewOptimizer("adam", network)
	trainer := training.New(network, adam, train, training.Options{LearningRate: 0.003, BatchSize: 32, Regularization: "none"}, 1)
	for trainer.Epoch() < 5 {
		trainer.Step()
	}
	var l answers.Likeness
	var right, all [2]float64 // of the like and the unlike ones
	for _, part := range []string{"train", "t10k"} {
		var files [2][]byte
		for i, name := range []string{"-images-idx3-ubyte.gz", "-labels-idx1-ubyte.gz"} {
			b, err := os.ReadFile("../../engine/data/testdata/mnist/" + part + name)
			if err != nil {
				t.Fatal(err)
			}
			files[i] = b
		}
		written, err := data.ReadIDX(files[0], files[1])
		if err != nil {
			t.Fatal(err)
		}
		for i := range written.N {
			image := make([]float64, written.F)
			for j := range image {
				image[j] = float64(written.X[i*written.F+j])
			}
			x := single(halved(image))
			kind := 0
			if l.Unlike(x, 1, train) {
				kind = 1
			}
			all[kind]++
			if answers.Largest(answers.Probabilities(network, x)) == int(written.Y[i]) {
				right[kind]++
			}
		}
	}
	like, unlike := right[0]/all[0], right[1]/all[1]
	if all[0] < 100 || all[1] < 30 || unlike > like/2 {
		t.Errorf("of %v handwritten digits like the data %.0f %% are right, of %v others %.0f %%; want less than half as many", all[0], 100*like, all[1], 100*unlike)
	}
}

func single(x []float64) []float32 {
	out := make([]float32, len(x))
	for i, v := range x {
		out[i] = float32(v)
	}
	return out
}

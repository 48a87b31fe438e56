package trained

import (
	"math"
	"slices"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

func TestChoicesAreReadAsTheyWereWritten(t *testing.T) {
	for _, text := range []string{
		"n4x3s", "n4x1b,oi,z,ss", "n784x10s,oo,sg,m0.1307,d0.3081", "n2x1r,sg,m-1.5x0,d2x0.00001,tr", "n4x1r,sf,tf", "n4x1r,su,ts", "n4x1r,sn,tf",
		"n4x1r,ss,tf,aqlYqSSxKTy1RsqpWyk1NzFOyMtRRSkkty0wsyczPU7Iyqq0FBAAA__8",
	} {
		c, err := Parse(text)
		if err != nil || c.String() != text {
			t.Errorf("%s became %s (%v)", text, c, err)
		}
	}
	for _, text := range []string{
		"", "n4x3", "n4x3b", "n4x1s", "n0x1b", "n4x3s,", "n4x3s,s", "n4x3s,sq", "n4x3s,z1", "n4x3s,ox", "n4x3s,m", "n4x3s,mNaN", "n4x3s,mInf",
		"n4x3s,tu", "z,n4x3s", "n4x3s,z,z", "n04x3s", "n9999x3s", "n4x3s,m1e3", "x",
	} {
		if c, err := Parse(text); err == nil {
			t.Errorf("%q was read as %s", text, c)
		}
	}
}

// The softmax of two outputs is the sigmoid of their difference.
func TestTwoOutputsForTwoClassesBecomeOne(t *testing.T) {
	file := &exchange.Network{Layers: []exchange.Layer{{In: 2, Out: 2, W: []float32{1, 0, -2, 3}, B: []float32{0.5, 2}, Activation: "linear"}}}
	s := &Start{Choices: Choices{PruneZeros: true}, File: file}
	if err := s.Check([]string{"a", "b"}, 2, "x.csv"); err != nil {
		t.Fatal(err)
	}
	r := recipe.Default()
	n, err := s.Network(&r, nn.BinaryCrossEntropy)
	if err != nil {
		t.Fatal(err)
	}
	layer := n.Layers[0]
	if !slices.Equal(layer.W, []float32{-3, 3}) || !slices.Equal(layer.B, []float32{1.5}) || !slices.Equal(layer.Mask, []uint8{1, 1}) {
		t.Errorf("%+v", layer)
	}
	if file.Layers[0].Out != 2 {
		t.Error("the file's network was changed")
	}
}

func TestWhatDoesNotFitIsNamed(t *testing.T) {
	file := func(in, out int, output exchange.Output) *Start {
		return &Start{File: &exchange.Network{Layers: []exchange.Layer{{In: in, Out: out}}, Output: output}}
	}
	for _, c := range []struct {
		code    string
		start   *Start
		inputs  int
		classes int
	}{
		{"networkInputs", file(13, 3, ""), 12, 3}, {"networkClasses", file(4, 3, ""), 4, 2}, {"networkValues", file(4, 3, ""), 4, 0},
		{"networkTask", file(4, 1, exchange.Sigmoid), 4, 0}, {"networkClasses", file(4, 1, ""), 4, 5},
	} {
		err := c.start.Check(make([]string, c.inputs), c.classes, "table.csv")
		if p, ok := err.(*recipe.Problem); !ok || p.Code != c.code {
			t.Errorf("%v, want %s", err, c.code)
		}
	}
	if err := (&Start{}).Check(nil, 3, ""); err != nil {
		t.Errorf("a network that is not from a file: %v", err)
	}
}

// Two images of two pixels, 0 and 1, and 0.2 twice: means 0.5 and 0.2, deviations
// 0.5 and 0.
func TestPixelsAreScaled(t *testing.T) {
	train := data.Set{X: []float32{0, 0.2, 1, 0.2}, N: 2, F: 2}
	for scaling, want := range map[Scaling][]float32{
		Raw: {0, 51, 255, 51}, Unit: {0, 0.2, 1, 0.2}, Standardised: {-1, 0, 1, 0}, Given: {-2, -1.2, 2, -1.2}, ByFile: {0, 0.1, 1, 0.1},
	} {
		s := &Start{Choices: Choices{Scaling: scaling, Means: []float64{0.5}, Deviations: []float64{0.25}},
			File: &exchange.Network{Columns: []exchange.Column{{Deviation: 255}, {Deviation: 510}}}}
		columns, err := s.Pixels(train)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range Scaled(train.X, columns) {
			if math.Abs(float64(v-want[i])) > 1e-4 {
				t.Errorf("%s: pixel %d is %v, want %v", scaling, i, v, want[i])
			}
		}
	}
	unit := &Start{Choices: Choices{Scaling: ByFile}, File: &exchange.Network{Columns: []exchange.Column{{Mean: 0.1307, Deviation: 0.3081}, {Deviation: 0.5}}}}
	if columns, err := unit.Pixels(train); err != nil || columns[0].Mean != 0.1307 || OfPixels(columns)[1].Deviation != 127.5 {
		t.Errorf("%v (%v)", columns, err)
	}
	if _, err := (&Start{Choices: Choices{Scaling: ByFile}}).Pixels(train); err == nil {
		t.Error("the file says nothing about its scaling, and was asked")
	}
}

func TestInputsHaveTheNamesOfTheFile(t *testing.T) {
	n := &exchange.Network{Columns: []exchange.Column{{Name: "length"}, {}}}
	if got := FileInputs(n, 2); !slices.Equal(got, []string{"length", "2"}) {
		t.Errorf("%v", got)
	}
	if got := FileInputs(nil, 2); !slices.Equal(got, []string{"1", "2"}) {
		t.Errorf("%v", got)
	}
}

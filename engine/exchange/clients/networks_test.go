package clients

import (
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

// samples is how many each program computes.
const samples = 100

// An example is a network with samples and what the engine computes for them.
type example struct {
	net        *exchange.Network
	rows       [][]any
	numbers    [][]any
	outputs    [][]float32
	categories bool
}

// tolerance is 1e-5, of the deviation where the value has units of its own.
func (c *example) tolerance() float64 {
	if c.net.Target != nil {
		return 1e-5 * c.net.Target.Deviation
	}
	return 1e-5
}

// pruned draws a network and keeps a share of its weights, the largest in size.
func pruned(seed uint64, inputs int, hidden []int, activation nn.Activation, outputs int, loss nn.Loss, share float64) *nn.Network {
	r := rand.New(rand.NewPCG(seed, 100))
	activations := make([]nn.Activation, len(hidden))
	for i := range activations {
		activations[i] = activation
	}
	net := nn.New(inputs, hidden, activations, outputs, loss)
	net.Init(nn.GlorotUniform, r)
	for _, layer := range net.Layers {
		limit := float32((1 - share) * math.Sqrt(6/float64(layer.In+layer.Out)))
		for i, w := range layer.W {
			if w > -limit && w < limit {
				layer.Mask[i] = 0
			}
			// What is left of a network grows by fine-tuning.
			layer.W[i] *= float32(min(1/math.Sqrt(share), 4))
		}
		for i := range layer.B {
			layer.B[i] = float32(r.NormFloat64() / 4)
		}
	}
	return net
}

// examples are of every kind.
func examples(t testing.TB) map[string]*example {
	list := map[string]*example{}
	add := func(name string, net *nn.Network, columns []exchange.Column, missing bool) *exchange.Network {
		n := exchange.Of(net)
		n.Columns, n.Missing = columns, missing
		list[name] = &example{net: n, categories: missing}
		return n
	}
	add("binary", pruned(1, 4, []int{16, 8}, nn.Tanh, 1, nn.BinaryCrossEntropy, 0.3), plain(4), false)
	n := add("classes", pruned(2, 9, []int{24}, nn.Sigmoid, 3, nn.SoftmaxCrossEntropy, 0.4), mixed, true)
	n.Classes = []string{"setosa", "versicolor", `"virginica" */`}
	n = add("regression", pruned(3, 6, []int{20, 10}, nn.ReLU, 1, nn.SquaredError, 0.3), plain(6), false)
	n.Target = &exchange.Scale{Mean: 22.5, Deviation: 9.25}
	add("image", pruned(4, 784, []int{300, 100}, nn.ReLU, 10, nn.SoftmaxCrossEntropy, 0.02), pixels(784), false)
	add("no columns", pruned(5, 5, nil, nn.ReLU, 3, nn.SoftmaxCrossEntropy, 1), nil, false)
	for _, scheme := range quant.Schemes() {
		net := pruned(6, 30, []int{40}, nn.ReLU, 4, nn.SoftmaxCrossEntropy, 0.3)
		if _, err := quant.Quantize(net, scheme, 16); err != nil {
			t.Fatal(err)
		}
		add(scheme, net, plain(30), false)
	}
	for _, c := range list {
		c.draw(t)
	}
	list["experiment"] = experiment(t)
	return list
}

// plain are columns of numbers, one of them large, with a small deviation, and
// one that is always the same.
func plain(count int) []exchange.Column {
	columns := make([]exchange.Column, count)
	for i := range columns {
		columns[i] = exchange.Column{Mean: float64(i) - 1.7, Deviation: 0.3 * float64(i+1)}
	}
	columns[1] = exchange.Column{Mean: 2009.8, Deviation: 2.5}
	columns[2] = exchange.Column{Mean: 7}
	return columns
}

// pixels are columns from 0 to 255 that become 0 to 1.
func pixels(count int) []exchange.Column {
	columns := make([]exchange.Column, count)
	for i := range columns {
		columns[i].Deviation = 255
	}
	return columns
}

// mixed are columns of every kind: 3 + 1 + 2 + 1 + 2 = 9 inputs.
var mixed = []exchange.Column{
	{Name: "colour", Categories: []string{"red", "green"}, Other: true, Fill: 1},
	{Name: "age", Mean: 40, Deviation: 12, Fill: 40},
	{Name: "income, per year", Mean: 31000.5, Deviation: 9000, Fill: 31000.5, Indicator: true},
	{Name: "member", Deviation: 1, Fill: 1},
	{Name: "town", Categories: []string{"Köln", "日本"}},
}

// draw makes samples up and computes them.
func (c *example) draw(t testing.TB) {
	r := rand.New(rand.NewPCG(7, 7))
	var raw [][]float64
	for range samples {
		var values []float64
		var row, numbers []any
		for i := range max(len(c.net.Columns), 5) {
			column := exchange.Column{Deviation: 1}
			if c.net.Columns != nil {
				column = c.net.Columns[i]
			}
			v := float64(float32(column.Mean + r.NormFloat64()*column.Deviation))
			if column.Deviation == 255 {
				v = float64(r.IntN(256))
			}
			var shown any = v
			if len(column.Categories) > 0 {
				place := r.IntN(len(column.Categories) + 1) // the last is none of them
				v, shown = float64(place), "something else"
				if place < len(column.Categories) {
					shown = column.Categories[place]
				}
			}
			var number any = v
			if c.net.Missing && r.IntN(6) == 0 {
				v, shown, number = math.NaN(), nil, nil
			}
			values, row, numbers = append(values, v), append(row, shown), append(numbers, number)
		}
		raw, c.rows, c.numbers = append(raw, values), append(c.rows, row), append(c.numbers, numbers)
	}
	var err error
	if c.outputs, err = c.net.Predict(raw); err != nil {
		t.Fatal(err)
	}
}

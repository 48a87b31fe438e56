package compile_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/compile"
	"bonsai/engine/nn"
	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"

	"github.com/tetratelabs/wazero"
)

// A row of a file is written as float64: here a size, and the place of "red" among the
// colours. The network has learned twice the standardised size, plus 1 for "red".
func ExampleTable() {
	p := &preprocess.Preprocessing{
		Columns: []preprocess.Column{
			{Name: "size", Type: cell.Number, Use: true, Mean: 10, Deviation: 2},
			{Name: "colour", Type: cell.Category, Use: true, Categories: []string{"blue", "red"}},
		},
		Target: preprocess.Target{Name: "price", Mean: 100, Deviation: 50},
	}
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{2, 0, 1})
	module, err := compile.Table(n, p)
	if err != nil {
		panic(err)
	}
	predict, done := instance(module)
	defer done()
	fmt.Println("a red one of size 11 costs", predict([]float64{11, 1}, 1)[0])
	// Output:
	// a red one of size 11 costs 200
}

// instance runs a module of a table.
func instance(module []byte) (predict func(row []float64, outputs int) []float64, done func()) {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	i, err := r.Instantiate(ctx, module)
	if err != nil {
		panic(err)
	}
	memory := i.ExportedMemory("memory")
	return func(row []float64, outputs int) (y []float64) {
		for j, v := range row {
			memory.WriteFloat64Le(uint32(8*j), v)
		}
		at, err := i.ExportedFunction("predict").Call(ctx)
		if err != nil {
			panic(err)
		}
		for j := range outputs {
			v, _ := memory.ReadFloat64Le(uint32(at[0]) + uint32(8*j))
			y = append(y, v)
		}
		return y
	}, func() { r.Close(ctx) }
}

// For any columns and rows the module gives the bits that the engine gives, and NaN
// where the engine refuses the row.
func TestTheModuleOfATableTakesRowsOfTheFile(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 2))
	for range 40 {
		p := randomPreprocessing(r)
		n := network(r, p.Width(), []int{1 + r.IntN(8)}, 0.7)
		outputs := n.Layers[len(n.Layers)-1].Out
		p.Target = preprocess.Target{Name: "goal", Mean: 1e5, Deviation: 3e3}
		if n.Loss != nn.SquaredError {
			p.Target = preprocess.Target{Name: "goal", Classes: []string{"a", "b", "c", "d", "e", "f"}[:max(outputs, 2)]}
		}
		module, err := compile.Table(n, p)
		if err != nil {
			t.Fatal(err)
		}
		predict, done := instance(module)
		for range 60 {
			given, row := randomRow(r, p)
			got := predict(row, outputs)
			x, err := p.Rows([]any{given})
			if err != nil {
				for _, v := range got {
					if !math.IsNaN(v) {
						t.Fatalf("%v gives %v, but %v", given, got, err)
					}
				}
				continue
			}
			want := nn.NewPass(n, 1).Forward(x, 1)
			nn.Outputs(n, want)
			for i, y := range want {
				value := float64(y)
				if p.Target.Classes == nil {
					value = p.Target.Value(y)
				}
				if math.Float64bits(got[i]) != math.Float64bits(value) {
					t.Fatalf("%+v\n%v: output %d is %v, want %v", p, given, i, got[i], value)
				}
			}
		}
		done()
	}
}

// The module itself says what its columns and outputs are.
func TestTheModuleOfATableDescribesItself(t *testing.T) {
	p := randomPreprocessing(rand.New(rand.NewPCG(1, 1)))
	p.Target = preprocess.Target{Name: "kind", Classes: []string{"no", "yes"}}
	module, err := compile.Table(network(rand.New(rand.NewPCG(1, 2)), p.Width(), nil, 1), p)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCustomSections(true))
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	sections := compiled.CustomSections()
	if len(sections) != 1 || sections[0].Name() != compile.Note {
		t.Fatalf("the module has the sections %v", sections)
	}
	want, _ := json.Marshal(p)
	if string(sections[0].Data()) != string(want) {
		t.Errorf("it says %s, want %s", sections[0].Data(), want)
	}
}

func randomPreprocessing(r *rand.Rand) *preprocess.Preprocessing {
	p := &preprocess.Preprocessing{Fill: r.IntN(2) == 0}
	for len(p.Columns) < 1+r.IntN(300) {
		c := preprocess.Column{Name: fmt.Sprint("c", len(p.Columns)), Use: r.IntN(5) > 0 || len(p.Columns) == 0, Type: cell.Number}
		if !c.Use {
			p.Columns = append(p.Columns, c)
			continue
		}
		switch r.IntN(4) {
		case 0:
			c.Type, c.FillIn = cell.YesNo, r.IntN(2)
		case 1:
			c.Type, c.Other = cell.Category, r.IntN(2) == 0
			for range 1 + r.IntN(5) {
				c.Categories = append(c.Categories, fmt.Sprint("level ", len(c.Categories)))
			}
			c.FillIn = r.IntN(len(c.Categories))
		case 2:
			c.Mean = 5 // and all training rows have it
		default:
			c.Mean, c.Deviation = r.NormFloat64()*1000, math.Exp(4*r.NormFloat64())
		}
		c.Indicator = p.Fill && r.IntN(3) == 0
		p.Columns = append(p.Columns, c)
	}
	return p
}

// randomRow returns a row as preprocess.Rows takes it and as the module does.
func randomRow(r *rand.Rand, p *preprocess.Preprocessing) (given []any, row []float64) {
	odd := r.IntN(4) == 0
	for _, c := range p.Columns {
		var v float64
		var g any
		switch {
		case !c.Use:
			given = append(given, nil)
			continue
		case r.IntN(30) == 0 && (p.Fill || odd):
			v = math.NaN() // given as nil
		case c.Type == cell.Category:
			v = float64(r.IntN(len(c.Categories)+1) - 1)
			g = fmt.Sprint("level ", v)
		case c.Type == cell.YesNo:
			v = float64(r.IntN(2))
			if odd && r.IntN(60) == 0 {
				v = 0.5
			}
			g = v
		default:
			v = c.Mean + r.NormFloat64()*100
			if odd && r.IntN(60) == 0 {
				v = math.Inf(1 - 2*r.IntN(2))
			}
			if r.IntN(60) == 0 {
				v = 1e30
			}
			g = v
		}
		given, row = append(given, g), append(row, v)
	}
	return given, row
}

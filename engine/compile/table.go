package compile

import (
	"encoding/json"
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/preprocess"
	"bonsai/engine/simd/asm"
	"bonsai/engine/table/cell"
)

// Note is the name of the section in which the module of a table says, as the JSON
// of its Preprocessing, which columns it takes and what its outputs are.
const Note = "bonsai"

const doubleSize = 8

// columnsTogether is how many columns a function turns into inputs at most, for the
// reason that partWeights has.
const columnsTogether = 200

// Table compiles a network with the preprocessing that it was trained with.
//
// The host writes a row at address 0, as float64: one number for each column that
// is used, in the order of the file. Of a date it is the number of days since 1970, of
// yes and no 1 and 0, of a category its place in the list of categories, counted
// from 0, and of any other category −1. A missing value is NaN.
//
// It calls predict and finds the outputs, as float64, at the address that predict
// returns: the probability of the second class, those of all classes, or the value
// in the unit of the target. They are NaN if the row has a value that is missing
// where it must not be, infinite, or neither 0 nor 1 where there must be yes or no.
// Otherwise they have the same bits as in the engine.
func Table(n *nn.Network, p *preprocess.Preprocessing) ([]byte, error) {
	note, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	c := &tableCompiler{compiler: newCompiler(n), p: p}
	for i := range p.Columns {
		if p.Columns[i].Use {
			c.columns = append(c.columns, &p.Columns[i])
		}
	}
	c.refused = len(c.columns) * doubleSize
	c.place(c.refused + doubleSize)
	c.results = (c.end + doubleSize - 1) / doubleSize * doubleSize
	c.end = c.results + n.Layers[len(n.Layers)-1].Out*doubleSize
	c.module.Pages = (c.end + pageSize - 1) / pageSize
	parts := append(append(c.inputs(), c.parts()...), c.inUnits())
	f := c.module.Func("predict", asm.Int)
	f.Store(zero, c.refused, zero)
	for _, part := range parts {
		f.Do(part)
	}
	f.Return(asm.Number(int32(c.results)))
	c.module.Note(Note, note)
	return c.module.Bytes(), nil
}

// A tableCompiler is the module of a table under construction.
type tableCompiler struct {
	*compiler
	p       *preprocess.Preprocessing
	columns []*preprocess.Column // that are used
	refused int                  // address of an Int: 1 if the row has a value that cannot be
	results int                  // address of the outputs in the units of the file
}

// inputs are the functions that turn the row into the inputs of the network, as
// preprocess.Rows does.
func (c *tableCompiler) inputs() (parts []*asm.Func) {
	at := c.base[0]
	for i, column := range c.columns {
		if i%columnsTogether == 0 {
			parts = append(parts, c.module.Func("", asm.None))
		}
		f := parts[len(parts)-1]
		put := func(x asm.Value) {
			f.Store(zero, at, x)
			at += floatSize
		}
		v := f.Let(asm.Load(asm.Double, zero, i*doubleSize))
		present := f.Let(v.Equal(v.Value)) // NaN is not equal to itself
		c.check(f, column, v.Value, present.Value)
		switch column.Type {
		case cell.Category:
			v.Set(asm.Select(present.Value, v.Value, asm.Real(float64(column.FillIn))))
			c.category(f, column, v.Value, put)
		case cell.YesNo:
			put(asm.Select(present.Value, v.Value, asm.Real(float64(column.FillIn))).Float())
		default:
			put(scaled(f, column, v.Value, present.Value))
		}
		if column.Indicator {
			put(asm.Select(present.Value, asm.Const(asm.Float, 0), asm.Const(asm.Float, 1)))
		}
	}
	return parts
}

// check notes that a row cannot be predicted for. Whether a comparison with NaN
// holds is decided by present.
func (c *tableCompiler) check(f *asm.Func, column *preprocess.Column, v, present asm.Value) {
	refuse := func() { f.Store(zero, c.refused, asm.Number(1)) }
	wrong := asm.Real(math.MaxFloat32).Less(v.Abs())
	if column.Type == cell.YesNo {
		wrong = asm.Real(0).Less(v.Sub(asm.Real(0.5)).Abs().Sub(asm.Real(0.5)).Abs())
	}
	f.If(wrong, refuse)
	if !c.p.Fill {
		f.IfElse(present, func() {}, refuse)
	}
}

// category puts a 1 at the place of the category v and 0 elsewhere.
func (c *tableCompiler) category(f *asm.Func, column *preprocess.Column, v asm.Value, put func(asm.Value)) {
	other := f.Let(asm.Const(asm.Float, 1))
	for place := range column.Categories {
		x := f.Let(asm.Select(v.Equal(asm.Real(float64(place))), asm.Const(asm.Float, 1), asm.Const(asm.Float, 0)))
		other.Set(other.Sub(x.Value))
		put(x.Value)
	}
	if column.Other {
		put(other.Value)
	}
}

// scaled is a number standardised, and 0 if it is missing.
func scaled(f *asm.Func, column *preprocess.Column, v, present asm.Value) asm.Value {
	if column.Deviation == 0 {
		return asm.Const(asm.Float, 0)
	}
	z := f.Let(v.Sub(asm.Real(column.Mean)).Div(asm.Real(column.Deviation)))
	for _, limit := range []float64{preprocess.Farthest, -preprocess.Farthest} {
		inside := z.LessEqual(asm.Real(limit))
		if limit < 0 {
			inside = asm.Real(limit).LessEqual(z.Value)
		}
		z.Set(asm.Select(inside, z.Value, asm.Real(limit)))
	}
	return asm.Select(present, z.Value, asm.Real(0)).Float()
}

// inUnits converts the outputs of the network to the units of the file.
func (c *tableCompiler) inUnits() *asm.Func {
	f := c.module.Func("", asm.None)
	last := len(c.net.Layers)
	refused := f.Let(asm.Load(asm.Int, zero, c.refused))
	for i := range c.net.Layers[last-1].Out {
		y := asm.Load(asm.Float, zero, c.base[last]+i*floatSize).Double()
		if target := c.p.Target; target.Classes == nil {
			y = y.Mul(asm.Real(target.Deviation)).Add(asm.Real(target.Mean))
		}
		f.Store(zero, c.results+i*doubleSize, asm.Select(refused.Value, asm.Real(math.NaN()), y))
	}
	return f
}

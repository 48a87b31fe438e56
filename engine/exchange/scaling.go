package exchange

import (
	"errors"
	"fmt"
	"math"
)

// A scaling multiplies each number of a value by a factor and adds an offset:
// one of each for all numbers, or one of each for every feature. Normalisations,
// products and sums with constants are scalings; they are computed in float64
// and rounded once, when they are worked into a layer.
type scaling struct{ factor, offset []float64 }

// scale adds a step to the scaling of the current value.
func (c *chain) scale(step scaling) error {
	if c.stage == finished {
		return errors.New("it comes after the softmax, which can only be the end")
	}
	if c.scaling == nil {
		c.scaling = &scaling{[]float64{1}, []float64{0}}
	}
	s := c.scaling
	size := max(len(s.factor), len(step.factor))
	if len(s.factor) != size && len(s.factor) != 1 || len(step.factor) != size && len(step.factor) != 1 {
		return fmt.Errorf("%d numbers for %d features", len(step.factor), len(s.factor))
	}
	if c.stage != atInput && size != 1 && size != c.last().Out {
		return fmt.Errorf("%d numbers for the %d units of the layer before", size, c.last().Out)
	}
	joined := scaling{make([]float64, size), make([]float64, size)}
	for i := range size {
		factor, offset := s.at(i)
		times, plus := step.at(i)
		joined.factor[i], joined.offset[i] = times*factor, float64(times*offset)+plus
	}
	c.scaling = &joined
	return nil
}

// at returns the factor and the offset of feature i.
func (s *scaling) at(i int) (factor, offset float64) {
	if len(s.factor) == 1 {
		return s.factor[0], s.offset[0]
	}
	return s.factor[i], s.offset[i]
}

// settle works the scaling that follows a layer's sums into this layer:
// a·(W·x + b) + c = (a·W)·x + (a·b + c).
func (c *chain) settle() {
	s := c.scaling
	if c.scaling = nil; s == nil {
		return
	}
	layer := c.last()
	for out := range layer.Out {
		factor, offset := s.at(out)
		if factor != 1 {
			row := layer.W[out*layer.In : (out+1)*layer.In]
			for i, v := range row {
				row[i] = float32(factor * float64(v))
			}
		}
		layer.B[out] = float32(float64(factor*float64(layer.B[out])) + offset)
	}
}

// enter works the scaling that comes before a new layer into it. Before the
// first layer it stays what it is: the scale of the inputs. Otherwise
// W·(a·x + c) + b = (W·a)·x + (W·c + b).
func (c *chain) enter(layer *Layer) error {
	s := c.scaling
	if c.scaling = nil; s == nil {
		return nil
	}
	if len(s.factor) != 1 && len(s.factor) != layer.In {
		return fmt.Errorf("%d features go in, and before they are scaled as %d", layer.In, len(s.factor))
	}
	if c.stage == atInput {
		return c.scaleInputs(s, layer.In)
	}
	for out := range layer.Out {
		sum := float64(layer.B[out])
		row := layer.W[out*layer.In : (out+1)*layer.In]
		for i, v := range row {
			factor, offset := s.at(i)
			sum += float64(float64(v) * offset)
			row[i] = float32(float64(v) * factor)
		}
		layer.B[out] = float32(sum)
	}
	return nil
}

// scaleInputs writes a·x + c as (x − mean)/deviation.
func (c *chain) scaleInputs(s *scaling, inputs int) error {
	for i := range inputs {
		factor, offset := s.at(i)
		column := Column{Mean: (0 - offset) / factor, Deviation: 1 / factor}
		if factor == 0 && offset == 0 {
			column = Column{}
		}
		if !finite(float32(column.Mean)) || !finite(float32(column.Deviation)) {
			return fmt.Errorf("input %d is multiplied by %v before the first layer, which is not a scale", i+1, factor)
		}
		c.n.Columns = append(c.n.Columns, column)
	}
	return nil
}

// normalisation is gamma·(x − mean)/√(variance + epsilon) + beta.
func normalisation(gamma, beta, mean, variance []float32, epsilon float64) scaling {
	s := scaling{make([]float64, len(gamma)), make([]float64, len(gamma))}
	for i := range gamma {
		s.factor[i] = float64(gamma[i]) / math.Sqrt(float64(variance[i])+epsilon)
		s.offset[i] = float64(beta[i]) - float64(float64(mean[i])*s.factor[i])
	}
	return s
}

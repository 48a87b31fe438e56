package exchange

import (
	"errors"
	"fmt"
	"strings"

	"bonsai/engine/exchange/onnx"
)

// An operator is what a node does to the network on its way.
type operator func(w *walk, node *onnx.Node, value string) error

// operatorOf finds an operator by its name; nil if Bonsai does not compute it.
func operatorOf(name string) operator {
	switch name {
	case "Gemm":
		return (*walk).gemm
	case "MatMul":
		return (*walk).matMul
	case "Add", "Sub", "Mul", "Div":
		return (*walk).arithmetic
	case "BatchNormalization":
		return (*walk).batchNormalization
	case "Relu", "Tanh", "Sigmoid":
		return (*walk).activation
	case "Softmax", "LogSoftmax":
		return (*walk).probabilities
	case "Identity", "Dropout", "Cast": // dropping out is for training only
		return (*walk).pass
	case "Flatten":
		return (*walk).flatten
	case "Reshape":
		return (*walk).reshape
	case "Transpose":
		return (*walk).transpose
	}
	return nil
}

// integer returns an attribute that is a whole number.
func integer(node *onnx.Node, name string, otherwise int64) int64 {
	if a := node.Attribute(name); a != nil {
		return a.Int
	}
	return otherwise
}

// number returns an attribute that is a float.
func number(node *onnx.Node, name string, otherwise float32) float32 {
	if a := node.Attribute(name); a != nil {
		return a.Float
	}
	return otherwise
}

// want asks for a layout of the current value.
func (w *walk) want(l layout) error {
	if w.layout != anyLayout && w.layout != l {
		return errors.New("it takes the samples along the other side of its input than the operator before")
	}
	return nil
}

// gemm is alpha·A'·B' + beta·C, where ' transposes if the attribute says so.
func (w *walk) gemm(node *onnx.Node, value string) error {
	if len(node.Inputs) < 2 {
		return errors.New("it has fewer than two inputs")
	}
	a, b := node.Inputs[0], node.Inputs[1]
	transA, transB := integer(node, "transA", 0) != 0, integer(node, "transB", 0) != 0
	bias := ""
	if len(node.Inputs) > 2 {
		bias = node.Inputs[2]
	}
	product := product{weights: b, transposed: transB, alpha: number(node, "alpha", 1), bias: bias, beta: number(node, "beta", 1)}
	if b == value {
		product.weights, product.transposed, product.left = a, transA, true
		return w.product(product, transB)
	}
	return w.product(product, transA)
}

func (w *walk) matMul(node *onnx.Node, value string) error {
	if len(node.Inputs) != 2 {
		return errors.New("it does not have two inputs")
	}
	p := product{weights: node.Inputs[1], alpha: 1, beta: 1}
	if p.weights == value {
		p.weights, p.left = node.Inputs[0], true
	}
	return w.product(p, false)
}

// A product is a matrix product of the current value with weights: value·weights,
// with samples in rows, or on the left weights·value, with samples in columns.
type product struct {
	weights     string
	left        bool
	transposed  bool // the weights are
	alpha, beta float32
	bias        string // empty for none
}

// product adds a layer. turned tells whether the value is transposed before.
func (w *walk) product(p product, turned bool) error {
	layout := rows
	if p.left != turned {
		layout = columns
	}
	if err := w.want(layout); err != nil {
		return err
	}
	weights, err := w.consts.get(p.weights)
	if err != nil {
		return err
	}
	if len(weights.shape) != 2 || len(weights.data) == 0 {
		return fmt.Errorf("its weights %s are not a matrix", weights.describe())
	}
	layer := Layer{Name: p.weights, Out: weights.shape[0], In: weights.shape[1], W: weights.data, Mask: weights.mask}
	if p.left == p.transposed { // [in][out]
		layer.W = transposed(layer.W, layer.Out, layer.In)
		if layer.Mask != nil {
			layer.Mask = transposed(layer.Mask, layer.Out, layer.In)
		}
		layer.In, layer.Out = layer.Out, layer.In
	} else {
		layer.W = append([]float32(nil), layer.W...) // the constant may be used again
	}
	if p.alpha != 1 {
		for i := range layer.W {
			layer.W[i] *= p.alpha
		}
	}
	if layer.B, err = w.bias(p, layer.Out); err != nil {
		return err
	}
	if err := w.dense(layer); err != nil {
		return err
	}
	w.layout = rows
	if p.left {
		w.layout = columns
	}
	return nil
}

func (w *walk) bias(p product, outputs int) ([]float32, error) {
	b := make([]float32, outputs)
	if p.bias == "" {
		return b, nil
	}
	values, err := w.consts.vector(p.bias, p.left)
	if err != nil {
		return nil, err
	}
	if len(values) != outputs && len(values) != 1 {
		return nil, fmt.Errorf("it has %d biases for %d units", len(values), outputs)
	}
	for i := range b {
		b[i] = values[min(i, len(values)-1)]
		if p.beta != 1 {
			b[i] *= p.beta
		}
	}
	return b, nil
}

// arithmetic is a sum, difference, product or quotient with a constant.
func (w *walk) arithmetic(node *onnx.Node, value string) error {
	if len(node.Inputs) != 2 || node.Inputs[0] == node.Inputs[1] {
		return errors.New("it is not between the network's values and a constant")
	}
	other, constantFirst := node.Inputs[1], false
	if other == value {
		other, constantFirst = node.Inputs[0], true
	}
	values, err := w.consts.vector(other, w.layout == columns)
	if err != nil {
		return err
	}
	step := scaling{make([]float64, len(values)), make([]float64, len(values))}
	for i, v := range values {
		c := float64(v)
		switch {
		case node.Op == "Add":
			step.factor[i], step.offset[i] = 1, c
		case node.Op == "Sub" && constantFirst:
			step.factor[i], step.offset[i] = -1, c
		case node.Op == "Sub":
			step.factor[i], step.offset[i] = 1, -c
		case node.Op == "Mul":
			step.factor[i] = c
		case constantFirst:
			return errors.New("a division by the network's values is not supported")
		default:
			step.factor[i] = 1 / c
		}
	}
	if node.Op == "Add" && w.stage == summed && w.scaling == nil && w.last().biasless() {
		// The bias of a MatMul, which Target must not take.
		err := w.scale(step)
		w.settle()
		return err
	}
	return w.scale(step)
}

// biasless tells whether all biases are 0, as they are after a MatMul.
func (l *Layer) biasless() bool {
	for _, b := range l.B {
		if b != 0 {
			return false
		}
	}
	return true
}

// batchNormalization is scale·(x − mean)/√(variance + epsilon) + bias.
func (w *walk) batchNormalization(node *onnx.Node, value string) error {
	if len(node.Inputs) != 5 || node.Inputs[0] != value {
		return errors.New("it does not have the five inputs of a normalisation")
	}
	if integer(node, "training_mode", 0) != 0 {
		return errors.New("it is set to train; export the network for inference")
	}
	if w.layout == columns {
		return errors.New("it normalises samples instead of features")
	}
	var parts [4][]float32
	for i := range parts {
		var err error
		if parts[i], err = w.consts.vector(node.Inputs[i+1], false); err != nil {
			return err
		}
		if len(parts[i]) != len(parts[0]) {
			return fmt.Errorf("it has %d scales and %d of another part", len(parts[0]), len(parts[i]))
		}
	}
	epsilon := float64(number(node, "epsilon", 1e-5))
	return w.scale(normalisation(parts[0], parts[1], parts[2], parts[3], epsilon))
}

// activation applies the activation that ONNX writes as Relu, Tanh or Sigmoid.
func (w *walk) activation(node *onnx.Node, _ string) error {
	return w.activate(strings.ToLower(node.Op))
}

// probabilities ends the network. The logarithm of a softmax counts as one: its
// softmax is the same probabilities.
func (w *walk) probabilities(node *onnx.Node, _ string) error {
	axis := integer(node, "axis", -1)
	if w.layout == columns && axis != 0 || w.layout != columns && axis != 1 && axis != -1 {
		return fmt.Errorf("it goes along axis %d, which is not the classes'", axis)
	}
	return w.softmax()
}

func (w *walk) pass(*onnx.Node, string) error { return nil }

// flatten turns images into rows of pixels.
func (w *walk) flatten(node *onnx.Node, _ string) error {
	if axis := integer(node, "axis", 1); axis != 1 && (axis != -1 || w.stage == atInput) {
		return fmt.Errorf("it flattens from axis %d; only 1, one row a sample, can be read", axis)
	}
	return w.want(rows)
}

// reshape may turn images into rows of pixels, and rows into rows.
func (w *walk) reshape(node *onnx.Node, value string) error {
	if len(node.Inputs) < 2 || node.Inputs[0] != value {
		return errors.New("it does not have a value and a shape")
	}
	shape, err := w.consts.get(node.Inputs[1])
	if errors.Is(err, errVariable) {
		return w.want(rows) // computed from the shape of the input: a flatten
	}
	if err != nil {
		return err
	}
	if len(shape.data) != 2 {
		return fmt.Errorf("it makes a shape with %d sides; only rows, one a sample, can be read", len(shape.data))
	}
	if width := shape.data[1]; w.stage != atInput && width > 0 && int(width) != w.last().Out {
		return fmt.Errorf("it makes rows of %v numbers out of the %d of a sample", width, w.last().Out)
	}
	return w.want(rows)
}

func (w *walk) transpose(node *onnx.Node, _ string) error {
	if a := node.Attribute("perm"); a != nil && (len(a.Ints) != 2 || a.Ints[0] != 1 || a.Ints[1] != 0) {
		return fmt.Errorf("it moves sides as %v; only a matrix can be transposed", a.Ints)
	}
	switch w.layout {
	case rows:
		w.layout = columns
	case columns:
		w.layout = rows
	}
	return nil
}

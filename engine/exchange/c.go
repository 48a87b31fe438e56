package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// C writes the network as one header for C99. It allocates no memory, and of the
// mathematical library it needs at most expf and tanhf. Its function takes a sample in
// the units of the columns and computes what Predict computes. Compiled with
// BONSAI_TEST defined, it is a program that tests itself.
func C(n *Network) ([]byte, error) {
	w := &cWriter{net: n}
	for i := range n.Layers {
		w.forms = append(w.forms, formOf(&n.Layers[i]))
	}
	test, err := w.test()
	if err != nil {
		return nil, err
	}
	w.comment()
	w.print("#ifndef BONSAI_NET_H\n#define BONSAI_NET_H\n\n")
	if w.uses("expf") || w.uses("tanhf") {
		w.print("#include <math.h>\n")
	}
	w.print("#include <stdint.h>\n\n#define BONSAI_INPUTS %d\n#define BONSAI_OUTPUTS %d\n\n", w.net.given(), w.last().Out)
	w.classes()
	for i := range n.Layers {
		w.arrays(i)
	}
	w.scales()
	w.functions()
	w.predict()
	w.print("%s#endif\n", test)
	return []byte(w.text.String()), nil
}

type cWriter struct {
	net   *Network
	forms []*form
	text  strings.Builder
}

func (w *cWriter) print(format string, arguments ...any) { fmt.Fprintf(&w.text, format, arguments...) }

func (w *cWriter) last() *Layer { return &w.net.Layers[len(w.net.Layers)-1] }

// buffer is the size of each of the two buffers that values go between.
func (w *cWriter) buffer() int {
	size := w.net.Layers[0].In
	for i := range w.net.Layers {
		size = max(size, w.net.Layers[i].Out)
	}
	return size
}

// constants is the number of bytes of the weights and biases, and of the scales
// of the columns.
func (w *cWriter) constants() int {
	size := 0
	for i, f := range w.forms {
		size += f.bytes() + 4*w.net.Layers[i].Out
	}
	if w.scaledOnly() {
		size += 4 * 3 * len(w.net.Columns)
	}
	return size
}

// scaledOnly tells whether columns are standardised in a loop.
func (w *cWriter) scaledOnly() bool { return w.net.Columns != nil && w.net.onlyScaled() }

// comment begins the file.
func (w *cWriter) comment() {
	zeros, weights := w.net.Zeros()
	shape := strconv.Itoa(w.net.Layers[0].In)
	for i := range w.net.Layers {
		shape += "-" + strconv.Itoa(w.net.Layers[i].Out)
	}
	w.print("/* A neural network %s, pruned and written by Bonsai: %d of %d weights are kept.\n", shape, weights-zeros, weights)
	w.print(" *\n * Constants: %d bytes. Buffers on the stack: %d bytes. Nothing is allocated.\n *\n", w.constants(), 2*4*w.buffer())
	w.print(" *     float x[BONSAI_INPUTS], y[BONSAI_OUTPUTS];\n *     bonsai_predict(x, y);\n *\n")
	for i := range w.net.Columns {
		c := &w.net.Columns[i]
		w.print(" * x[%d] %s", i, comment(c.Name))
		for place, category := range c.Categories {
			w.print("%s %d = %s", separator(place), place, comment(category))
		}
		if c.Other {
			w.print("%s %d = any other", separator(len(c.Categories)), len(c.Categories))
		}
		w.print("\n")
	}
	if w.net.Missing {
		w.print(" * A missing value is NAN.\n")
	}
	w.print(" * y %s\n */\n", w.outputs())
}

func separator(place int) string {
	if place == 0 {
		return ":"
	}
	return ","
}

func (w *cWriter) outputs() string {
	switch {
	case w.net.Output == Softmax:
		return "has the probability of each class"
	case w.net.Output == Sigmoid:
		return "has the probability of the second class"
	case w.last().Out > 1:
		return "has a value for each class; the largest is the class"
	}
	return "has the value"
}

// comment makes a text harmless in a comment of C.
func comment(s string) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c < ' ' || c == 0x7f:
			b[i] = ' '
		case c == '*' || c == '/' || c == '\\' || c == '?': // ends or begins comments, or begins a trigraph
			b[i] = '_'
		}
	}
	return string(b)
}

// literal writes a text as a string of C, with every unusual byte as a number.
func literal(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(" _-.,+()<>=", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "\\%03o", c)
		}
	}
	return `"` + b.String() + `"`
}

func (w *cWriter) classes() {
	if w.net.Classes == nil {
		return
	}
	var list []string
	for _, class := range w.net.Classes {
		list = append(list, literal(class))
	}
	w.print("#define BONSAI_CLASSES {%s}\n\n", strings.Join(list, ", "))
}

// arrays writes the constants of a layer.
func (w *cWriter) arrays(i int) {
	f := w.forms[i]
	name := fmt.Sprintf("bonsai_%d_", i)
	switch f.values {
	case asFloats:
		w.floats(name+"weights", f.floats)
	case asIntegers:
		w.integers("int8_t", name+"weights", f.codes)
		w.floats(name+"scales", f.table)
	case asCodebook:
		w.integers("uint8_t", name+"weights", f.codes)
		w.floats(name+"values", f.table)
	}
	if f.sparse {
		w.integers("uint8_t", name+"skips", f.skips)
		w.integers(f.countType(), name+"counts", f.counts)
	}
	w.floats(name+"biases", w.net.Layers[i].B)
}

func (f *form) countType() string { return fmt.Sprintf("uint%d_t", 8*f.countSize()) }

func (w *cWriter) floats(name string, list []float32) {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = cFloat(v)
	}
	w.array("float", name, texts)
}

func (w *cWriter) integers(kind, name string, list []int) {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = strconv.Itoa(v)
	}
	w.array(kind, name, texts)
}

// array writes a constant array. One without items, which C does not have, gets
// an item that nothing reads.
func (w *cWriter) array(kind, name string, texts []string) {
	if len(texts) == 0 {
		texts = []string{"0"}
	}
	w.print("static const %s %s[%d] = {", kind, name, len(texts))
	width := 100
	for i, text := range texts {
		if width+len(text)+2 > 100 {
			w.print("\n\t")
			width = 4
		}
		w.print("%s", text)
		width += len(text) + 2
		if i+1 < len(texts) {
			w.print(", ")
		}
	}
	w.print("\n};\n")
}

// cFloat writes the shortest decimal number that is read back as the same float.
func cFloat(v float32) string {
	s := strconv.FormatFloat(float64(v), 'g', -1, 32)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s + "f"
}

// scales writes the means and deviations of columns that are numbers only.
func (w *cWriter) scales() {
	if !w.scaledOnly() {
		return
	}
	high, low := means(w.net.Columns)
	factors := make([]float32, len(w.net.Columns))
	for i := range w.net.Columns {
		if d := w.net.Columns[i].Deviation; d != 0 {
			factors[i] = float32(d)
		}
	}
	w.floats("bonsai_means", high)
	w.floats("bonsai_mean_rests", low)
	w.floats("bonsai_deviations", factors)
}

// uses tells whether the network needs a function of the mathematical library.
func (w *cWriter) uses(function string) bool {
	if function == "tanhf" {
		return w.activation("tanh")
	}
	return w.activation("sigmoid") || w.net.Output != Linear
}

// activation tells whether a layer has an activation.
func (w *cWriter) activation(name string) bool {
	return slices.ContainsFunc(w.net.Layers, func(l Layer) bool { return l.Activation == name })
}

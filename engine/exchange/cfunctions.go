package exchange

import (
	"fmt"
	"math"
	"strings"
)

// functions writes the functions that the network's layers need, each once.
func (w *cWriter) functions() {
	written := map[string]bool{}
	for _, f := range w.forms {
		if name := f.function(); !written[name] {
			written[name] = true
			w.print("\n%s", f.source())
		}
	}
	for _, a := range []struct{ name, expression string }{
		{"relu", "y[i] > 0.0f ? y[i] : 0.0f"},
		{"tanh", "tanhf(y[i])"},
		{"sigmoid", "1.0f / (1.0f + expf(-y[i]))"},
	} {
		if w.activation(a.name) {
			w.print("\nstatic inline void bonsai_%s(float *y, int n) {\n\tint i;\n\tfor (i = 0; i < n; i++) y[i] = %s;\n}\n", a.name, a.expression)
		}
	}
}

// function is the name of the function that computes layers of the form.
func (f *form) function() string {
	name := "bonsai_" + [...]string{"float", "int8", "codebook"}[f.values]
	if f.values == asIntegers && len(f.table) > 1 {
		name += "_rows"
	}
	if f.sparse {
		name += fmt.Sprintf("_sparse%d", 8*f.countSize())
	}
	return name
}

// source is this function.
func (f *form) source() string {
	arguments, value := "const float *w", "w[k]"
	switch f.values {
	case asIntegers:
		arguments, value = "const int8_t *w, const float *scales", "(scales[0] * (float)w[k])"
		if len(f.table) > 1 {
			value = "(scales[o] * (float)w[k])"
		}
	case asCodebook:
		arguments, value = "const uint8_t *w, const float *values", "values[w[k]]"
	}
	loop := "\t\tfor (i = 0; i < in; i++, k++) sum += " + value + " * x[i];\n"
	if f.sparse {
		arguments += fmt.Sprintf(", const uint8_t *skips, const %s *counts", f.countType())
		loop = "\t\tconst float *p = x;\n" +
			"\t\tfor (i = 0; i < counts[o]; i++, k++) {\n\t\t\tp += skips[k];\n\t\t\tsum += " + value + " * *p++;\n\t\t}\n"
	}
	size := "int in, int out"
	if f.sparse {
		size = "int out"
	}
	return "static inline void " + f.function() + "(" + arguments + ", const float *biases, " + size + ", const float *x, float *y) {\n" +
		"\tint o, i;\n\tlong k = 0;\n\tfor (o = 0; o < out; o++) {\n\t\tfloat sum = biases[o];\n" + loop + "\t\ty[o] = sum;\n\t}\n}\n"
}

// predict writes the function that a program calls.
func (w *cWriter) predict() {
	last := len(w.net.Layers) - 1
	w.print("\n/* Computes the outputs y for the sample x. */\n")
	w.print("static inline void bonsai_predict(const float *x, float *y) {\n")
	from := "x"
	if w.net.Columns != nil || last > 0 {
		w.print("\tfloat a[%d]", w.buffer())
		if w.net.Columns != nil && last > 0 || last > 1 {
			w.print(", b[%d]", w.buffer())
		}
		w.print(";\n")
	}
	buffers := []string{"a", "b"}
	if w.net.Columns != nil {
		w.print("\tint i;\n")
		w.columns()
		from, buffers = "a", []string{"b", "a"}
	} else if w.net.Output == Softmax {
		w.print("\tint i;\n")
	}
	if w.net.Output == Softmax {
		w.print("\tfloat largest, total = 0.0f;\n")
	}
	for i := range w.net.Layers {
		to := buffers[i%2]
		if i == last {
			to = "y"
		}
		w.call(i, from, to)
		from = to
	}
	switch {
	case w.net.Output == Sigmoid:
		w.print("\ty[0] = 1.0f / (1.0f + expf(-y[0]));\n")
	case w.net.Output == Softmax:
		w.print("\tlargest = y[0];\n")
		w.print("\tfor (i = 1; i < BONSAI_OUTPUTS; i++) if (y[i] > largest) largest = y[i];\n")
		w.print("\tfor (i = 0; i < BONSAI_OUTPUTS; i++) total += y[i] = expf(y[i] - largest);\n")
		w.print("\tfor (i = 0; i < BONSAI_OUTPUTS; i++) y[i] /= total;\n")
	case w.net.Target != nil:
		w.print("\ty[0] = y[0] * %s + %s;\n", cFloat(float32(w.net.Target.Deviation)), cFloat(float32(w.net.Target.Mean)))
	}
	w.print("}\n\n")
}

// call writes the call that computes a layer.
func (w *cWriter) call(i int, from, to string) {
	f, layer := w.forms[i], &w.net.Layers[i]
	arrays := []string{"weights"}
	switch f.values {
	case asIntegers:
		arrays = append(arrays, "scales")
	case asCodebook:
		arrays = append(arrays, "values")
	}
	if f.sparse {
		arrays = append(arrays, "skips", "counts")
	}
	arrays = append(arrays, "biases")
	for j, name := range arrays {
		arrays[j] = fmt.Sprintf("bonsai_%d_%s", i, name)
	}
	size := fmt.Sprintf("%d, %d", layer.In, layer.Out)
	if f.sparse {
		size = fmt.Sprint(layer.Out)
	}
	w.print("\t%s(%s, %s, %s, %s);\n", f.function(), strings.Join(arrays, ", "), size, from, to)
	if name := layer.Activation; name != "" && name != "linear" {
		w.print("\tbonsai_%s(%s, %d);\n", name, to, layer.Out)
	}
}

// columns writes what turns the sample into the inputs of the first layer, in a.
func (w *cWriter) columns() {
	if w.scaledOnly() {
		w.print("\tfor (i = 0; i < BONSAI_INPUTS; i++)\n\t\ta[i] = bonsai_deviations[i] == 0.0f ? 0.0f : (x[i] - bonsai_means[i] - bonsai_mean_rests[i]) / bonsai_deviations[i];\n")
		return
	}
	w.print("\tfor (i = 0; i < %d; i++) a[i] = 0.0f;\n", w.net.Layers[0].In)
	at := 0
	for i := range w.net.Columns {
		c := &w.net.Columns[i]
		value := fmt.Sprintf("x[%d]", i)
		if w.net.Missing {
			w.print("\t{\n\t\tconst float v = x[%d] != x[%d] ? %s : x[%d];\n\t", i, i, cFloat(float32(c.Fill)), i)
			value = "v"
		}
		if c.isCategory() {
			w.print("\tfor (i = 0; i < %d; i++) if (%s == (float)i) a[%d + i] = 1.0f;\n", c.sorts(), value, at)
		} else if c.Deviation != 0 {
			high := float32(c.Mean)
			w.print("\ta[%d] = (%s - %s - %s) / %s;\n", at, value, cSigned(high), cSigned(float32(c.Mean-float64(high))), cFloat(float32(c.Deviation)))
		}
		if c.Indicator && w.net.Missing {
			w.print("\t\tif (x[%d] != x[%d]) a[%d] = 1.0f;\n", i, i, at+c.width()-1)
		}
		if w.net.Missing {
			w.print("\t}\n")
		}
		at += c.width()
	}
}

// cSigned writes a number that may follow a minus.
func cSigned(v float32) string {
	if v < 0 {
		return "(" + cFloat(v) + ")"
	}
	return cFloat(v)
}

// testSamples is how many samples a written program tests itself with.
const testSamples = 3

// test writes a program that compares its outputs with the engine's.
func (w *cWriter) test() (string, error) {
	var samples [][]float64
	for k := range testSamples {
		samples = append(samples, w.net.sample(k))
	}
	outputs, err := w.net.Predict(samples)
	if err != nil {
		return "", err
	}
	rows := func(count int, at func(row, i int) float32) string {
		var lines []string
		for row := range samples {
			var list []string
			for i := range count {
				list = append(list, cFloat(at(row, i)))
			}
			lines = append(lines, "\t{"+strings.Join(list, ", ")+"}")
		}
		return strings.Join(lines, ",\n")
	}
	largest := 0.0
	for _, y := range outputs {
		for _, v := range y {
			largest = math.Max(largest, math.Abs(float64(v)))
		}
	}
	xs := rows(w.net.given(), func(row, i int) float32 { return float32(samples[row][i]) })
	ys := rows(w.last().Out, func(row, i int) float32 { return outputs[row][i] })
	return fmt.Sprintf(`#ifdef BONSAI_TEST
/* cc -DBONSAI_TEST -x c bonsai_net.h -lm && ./a.out */
#include <stdio.h>

static const float bonsai_test_x[%d][BONSAI_INPUTS] = {
%s
};
static const float bonsai_test_y[%d][BONSAI_OUTPUTS] = {
%s
};

int main(void) {
	int row, i, wrong = 0;
	for (row = 0; row < %d; row++) {
		float y[BONSAI_OUTPUTS];
		bonsai_predict(bonsai_test_x[row], y);
		for (i = 0; i < BONSAI_OUTPUTS; i++) {
			const float off = y[i] - bonsai_test_y[row][i];
			if (!(off < %s && off > -%s)) wrong++;
		}
	}
	printf("%%d outputs are wrong\n", wrong);
	return wrong != 0;
}
#endif

`, testSamples, xs, testSamples, ys, testSamples, cFloat(float32(1e-5*(1+largest))), cFloat(float32(1e-5*(1+largest)))), nil
}

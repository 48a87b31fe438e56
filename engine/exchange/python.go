package exchange

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// Python writes one module that needs NumPy only. It contains the weights, without the
// pruned ones where that is shorter. Its function predict takes rows of a table as they
// are: numbers, names of categories, and None for missing values. Run as a program, the
// module tests itself.
func Python(n *Network) ([]byte, error) {
	samples := [][]float64{n.sample(0), n.sample(1), n.sample(2)}
	outputs, err := n.Predict(samples)
	if err != nil {
		return nil, err
	}
	zeros, weights := n.Zeros()
	var b strings.Builder
	fmt.Fprintf(&b, "\"\"\"A neural network, pruned and written by Bonsai: %d of %d weights are kept.\n\n", weights-zeros, weights)
	b.WriteString("    import bonsai_net\n    bonsai_net.predict([row, row, ...])\n\"\"\"\n\nimport base64\n\nimport numpy as np\n\n")
	fmt.Fprintf(&b, "COLUMNS = %s\n", pythonColumns(n))
	fmt.Fprintf(&b, "CLASSES = %s\n", pythonStrings(n.Classes))
	target := "None"
	if n.Target != nil {
		target = fmt.Sprintf("(%s, %s)", pythonFloat(n.Target.Mean), pythonFloat(n.Target.Deviation))
	}
	fmt.Fprintf(&b, "TARGET = %s  # mean and deviation of the value\nOUTPUT = %q\n", target, n.Output)
	b.WriteString(pythonFunctions)
	b.WriteString("\n# Weights [outputs, inputs], biases, activation of each layer.\nLAYERS = [\n")
	for i := range n.Layers {
		l := &n.Layers[i]
		fmt.Fprintf(&b, "    (%s,\n     numbers(%s), %q),\n", pythonWeights(l), pythonBytes(appendFloats(nil, l.B)), l.Activation)
	}
	b.WriteString("]\n")
	b.WriteString(pythonPredict)
	fmt.Fprintf(&b, pythonTest, pythonRows(n, samples), pythonOutputs(outputs))
	return []byte(b.String()), nil
}

const pythonFunctions = `

def numbers(text, kind="<f4"):
    return np.frombuffer(base64.b64decode(text), kind)


def sparse(shape, skips, values):
    """Make a matrix of its nonzero values, row by row; skips counts the zeros before each."""
    w = np.zeros(shape, np.float32)
    w.flat[np.cumsum(skips.astype(np.int64) + 1) - 1] = values
    return w

`

const pythonPredict = `

def features(rows):
    """The inputs of the first layer for rows of the table."""
    if COLUMNS is None:
        return np.asarray(rows, np.float32)
    parts = []
    for i, column in enumerate(COLUMNS):
        names = column["categories"]
        values = [row[i] for row in rows]
        if names is not None:
            values = [names.index(v) if v in names else len(names) if isinstance(v, str) else v for v in values]
        values = np.array([np.nan if v is None else v for v in values], float)
        missing = np.isnan(values)
        values = np.where(missing, column["fill"], values)
        if names is not None:
            count = len(names) + column["other"]
            parts.append(values[:, None] == np.arange(count))
        elif column["deviation"] == 0:
            parts.append(np.zeros((len(rows), 1)))
        else:
            parts.append(((values - column["mean"]) / column["deviation"])[:, None])
        if column["indicator"]:
            parts.append(missing[:, None])
    return np.concatenate(parts, axis=1).astype(np.float32)


def predict(rows):
    """Probabilities of the classes, or values, for rows of the table: [rows, outputs]."""
    x = features(rows)
    for w, b, activation in LAYERS:
        x = x @ w.T + b
        if activation == "relu":
            x = np.maximum(x, 0)
        elif activation == "tanh":
            x = np.tanh(x)
        elif activation == "sigmoid":
            x = 1 / (1 + np.exp(-x))
    if OUTPUT == "softmax":
        x = np.exp(x - x.max(axis=1, keepdims=True))
        x /= x.sum(axis=1, keepdims=True)
    elif OUTPUT == "sigmoid":
        x = 1 / (1 + np.exp(-x))
    if TARGET is not None:
        x = x * TARGET[1] + TARGET[0]
    return x
`

const pythonTest = `

if __name__ == "__main__":
    rows = %s
    outputs = np.array(%s)
    off = np.abs(predict(rows) - outputs).max()
    print("outputs differ by", off)
    assert off < 1e-5 * (1 + np.abs(outputs).max())
`

// pythonColumns writes the columns as a list of dictionaries.
func pythonColumns(n *Network) string {
	if n.Columns == nil {
		return "None"
	}
	var b strings.Builder
	b.WriteString("[\n")
	for i := range n.Columns {
		c := &n.Columns[i]
		categories := "None"
		if c.isCategory() {
			categories = pythonStrings(slices.Concat([]string{}, c.Categories))
		}
		fill := c.Fill
		if !n.Missing {
			fill = 0
		}
		fmt.Fprintf(&b, "    {\"name\": %s, \"mean\": %s, \"deviation\": %s, \"categories\": %s, \"other\": %s, \"fill\": %s, \"indicator\": %s},\n",
			pythonString(c.Name), pythonFloat(c.Mean), pythonFloat(c.Deviation), categories, pythonBool(c.Other), pythonFloat(fill), pythonBool(c.Indicator))
	}
	b.WriteString("]")
	return b.String()
}

// pythonString quotes a text; JSON's strings are Python's too.
func pythonString(s string) string { return asJSON(s) }

func pythonStrings(list []string) string {
	if list == nil {
		return "None"
	}
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = pythonString(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func pythonBool(v bool) string {
	if v {
		return "True"
	}
	return "False"
}

func pythonFloat(v float64) string { return fmt.Sprint(v) }

// pythonBytes writes bytes in base 64, in lines.
func pythonBytes(b []byte) string {
	const line = 96
	text := base64.StdEncoding.EncodeToString(b)
	if len(text) <= line {
		return `"` + text + `"`
	}
	var lines strings.Builder
	lines.WriteString(`"""`)
	for ; len(text) > 0; text = text[min(line, len(text)):] {
		lines.WriteString("\n" + text[:min(line, len(text))])
	}
	lines.WriteString(`"""`)
	return lines.String()
}

// pythonWeights writes all weights, or those that are not 0 with the number of
// places before each, whichever is shorter.
func pythonWeights(l *Layer) string {
	w := l.masked()
	all := fmt.Sprintf("numbers(%s).reshape(%d, %d)", pythonBytes(appendFloats(nil, w)), l.Out, l.In)
	var skips []byte
	var values []float32
	skipped := 0
	for _, v := range w {
		if v == 0 && skipped < 65535 {
			skipped++
			continue
		}
		skips = binary.LittleEndian.AppendUint16(skips, uint16(skipped))
		values = append(values, v)
		skipped = 0
	}
	kept := fmt.Sprintf("sparse((%d, %d), numbers(%s, \"<u2\"), numbers(%s))",
		l.Out, l.In, pythonBytes(skips), pythonBytes(appendFloats(nil, values)))
	if len(kept) < len(all) {
		return kept
	}
	return all
}

// pythonRows writes samples as rows of the table.
func pythonRows(n *Network, samples [][]float64) string {
	rows := make([]string, len(samples))
	for i, sample := range samples {
		list := make([]string, len(sample))
		for j, v := range sample {
			list[j] = pythonFloat(v)
			if n.Columns != nil && n.Columns[j].isCategory() && int(v) < len(n.Columns[j].Categories) {
				list[j] = pythonString(n.Columns[j].Categories[int(v)])
			}
		}
		rows[i] = "[" + strings.Join(list, ", ") + "]"
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

func pythonOutputs(outputs [][]float32) string {
	rows := make([]string, len(outputs))
	for i, y := range outputs {
		list := make([]string, len(y))
		for j, v := range y {
			list[j] = fmt.Sprint(v)
		}
		rows[i] = "[" + strings.Join(list, ", ") + "]"
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

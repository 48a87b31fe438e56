package clients

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	bonsai "bonsai/engine/samples"
)

// experiment is what a person does on the page: PyTorch's network is opened with its
// table, pruned to 80 %, fine-tuned and saved. The outputs are those that the page
// shows for the rows of the table, in its units.
func experiment(t testing.TB) *example {
	var files []bonsai.File
	for _, name := range []string{"iris.csv", "iris_torch.onnx"} {
		b, err := os.ReadFile(filepath.Join("..", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, bonsai.File{Name: name, Bytes: b})
	}
	read, err := bonsai.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Open(read); err != nil {
		t.Fatal(err)
	}
	for _, step := range [][2]string{{"prune", `{"sparsity": 0.8}`}, {"set", `{"learningRate": 0.01}`}, {"finetune", `{"epochs": 40}`}} {
		o, err := recipe.ParseOperation(step[0], []byte(step[1]))
		if err == nil {
			err = l.Do(o)
		}
		if err == nil {
			err = l.Finish()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c := &example{}
	if c.net, err = l.Deploy().Exported(); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(files[0].Bytes)), "\n")[1:] {
		if i%3 != 0 { // of each class as many; 50 rows in all
			continue
		}
		var row []any
		for _, cell := range strings.Split(line, ",")[:4] {
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		c.rows, c.numbers = append(c.rows, row), append(c.numbers, row)
	}
	rows := make([]any, len(c.rows))
	for i, row := range c.rows {
		rows[i] = row
	}
	outputs, err := l.Deploy().Predict(rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range outputs {
		var y []float32
		for _, v := range output {
			y = append(y, float32(v))
		}
		c.outputs = append(c.outputs, y)
	}
	return c
}

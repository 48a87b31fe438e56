package clients

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"bonsai/engine/exchange"
)

// enabled skips a test unless the programs were asked for.
func enabled(t testing.TB) {
	t.Helper()
	if os.Getenv("BONSAI_CLIENTS") != "1" {
		t.Skip("needs Node, Python and C compilers with libraries: run make test-clients")
	}
}

// absolute returns the path of something that is given relative to this folder.
func absolute(t testing.TB, path string) string {
	t.Helper()
	whole, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// run runs a program in a folder and returns what it has printed.
func run(t testing.TB, folder string, program string, arguments ...string) []byte {
	t.Helper()
	command := exec.Command(program, arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), "NODE_MODULES="+absolute(t, "../../../build/clients/node_modules"))
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", program, arguments, err, out, stderr.Bytes())
	}
	return out
}

// python runs a script with the Python that has the libraries.
func python(t testing.TB, script string, arguments ...string) []byte {
	t.Helper()
	program := os.Getenv("PYTHON")
	if program == "" {
		program = "python3"
	}
	return run(t, "", program, append([]string{absolute(t, "scripts/"+script)}, arguments...)...)
}

// node runs a script.
func node(t testing.TB, script string, arguments ...string) []byte {
	t.Helper()
	return run(t, "", "node", append([]string{absolute(t, "scripts/"+script)}, arguments...)...)
}

// A job is what the scripts are given, as job.json.
type job struct {
	Rows     [][]any           `json:"rows"`     // as in a person's table, null where a value is missing
	Numbers  [][]any           `json:"numbers"`  // the same with indices of categories
	Snippets map[string]string `json:"snippets"` // by format
	Output   exchange.Output   `json:"output"`
	Target   *exchange.Scale   `json:"target"`
	Encoded  bool              `json:"encoded"` // TensorFlow.js takes inputs of the first layer
}

// write puts a network in every format into a folder, one folder a format, with
// the job beside them.
func (c *example) write(t testing.TB, folder string) (sizes map[string]int) {
	t.Helper()
	sizes = map[string]int{}
	j := job{Rows: c.rows, Numbers: c.numbers, Snippets: map[string]string{}, Output: c.net.Output, Target: c.net.Target, Encoded: c.categories}
	for _, format := range exchange.Formats() {
		files, err := format.Write(c.net)
		if err != nil {
			t.Fatal(err)
		}
		sizes[format.Name] = exchange.Size(files)
		j.Snippets[format.Name] = format.Snippet(c.net)
		for _, f := range files {
			save(t, filepath.Join(folder, format.Name, f.Name), f.Bytes)
		}
	}
	b, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(folder, "job.json"), b)
	return sizes
}

func save(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
}

// An answer is what a script has found out about one format.
type answer struct {
	Outputs [][]float64 `json:"outputs"`
	Zeros   *int        `json:"zeros"` // among the weights; nil if the program does not show them
}

// answers reads what a script has printed: by folder, by format.
func answers(t testing.TB, printed []byte) map[string]map[string]answer {
	t.Helper()
	var all map[string]map[string]answer
	if err := json.Unmarshal(printed, &all); err != nil {
		t.Fatalf("%v in %.300s", err, printed)
	}
	return all
}

// compare checks what a program has found out about a network.
func (c *example) compare(t *testing.T, answers map[string]answer, formats ...string) {
	t.Helper()
	zeros, _ := c.net.Zeros()
	for _, format := range formats {
		a, ok := answers[format]
		if !ok {
			t.Errorf("%s: there is no answer", format)
			continue
		}
		if a.Zeros != nil && *a.Zeros != zeros {
			t.Errorf("%s: the program sees %d zeros, Bonsai %d", format, *a.Zeros, zeros)
		}
		if off := difference(a.Outputs, c.outputs); a.Outputs != nil && !(off <= c.tolerance()) {
			t.Errorf("%s: an output is off by %v, which is more than %v", format, off, c.tolerance())
		}
	}
}

// difference is the largest between outputs, NaN if one has more outputs than the other.
func difference(got [][]float64, want [][]float32) float64 {
	largest := 0.0
	if len(got) != len(want) {
		return math.NaN()
	}
	for i := range want {
		if len(got[i]) != len(want[i]) {
			return math.NaN()
		}
		for j, v := range want[i] {
			largest = max(largest, math.Abs(got[i][j]-float64(v)))
		}
	}
	return largest
}

package exchange

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Python itself is asked in the tests of the clients; here it runs where it has
// NumPy.
func TestPythonTestsItself(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", "import numpy").Run() != nil {
		t.Skip("there is no Python with NumPy")
	}
	for _, name := range []string{"two classes", "classes", "regression", "everything pruned"} {
		n := cases(t)[name]
		t.Run(name, func(t *testing.T) {
			source, err := Python(n)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "bonsai_net.py")
			if err := os.WriteFile(path, source, 0o666); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("/usr/bin/python3", path).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

func TestPythonLeavesOutPrunedWeights(t *testing.T) {
	n := cases(t)["int8"]
	layer := &n.Layers[0]
	size := len(pythonWeights(layer))
	for i := range layer.Mask {
		if i%20 != 0 {
			layer.Mask[i] = 0
		}
	}
	text := pythonWeights(layer)
	if len(text) > size/4 || !strings.HasPrefix(text, "sparse((40, 30)") {
		t.Errorf("%d bytes with a twentieth of the weights, %d before: %.40s", len(text), size, text)
	}
	a, err := Python(n)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Python(n)
	if !bytes.Equal(a, b) {
		t.Error("the same network was written as other bytes")
	}
}

package clients

import (
	"encoding/binary"
	"maps"
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"bonsai/engine/exchange"
)

// Every program computes what the engine computes, with files of every format.
func TestProgramsComputeWhatBonsaiComputes(t *testing.T) {
	enabled(t)
	list := examples(t)
	root := t.TempDir()
	var folders []string
	for _, name := range slices.Sorted(maps.Keys(list)) {
		folder := filepath.Join(root, name)
		folders = append(folders, folder)
		t.Log(name, "in bytes:", list[name].write(t, folder))
	}
	inPython := answers(t, python(t, "ours.py", folders...))
	inNode := answers(t, node(t, "ours.mjs", folders...))
	for _, folder := range folders {
		c := list[filepath.Base(folder)]
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Run("Python", func(t *testing.T) {
				c.compare(t, inPython[folder], "onnx", "onnx-sparse", "safetensors", "npz", "python")
			})
			t.Run("Node", func(t *testing.T) { c.compare(t, inNode[folder], "onnx", "onnx-sparse", "tfjs") })
			t.Run("C", func(t *testing.T) { c.compare(t, map[string]answer{"c": compiled(t, folder, c)}, "c") })
		})
	}
}

// compiled compiles the header into a program, which also tests itself, and
// returns what it computes.
func compiled(t *testing.T, folder string, c *example) answer {
	flags := []string{"-Wall", "-Wextra", "-Werror", "-std=c99", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-I", filepath.Join(folder, "c")}
	test := filepath.Join(folder, "c", "test")
	run(t, folder, "gcc", append(flags, "-DBONSAI_TEST", "-x", "c", filepath.Join(folder, "c", "bonsai_net.h"), "-o", test, "-lm")...)
	run(t, folder, test)

	program := filepath.Join(folder, "c", "predict")
	run(t, folder, "gcc", append(flags, absolute(t, "scripts/predict.c"), "-o", program, "-lm")...)
	var numbers []byte
	for _, row := range c.numbers {
		for _, v := range row {
			f := math.NaN()
			if v != nil {
				f = v.(float64)
			}
			numbers = binary.LittleEndian.AppendUint32(numbers, math.Float32bits(float32(f)))
		}
	}
	save(t, filepath.Join(folder, "rows.bin"), numbers)
	out := run(t, folder, program)
	var a answer
	outputs := len(c.outputs[0])
	for ; len(out) >= 4*outputs; out = out[4*outputs:] {
		var y []float64
		for i := range outputs {
			y = append(y, float64(math.Float32frombits(binary.LittleEndian.Uint32(out[4*i:]))))
		}
		a.Outputs = append(a.Outputs, y)
	}
	return a
}

// The header is C++ as well, and small machines' compilers take it.
func TestOtherCompilersTakeTheHeader(t *testing.T) {
	enabled(t)
	for name, c := range examples(t) {
		t.Run(name, func(t *testing.T) {
			header, err := exchange.C(c.net)
			if err != nil {
				t.Fatal(err)
			}
			folder := t.TempDir()
			save(t, filepath.Join(folder, "bonsai_net.h"), header)
			save(t, filepath.Join(folder, "main.c"), []byte(embedded))
			run(t, folder, "arm-none-eabi-gcc", append(cortex, "-Wall", "-Wextra", "-Werror", "-std=c99", "-c", "main.c", "-o", "main.o")...)
			if _, err := exec.LookPath("g++"); err == nil {
				run(t, folder, "g++", "-Wall", "-Wextra", "-Werror", "-x", "c++", "-c", "main.c", "-o", "main.o")
			}
		})
	}
}

// embedded is a program for a small machine.
const embedded = `#include "bonsai_net.h"
void step(const float *x, float *y);
void step(const float *x, float *y) { bonsai_predict(x, y); }
`

// cortex are the options for a Cortex-M4 with its floating-point unit.
var cortex = []string{"-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16", "-Os"}

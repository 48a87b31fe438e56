package clients

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bonsai/engine/exchange"
)

// A foreign network is one that another program has made.
type foreign struct {
	Files       []string
	Inputs      [][]float64
	Outputs     [][]float64
	Activations []string // that the file does not hold
	Output      exchange.Output
	Zeros       *int // weights that the program has pruned
}

func TestNetworksOfOtherProgramsAreRead(t *testing.T) {
	enabled(t)
	for program, run := range map[string]func(folder string) []byte{
		"Python": func(folder string) []byte { return python(t, "theirs.py", folder) },
		"Node":   func(folder string) []byte { return node(t, "theirs.mjs", folder) },
	} {
		folder := t.TempDir()
		var list []foreign
		if err := json.Unmarshal(run(folder), &list); err != nil || len(list) == 0 {
			t.Fatalf("%s: %d networks, %v", program, len(list), err)
		}
		for _, f := range list {
			t.Run(program+" "+strings.Join(f.Files, " "), func(t *testing.T) { f.check(t, folder) })
		}
	}
}

func (f *foreign) check(t *testing.T, folder string) {
	var files []exchange.File
	for _, name := range f.Files {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, exchange.File{Name: name, Bytes: b})
	}
	n, err := exchange.Read(files, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Open()) != len(f.Activations) || n.OrderUnknown {
		t.Fatalf("%d activations are open, want %d; the order is unknown: %v", len(n.Open()), len(f.Activations), n.OrderUnknown)
	}
	for i, name := range f.Activations {
		n.Layers[i].Activation = name
	}
	if n.Output == "" {
		n.Output = f.Output
	}
	if n.Output != f.Output {
		t.Errorf("the output is %q, want %q", n.Output, f.Output)
	}
	if zeros, _ := n.Zeros(); f.Zeros != nil && zeros != *f.Zeros {
		t.Errorf("%d zeros, want %d", zeros, *f.Zeros)
	}
	got, err := n.Predict(f.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	if off := difference(f.Outputs, got); !(off <= 1e-5) {
		t.Errorf("an output is off by %v", off)
	}
}

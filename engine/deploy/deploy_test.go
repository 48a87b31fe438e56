package deploy_test

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"bonsai/engine/deploy"
	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"

	"github.com/tetratelabs/wazero"
)

// line is a table in which price is 3·size + 100.
const line = "size,price\n1,103\n2,106\n3,109\n4,112\n5,115\n6,118\n7,121\n8,124\n9,127\n10,130\n"

// linear returns the network price = size of standardised values, without hidden
// layers. Since price is a linear function of size, both have the same standardised
// values, so this network is exact.
func linear(t *testing.T) *deploy.Network {
	t.Helper()
	files, err := samples.Read([]samples.File{{Name: "line.csv", Bytes: []byte(line)}})
	if err != nil {
		t.Fatal(err)
	}
	r := recipe.Default()
	r.Dataset, r.Own, r.Reading, r.Layers = recipe.OwnDataset, files.Digest, files.Reading, nil
	s, err := samples.New(&r, files)
	if err != nil {
		t.Fatal(err)
	}
	net := s.Network(&r)
	net.Layers[0].W[0], net.Layers[0].B[0] = 1, 0
	return deploy.Of(net, s)
}

// three returns a network of three classes that looks at nothing: the logits are the
// logarithms of 1, 2 and 5, so the probabilities are 1/8, 2/8 and 5/8.
func three(t *testing.T) *deploy.Network {
	t.Helper()
	r := recipe.Default()
	r.Dataset, r.Layers = "spiral3", nil
	s, err := samples.New(&r, nil)
	if err != nil {
		t.Fatal(err)
	}
	net := s.Network(&r)
	clear(net.Layers[0].W)
	for i, share := range []float64{1, 2, 5} {
		net.Layers[0].B[i] = float32(math.Log(share))
	}
	return deploy.Of(net, s)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-4 }

func TestATableIsPredictedInItsOwnUnits(t *testing.T) {
	outputs, err := linear(t).Predict([]any{map[string]any{"size": 20.0}, []any{-10.0}})
	if err != nil || len(outputs) != 2 || !near(outputs[0][0], 160) || !near(outputs[1][0], 70) {
		t.Errorf("sizes of 20 and −10 cost %v, not 160 and 70 (%v)", outputs, err)
	}
}

func TestClassesArePredictedWithTheirProbabilities(t *testing.T) {
	n := three(t)
	var rows []any
	for range 300 { // more than are computed at once
		rows = append(rows, []any{1.0, -2.0})
	}
	outputs, err := n.Predict(rows)
	if err != nil || len(outputs) != 300 || n.Outputs() != 3 {
		t.Fatalf("%d rows of %d outputs: %v", len(outputs), n.Outputs(), err)
	}
	for i, row := range outputs {
		if len(row) != 3 || !near(row[0], 0.125) || !near(row[1], 0.25) || !near(row[2], 0.625) {
			t.Fatalf("row %d: %v", i, row)
		}
	}
}

func TestRowsThatCannotBePredictedForAreNamed(t *testing.T) {
	if _, err := three(t).Predict(nil); code(err) != "noRows" {
		t.Errorf("no rows: %v", err)
	}
	if _, err := three(t).Predict([]any{[]any{1.0, 2.0}, []any{1.0}}); err == nil || !strings.Contains(err.Error(), "row 2") {
		t.Errorf("a row that is too short: %v", err)
	}
	if _, err := linear(t).Predict([]any{map[string]any{"weight": 1.0}}); err == nil {
		t.Error("a row without the column was predicted for")
	}
}

func code(err error) string {
	var p *recipe.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

// The size that is listed for a format is the length of the files that are saved, and
// the lines that load them name one of them.
func TestTheListOfFormatsIsTrue(t *testing.T) {
	for what, n := range map[string]*deploy.Network{"table": linear(t), "plane": three(t)} {
		list, err := n.Exports()
		if err != nil || len(list) != len(exchange.Formats())+1 {
			t.Fatalf("%s: %d formats (%v)", what, len(list), err)
		}
		for _, format := range list {
			files, err := n.Export(format.Format)
			if err != nil || exchange.Size(files) != format.Bytes {
				t.Errorf("%s, %s: %d bytes are listed, and %d are saved (%v)", what, format.Format, format.Bytes, exchange.Size(files), err)
				continue
			}
			base, _, _ := strings.Cut(files[0].Name, ".")
			if !strings.Contains(format.Snippet, base) {
				t.Errorf("%s, %s: the lines that load %s do not name it:\n%s", what, format.Format, files[0].Name, format.Snippet)
			}
		}
		_, err = n.Export("gif")
		for _, format := range list {
			if code(err) != "choice" || !strings.Contains(err.Error(), format.Format) {
				t.Errorf("%s: the error about an unknown format does not name %s: %v", what, format.Format, err)
			}
		}
	}
}

// Other programs get the columns of a table, and compute the same from a size.
func TestOtherProgramsTakeTheUnitsOfTheTable(t *testing.T) {
	x, err := linear(t).Exported()
	if err != nil || len(x.Columns) != 1 || x.Columns[0].Name != "size" {
		t.Fatalf("%+v: %v", x, err)
	}
	outputs, err := x.Predict([][]float64{{20}})
	if err != nil || !near(float64(outputs[0][0]), 160) {
		t.Errorf("a size of 20 costs %v, not 160 (%v)", outputs, err)
	}
}

// The module that is saved for a table takes a row of it as float64, without Bonsai.
func TestTheSavedModuleTakesARowOfTheTable(t *testing.T) {
	file, err := linear(t).File()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	module, err := runtime.Instantiate(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	memory := module.ExportedMemory("memory")
	memory.WriteFloat64Le(0, 20)
	at, err := module.ExportedFunction("predict").Call(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b, ok := memory.Read(uint32(at[0]), 8)
	if got := math.Float64frombits(binary.LittleEndian.Uint64(b)); !ok || !near(got, 160) {
		t.Errorf("a size of 20 costs %v, not 160", got)
	}
}

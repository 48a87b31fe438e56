package lab

import (
	"context"
	"math"
	"testing"

	"bonsai/engine/prune"

	"github.com/tetratelabs/wazero"
)

// The file that a person takes away gives, for rows as they stand in the table, what
// the page predicts for them.
func TestTheFileOfATablesNetworkTakesRowsOfTheTable(t *testing.T) {
	l := reference(t)
	openKinds(t, l)
	do(t, l, epochs(20), level("magnitude", prune.Global, 0.5), epochs(2))
	file, err := l.Deploy().File()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	network, err := runtime.Instantiate(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range [][]any{{3.5, 1.25, 40.0}, {0.5, 2.0, 3.0}, {100.0, -1.0, 0.0}} {
		want, err := l.Deploy().Predict([]any{row})
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range row {
			network.Memory().WriteFloat64Le(uint32(8*i), v.(float64))
		}
		at, err := network.ExportedFunction("predict").Call(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := network.Memory().ReadFloat64Le(uint32(at[0]))
		if math.Float64bits(got) != math.Float64bits(want[0][0]) {
			t.Errorf("%v gives %v, in the page %v", row, got, want[0][0])
		}
	}
}

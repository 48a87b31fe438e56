package browser

import (
	"context"
	"math"
	"testing"

	"github.com/tetratelabs/wazero"
)

// The WebAssembly module that the page saves predicts the same, bit for bit, when it runs
// outside the browser.
func TestTheSavedModulePredictsTheSame(t *testing.T) {
	p := opened(t, "#dataset=spiral3&layers=8.8&steps=t5e,p:magnitude:global:s0.6,t3e")
	p.eval(`globalThis.saved = null, URL.createObjectURL = ((old) => (blob) => { saved = blob; return old.call(URL, blob); })(URL.createObjectURL)`, nil)
	p.click("[data-command=export]")
	p.wait(`saved`)
	var bytes []int
	p.eval(`saved.arrayBuffer().then((b) => [...new Uint8Array(b)])`, &bytes)
	module := make([]byte, len(bytes))
	for i, v := range bytes {
		module[i] = byte(v)
	}
	var predicted [][]float64
	p.eval(`bonsai.predict([[0.5, -1], [3, 2.25]])`, &predicted)

	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	instance, err := r.Instantiate(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	memory := instance.ExportedMemory("memory")
	for row, x := range [][]float32{{0.5, -1}, {3, 2.25}} {
		for i, v := range x {
			memory.WriteFloat32Le(uint32(4*i), v)
		}
		at, err := instance.ExportedFunction("predict").Call(ctx)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, want := range predicted[row] {
			y, _ := memory.ReadFloat32Le(uint32(at[0]) + uint32(4*i))
			sum += float64(y)
			if y != float32(want) {
				t.Errorf("row %d, class %d: the module predicts %v, the page %v", row, i, y, want)
			}
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("row %d: the sum of the probabilities is %v, want 1", row, sum)
		}
	}
	if kept := p.state().Kept; len(module) > 20*kept+1500 {
		t.Errorf("%d bytes for %d connections", len(module), kept)
	}
}

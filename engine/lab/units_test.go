package lab

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"

	"github.com/tetratelabs/wazero"
)

// One feature near 1000 decides between no and yes. In the page, in the module and in
// every format, 1001.5 is surely yes and 998.5 surely no, in the units of the file.
func TestEverythingTakesTheUnitsOfTheFile(t *testing.T) {
	b, err := os.ReadFile("testdata/min_scale.csv")
	if err != nil {
		t.Fatal(err)
	}
	l := reference(t)
	openFiles(t, l, []samples.File{{Name: "min_scale.csv", Bytes: b}})
	do(t, l, recipe.PresetFor("own", true).Set, epochs(40))
	check := func(who string, yes, no float64) {
		if yes < 0.97 || no > 0.03 {
			t.Errorf("%s: 1001.5 is yes with %v, and 998.5 with %v", who, yes, no)
		}
	}
	page, err := l.Deploy().Predict([]any{[]any{1001.5}, []any{998.5}})
	if err != nil {
		t.Fatal(err)
	}
	check("the page", page[0][0], page[1][0])
	for _, format := range exchange.Formats() {
		files, err := l.Deploy().Export(format.Name)
		if err != nil {
			t.Fatal(err)
		}
		if format.Name == "c" || format.Name == "python" {
			continue // make test-clients runs them
		}
		n, err := exchange.Read(files, exchange.Options{})
		if err != nil {
			t.Fatalf("%s: %v", format.Name, err)
		}
		got, err := n.Predict([][]float64{{1001.5}, {998.5}})
		if err != nil {
			t.Fatalf("%s: %v", format.Name, err)
		}
		check(format.Name, float64(got[0][0]), float64(got[1][0]))
	}
	module, err := l.Deploy().File()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	instance, err := runtime.Instantiate(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	var answers [2]float64
	for i, v := range []float64{1001.5, 998.5} {
		instance.Memory().WriteFloat64Le(0, v)
		at, err := instance.ExportedFunction("predict").Call(ctx)
		if err != nil {
			t.Fatal(err)
		}
		answers[i], _ = instance.Memory().ReadFloat64Le(uint32(at[0]))
	}
	check("the module", answers[0], answers[1])
}

// Images that are 8 high and 7 wide stay so, and labels from 1 to 10 are 10 classes that
// keep their names.
func TestImagesKeepTheirShapeAndLabelsTheirNames(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	const n = 100
	var pixels, labels []byte
	for i := range n {
		labels = append(labels, byte(1+i%10))
		for range 8 * 7 {
			pixels = append(pixels, byte(r.IntN(256)))
		}
	}
	l := reference(t)
	openFiles(t, l, []samples.File{
		{Name: "images", Bytes: idx(0x803, []int{n, 8, 7}, pixels)}, {Name: "labels", Bytes: idx(0x801, []int{n}, labels)},
	})
	s := l.Snapshot()
	if s.Height != 8 || s.Width != 7 || s.Classes != 10 || len(s.Layers[len(s.Layers)-1].B) != 10 {
		t.Errorf("images of %d×%d, %d classes, %d outputs", s.Height, s.Width, s.Classes, len(s.Layers[len(s.Layers)-1].B))
	}
	var want []string
	for i := range 10 {
		want = append(want, fmt.Sprint(i+1))
	}
	if !slices.Equal(s.Names, want) {
		t.Errorf("the classes are called %v", s.Names)
	}
	if math.IsNaN(s.Test.Accuracy) {
		t.Error("nothing was measured")
	}
}

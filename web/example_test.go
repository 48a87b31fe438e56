package web_test

import (
	"fmt"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web"
)

func ExampleSVG() {
	theme, err := web.ParseTheme(func(name string) string {
		if name == "positive" {
			return "#2a6cb3"
		}
		return "#808080"
	})
	if err != nil {
		panic(err)
	}
	// Two inputs and one neuron; the second connection is pruned.
	s := &snapshot.Snapshot{
		Layers: []snapshot.Layer{{
			In: 2, Out: 1,
			W: []float32{0.7, -0.1}, B: []float32{0.2},
			Mask: []uint8{1, 0}, Base: []uint8{1, 1},
		}},
		Dead: [][]bool{{false, true}, {false}},
	}
	image := web.SVG(s, theme, 400, 300, web.Caption{Title: "A neuron"})
	fmt.Println(strings.Count(image, "<path"), "connection,", strings.Count(image, "<circle"), "units")
	// Output: 1 connection, 3 units
}

package web

import (
	"math"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/lab"
)

func TestTilesOfInputsShowWhatIsFedIn(t *testing.T) {
	for _, name := range data.PlaneInputs {
		tile := inputTile(nil, name)
		for _, cell := range [][2]int{{0, 0}, {0, 15}, {15, 0}, {3, 9}} {
			row, column := cell[0], cell[1]
			// Cells are ¾ wide, their middles ⅜ from the edges at ±6.
			x, y := -6+0.375+0.75*float32(column), 6-0.375-0.75*float32(row)
			want := data.Expand(nil, []float32{x, y}, []string{name})[0]
			if got := tile[row*lab.TileSize+column]; math.Abs(float64(got-want)) > 1e-6 {
				t.Errorf("%s at row %d, column %d is %v, want %v", name, row, column, got, want)
			}
		}
	}
}

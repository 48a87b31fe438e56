package web

import (
	"math"

	"bonsai/engine/lab"
	"bonsai/web/layout"
)

const (
	tilesPerRow  = 32
	leastRounded = 4 // the radius in pixels from which one sees round corners
)

// tiles are the small heat-maps in the units of a network over the plane,
// side by side in one image.
type tiles struct {
	image  *Image
	pixels []byte
	heat   heat
	mesh   mesh

	// What the image shows now.
	first      *float32
	inputs     int
	theme      Theme
	discretize bool

	inputValues []float32
}

func (t *tiles) draw(dst *Image, s *lab.Snapshot, a *layout.Arrangement, theme *Theme) {
	t.update(s, theme)
	t.mesh.reset()
	place := 0
	for layer := range a.Columns {
		column := &a.Columns[layer]
		radius := column.Radius - min(1.25*a.Scale, column.Radius/4)
		for index := range a.Units[layer] {
			if !s.Dead[layer][index] {
				x, y := column.Unit(index)
				t.add(place, x, y, radius)
			}
			place++
		}
	}
	t.mesh.draw(dst, t.image)
}

// add draws one tile, from the centre of its first sample to that of its last:
// beyond them the next tile in the image would shine through.
func (t *tiles) add(place int, x, y, radius float64) {
	left := float32(place%tilesPerRow*lab.TileSize) + 0.5
	top := float32(place/tilesPerRow*lab.TileSize) + 0.5
	white := shade{1, 1, 1, 1}
	r := layout.Rect{X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius}
	if radius < leastRounded {
		t.mesh.texturedRect(r, left, top, left+lab.TileSize-1, top+lab.TileSize-1, white)
		return
	}
	t.mesh.roundedTexture(r, radius*cornerShare, func(x, y float64) (float32, float32) {
		return left + float32(x)*(lab.TileSize-1), top + float32(y)*(lab.TileSize-1)
	}, white)
}

// update brings the image up to date, where the snapshot has new tiles.
func (t *tiles) update(s *lab.Snapshot, theme *Theme) {
	if t.image != nil && t.first == &s.Tiles[0][0] && t.inputs == len(s.Inputs) &&
		t.theme == *theme && t.discretize == s.Recipe.Discretize {
		return
	}
	t.first, t.inputs, t.theme, t.discretize = &s.Tiles[0][0], len(s.Inputs), *theme, s.Recipe.Discretize

	rows := (len(s.Inputs) + len(s.Tiles) + tilesPerRow - 1) / tilesPerRow
	width, height := tilesPerRow*lab.TileSize, rows*lab.TileSize
	if len(t.pixels) != 4*width*height {
		t.pixels = make([]byte, 4*width*height)
	}
	for i, name := range s.Inputs {
		t.inputValues = inputTile(t.inputValues[:0], name)
		t.paint(i, t.inputValues, s, lab.Unit{Index: i}, theme)
	}
	place := len(s.Inputs)
	for layer := range s.Layers {
		for index := range s.Layers[layer].Out {
			unit := lab.Unit{Layer: layer + 1, Index: index}
			t.paint(place, s.Tiles[place-len(s.Inputs)], s, unit, theme)
			place++
		}
	}
	t.image = painted(t.image, width, height, t.pixels)
}

func (t *tiles) paint(place int, values []float32, s *lab.Snapshot, unit lab.Unit, theme *Theme) {
	t.heat.set(s, unit, values, theme, tileHeat)
	t.heat.only = unit.Index
	left, top := place%tilesPerRow*lab.TileSize, place/tilesPerRow*lab.TileSize
	for row := range lab.TileSize {
		at := 4 * ((top+row)*tilesPerRow*lab.TileSize + left)
		for _, value := range values[row*lab.TileSize : (row+1)*lab.TileSize] {
			t.heat.put(t.pixels[at:], value)
			at += 4
		}
	}
}

// inputTile appends what an input of the plane feeds into the network, on the
// grid of a tile. Snapshots have no tiles for inputs: they never change.
func inputTile(values []float32, name string) []float32 {
	for row := range lab.TileSize {
		y := -middleOfCell(row)
		for column := range lab.TileSize {
			values = append(values, float32(inputValue(name, middleOfCell(column), y)))
		}
	}
	return values
}

func middleOfCell(i int) float64 {
	return lab.PlaneSpan * float64(2*i+1-lab.TileSize) / lab.TileSize
}

func inputValue(name string, x, y float64) float64 {
	switch name {
	case "x1":
		return x
	case "x2":
		return y
	case "x1x1":
		return x * x
	case "x2x2":
		return y * y
	case "x1x2":
		return x * y
	case "sinx1":
		return math.Sin(x)
	case "sinx2":
		return math.Sin(y)
	}
	return 0
}

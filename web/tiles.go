package web

import (
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

const (
	tilesPerRow  = 32
	leastRounded = 4 // the radius in pixels from which round corners can be seen
)

// tiles are the small heat maps in the units of a network whose inputs are points of
// the plane: each shows the output of its unit over the plane. All of them are in one
// image, side by side.
type tiles struct {
	image  *Image
	pixels []byte
	heat   heat
	mesh   mesh

	// What the image shows.
	field      int // revision
	samples    int // revision
	theme      Theme
	discretize bool
}

func (t *tiles) draw(dst *Image, s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme) {
	t.update(s, theme)
	t.mesh.reset()
	tile := 0
	for layer := range a.Columns {
		column := &a.Columns[layer]
		radius := column.Radius - tileEdge(column.Radius, a.Scale)
		for index := range a.Units[layer] {
			if !s.Dead[layer][index] {
				x, y := column.Unit(index)
				t.add(tile, x, y, radius)
			}
			tile++
		}
	}
	t.mesh.draw(dst, t.image)
}

// tileEdge returns the width of the edge around the picture of a unit.
func tileEdge(radius, scale float64) float64 { return min(1.25*scale, radius/4) }

// add adds one tile to the mesh. It uses the part of the image from the middle of the
// tile's first pixel to the middle of its last: interpolation beyond that would mix in
// the tile beside it.
func (t *tiles) add(tile int, x, y, radius float64) {
	left := float32(tile%tilesPerRow*snapshot.TileSize) + 0.5
	top := float32(tile/tilesPerRow*snapshot.TileSize) + 0.5
	white := shade{1, 1, 1, 1}
	r := layout.Rect{X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius}
	if radius < leastRounded {
		t.mesh.texturedRect(r, left, top, left+snapshot.TileSize-1, top+snapshot.TileSize-1, white)
		return
	}
	t.mesh.roundedTexture(r, radius*cornerShare, func(x, y float64) (float32, float32) {
		return left + float32(x)*(snapshot.TileSize-1), top + float32(y)*(snapshot.TileSize-1)
	}, white)
}

// update paints the image again if the snapshot has new tiles or the colours have
// changed.
func (t *tiles) update(s *snapshot.Snapshot, theme *Theme) {
	if t.image != nil && t.field == s.Revisions.Field && t.samples == s.Revisions.Samples &&
		t.theme == *theme && t.discretize == s.Recipe.Discretize {
		return
	}
	t.field, t.samples, t.theme, t.discretize = s.Revisions.Field, s.Revisions.Samples, *theme, s.Recipe.Discretize
	width, height := t.paintAll(s, theme)
	t.image = painted(t.image, width, height, t.pixels)
}

// paintAll writes the tiles into the pixels of the image, and returns its size.
func (t *tiles) paintAll(s *snapshot.Snapshot, theme *Theme) (width, height int) {
	rows := (len(s.Inputs) + len(s.Tiles) + tilesPerRow - 1) / tilesPerRow
	width, height = tilesPerRow*snapshot.TileSize, rows*snapshot.TileSize
	if len(t.pixels) != 4*width*height {
		t.pixels = make([]byte, 4*width*height)
	}
	for i, values := range s.InputTiles {
		t.paint(i, values, s, recipe.Unit{Index: i}, theme)
	}
	tile := len(s.Inputs)
	for layer := range s.Layers {
		for index := range s.Layers[layer].Out {
			unit := recipe.Unit{Layer: layer + 1, Index: index}
			t.paint(tile, s.Tiles[tile-len(s.Inputs)], s, unit, theme)
			tile++
		}
	}
	return width, height
}

// cut returns the pixels of one tile, as an image of its own.
func (t *tiles) cut(tile int) []byte {
	const row = 4 * snapshot.TileSize
	pixels := make([]byte, 0, snapshot.TileSize*row)
	left, top := tile%tilesPerRow, tile/tilesPerRow*snapshot.TileSize
	for y := range snapshot.TileSize {
		at := ((top+y)*tilesPerRow + left) * row
		pixels = append(pixels, t.pixels[at:at+row]...)
	}
	return pixels
}

// paint writes the output of a unit into the pixels of a tile.
func (t *tiles) paint(tile int, values []float32, s *snapshot.Snapshot, unit recipe.Unit, theme *Theme) {
	t.heat.set(s, unit, values, theme, tileHeat)
	t.heat.only = unit.Index
	left, top := tile%tilesPerRow*snapshot.TileSize, tile/tilesPerRow*snapshot.TileSize
	for row := range snapshot.TileSize {
		at := 4 * ((top+row)*tilesPerRow*snapshot.TileSize + left)
		for _, value := range values[row*snapshot.TileSize : (row+1)*snapshot.TileSize] {
			t.heat.put(t.pixels[at:], value)
			at += 4
		}
	}
}

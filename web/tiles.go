package web

import (
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
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
	field      int // revisions
	samples    int
	theme      Theme
	discretize bool
}

func (t *tiles) draw(dst *Image, s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme) {
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
	left := float32(place%tilesPerRow*snapshot.TileSize) + 0.5
	top := float32(place/tilesPerRow*snapshot.TileSize) + 0.5
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

// update brings the image up to date, where the snapshot has new tiles.
func (t *tiles) update(s *snapshot.Snapshot, theme *Theme) {
	if t.image != nil && t.field == s.Revisions.Field && t.samples == s.Revisions.Samples &&
		t.theme == *theme && t.discretize == s.Recipe.Discretize {
		return
	}
	t.field, t.samples, t.theme, t.discretize = s.Revisions.Field, s.Revisions.Samples, *theme, s.Recipe.Discretize

	rows := (len(s.Inputs) + len(s.Tiles) + tilesPerRow - 1) / tilesPerRow
	width, height := tilesPerRow*snapshot.TileSize, rows*snapshot.TileSize
	if len(t.pixels) != 4*width*height {
		t.pixels = make([]byte, 4*width*height)
	}
	for i, values := range s.InputTiles {
		t.paint(i, values, s, recipe.Unit{Index: i}, theme)
	}
	place := len(s.Inputs)
	for layer := range s.Layers {
		for index := range s.Layers[layer].Out {
			unit := recipe.Unit{Layer: layer + 1, Index: index}
			t.paint(place, s.Tiles[place-len(s.Inputs)], s, unit, theme)
			place++
		}
	}
	t.image = painted(t.image, width, height, t.pixels)
}

func (t *tiles) paint(place int, values []float32, s *snapshot.Snapshot, unit recipe.Unit, theme *Theme) {
	t.heat.set(s, unit, values, theme, tileHeat)
	t.heat.only = unit.Index
	left, top := place%tilesPerRow*snapshot.TileSize, place/tilesPerRow*snapshot.TileSize
	for row := range snapshot.TileSize {
		at := 4 * ((top+row)*tilesPerRow*snapshot.TileSize + left)
		for _, value := range values[row*snapshot.TileSize : (row+1)*snapshot.TileSize] {
			t.heat.put(t.pixels[at:], value)
			at += 4
		}
	}
}

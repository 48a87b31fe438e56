package web

import (
	"image/color"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// Boundary draws the output of a neuron over the plane, and the samples.
type Boundary struct {
	field field
	heat  heat
	stamp stamp
	mesh  mesh
}

// Plane returns the mapping between points of the plane and pixels of r that Draw uses.
func (v *Boundary) Plane(r layout.Rect) layout.Plane { return layout.NewPlane(r) }

// Draw fills r with the plane. It draws the test samples if the recipe's ShowTest is
// set.
func (v *Boundary) Draw(dst *Image, s *snapshot.Snapshot, r layout.Rect, theme *Theme, scale float64) {
	v.heat.set(s, s.Focus, s.Field, theme, boundaryHeat)
	v.field.update(s, &v.heat, theme)

	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	v.mesh.draw(dst, brush())

	plane := v.Plane(r)
	v.mesh.reset()
	v.mesh.texturedRect(plane.Rect, 0, 0, fieldPixels, fieldPixels, shade{1, 1, 1, 1})
	v.mesh.draw(dst, v.field.image)

	v.mesh.reset()
	v.addPoints(s, plane, theme, scale)
	v.mesh.draw(clip(dst, plane.Rect), v.stamp.image)
}

// addPoints draws the training samples as discs, and over them the test samples as
// discs with a dark edge.
func (v *Boundary) addPoints(s *snapshot.Snapshot, plane layout.Plane, theme *Theme, scale float64) {
	radius := max(2, min(4, plane.Rect.W/scale/90)) * scale
	v.stamp.cut(radius)
	values := heat{}
	if s.Classes == 0 {
		values.set(s, recipe.Unit{Layer: len(s.Layers)}, nil, theme, 1)
		values.discretize = false
	}
	for _, test := range [...]bool{false, true} {
		if test && !s.Recipe.ShowTest {
			break
		}
		edge, edgeWidth := pointEdge(s, test, theme)
		edgeWidth *= scale
		for _, p := range s.Points {
			if p.Test != test {
				continue
			}
			x, y := plane.Pixel(float64(p.X), float64(p.Y))
			v.stamp.add(&v.mesh, x, y, radius+edgeWidth, opaque(edge))
			v.stamp.add(&v.mesh, x, y, radius, opaque(pointColor(s, p, theme, &values)))
		}
	}
}

// pointEdge returns the edge around a sample, its width in CSS pixels. In regression a
// sample whose value is about zero has the colour of the surface: only its edge can be
// seen.
func pointEdge(s *snapshot.Snapshot, test bool, theme *Theme) (edge color.RGBA, width float64) {
	switch {
	case test:
		return theme.Ink, 1.25
	case s.Classes == 0:
		return theme.Muted, 0.75
	}
	return theme.Surface, 0.75
}

// pointColor returns the colour of a sample's class or, in regression, of its value.
func pointColor(s *snapshot.Snapshot, p snapshot.Point, theme *Theme, values *heat) color.RGBA {
	if s.Classes == 0 {
		return values.of(p.Label)
	}
	return theme.class(int(p.Label))
}

package web

import (
	"image/color"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// How strong the colours of heat maps are: 0 is the colour of the surface, 1 the full
// colour. The boundary's are weaker, so that the points on it stand out.
const (
	tileHeat     = 0.95
	boundaryHeat = 0.55
)

// A heat is the colour scale for the outputs of a unit: from the negative colour over
// the surface to the positive one, or a colour for each class.
type heat struct {
	offset, factor float32 // value·factor + offset is −1 to 1
	discretize     bool    // only the two ends of the scale
	classes        bool    // values are class numbers
	only           int     // the one class to show; −1: all
	ramp           [2*rampHalf + 1]color.RGBA
	class          [classColors]color.RGBA
	none           color.RGBA // for NaN
}

const rampHalf = 128

// set chooses the scale for the outputs of a unit. An output neuron's are
// probabilities, class numbers, or in regression values from −1 to 1. Other units
// have no natural scale: the largest |value| gets the full colour.
func (h *heat) set(s *snapshot.Snapshot, unit recipe.Unit, values []float32, theme *Theme, strength float64) {
	output := unit.Layer == len(s.Layers)
	h.offset, h.factor = 0, 1
	h.discretize = s.Recipe.Discretize
	h.classes = output && s.Classes > 2
	h.only = -1
	h.none = theme.Surface
	switch {
	case !output:
		h.factor = 1 / largestAbs(values)
	case s.Classes == 2:
		h.offset, h.factor = -1, 2
	}
	for i := range h.ramp {
		v := float64(i-rampHalf) / rampHalf
		hue := theme.Positive
		if v < 0 {
			hue, v = theme.Negative, -v
		}
		h.ramp[i] = mix(theme.Surface, hue, v*strength)
	}
	for c := range h.class {
		h.class[c] = mix(theme.Surface, theme.class(c), strength)
	}
}

// of returns the colour of an output.
func (h *heat) of(value float32) color.RGBA {
	if value != value {
		return h.none
	}
	if h.classes {
		if h.only >= 0 && int(value) != h.only {
			return h.none
		}
		return h.class[max(0, min(int(value), len(h.class)-1))]
	}
	v := max(-1, min(1, value*h.factor+h.offset))
	switch {
	case h.discretize && v > 0:
		v = 1
	case h.discretize:
		v = -1
	}
	return h.ramp[int(v*rampHalf+rampHalf+0.5)]
}

// put writes the colour of an output into the first pixel of an image's bytes.
func (h *heat) put(pixels []byte, value float32) {
	put(pixels, h.of(value))
}

// put writes a colour into the first pixel of an image's bytes.
func put(pixels []byte, c color.RGBA) {
	pixels[0], pixels[1], pixels[2], pixels[3] = c.R, c.G, c.B, c.A
}

// putClasses writes the colour of a point where each class has a share: the mixture
// of their colours or, if discretize is set, the colour of the largest share.
func (h *heat) putClasses(pixels []byte, shares [classColors]float32) {
	if h.discretize {
		best := 0
		for c, share := range shares {
			if share > shares[best] {
				best = c
			}
		}
		shares = [classColors]float32{}
		shares[best] = 1
	}
	var r, g, b float32
	for c, share := range shares {
		r += share * float32(h.class[c].R)
		g += share * float32(h.class[c].G)
		b += share * float32(h.class[c].B)
	}
	pixels[0], pixels[1], pixels[2], pixels[3] = uint8(r+0.5), uint8(g+0.5), uint8(b+0.5), 255
}

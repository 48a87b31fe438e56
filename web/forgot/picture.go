package forgot

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/web/markup"
)

// greys is how many shades an image has, without that of the paper.
const greys = 15

// picture returns an image with rows of a width as the paths of an SVG drawing, one for
// each shade of the ink. A pixel is a square of side 1. The darkest value is the paper
// and the brightest the ink.
func picture(values []float32, width int) []*markup.Node {
	least, most := slices.Min(values), slices.Max(values)
	var shades [greys + 1]strings.Builder
	for i, v := range values {
		if most > least {
			out := &shades[int((v-least)/(most-least)*greys+0.5)]
			out.WriteString("M" + strconv.Itoa(i%width) + " " + strconv.Itoa(i/width) + "h1v1h-1z")
		}
	}
	var paths []*markup.Node
	for shade := 1; shade <= greys; shade++ {
		paths = append(paths, markup.New("path").With("d", shades[shade].String()).
			With("fill-opacity", strconv.FormatFloat(float64(shade)/greys, 'f', 2, 64)))
	}
	return paths
}

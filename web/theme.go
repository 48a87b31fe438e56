package web

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
)

// A Theme has the colours of all views. They are opaque.
type Theme struct {
	Surface  color.RGBA // the background of a picture
	Line     color.RGBA // unimportant edges
	Ink      color.RGBA // handles and highlights
	Muted    color.RGBA // neutral edges, names
	Positive color.RGBA // positive weights and values, class 1
	Negative color.RGBA // negative weights and values, class 0
	Third    color.RGBA // class 2
	Pruned   color.RGBA
	Dead     color.RGBA
}

// ParseTheme reads a theme from the custom properties of a style sheet. property
// returns the value for a name, #rrggbb with or without spaces around it; the names are
// those of the fields in lower case.
func ParseTheme(property func(name string) string) (*Theme, error) {
	t := new(Theme)
	for _, p := range [...]struct {
		name  string
		color *color.RGBA
	}{
		{"surface", &t.Surface},
		{"line", &t.Line},
		{"ink", &t.Ink},
		{"muted", &t.Muted},
		{"positive", &t.Positive},
		{"negative", &t.Negative},
		{"third", &t.Third},
		{"pruned", &t.Pruned},
		{"dead", &t.Dead},
	} {
		text := strings.TrimSpace(property(p.name))
		c, err := parseColor(text)
		if err != nil {
			return nil, fmt.Errorf("web: colour %s is %q, want #rrggbb", p.name, text)
		}
		*p.color = c
	}
	return t, nil
}

func parseColor(text string) (color.RGBA, error) {
	if len(text) != 7 || text[0] != '#' {
		return color.RGBA{}, strconv.ErrSyntax
	}
	n, err := strconv.ParseUint(text[1:], 16, 32)
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, err
}

// classColors is the number of classes with different colours.
const classColors = 3

// class returns the colour of a class. The fourth class has the colour of the first.
func (t *Theme) class(c int) color.RGBA {
	switch c % classColors {
	case 0:
		return t.Negative
	case 1:
		return t.Positive
	}
	return t.Third
}

// signed returns the colour for the sign of a number.
func (t *Theme) signed(v float32) color.RGBA {
	if v < 0 {
		return t.Negative
	}
	return t.Positive
}

// mix returns the colour between a (share 0) and b (share 1).
func mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*share + 0.5) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}

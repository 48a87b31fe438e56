package web

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
)

// A Theme is the colours of all views. They are opaque.
type Theme struct {
	Background color.RGBA // of the page
	Surface    color.RGBA // of a picture
	Line       color.RGBA // edges that need not be noticed
	Ink        color.RGBA
	Muted      color.RGBA
	Positive   color.RGBA // positive weights and values, class 1
	Negative   color.RGBA // negative weights and values, class 0
	Third      color.RGBA // class 2
	Pruned     color.RGBA
	Dead       color.RGBA
}

// ParseTheme reads a theme from a style sheet's custom properties, as #rrggbb
// with spaces around it or none. Their names are those of the fields in lower
// case.
func ParseTheme(property func(name string) string) (*Theme, error) {
	t := new(Theme)
	for _, p := range [...]struct {
		name  string
		color *color.RGBA
	}{
		{"background", &t.Background},
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

// classColors is how many classes have a colour of their own.
const classColors = 3

// class is the colour of a class; those beyond the third start again.
func (t *Theme) class(c int) color.RGBA {
	switch c % classColors {
	case 0:
		return t.Negative
	case 1:
		return t.Positive
	}
	return t.Third
}

// signed is the colour of a number's sign.
func (t *Theme) signed(v float32) color.RGBA {
	if v < 0 {
		return t.Negative
	}
	return t.Positive
}

// mix is a colour on the way from a (share 0) to b (share 1).
func mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*share + 0.5) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}

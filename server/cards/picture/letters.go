package picture

import (
	"image"
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"bonsai/web"
)

// middle is how far the middle of capitals is above the baseline, as a share of
// the size of the letters.
const middle = 0.36

// goFont is the typeface of the cards. It is free, and has Greek letters and
// arrows.
var goFont = sync.OnceValue(func() *opentype.Font {
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return parsed
})

// letters are the faces of the font in the sizes that are needed, in pixels.
type letters map[float64]font.Face

func (l letters) face(size float64) font.Face {
	if l[size] == nil {
		face, err := opentype.NewFace(goFont(), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err) // the options are right
		}
		l[size] = face
	}
	return l[size]
}

// width returns the width of a line of text in pixels.
func (l letters) width(text string, size float64) float64 {
	return float64(font.MeasureString(l.face(size), text)) / 64
}

// write writes a line of text from the left end of its baseline on.
func (c *canvas) write(start web.Point, size float64, text string, paint color.RGBA) {
	drawer := font.Drawer{
		Dst: c, Src: image.NewUniform(paint), Face: c.letters.face(size),
		Dot: fixed.Point26_6{X: fixed.Int26_6(64 * start.X), Y: fixed.Int26_6(64 * start.Y)},
	}
	drawer.DrawString(text)
}

// writeWithin writes a line of text as write does, smaller if it is wider than
// there is room.
func (c *canvas) writeWithin(room float64, start web.Point, size float64, text string, paint color.RGBA) {
	for size > smallest && c.letters.width(text, size) > room {
		size--
	}
	c.write(start, size, text, paint)
}

// smallest is the least size of letters, in pixels.
const smallest = 16

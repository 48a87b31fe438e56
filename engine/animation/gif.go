// Package animation writes pictures of the same size as one animated GIF.
package animation

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"time"
)

// mostFrames is how many pictures an animation may have.
const mostFrames = 200

// A GIF is an animation to which pictures are added one after the other.
type GIF struct {
	width, height int
	tones         [tones]tone
	frames        []frame
}

// A frame has the tone of each of its pixels.
type frame struct {
	tones []uint16
	hold  time.Duration
}

// Add adds a picture that is seen for a while: its pixels, row by row, each as red,
// green, blue and alpha. All pictures must have the size of the first.
func (g *GIF) Add(rgba []byte, width int, hold time.Duration) error {
	if width <= 0 || len(rgba) == 0 || len(rgba)%(4*width) != 0 {
		return fmt.Errorf("animation: %d bytes are no picture with rows of %d pixels, 4 bytes each", len(rgba), width)
	}
	height := len(rgba) / (4 * width)
	switch {
	case len(g.frames) == mostFrames:
		return fmt.Errorf("animation: there are %d pictures already; that is the most", mostFrames)
	case len(g.frames) > 0 && (width != g.width || height != g.height):
		return fmt.Errorf("animation: the picture has %d × %d pixels; the first one has %d × %d", width, height, g.width, g.height)
	}
	g.width, g.height = width, height
	f := frame{make([]uint16, width*height), hold}
	for i := range f.tones {
		r, gr, b := rgba[4*i], rgba[4*i+1], rgba[4*i+2]
		t := toneOf(r, gr, b)
		f.tones[i] = t
		g.tones[t].add(r, gr, b)
	}
	g.frames = append(g.frames, f)
	return nil
}

// Encode writes the animation, which starts again when it has ended. It has one palette.
// Each picture but the first is the rectangle that differs from the picture before, and
// in it only the pixels that differ.
func (g *GIF) Encode() ([]byte, error) {
	if len(g.frames) == 0 {
		return nil, errors.New("animation: no picture was added; a film needs at least one")
	}
	colors, index := palette(&g.tones)
	clear := uint8(len(colors) - 1) // the transparent one
	whole := image.Rect(0, 0, g.width, g.height)
	out := gif.GIF{Config: image.Config{ColorModel: colors, Width: g.width, Height: g.height}}
	var before []uint8
	for _, f := range g.frames {
		now := make([]uint8, len(f.tones))
		for i, t := range f.tones {
			now[i] = index[t]
		}
		part := whole
		if before != nil {
			part = changed(before, now, g.width)
		}
		picture := image.NewPaletted(part, colors)
		for y := part.Min.Y; y < part.Max.Y; y++ {
			for x := part.Min.X; x < part.Max.X; x++ {
				c := now[y*g.width+x]
				if before != nil && before[y*g.width+x] == c {
					c = clear
				}
				picture.Pix[picture.PixOffset(x, y)] = c
			}
		}
		out.Image = append(out.Image, picture)
		out.Delay = append(out.Delay, int(f.hold/(10*time.Millisecond)))
		out.Disposal = append(out.Disposal, gif.DisposalNone)
		before = now
	}
	var file bytes.Buffer
	if err := gif.EncodeAll(&file, &out); err != nil {
		return nil, fmt.Errorf("animation: %w", err)
	}
	return file.Bytes(), nil
}

// changed returns the smallest rectangle in which two pictures differ. It has at least
// one pixel, because a GIF cannot have an empty picture.
func changed(a, b []uint8, width int) image.Rectangle {
	r := image.Rectangle{}
	for i := range a {
		if a[i] != b[i] {
			x, y := i%width, i/width
			r = r.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	if r.Empty() {
		return image.Rect(0, 0, 1, 1)
	}
	return r
}

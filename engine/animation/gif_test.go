package animation

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"testing"
	"time"
)

const width, height = 40, 30

// plain returns a picture of one colour, with a square of another.
func plain(background, square color.RGBA, at image.Rectangle) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.SetRGBA(x, y, background)
			if (image.Point{X: x, Y: y}).In(at) {
				picture.SetRGBA(x, y, square)
			}
		}
	}
	return picture.Pix
}

// shown returns what a viewer shows after each picture of a file.
func shown(t *testing.T, file []byte) (pictures []*image.RGBA, decoded *gif.GIF) {
	t.Helper()
	decoded, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(image.Rect(0, 0, decoded.Config.Width, decoded.Config.Height))
	for _, part := range decoded.Image {
		for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
			for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
				if c := part.At(x, y).(color.RGBA); c.A != 0 {
					screen.SetRGBA(x, y, c)
				}
			}
		}
		copied := *screen
		copied.Pix = bytes.Clone(screen.Pix)
		pictures = append(pictures, &copied)
	}
	return pictures, decoded
}

var (
	white = color.RGBA{255, 255, 255, 255}
	blue  = color.RGBA{31, 97, 201, 255}
)

// Few colours are kept exactly. Each picture but the first is only what has changed.
func TestPicturesComeBack(t *testing.T) {
	g := &GIF{}
	pictures := [][]byte{
		plain(white, blue, image.Rect(3, 4, 9, 8)), plain(white, blue, image.Rect(5, 4, 11, 8)), plain(white, blue, image.Rect(5, 4, 11, 8)),
	}
	for i, p := range pictures {
		if err := g.Add(p, width, time.Duration(i+1)*100*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	file, err := g.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, decoded := shown(t, file)
	if len(got) != len(pictures) || decoded.LoopCount != 0 {
		t.Fatalf("%d pictures, loop count %d", len(got), decoded.LoopCount)
	}
	for i, p := range got {
		if !bytes.Equal(p.Pix, pictures[i]) {
			t.Errorf("picture %d differs", i)
		}
		if want := 10 * (i + 1); decoded.Delay[i] != want {
			t.Errorf("picture %d is shown for %d hundredths of a second, want %d", i, decoded.Delay[i], want)
		}
	}
	if r := decoded.Image[1].Rect; r != image.Rect(3, 4, 11, 8) {
		t.Errorf("the second picture is %v", r)
	}
	if r := decoded.Image[2].Rect; r.Dx()*r.Dy() != 1 {
		t.Errorf("the third picture, equal to the second, is %v", r)
	}
}

// Of many colours there are at most 64, and each pixel is near to its own. The
// background, which most pixels have, is exact.
func TestManyColoursBecomeFew(t *testing.T) {
	picture := plain(white, white, image.Rectangle{})
	for i := range 12 * width { // 480 mixes of two colours, as at the edges of lines
		share := i % 240
		picture[4*i], picture[4*i+1], picture[4*i+2] = uint8(255-share*224/240), uint8(255-share*158/240), uint8(255-share*54/240)
	}
	g := &GIF{}
	if err := g.Add(picture, width, time.Second); err != nil {
		t.Fatal(err)
	}
	file, err := g.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, decoded := shown(t, file)
	if n := len(decoded.Image[0].Palette); n > mostColors {
		t.Errorf("there are %d colours", n)
	}
	for i, v := range got[0].Pix {
		if d := int(v) - int(picture[i]); d < -8 || d > 8 || i >= 4*12*width && d != 0 {
			t.Fatalf("byte %d is %d, want %d", i, v, picture[i])
		}
	}
}

func TestPicturesThatDoNotFitAreRefused(t *testing.T) {
	g := &GIF{}
	if _, err := g.Encode(); err == nil {
		t.Error("no picture is encoded")
	}
	if err := g.Add(make([]byte, 4*12), 4, 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ bytes, width int }{{4 * 12, 0}, {0, 4}, {4*12 - 1, 4}, {4 * 12, 3}, {4 * 16, 4}} {
		if g.Add(make([]byte, c.bytes), c.width, 0) == nil {
			t.Errorf("%d bytes in rows of %d are taken as a picture of 4 × 3", c.bytes, c.width)
		}
	}
	for range mostFrames - 1 {
		if err := g.Add(make([]byte, 4*12), 4, 0); err != nil {
			t.Fatal(err)
		}
	}
	if g.Add(make([]byte, 4*12), 4, 0) == nil {
		t.Error("there is no limit")
	}
}

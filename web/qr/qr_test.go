package qr

import (
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"bonsai/engine/link"
	"bonsai/engine/recipe"
)

// photograph returns a picture of a code with its quiet zone.
func photograph(c *Code) image.Image {
	const module = 4
	side := module * (c.Size + 2*Quiet)
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			shade := color.Gray{255}
			if mx, my := x/module-Quiet, y/module-Quiet; mx >= 0 && my >= 0 && mx < c.Size && my < c.Size && c.Black(mx, my) {
				shade.Y = 0
			}
			picture.SetGray(x, y, shade)
		}
	}
	return picture
}

// read returns the text that another library reads from a picture of a code.
func read(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func TestAnotherLibraryReadsTheCodes(t *testing.T) {
	for _, page := range []string{"http://192.168.1.20:8080/", "https://example.org/lessons/Bonsai/", "http://Host/?q=1"} {
		for _, n := range []int{0, 1, 20, 200, 900} {
			for _, encode := range []func([]byte) string{link.Encode, link.EncodeUpper} {
				hash := "#" + encode([]byte(strings.Repeat("bonsai!", n))[:n])
				code, err := Of(page, hash)
				if err != nil {
					t.Fatal(err)
				}
				got := read(t, photograph(code))
				if got != code.Address || !strings.HasSuffix(got, hash) || !strings.EqualFold(got, page+hash) {
					t.Errorf("%s%s is read as %s", page, hash, got)
				}
			}
		}
	}
}

// The largest code, version 40 with error correction L, has 2,956 bytes, 23,648 bits.
// The 9 characters "HTTP://A/" take 4 + 13 bits and 5.5 each, 67 together; "#" takes
// 4 + 16 + 8. The header of the rest takes 4 + 13, which leaves 23,536 bits for 4,279
// characters.
func TestCapacityByHand(t *testing.T) {
	fitting := "#" + strings.Repeat("A", 4279)
	if code, err := Of("http://a/", fitting); err != nil || code.Size != 177 {
		t.Errorf("4,279 characters do not fit: %v", err)
	}
	if _, err := Of("http://a/", fitting+"A"); err == nil {
		t.Error("4,280 characters fit, want an error")
	}
}

func TestThePathCoversTheBlackModules(t *testing.T) {
	code, err := Of("http://localhost:8080/", "#1:ABC")
	if err != nil {
		t.Fatal(err)
	}
	path := code.Path()
	// The first row begins with the seven black modules of a corner.
	if !strings.HasPrefix(path, "M4 4h7v1h-7z") {
		t.Errorf("the path begins with %.20q", path)
	}
	covered := map[[2]int]bool{}
	for _, part := range strings.Split(strings.TrimSuffix(path, "z"), "z") {
		var x, y, w, back int
		if n, err := fmt.Sscanf(part, "M%d %dh%dv1h%d", &x, &y, &w, &back); n != 4 || back != -w {
			t.Fatalf("%q is not a row of modules: %v", part, err)
		}
		for column := x; column < x+w; column++ {
			covered[[2]int{column - Quiet, y - Quiet}] = true
		}
	}
	for y := -Quiet; y < code.Size+Quiet; y++ {
		for x := -Quiet; x < code.Size+Quiet; x++ {
			black := x >= 0 && y >= 0 && x < code.Size && y < code.Size && code.Black(x, y)
			if covered[[2]int{x, y}] != black {
				t.Fatalf("module %d, %d is black: %v; in the path: %v", x, y, black, !black)
			}
		}
	}
}

// A trained classifier of digits fits into one code, together with an address that has
// a host and a path.
func TestAWholeClassifierFits(t *testing.T) {
	file, err := os.ReadFile("../../engine/lab/testdata/digits.net")
	if err != nil {
		t.Fatal(err)
	}
	address := "#dataset=digits14&steps=n:" + base64.RawURLEncoding.EncodeToString(file)
	code, err := Of("https://bonsai.example.org/lessons/pruning/", recipe.ShortLink(address, true))
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, photograph(code)); got != code.Address {
		t.Error("another address is read")
	}
}

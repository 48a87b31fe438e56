package qr

import (
	"encoding/base64"
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

// photograph is a code as a picture.
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

// The largest code, 40-L, has 2,956 bytes, 23,648 bits. Of them take: 4 + 13
// and 5.5 for each of 9 characters "HTTP://A/", 67; 4 + 16 + 8 for "#"; 4 + 13
// for the rest. 23,536 are left, which is 4,279 characters.
func TestCapacityByHand(t *testing.T) {
	fitting := "#" + strings.Repeat("A", 4279)
	if code, err := Of("http://a/", fitting); err != nil || code.Size != 177 {
		t.Errorf("%v", err)
	}
	if _, err := Of("http://a/", fitting+"A"); err == nil {
		t.Error("a character more goes in too")
	}
}

func TestThePathIsTheModules(t *testing.T) {
	code, err := Of("http://localhost:8080/", "#1:ABC")
	if err != nil {
		t.Fatal(err)
	}
	path := code.Path()
	// The first row begins with the seven black modules of a corner.
	if !strings.HasPrefix(path, "M4 4h7v1h-7z") {
		t.Errorf("the path begins with %.20q", path)
	}
}

// The engine's classifier of digits, a network of its own, goes into one code
// with the address of a host and a path.
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
		t.Error("it is read as something else")
	}
}

package picture

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/layout"
	"bonsai/web/panel"
	"bonsai/web/text"
)

const width, height = 1200, 630

// page returns the page's words and colours, from their sources.
func page(t *testing.T) (*text.Words, *web.Theme) {
	t.Helper()
	files := fstest.MapFS{}
	for name, source := range map[string]string{"messages/en.0123456789.json": "messages/en.json", "style.0123456789.css": "style/tokens.css"} {
		content, err := os.ReadFile("../../../static/src/" + source)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	words, err := Words(files, "en")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := Theme(files)
	if err != nil {
		t.Fatal(err)
	}
	return words, theme
}

func experiment(t *testing.T, address string) (*lab.Lab, *snapshot.Snapshot) {
	t.Helper()
	x, err := recipe.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Replay(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l, l.Snapshot()
}

var addresses = []string{
	"#steps=t10e,p:magnitude:global:s0.8,t5e", "#steps=t2e,p:magnitude:global:e0.12",
	"#dataset=spiral&layers=8.8&steps=t3e", "#dataset=reg-plane&steps=t3e,p:magnitude:global:s0.3",
	"#dataset=digits14&layers=40&steps=p:magnitude:global:s0.9",
}

// The numbers that are read on a card are those that the lab has measured.
func TestTheCardShowsTheLabsNumbers(t *testing.T) {
	words, theme := page(t)
	for _, address := range addresses {
		l, s := experiment(t, address)
		card := Draw(s, theme, words, width, height).(*image.RGBA)
		said := []string{
			panel.Accuracy(words, s, s.Dense.Accuracy) + " → " + panel.Accuracy(words, s, l.TestMetrics().Accuracy),
			strconv.FormatFloat(l.Epsilon(), 'f', 4, 64),
			fmt.Sprintf("%s of %s", words.Count(l.Kept()), words.Count(s.Total)),
		}
		for i, want := range said {
			if !shows(card, theme, i, want) {
				t.Errorf("%s: fact %d of the card is not %q", address, i, want)
			}
			if shows(card, theme, i, "1"+want) || shows(card, theme, i, strings.Replace(want, "0", "8", 1)+" ") && strings.Contains(want, "0") {
				t.Errorf("%s: another number than %q can be read as well", address, want)
			}
		}
		smallest := s.Bytes["dense"]
		for _, n := range s.Bytes {
			smallest = min(smallest, n)
		}
		if !shows(card, theme, len(said), words.Count(smallest)) {
			t.Errorf("%s: the card does not show %d bytes", address, smallest)
		}
	}
}

// shows reports whether the value of fact i of a card is a text: whether writing the text
// on an empty card gives the same pixels there.
func shows(card *image.RGBA, theme *web.Theme, i int, want string) bool {
	empty := newCanvas(width, height)
	empty.Rect(layout.Rect{W: width, H: height}, theme.Background)
	_, value := factPlaces(i)
	empty.writeWithin(width-factsLeft-border, value, valueSize, want, theme.Ink)
	for y := int(value.Y) - valueSize; y < int(value.Y)+15; y++ {
		for x := factsLeft; x < width; x++ {
			if card.RGBAAt(x, y) != empty.RGBAAt(x, y) {
				return false
			}
		}
	}
	return true
}

// Each unit of the vector image is at the same place of the card, in the same colour.
func TestTheCardHasTheUnitsOfTheVectorImage(t *testing.T) {
	words, theme := page(t)
	for _, address := range addresses {
		_, s := experiment(t, address)
		card := Draw(s, theme, words, width, height).(*image.RGBA)
		place := networkRect(height)
		units := 0
		decoder := xml.NewDecoder(strings.NewReader(web.SVG(s, theme, place.W/enlarged, place.H/enlarged, web.Caption{})))
		for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
			circle, ok := token.(xml.StartElement)
			if !ok || circle.Name.Local != "circle" {
				continue
			}
			units++
			value := map[string]string{}
			for _, a := range circle.Attr {
				value[a.Name.Local] = a.Value
			}
			x, errX := strconv.ParseFloat(value["cx"], 64)
			y, errY := strconv.ParseFloat(value["cy"], 64)
			r, errR := strconv.ParseFloat(value["r"], 64)
			if errX != nil || errY != nil || errR != nil {
				t.Fatal(errX, errY, errR)
			}
			// A little beside the middle, where a dead unit has its cross.
			at := image.Pt(int(place.X+enlarged*x), int(place.Y+enlarged*(y-0.5*r)))
			c := card.RGBAAt(at.X, at.Y)
			if got := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B); got != value["fill"] && r > 3 {
				t.Errorf("%s: at %v the card is %s, want %s", address, at, got, value["fill"])
			}
		}
		if want := s.Layers[0].In; address != addresses[4] && units < want {
			t.Errorf("%s: %d units", address, units)
		}
	}
}

// By hand: a horizontal line of width 4 and opacity 1 from x = 10 to 30 around y = 20
// covers the rows 18 to 21 and nothing else; a circle of radius 5 has its middle's colour
// up to 4 pixels from it; in a dashed circle of 12 dashes half of the edge is not covered.
func TestShapesCoverTheirPixels(t *testing.T) {
	black, white := color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	c := newCanvas(100, 100)
	c.Rect(layout.Rect{W: 100, H: 100}, white)
	c.Line(web.Point{X: 10, Y: 20}, web.Point{X: 30, Y: 20}, web.Stroke{Color: black, Opacity: 1, Width: 4})
	c.Curve(web.Point{X: 60, Y: 20}, web.Point{X: 90, Y: 20}, web.Stroke{Color: black, Opacity: 0.5, Width: 4})
	c.Circle(web.Point{X: 20, Y: 60}, 5, black, web.Stroke{})
	c.Circle(web.Point{X: 60, Y: 60}, 20, white, web.Stroke{Color: black, Opacity: 1, Width: 4, Dashed: true})
	c.Circle(web.Point{X: 200, Y: 200}, 20, black, web.Stroke{}) // outside
	for _, p := range []struct{ x, y, want int }{
		{20, 17, 255}, {20, 18, 0}, {20, 21, 0}, {20, 22, 255}, {9, 20, 255}, {30, 20, 255},
		{75, 18, 127}, {75, 17, 255}, {20, 57, 0}, {20, 53, 255},
	} {
		if got := int(c.RGBAAt(p.x, p.y).R); got < p.want-1 || got > p.want+1 {
			t.Errorf("at %d, %d: %d, want %d", p.x, p.y, got, p.want)
		}
	}
	edge := 0
	for y := 30; y < 90; y++ {
		for x := 30; x < 95; x++ {
			edge += 255 - int(c.RGBAAt(x, y).R)
		}
	}
	if want := 255 * 3.1416 * (22*22 - 18*18) / 2; float64(edge) < 0.98*want || float64(edge) > 1.02*want {
		t.Errorf("the dashes cover %d, want about %.0f", edge, want)
	}
}

// What fits no card is written smaller.
func TestLongTitlesAreWrittenSmaller(t *testing.T) {
	c := newCanvas(600, 100)
	c.writeWithin(200, web.Point{X: 10, Y: 50}, 40, "a title that is long", color.RGBA{255, 255, 255, 255})
	for y := range 100 {
		for x := 215; x < 600; x++ {
			if c.RGBAAt(x, y).R != 0 {
				t.Fatalf("there are letters at %d, %d", x, y)
			}
		}
	}
}

func TestNumbersAreWrittenAsInThePage(t *testing.T) {
	for want, v := range map[string]float64{"0": 0, "999": 999, "1,000": 1000, "-12,345,678": -12345678} {
		if got := number(v, 0); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	if got := number(1234.5678, 2); got != "1,234.57" {
		t.Errorf("got %s", got)
	}
}

func TestMissingFilesAreNamed(t *testing.T) {
	if _, err := Words(fstest.MapFS{}, "en"); err == nil || !strings.Contains(err.Error(), "messages/en") {
		t.Errorf("words: %v", err)
	}
	if _, err := Theme(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "style") {
		t.Errorf("theme: %v", err)
	}
}

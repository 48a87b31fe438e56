package web

import (
	"encoding/xml"
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

func TestTheSVGHasWhatTheCanvasDraws(t *testing.T) {
	for _, c := range []struct {
		hash   string
		inputs int
	}{
		{"#steps=t1e,p:magnitude:global:s0.5", 20}, {"#dataset=spiral&layers=3&steps=t1e", 2}, {"#dataset=digits14&layers=40&steps=p:magnitude:global:s0.9", 0},
	} {
		s := experiment(t, c.hash)
		counts, _ := parsed(t, SVG(s, svgTheme, 800, 500, Caption{}))
		units := c.inputs
		for _, layer := range s.Layers {
			units += layer.Out
		}
		if counts["circle"] != units {
			t.Errorf("%s: %d circles for %d units", c.hash, counts["circle"], units)
		}
		if s.Total <= 4000 && counts["path"] != s.Kept {
			t.Errorf("%s: %d curves for %d connections", c.hash, counts["path"], s.Kept)
		}
		if s.Total > 4000 && (counts["path"] == 0 || counts["path"] > s.Kept) {
			t.Errorf("%s: %d curves of %d connections", c.hash, counts["path"], s.Kept)
		}
	}
}

// The names of inputs may contain any characters; the image must still be XML.
func TestTheSVGHasNamesATitleAndCrosses(t *testing.T) {
	s := experiment(t, "#steps=t1e,p:magnitude:global:s0.9")
	names := make([]string, 20)
	for i := range names {
		names[i] = string(rune('a' + i))
	}
	names[3] = "\x00<age & \"height\">"
	counts, texts := parsed(t, SVG(s, svgTheme, 800, 500, Caption{Title: "<Bonsai>", Description: "20 & 10", Inputs: names}))
	names[3] = `<age & "height">`
	if !slices.Equal(texts["text"], names) {
		t.Errorf("the inputs are named %q", texts["text"])
	}
	if texts["title"][0] != "<Bonsai>" || texts["desc"][0] != "20 & 10" {
		t.Errorf("the image is called %q and shows %q", texts["title"], texts["desc"])
	}
	dead := 0
	for _, layer := range s.Dead {
		for _, is := range layer {
			if is {
				dead++
			}
		}
	}
	if dead == 0 || counts["line"] != 2*dead {
		t.Errorf("%d strokes cross out %d dead units", counts["line"], dead)
	}
	if _, texts := parsed(t, SVG(s, svgTheme, 400, 160, Caption{Inputs: names})); texts["text"] != nil {
		t.Errorf("in 160 pixels there are names: %q", texts["text"])
	}
}

// A figure says in words what it shows, has the picture of the plane and of each unit
// that is not dead, and no text outside of it.
func TestAFigureStandsAlone(t *testing.T) {
	for _, c := range []struct {
		hash     string
		pictures int
	}{
		{"#steps=t1e,p:magnitude:global:s0.9", 0}, {"#dataset=spiral&layers=3&steps=t1e", 1 + 2 + 3 + 1},
		{"#dataset=digits14&layers=40&steps=t1e,p:magnitude:global:s0.9", 0},
	} {
		s := experiment(t, c.hash)
		sizes := map[int]int{}
		caption := Caption{
			Title: "Bonsai: here", Facts: []string{"accuracy", strings.Repeat("a fact that fills the line ", 6), "bytes"},
			Outputs: []string{"one", "two", "three"}[:min(3, s.Layers[len(s.Layers)-1].Out)], Layers: []string{"first", "second"},
			Histogram: "weights", Epsilon: "ε = 1", Ticks: []Tick{{0, "zero"}, {0.5, "half"}}, Count: strconv.Itoa, Classes: []string{"class 0", "class 1"},
			Positive: "plus", Negative: "minus", Width: "width", Dead: "dead", Grey: "grey", Pruned: "pruned",
		}
		f := NewFigure(s, svgTheme, caption, func(pixels []byte, width, height int) string {
			if len(pixels) != 4*width*height {
				t.Errorf("%d bytes for %d × %d pixels", len(pixels), width, height)
			}
			sizes[width]++
			return "data:image/png;base64,AA=="
		})
		counts, texts := parsed(t, f.SVG)
		if counts["image"] != c.pictures || c.pictures > 0 && (sizes[fieldPixels] != 1 || sizes[snapshot.TileSize] != c.pictures-1) {
			t.Errorf("%s: %d pictures, want %d: %v", c.hash, counts["image"], c.pictures, sizes)
		}
		said := strings.Join(texts["text"], "|") + "|"
		for _, want := range []string{
			"Bonsai: here|accuracy|a fact", "|bytes|", "|one|", "|first|second|", "|weights|", "|ε = 1|", "|zero|half|", "|plus|minus|width|dead|grey|pruned|class 0|class 1|",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not said in %q", c.hash, want, said)
			}
		}
		for _, m := range regexp.MustCompile(`(?:text|rect|image) x="([^"]*)" y="([^"]*)"`).FindAllStringSubmatch(f.SVG, -1) {
			x, _ := strconv.ParseFloat(m[1], 64)
			y, _ := strconv.ParseFloat(m[2], 64)
			if x < 0 || x > f.Width || y < 0 || y > f.Height {
				t.Errorf("%s: %s is outside of %v × %v", c.hash, m[0], f.Width, f.Height)
			}
		}
	}
}

var svgTheme = &Theme{Surface: color.RGBA{255, 255, 255, 255}, Positive: color.RGBA{0, 0, 255, 255}, Negative: color.RGBA{255, 0, 0, 255}}

func experiment(t *testing.T, hash string) *snapshot.Snapshot {
	t.Helper()
	x, err := recipe.ParseAddress(hash)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Replay(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l.Snapshot()
}

// parsed reads an image as XML. It returns the number of elements and their texts, by
// the name of the element.
func parsed(t *testing.T, image string) (counts map[string]int, texts map[string][]string) {
	t.Helper()
	counts, texts = map[string]int{}, map[string][]string{}
	decoder := xml.NewDecoder(strings.NewReader(image))
	within := ""
	for {
		token, err := decoder.Token()
		if token == nil {
			if err.Error() != "EOF" {
				t.Fatal(err)
			}
			return counts, texts
		}
		switch token := token.(type) {
		case xml.StartElement:
			within = token.Name.Local
			counts[within]++
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				texts[within] = append(texts[within], text)
			}
		case xml.EndElement:
			within = ""
		}
	}
}

package web

import (
	"encoding/xml"
	"image/color"
	"slices"
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

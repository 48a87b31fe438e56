package web

import (
	"encoding/xml"
	"image/color"
	"strings"
	"testing"

	"bonsai/engine/lab"
)

func TestTheSVGHasWhatTheCanvasDraws(t *testing.T) {
	theme := &Theme{Surface: color.RGBA{255, 255, 255, 255}, Positive: color.RGBA{0, 0, 255, 255}, Negative: color.RGBA{255, 0, 0, 255}}
	for _, c := range []struct {
		hash   string
		inputs int
	}{
		{"#steps=t1e,p:magnitude:global:s0.5", 20}, {"#dataset=spiral&layers=3&steps=t1e", 2}, {"#dataset=digits14&layers=40&steps=p:magnitude:global:s0.9", 0},
	} {
		l, err := lab.New(lab.Default())
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Do(lab.Load{Hash: c.hash}); err != nil {
			t.Fatal(err)
		}
		if err := l.Finish(); err != nil {
			t.Fatal(err)
		}
		s := l.Snapshot()
		image := SVG(s, theme, 800, 500)
		counts := map[string]int{}
		decoder := xml.NewDecoder(strings.NewReader(image))
		for {
			token, err := decoder.Token()
			if token == nil {
				if err.Error() != "EOF" {
					t.Fatal(err)
				}
				break
			}
			if start, ok := token.(xml.StartElement); ok {
				counts[start.Name.Local]++
			}
		}
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

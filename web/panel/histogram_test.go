package panel_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// In English the title is 110 px wide, and with the ranges of the curves beside ε the
// words are at most 215 px wide (measured in the browser). They end where they are
// written, so they begin inside the histogram if they end at least that far from its left
// edge, wherever ε is.
func TestTheWordsOfTheHistogramStayInside(t *testing.T) {
	names := regexp.MustCompile(`histogram\.(accuracy|bytes|solid|dotted)`)
	ends := regexp.MustCompile(`<text x="([\d.]+)"[^>]*class="said"`)
	for _, width := range []float64{146, 202, 276, 346, 500, 800} {
		for _, share := range []float64{0, 0.2, 0.4, 0.6, 0.8, 1} {
			s := small()
			element := layout.Rect{X: 8, Y: 100, W: width + 28, H: 96}
			axis := layout.NewAxis(1, element, 1)
			s.Epsilon = share * axis.Max
			v := &markup.View{}
			curve := snapshot.StudyCurve{Points: []snapshot.StudyPoint{{Accuracy: 0.9, Bytes: 100}, {Epsilon: 1, Accuracy: 0.5, Bytes: 50}}}
			panel.OverHistogram(v, words, s, curve, axis, element)
			shapes, _ := v.Get("#curve", "children")
			if numbers := strings.Count(shapes, `"middle"`); numbers < 1 || float64(numbers) > 1+width/40 {
				t.Errorf("%v px, ε at %v: there are %d numbers at the axis", width, share, numbers)
			}
			found := ends.FindAllStringSubmatch(shapes, -1)
			least := 110.0
			wide := axis.Plot.W > 480
			if wide {
				least = 215
			}
			// What the curves are is said in every window, unless ε is in that corner.
			if said := len(names.FindAllString(shapes, -1)); said != 2 && (wide || share*axis.Plot.W <= axis.Plot.W-120) {
				t.Errorf("%v px, ε at %v: %d curves are named, want 2", width, share, said)
			}
			if behind := strings.Count(shapes, `class="behind"`); behind != len(found) {
				t.Errorf("%v px, ε at %v: %d of %d lines have the surface behind them", width, share, behind, len(found))
			}
			if len(found) == 0 {
				t.Fatalf("%v px, ε at %v: there are no words in %s", width, share, shapes)
			}
			for _, f := range found {
				if x, err := strconv.ParseFloat(f[1], 64); err != nil || x < least || x > element.W {
					t.Errorf("%v px, ε at %v: the words end at %s px, want %v to %v", width, share, f[1], least, element.W)
				}
			}
		}
	}
}

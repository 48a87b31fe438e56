package panel

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// ThumbSize is the side of a data set's picture, in pixels of its own.
const ThumbSize = 48

// Thumbs shows the choice of the data set: for each a radio button, its picture
// and its name. A person's own data are offered once they are open. Before the
// first snapshot, which is nil, none is chosen.
func Thumbs(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	chosen, own := "", false
	if s != nil {
		chosen, own = s.Recipe.Dataset, s.Own != ""
	}
	var thumbs []*markup.Node
	for _, dataset := range recipe.Datasets() {
		name, class := w.Option("dataset", dataset), "thumb"
		if dataset == chosen {
			class = "thumb chosen"
		}
		thumbs = append(thumbs, markup.New("label").With("class", class).With("title", name).When(dataset == "own" && !own, "hidden").Holding(
			markup.New("input").With("type", "radio").With("name", "dataset").With("value", dataset).With("aria-label", name).
				With("checked", strconv.FormatBool(dataset == chosen)),
			markup.New("canvas").WithNumber("width", ThumbSize).WithNumber("height", ThumbSize),
			markup.New("span").Saying(name)))
	}
	v.Fill(ThumbsAt, thumbs...)
}

// ThumbsAt is the selector of the place where the data sets are shown.
const ThumbsAt = `[data-field="dataset"]`

// ThumbSign returns a sign, as an SVG path, for data that have no picture yet:
// a pen for the set that is drawn by hand, a sheet of paper for a person's own
// data. "" for all others.
func ThumbSign(dataset string) string {
	switch dataset {
	case "drawn":
		return "M10 36c8 6 14-6 22 0M18 30l2-7L34 9l5 5-14 14z"
	case "own":
		return "M13 7h15l8 8v26H13zM28 7v8h8M19 22h11M19 28h11M19 34h11"
	}
	return ""
}

// Dots are points of a data set that look the same: of one class, and with one
// strength from 0 to 1. Path draws all of them, as an SVG path of squares: a
// call into the browser for each would take longer than drawing it.
type Dots struct {
	Class    int
	Strength float64
	Path     string
}

// ThumbDots returns the picture of a data set's points.
func ThumbDots(points []snapshot.Dot) []Dots {
	type look struct {
		class    int
		strength float64
	}
	paths := map[look]*strings.Builder{}
	for _, p := range points {
		l := look{p.Class, math.Ceil(10*p.Strength) / 10}
		if paths[l] == nil {
			paths[l] = &strings.Builder{}
		}
		x := (float64(p.X)/snapshot.PlaneSpan + 1) / 2 * ThumbSize
		y := (1 - float64(p.Y)/snapshot.PlaneSpan) / 2 * ThumbSize
		paths[l].WriteString("M" + tenth(x-1) + " " + tenth(y-1) + "h2.2v2.2h-2.2z")
	}
	looks := slices.SortedFunc(maps.Keys(paths), func(a, b look) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.strength, b.strength))
	})
	dots := make([]Dots, len(looks))
	for i, l := range looks {
		dots[i] = Dots{l.class, l.strength, paths[l].String()}
	}
	return dots
}

func tenth(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

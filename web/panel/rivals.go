package panel

import (
	"strconv"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Rivals returns the rows of the comparison at equal bytes: name, hidden
// layers, kept weights, bytes and accuracy of each network.
func Rivals(w *text.Words, s *snapshot.Snapshot, rivals []snapshot.Rival) []markup.Node {
	accuracy := accuracyIn(w, s)
	rows := make([]markup.Node, len(rivals))
	for i, r := range rivals {
		name := markup.New("th", "scope", "row").Saying(w.Text("rivals." + r.Name))
		cells := markup.Cells(layerSizes(r.Layers), w.Count(r.Kept), w.Count(r.Bytes), accuracy(r.Accuracy))
		rows[i] = markup.New("tr").Holding(append([]markup.Node{name}, cells...)...)
	}
	return rows
}

// layerSizes writes the sizes of layers: "10·10".
func layerSizes(layers []int) string {
	texts := make([]string, len(layers))
	for i, n := range layers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, "·")
}

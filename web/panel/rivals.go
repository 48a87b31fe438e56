package panel

import (
	"strconv"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Rivals shows the comparison at equal bytes: name, hidden layers, kept weights,
// bytes and accuracy of each network. It says how close the bytes are, which is as close
// as whole neurons allow.
func Rivals(v *markup.View, w *text.Words, s *snapshot.Snapshot, rivals []snapshot.Rival) {
	rows := make([]*markup.Node, len(rivals))
	for i, r := range rivals {
		name := markup.New("th").With("scope", "row").Saying(w.Text("rivals." + r.Name))
		cells := markup.Cells(layerSizes(r.Layers), w.Count(r.Kept), w.Count(r.Bytes), Accuracy(w, s, r.Accuracy))
		rows[i] = markup.New("tr").Holding(name).Holding(cells...)
	}
	said := ""
	if len(rivals) > 1 {
		pruned, student := rivals[0], rivals[1]
		key := "rivals.closest"
		if pruned.Name == snapshot.RivalPresent {
			key += ".present"
		}
		said = w.Text(key, "pruned", w.Count(pruned.Bytes), "student", w.Count(student.Bytes))
	}
	v.Write("rivalsClosest", said)
	v.Hide("#rivals", len(rivals) == 0)
	v.Fill("#rivals tbody", rows...)
}

// layerSizes writes the sizes of layers: "10·10".
func layerSizes(layers []int) string {
	texts := make([]string, len(layers))
	for i, n := range layers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, "·")
}

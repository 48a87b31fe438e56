package kept

import (
	"slices"

	"bonsai/engine/prune"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// An Overlap counts the connections of two networks by who keeps them: Both, First,
// Second or Neither.
type Overlap [4]int

// Who keeps a connection.
const (
	Both = iota
	First
	Second
	Neither
)

// keeper returns who keeps a connection, by its two masks.
func keeper(first, second uint8) int { return [...]int{Neither, First, Second, Both}[first+2*second] }

// Overlaps compares the masks of two networks, layer by layer; nil if their layers
// differ in size.
func Overlaps(a, b *snapshot.Snapshot) []Overlap {
	if !slices.Equal(a.Units(), b.Units()) {
		return nil
	}
	list := make([]Overlap, len(a.Layers))
	for l := range list {
		first, second := &a.Layers[l], &b.Layers[l]
		for i, m := range first.Mask {
			list[l][keeper(m, second.Mask[i])]++
		}
	}
	return list
}

// part returns the network of the connections that Both keep, only the First, or only
// the Second. What was dead in the whole network, and only that, is dead here too.
func part(a, b *snapshot.Snapshot, who int) *snapshot.Snapshot {
	s := *a
	if who == Second {
		s = *b
	}
	s.Kept = 0
	layers := make([]snapshot.Layer, len(s.Layers))
	for l := range layers {
		mask := make([]uint8, len(s.Layers[l].Mask))
		for i, m := range a.Layers[l].Mask {
			if keeper(m, b.Layers[l].Mask[i]) == who {
				mask[i] = 1
				s.Kept++
			}
		}
		layers[l] = s.Layers[l]
		layers[l].Mask = mask
	}
	s.Layers = layers
	return &s
}

// overlaps returns the comparison of the masks of the two experiments that are shown;
// nil if there are not two, or their layers differ.
func (k *Shelf) overlaps() []Overlap {
	if len(k.compared) != 2 || k.compared[0].snapshot == nil || k.compared[1].snapshot == nil {
		return nil
	}
	return Overlaps(k.compared[0].snapshot, k.compared[1].snapshot)
}

// maskNames returns what the columns of the table, and the pictures, are called.
func (k *Shelf) maskNames() [4]string {
	w := k.Session.Words
	return [4]string{
		w.Text("kept.both"), w.Text("kept.only", "name", k.compared[0].name), w.Text("kept.only", "name", k.compared[1].name), w.Text("kept.neither"),
	}
}

// showMasks shows which connections both networks keep, only one of them, and neither:
// a table, and places for three pictures.
func (k *Shelf) showMasks(v *markup.View) {
	list := k.overlaps()
	var rows, pictures []*markup.Node
	if len(list) > 0 {
		w, names := k.Session.Words, k.maskNames()
		title := markup.New("tr").Holding(markup.New("td"))
		for who, name := range names {
			title.Holding(markup.New("th").With("scope", "col").Saying(name))
			if who < Neither {
				pictures = append(pictures, markup.New("section").Holding(
					markup.New("h4").Saying(name), markup.New("div").With("role", "img").With("aria-label", name)))
			}
		}
		rows = append(rows, title)
		var all Overlap
		for l := range list {
			for who, n := range list[l] {
				all[who] += n
			}
			rows = append(rows, maskRow(w, w.Text("bounds.layer", "layer", w.Count(l+1)), &list[l]))
		}
		rows = append(rows, maskRow(w, w.Option("scope", prune.Global), &all))
	}
	v.Hide("#masks", len(list) == 0)
	v.Fill("#masks table", rows...)
	v.Fill("#maskPictures", pictures...)
}

// maskRow returns a row of the table.
func maskRow(w *text.Words, name string, o *Overlap) *markup.Node {
	row := markup.New("tr").Holding(markup.New("th").With("scope", "row").Saying(name))
	for _, n := range o {
		row.Holding(markup.New("td").Saying(w.Count(n)))
	}
	return row
}

// MaskPictures calls draw with the place, the name and a network for each picture of
// the masks: what both keep, what only the first keeps, and what only the second keeps.
func (k *Shelf) MaskPictures(draw func(i int, name string, s *snapshot.Snapshot)) {
	if len(k.overlaps()) == 0 {
		return
	}
	names := k.maskNames()
	for who := range Neither {
		draw(who, names[who], part(k.compared[0].snapshot, k.compared[1].snapshot, who))
	}
}

// Pictures calls draw with the place, the name and the network of each
// experiment whose picture is shown.
func (k *Shelf) Pictures(draw func(i int, name string, s *snapshot.Snapshot)) {
	for i, c := range k.compared {
		if c.snapshot != nil {
			draw(i, c.name, c.snapshot)
		}
	}
}

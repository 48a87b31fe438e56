package kept

import (
	"slices"

	"bonsai/engine/prune"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// An Overlap says of the connections of two networks how many both keep, only the
// first, only the second, and neither.
type Overlap struct{ Both, First, Second, Neither int }

// Overlaps compares the masks of two networks, layer by layer; nil if their layers
// differ in size.
func Overlaps(a, b *snapshot.Snapshot) []Overlap {
	if len(a.Layers) != len(b.Layers) {
		return nil
	}
	list := make([]Overlap, len(a.Layers))
	for l := range list {
		first, second := &a.Layers[l], &b.Layers[l]
		if first.In != second.In || first.Out != second.Out {
			return nil
		}
		for i := range first.Mask {
			switch one, other := first.Mask[i] != 0, second.Mask[i] != 0; {
			case one && other:
				list[l].Both++
			case one:
				list[l].First++
			case other:
				list[l].Second++
			default:
				list[l].Neither++
			}
		}
	}
	return list
}

// masked returns a network with only those of its connections for which keep is true of
// its mask and that of another network.
func masked(s, other *snapshot.Snapshot, keep func(own, others bool) bool) *snapshot.Snapshot {
	part := *s
	part.Layers, part.Kept = slices.Clone(s.Layers), 0
	units := []int{s.Layers[0].In}
	var masks [][]uint8
	for l := range part.Layers {
		layer := &part.Layers[l]
		layer.Mask = make([]uint8, len(layer.Mask))
		for i := range layer.Mask {
			if keep(s.Layers[l].Mask[i] != 0, other.Layers[l].Mask[i] != 0) {
				layer.Mask[i] = 1
				part.Kept++
			}
		}
		units, masks = append(units, layer.Out), append(masks, layer.Mask)
	}
	part.Dead = prune.Dead(units, masks)
	return &part
}

// overlaps returns the comparison of the masks of the two experiments that are shown;
// nil if there are not two, or their layers differ.
func (k *Shelf) overlaps() []Overlap {
	if len(k.compared) != 2 || k.compared[0].snapshot == nil || k.compared[1].snapshot == nil {
		return nil
	}
	return Overlaps(k.compared[0].snapshot, k.compared[1].snapshot)
}

// maskNames returns what the columns and pictures of the masks are called.
func (k *Shelf) maskNames() []string {
	w := k.Session.Words
	return []string{
		w.Text("kept.both"), w.Text("kept.only", "name", k.compared[0].name), w.Text("kept.only", "name", k.compared[1].name),
	}
}

// showMasks shows which connections both networks keep, only one of them, and neither:
// a table, and places for three pictures.
func (k *Shelf) showMasks(v *markup.View) {
	list := k.overlaps()
	v.Hide("#masks", len(list) == 0)
	if len(list) == 0 {
		v.Fill("#masks table")
		v.Fill("#maskPictures")
		return
	}
	names := k.maskNames()
	v.Fill("#masks table", maskTable(k.Session.Words, append(names, k.Session.Words.Text("kept.neither")), list)...)
	pictures := make([]*markup.Node, len(names))
	for i, name := range names {
		pictures[i] = markup.New("section").Holding(
			markup.New("h4").Saying(name), markup.New("div").With("role", "img").With("aria-label", name))
	}
	v.Fill("#maskPictures", pictures...)
}

// maskTable returns a row for each layer, and one for all.
func maskTable(w *text.Words, names []string, list []Overlap) []*markup.Node {
	title := markup.New("tr").Holding(markup.New("td"))
	for _, name := range names {
		title.Holding(markup.New("th").With("scope", "col").Saying(name))
	}
	row := func(name string, o Overlap) *markup.Node {
		return markup.New("tr").Holding(markup.New("th").With("scope", "row").Saying(name)).
			Holding(markup.Cells(w.Count(o.Both), w.Count(o.First), w.Count(o.Second), w.Count(o.Neither))...)
	}
	rows := []*markup.Node{title}
	var all Overlap
	for l, o := range list {
		all = Overlap{all.Both + o.Both, all.First + o.First, all.Second + o.Second, all.Neither + o.Neither}
		rows = append(rows, row(w.Text("bounds.layer", "layer", w.Count(l+1)), o))
	}
	return append(rows, row(w.Option("scope", prune.Global), all))
}

// MaskPictures calls draw with the place, the name and a network for each picture of
// the masks: what both keep, what only the first keeps, and what only the second keeps.
func (k *Shelf) MaskPictures(draw func(i int, name string, s *snapshot.Snapshot)) {
	if len(k.overlaps()) == 0 {
		return
	}
	names, a, b := k.maskNames(), k.compared[0].snapshot, k.compared[1].snapshot
	alone := func(own, others bool) bool { return own && !others }
	draw(0, names[0], masked(a, b, func(own, others bool) bool { return own && others }))
	draw(1, names[1], masked(a, b, alone))
	draw(2, names[2], masked(b, a, alone))
}

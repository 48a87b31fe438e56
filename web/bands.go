package web

import (
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// bands draw the lines of a network that has many. The lines are divided by strength
// into bands of the same size, and each band has a picture of its own. While ε moves
// over the weights, a frame consists of the pictures of the bands that stay as they
// are, and of the lines of the band that ε is in.
//
// When the opacity of the lines changes, which depends on how many there are, or when a
// unit dies, pictures become outdated. To spread that work, a frame paints one picture
// at most; until its turn comes, an outdated one is shown.
type bands struct {
	scene bandScene
	paths []layout.Connection // that were highlighted
	list  [bandCount]band
}

// bandCount is the number of bands, and bandedLines the least number of lines for
// which pictures are faster than lines.
const (
	bandCount   = 8
	bandedLines = 1000
)

// A band is the lines of about the same strength.
type band struct {
	kept, dead []bool // by line: whether it was kept, and belonged to a dead unit, in the frame before
	image      *Image
	crowd      float64 // which the opacities in the picture are for
	outdated   bool    // the picture differs in opacities or dead units
	shown      bandView
}

// A bandView is how a band is shown in a frame.
type bandView uint8

const (
	asLines   bandView = iota // it has no picture
	asPicture                 // which was painted before
	repainted                 // its picture is painted in this frame
	gone                      // all its lines are pruned
)

// A bandScene is what the look of all lines depends on, apart from what is kept, what
// is dead, and the paths that are highlighted.
type bandScene struct {
	arrangement *layout.Arrangement
	weights     int // revision
	largest     float32
	theme       Theme
	unit        recipe.Unit // that is highlighted
	connection  layout.Connection
	highlighted [2]bool // whether a unit is, and whether a connection is
}

// fit reports whether bands draw the lines.
func (b *bands) fit(st *strokes) bool { return st.lines >= bandedLines }

// of returns the lines of a band, as indices in the strokes' list.
func (b *bands) of(i int, st *strokes) []int32 {
	return st.order[i*st.lines/bandCount : (i+1)*st.lines/bandCount]
}

// review decides how each band is shown. It reports whether a picture is outdated, so
// that another frame is needed.
func (b *bands) review(st *strokes, look *strokeLook) (outdated bool) {
	sameScene := b.sameScene(st, look)
	free := true // no picture is painted in this frame yet
	for i := range b.list {
		band := &b.list[i]
		some, same := band.compare(st, b.of(i, st), look.snapshot)
		band.outdated = band.outdated || band.crowd != look.crowd
		painted := band.shown == asPicture || band.shown == repainted
		switch {
		case !some:
			band.shown = gone
		case !sameScene || !same:
			band.shown = asLines
		case painted && !band.outdated:
			band.shown = asPicture
		case free:
			band.shown, free = repainted, false
			band.crowd, band.outdated = look.crowd, false
		case painted:
			band.shown, outdated = asPicture, true
		default:
			band.shown = asLines
		}
	}
	return outdated
}

// compare notes which lines are kept and which belong to dead units. It reports whether
// any is kept, and whether the same ones are as in the frame before.
func (b *band) compare(st *strokes, lines []int32, s *snapshot.Snapshot) (some, same bool) {
	same = len(b.kept) == len(lines)
	b.kept = slices.Grow(b.kept[:0], len(lines))[:len(lines)]
	b.dead = slices.Grow(b.dead[:0], len(lines))[:len(lines)]
	for n, i := range lines {
		k := &st.list[i]
		kept := k.isKept(s)
		dead := kept && k.isDead(s)
		some = some || kept
		same = same && b.kept[n] == kept
		b.outdated = b.outdated || b.dead[n] != dead
		b.kept[n], b.dead[n] = kept, dead
	}
	return some, same
}

// sameScene notes what all lines depend on, and reports whether it is the same as in
// the frame before.
func (b *bands) sameScene(st *strokes, look *strokeLook) bool {
	s, h := look.snapshot, look.highlight
	now := bandScene{arrangement: st.arrangement, weights: s.Revisions.Weights, largest: st.largest[0], theme: *look.theme}
	if h.Unit != nil {
		now.unit, now.highlighted[0] = *h.Unit, true
	}
	if h.Connection != nil {
		now.connection, now.highlighted[1] = *h.Connection, true
	}
	same := b.scene == now && slices.Equal(b.paths, h.Paths)
	b.scene, b.paths = now, append(b.paths[:0], h.Paths...)
	return same
}

// draw draws the strokes onto dst, and reports whether another frame is needed. The
// mesh m is empty before and after.
func (b *bands) draw(dst *Image, m *mesh, st *strokes, r layout.Rect, look *strokeLook) (outdated bool) {
	outdated = b.review(st, look)
	for i := range b.list {
		band := &b.list[i]
		switch lines := b.of(i, st); band.shown {
		case asLines:
			st.addAll(m, look, lines)
		case repainted:
			m.flush(dst, brush())
			band.image = canvas(band.image, int(r.X+r.W)+1, int(r.Y+r.H)+1)
			st.addAll(m, look, lines)
			m.flush(band.image, brush())
			band.draw(dst, m, r)
		case asPicture:
			m.flush(dst, brush())
			band.draw(dst, m, r)
		}
	}
	st.addAll(m, look, st.order[st.lines:])
	m.flush(dst, brush())
	return outdated
}

// draw draws the picture of a band.
func (b *band) draw(dst *Image, m *mesh, r layout.Rect) {
	m.texturedRect(r, float32(r.X), float32(r.Y), float32(r.X+r.W), float32(r.Y+r.H), shade{1, 1, 1, 1})
	m.flush(dst, b.image)
}

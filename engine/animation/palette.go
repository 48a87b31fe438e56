package animation

import (
	"image/color"
	"math"
)

// A tone stands for the colours that are equal in the upper five bits of red, green and
// blue.
const tones = 1 << 15

func toneOf(r, g, b uint8) uint16 { return uint16(r>>3)<<10 | uint16(g>>3)<<5 | uint16(b>>3) }

// A tone sums up the pixels that have it.
type tone struct {
	n   float64
	sum [3]float64 // of red, green and blue
}

func (t *tone) add(r, g, b uint8) {
	t.n++
	t.sum[0] += float64(r)
	t.sum[1] += float64(g)
	t.sum[2] += float64(b)
}

// mean returns the mean of red, green or blue.
func (t *tone) mean(channel int) float64 { return t.sum[channel] / t.n }

// mostColors is how many colours a palette has, with the transparent one. More would
// make the file larger, and a drawing in few colours no better.
const mostColors = 64

// A box is tones that share a colour of the palette.
type box struct {
	members []uint16
	all     tone
	channel int     // in which they differ most
	middle  float64 // their weighted mean there
	spread  float64 // the weighted sum of the squared deviations from it
}

// newBox returns the box of some tones. The more pixels a tone has, the more it weighs,
// but only as the root of their number: the background would otherwise outweigh the lines.
func newBox(all *[tones]tone, members []uint16) box {
	b := box{members: members}
	var weight float64
	var sum, squares [3]float64
	for _, m := range members {
		t := &all[m]
		b.all.n += t.n
		w := math.Sqrt(t.n)
		weight += w
		for c := range 3 {
			b.all.sum[c] += t.sum[c]
			v := t.mean(c)
			sum[c] += w * v
			squares[c] += w * v * v
		}
	}
	for c := range 3 {
		if spread := squares[c] - sum[c]*sum[c]/weight; len(members) > 1 && spread > b.spread {
			b.channel, b.middle, b.spread = c, sum[c]/weight, spread
		}
	}
	return b
}

// split divides the tones of a box at their mean.
func (b *box) split(all *[tones]tone) (low, high []uint16) {
	for _, m := range b.members {
		if all[m].mean(b.channel) < b.middle {
			low = append(low, m)
		} else {
			high = append(high, m)
		}
	}
	return low, high
}

// palette returns the colours for all pictures, the transparent one last, and the colour
// of each tone. It splits the tones at their mean where they differ most, until there
// are enough colours (after Wan, Wong and Prusinkiewicz, 1988).
func palette(all *[tones]tone) (colors color.Palette, index *[tones]uint8) {
	var members []uint16
	for t := range all {
		if all[t].n > 0 {
			members = append(members, uint16(t))
		}
	}
	boxes := []box{newBox(all, members)}
	for len(boxes) < mostColors-1 {
		widest := 0
		for i := range boxes {
			if boxes[i].spread > boxes[widest].spread {
				widest = i
			}
		}
		if boxes[widest].spread <= 0 {
			break
		}
		low, high := boxes[widest].split(all)
		if len(low) == 0 || len(high) == 0 {
			boxes[widest].spread = 0 // rounding errors: they do not differ
			continue
		}
		boxes[widest] = newBox(all, low)
		boxes = append(boxes, newBox(all, high))
	}
	index = new([tones]uint8)
	for i, b := range boxes {
		colors = append(colors, color.RGBA{rounded(b.all.mean(0)), rounded(b.all.mean(1)), rounded(b.all.mean(2)), 255})
		for _, t := range b.members {
			index[t] = uint8(i)
		}
	}
	return append(colors, color.RGBA{}), index
}

func rounded(v float64) uint8 { return uint8(v + 0.5) }

package prune

import (
	"cmp"
	"math"
	"slices"
)

// A portion is a group with the limits of what can be removed from it.
type portion struct {
	*group
	size   int
	weight float64 // kept weights are divided in proportion to it
	least  int     // weights that are removed already
	most   int     // weights that are removed or may be
	share  float64 // weights to remove, before rounding
	fixed  bool    // the share is one of the limits
}

// fit changes what is removed from each group so that the total is what the rule
// says. Groups beyond their limits are set to them, and the others lose more or
// less in their place.
func (c *cutter) fit(groups []group) {
	left := c.rule.count(c.layers, 0, len(c.layers), 0, math.MaxInt)
	open := make([]portion, len(groups))
	for i := range groups {
		open[i] = c.portion(&groups[i])
	}
	divide(open, left)
	for {
		full := c.full(open)
		if full < 0 {
			return
		}
		var layer, others []portion
		for _, p := range open {
			if p.first == full {
				layer = append(layer, p)
			} else {
				others = append(others, p)
			}
		}
		wanted := sum(layer)
		spread(layer, c.most[full])
		divide(layer, c.most[full])
		c.held += wanted - sum(layer)
		left -= sum(layer)
		spread(others, left)
		divide(others, left)
		open = others
	}
}

// portion returns a group with its limits, apart from the upper bound of its layer.
func (c *cutter) portion(g *group) portion {
	layer, mask := c.layers[g.first], c.masks[g.first]
	p := portion{group: g, size: g.to - g.from, weight: float64(g.to - g.from), share: g.exact}
	if c.rule.Scope == ByERK {
		p.weight = float64(layer.In + layer.Out)
	}
	for i := g.from; i < g.to; i++ {
		if mask[i] == 0 {
			p.least++
		} else if layer.Pins == nil || layer.Pins[i] != Protected {
			p.most++
		}
	}
	p.most += p.least
	return p
}

// full returns the first layer that would lose more than its upper bound, and more
// than it has lost already; −1 if there is none.
func (c *cutter) full(open []portion) int {
	lost := make([]int, len(c.layers))
	for _, p := range open {
		lost[p.first] += p.cut
	}
	for l, n := range lost {
		if n > max(c.most[l], c.removed[l]) {
			return l
		}
	}
	return -1
}

// sum returns how many weights are to be removed from portions.
func sum(portions []portion) int {
	n := 0
	for _, p := range portions {
		n += p.cut
	}
	return n
}

// divide sets what is removed from each portion, n in all if their limits allow it.
// As CSS does with the sizes of flexible boxes, it fixes the shares beyond their
// limits on the side where they are farther beyond in all, and computes the others
// again, until all are within theirs.
func divide(portions []portion, n int) {
	for {
		below, above := 0.0, 0.0
		for _, p := range portions {
			below += max(float64(p.least)-p.share, 0)
			above += max(p.share-float64(p.most), 0)
		}
		if below == 0 && above == 0 {
			break
		}
		for i := range portions {
			p := &portions[i]
			switch {
			case below >= above && p.share < float64(p.least):
				p.share, p.fixed = float64(p.least), true
			case above >= below && p.share > float64(p.most):
				p.share, p.fixed = float64(p.most), true
			}
		}
		spread(portions, n)
	}
	round(portions, n)
}

// spread computes the shares that are not fixed, so that the sum of all is n: the
// weights that are kept are divided in proportion to the portions' weights.
func spread(portions []portion, n int) {
	kept, weight := float64(-n), 0.0
	for _, p := range portions {
		if p.fixed {
			kept += p.share
		} else {
			kept += float64(p.size)
			weight += p.weight
		}
	}
	for i := range portions {
		if p := &portions[i]; !p.fixed {
			p.share = float64(p.size) - float64(kept*p.weight)/weight
		}
	}
}

// round rounds the shares down, and adds one to those with the largest remainders
// until the sum is n or all are at their limits.
func round(portions []portion, n int) {
	byRemainder := make([]int, len(portions))
	remainder := func(i int) float64 { return portions[i].share - math.Floor(portions[i].share) }
	for i := range portions {
		p := &portions[i]
		p.cut = min(max(int(math.Floor(p.share)), p.least), p.most)
		n -= p.cut
		byRemainder[i] = i
	}
	slices.SortStableFunc(byRemainder, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for changed := true; changed && n != 0; {
		changed = false
		for _, i := range byRemainder {
			p := &portions[i]
			switch {
			case n > 0 && p.cut < p.most:
				p.cut++
				n--
				changed = true
			case n < 0 && p.cut > p.least:
				p.cut--
				n++
				changed = true
			}
		}
	}
}

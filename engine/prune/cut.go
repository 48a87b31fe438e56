package prune

import (
	"cmp"
	"math"
	"slices"
)

// A cutter clears masks by rising score, within bounds.
type cutter struct {
	rule   Rule
	layers []Layer
	masks  [][]uint8

	gone  []int // how many weights of each layer are cut
	least []int // how many must be
	most  []int // how many may be
	held  int   // how many stay that their score would not keep
}

func newCutter(r Rule, layers []Layer, masks [][]uint8) *cutter {
	c := &cutter{rule: r, layers: layers, masks: masks}
	for l, mask := range masks {
		n := len(mask)
		least, most := 0, n
		if l < len(r.Bounds) {
			least = int(math.Ceil(float64(n*r.Bounds[l].Least) / 100))
			most = n * r.Bounds[l].Most / 100
		}
		if r.Guard {
			most = min(most, n-1)
		}
		c.gone = append(c.gone, n-Kept(masks[l:l+1]))
		c.least = append(c.least, least)
		c.most = append(c.most, most)
	}
	return c
}

// cutWeights removes weights, group by group.
func (c *cutter) cutWeights(scores [][]float32) {
	for l := range c.layers {
		missing := c.least[l] - c.gone[l]
		c.cutLowest(group{first: l, end: l + 1, to: math.MaxInt}, scores, missing)
	}
	for _, g := range c.rule.groups(c.layers) {
		c.cutLowest(g, scores, g.cut-c.goneOf(g))
	}
}

// goneOf counts what is already cut of a group.
func (c *cutter) goneOf(g group) int {
	gone := 0
	for l := g.first; l < g.end; l++ {
		for _, m := range c.masks[l][g.from:min(g.to, len(c.masks[l]))] {
			gone += 1 - int(m)
		}
	}
	return gone
}

// cutLowest removes n weights more of a group, those with the lowest scores,
// among equals those with the lowest index. A layer that is at its bound gives
// no more; others give in its place.
func (c *cutter) cutLowest(g group, scores [][]float32, n int) {
	if n <= 0 {
		return
	}
	type place struct {
		score float32
		layer int32
		index int32
	}
	var places []place
	for l := g.first; l < g.end; l++ {
		pins := c.layers[l].Pins
		for i := g.from; i < min(g.to, len(c.masks[l])); i++ {
			if c.masks[l][i] != 0 && (pins == nil || pins[i] != Protected) {
				places = append(places, place{scores[l][i], int32(l), int32(i)})
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.layer, b.layer), cmp.Compare(a.index, b.index))
	})
	wanted := n
	for at, p := range places {
		if n == 0 {
			break
		}
		if c.gone[p.layer] >= c.most[p.layer] {
			if at < wanted {
				c.held++
			}
			continue
		}
		c.masks[p.layer][p.index] = 0
		c.gone[p.layer]++
		n--
	}
}

// cutNeurons removes whole hidden neurons, each with all that leads to it and
// on from it, until the next would take more weights than the rule's amount.
func (c *cutter) cutNeurons(scores [][]float32) {
	type neuron struct {
		score        float32
		layer, index int
	}
	var order []neuron
	for l := range len(c.layers) - 1 {
		for j, score := range scores[l] {
			order = append(order, neuron{score, l, j})
		}
	}
	slices.SortStableFunc(order, func(a, b neuron) int { return cmp.Compare(a.score, b.score) })
	budget := c.rule.count(c.layers, 0, len(c.layers), 0, math.MaxInt)
	total := size(c.layers)
	removed := make([]int, len(c.layers))
	for _, x := range order {
		alike := c.layers[x.layer].Out
		if c.rule.Scope != Global && removed[x.layer]+1 > int(float64(alike)*float64(budget)/float64(total)) {
			continue
		}
		here, after := c.ways(x.layer, x.index)
		if here+after == 0 {
			removed[x.layer]++ // was cut before
			continue
		}
		if !c.allowed(x.layer, x.index, here, after, removed[x.layer]+1 == alike) {
			c.held += here + after
			continue
		}
		if c.totalGone()+here+after > budget {
			return
		}
		c.remove(x.layer, x.index)
		removed[x.layer]++
	}
}

// ways counts the connections left to and from a hidden neuron.
func (c *cutter) ways(l, j int) (here, after int) {
	in := c.layers[l].In
	for _, m := range c.masks[l][j*in : (j+1)*in] {
		here += int(m)
	}
	next := c.layers[l+1]
	for k := range next.Out {
		after += int(c.masks[l+1][k*next.In+j])
	}
	return here, after
}

// allowed tells whether bounds, guard and pins let a neuron go.
func (c *cutter) allowed(l, j, here, after int, last bool) bool {
	if c.rule.Guard && last || c.gone[l]+here > c.most[l] || c.gone[l+1]+after > c.most[l+1] {
		return false
	}
	if pins := c.layers[l].Pins; pins != nil {
		in := c.layers[l].In
		if slices.Contains(pins[j*in:(j+1)*in], Protected) {
			return false
		}
	}
	if pins := c.layers[l+1].Pins; pins != nil {
		next := c.layers[l+1]
		for k := range next.Out {
			if pins[k*next.In+j] == Protected {
				return false
			}
		}
	}
	return true
}

func (c *cutter) remove(l, j int) {
	here, after := c.ways(l, j)
	c.gone[l] += here
	c.gone[l+1] += after
	in := c.layers[l].In
	clear(c.masks[l][j*in : (j+1)*in])
	next := c.layers[l+1]
	for k := range next.Out {
		c.masks[l+1][k*next.In+j] = 0
	}
}

func (c *cutter) totalGone() int {
	total := 0
	for _, n := range c.gone {
		total += n
	}
	return total
}

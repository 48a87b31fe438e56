package prune

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/order"
)

// A cutter clears masks in the order of rising scores, within a rule's bounds.
type cutter struct {
	rule   Rule
	layers []Layer
	masks  [][]uint8

	removed []int // weights removed so far, by layer
	least   []int // weights to remove at least, by layer
	most    []int // weights to remove at most, by layer
	held    int   // weights kept though their scores are low enough to be removed
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
		c.removed = append(c.removed, n-Kept(masks[l:l+1]))
		c.least = append(c.least, least)
		c.most = append(c.most, most)
	}
	return c
}

// cutWeights removes the weights with the lowest scores: first what the bounds
// demand of each layer, then the rest of the amount from each group.
func (c *cutter) cutWeights(scores [][]float32) {
	for l := range c.layers {
		missing := c.least[l] - c.removed[l]
		c.cutLowest(group{first: l, end: l + 1, to: math.MaxInt}, scores, missing)
	}
	groups := c.rule.groups(c.layers)
	if c.rule.By == BySparsity && c.rule.Scope != Global && !c.rule.Legacy {
		c.fit(groups)
	}
	for _, g := range groups {
		c.cutLowest(g, scores, g.cut-c.removedFrom(g))
	}
}

// removedFrom returns how many weights of a group are removed already.
func (c *cutter) removedFrom(g group) int {
	removed := 0
	for l := g.first; l < g.end; l++ {
		for _, m := range c.masks[l][g.from:min(g.to, len(c.masks[l]))] {
			removed += 1 - int(m)
		}
	}
	return removed
}

// cutLowest removes n more weights of a group: those with the lowest scores, and
// of equal scores those with the lowest index. If a layer has reached its upper
// bound, weights of other layers are removed in its place.
func (c *cutter) cutLowest(g group, scores [][]float32, n int) {
	if n <= 0 {
		return
	}
	type place struct{ layer, index int32 }
	var places []place
	var candidates []float32
	for l := g.first; l < g.end; l++ {
		pins := c.layers[l].Pins
		for i := g.from; i < min(g.to, len(c.masks[l])); i++ {
			if c.masks[l][i] != 0 && (pins == nil || pins[i] != Protected) {
				places = append(places, place{int32(l), int32(i)})
				candidates = append(candidates, scores[l][i])
			}
		}
	}
	wanted := n
	for at, i := range order.Float32(candidates) {
		if n == 0 {
			break
		}
		p := places[i]
		if c.removed[p.layer] >= c.most[p.layer] {
			if at < wanted {
				c.held++
			}
			continue
		}
		c.masks[p.layer][p.index] = 0
		c.removed[p.layer]++
		n--
	}
}

// cutNeurons removes hidden neurons, each with all connections to and from it, in
// the order of rising scores, until the next neuron would bring the number of
// removed weights above the rule's amount.
func (c *cutter) cutNeurons(scores [][]float32) {
	type neuron struct {
		score        float32
		layer, index int
	}
	var neurons []neuron
	for l := range len(c.layers) - 1 {
		for j, score := range scores[l] {
			neurons = append(neurons, neuron{score, l, j})
		}
	}
	slices.SortStableFunc(neurons, func(a, b neuron) int { return cmp.Compare(a.score, b.score) })
	budget := c.rule.count(c.layers, 0, len(c.layers), 0, math.MaxInt)
	total := size(c.layers)
	gone := make([]int, len(c.layers)) // removed neurons, by layer
	for _, x := range neurons {
		width := c.layers[x.layer].Out
		if c.rule.Scope != Global && gone[x.layer]+1 > int(float64(width)*float64(budget)/float64(total)) {
			continue
		}
		ingoing, outgoing := c.connections(x.layer, x.index)
		if ingoing+outgoing == 0 {
			gone[x.layer]++ // all its connections are pruned already
			continue
		}
		if !c.allowed(x.layer, x.index, ingoing, outgoing, gone[x.layer]+1 == width) {
			c.held += ingoing + outgoing
			continue
		}
		if c.totalRemoved()+ingoing+outgoing > budget {
			return
		}
		c.remove(x.layer, x.index)
		gone[x.layer]++
	}
}

// connections returns how many connections to neuron j of hidden layer l, and
// from it, are left.
func (c *cutter) connections(l, j int) (ingoing, outgoing int) {
	in := c.layers[l].In
	for _, m := range c.masks[l][j*in : (j+1)*in] {
		ingoing += int(m)
	}
	next := c.layers[l+1]
	for k := range next.Out {
		outgoing += int(c.masks[l+1][k*next.In+j])
	}
	return ingoing, outgoing
}

// allowed reports whether bounds, guard and pins permit removing neuron j of
// hidden layer l, which has the given
// numbers of connections left. last says that no other neuron of its layer is
// left.
func (c *cutter) allowed(l, j, ingoing, outgoing int, last bool) bool {
	if c.rule.Guard && last || c.removed[l]+ingoing > c.most[l] || c.removed[l+1]+outgoing > c.most[l+1] {
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

// remove prunes all connections to and from neuron j of hidden layer l.
func (c *cutter) remove(l, j int) {
	ingoing, outgoing := c.connections(l, j)
	c.removed[l] += ingoing
	c.removed[l+1] += outgoing
	in := c.layers[l].In
	clear(c.masks[l][j*in : (j+1)*in])
	next := c.layers[l+1]
	for k := range next.Out {
		c.masks[l+1][k*next.In+j] = 0
	}
}

// totalRemoved returns the number of removed weights of all layers.
func (c *cutter) totalRemoved() int {
	total := 0
	for _, n := range c.removed {
		total += n
	}
	return total
}

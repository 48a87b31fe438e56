package web

import (
	"bytes"

	"bonsai/engine/snapshot"
)

// A census counts the kept connections of a network. For a new snapshot it looks only
// at the connections whose mask has changed.
type census struct {
	units  []int
	masks  [][]uint8 // by layer, as they were counted
	groups [][]uint8 // by layer of units: the group of each unit

	kept    []int   // by layer
	ofInput []int   // by input of the network
	bundles [][]int // by layer: between two groups, [group of outputs][group of inputs]
	changed []bool  // by layer: whether bundles changed since the fabric set it to false
}

// mostGroups is the largest number of groups that a layer of units is divided into.
// With images of 28×28 pixels, each row of pixels is a group.
const mostGroups = 28

// groupsOf returns the number of groups of n units.
func groupsOf(n int) int { return min(n, mostGroups) }

// reset starts again with no kept connections between these layers of units.
func (c *census) reset(units []int) {
	layers := len(units) - 1
	*c = census{
		units: append([]int(nil), units...),
		masks: make([][]uint8, layers), groups: make([][]uint8, len(units)),
		kept: make([]int, layers), ofInput: make([]int, units[0]),
		bundles: make([][]int, layers), changed: make([]bool, layers),
	}
	for l, n := range units {
		c.groups[l] = make([]uint8, n)
		for i := range n {
			c.groups[l][i] = uint8(i * groupsOf(n) / n)
		}
	}
	for l := range layers {
		c.masks[l] = make([]uint8, units[l]*units[l+1])
		c.bundles[l] = make([]int, groupsOf(units[l])*groupsOf(units[l+1]))
		c.changed[l] = true
	}
}

// take updates the counts for the layers of a snapshot.
func (c *census) take(layers []snapshot.Layer) {
	for l := range layers {
		layer, old := &layers[l], c.masks[l]
		if bytes.Equal(old, layer.Mask) {
			continue
		}
		c.changed[l] = true
		for out := range layer.Out {
			from, to := out*layer.In, (out+1)*layer.In
			if !bytes.Equal(old[from:to], layer.Mask[from:to]) {
				c.takeRow(l, out, old[from:to], layer.Mask[from:to])
			}
		}
	}
}

// takeRow updates the counts for the connections to one output.
func (c *census) takeRow(l, out int, old, mask []uint8) {
	columns := groupsOf(len(mask))
	bundles := c.bundles[l][int(c.groups[l+1][out])*columns:][:columns]
	groups := c.groups[l]
	for in, kept := range mask {
		if kept == old[in] {
			continue
		}
		change := int(kept) - int(old[in])
		old[in] = kept
		c.kept[l] += change
		bundles[groups[in]] += change
		if l == 0 {
			c.ofInput[in] += change
		}
	}
}

// whole reports whether all connections of a layer are kept.
func (c *census) whole(l int) bool { return c.kept[l] == len(c.masks[l]) }

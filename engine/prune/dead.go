package prune

// Dead reports for each unit whether the masks leave it without a path of kept
// connections from any input, or without one to any output. The output of a dead
// unit is the same for every sample, or it is not used.
//
// units are the sizes of the layers of units, inputs first, one more than there
// are masks; masks[l] is [units[l+1]][units[l]]. The result is [layer][unit].
func Dead(units []int, masks [][]uint8) [][]bool {
	fed, heard := noUnits(units), Heard(units, masks)
	fill(fed[0])
	for l := range masks {
		feed(masks[l], fed[l], fed[l+1])
	}
	dead := fed
	for l := range dead {
		for i := range dead[l] {
			dead[l][i] = !(fed[l][i] && heard[l][i])
		}
	}
	return dead
}

// Live counts the kept connections between units that are not dead: one multiplication
// and one addition each. dead is as Dead returns it for these masks.
func Live(masks [][]uint8, dead [][]bool) int {
	n := 0
	for l, mask := range masks {
		in := len(dead[l])
		for i, m := range mask {
			if m != 0 && !dead[l][i%in] && !dead[l+1][i/in] {
				n++
			}
		}
	}
	return n
}

// Heard reports for each unit whether a path of kept connections leads from it
// to an output. units, masks and the result are as for Dead.
func Heard(units []int, masks [][]uint8) [][]bool {
	heard := noUnits(units)
	last := len(units) - 1
	fill(heard[last])
	for l := last - 1; l >= 0; l-- {
		hear(masks[l], heard[l], heard[l+1])
	}
	return heard
}

// noUnits returns false for each unit.
func noUnits(units []int) [][]bool {
	none := make([][]bool, len(units))
	for l, n := range units {
		none[l] = make([]bool, n)
	}
	return none
}

func fill(s []bool) {
	for i := range s {
		s[i] = true
	}
}

// feed sets out[o] where a kept connection leads from a unit with in[i] to unit o.
func feed(mask []uint8, in, out []bool) {
	for o := range out {
		for i, kept := range mask[o*len(in) : (o+1)*len(in)] {
			if kept != 0 && in[i] {
				out[o] = true
				break
			}
		}
	}
}

// hear sets in[i] where a kept connection leads from unit i to a unit with out[o].
// It stops as soon as all of in are set.
func hear(mask []uint8, in, out []bool) {
	missing := len(in)
	for o := range out {
		if !out[o] {
			continue
		}
		for i, kept := range mask[o*len(in) : (o+1)*len(in)] {
			if kept != 0 && !in[i] {
				in[i] = true
				missing--
			}
		}
		if missing == 0 {
			return
		}
	}
}

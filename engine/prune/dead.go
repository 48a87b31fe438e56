package prune

// Dead tells for each unit, inputs first, whether the masks leave it without
// a path from any input or without a path to any output. Nothing that a dead
// unit computes depends on the sample and matters too.
//
// units are the sizes of the layers of units, one more than there are masks;
// masks[l] is [units[l+1]][units[l]].
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

// Heard tells for each unit whether a way of kept connections leads from it to
// an output. Units and masks are as for Dead.
func Heard(units []int, masks [][]uint8) [][]bool {
	heard := noUnits(units)
	last := len(units) - 1
	fill(heard[last])
	for l := last - 1; l >= 0; l-- {
		hear(masks[l], heard[l], heard[l+1])
	}
	return heard
}

// noUnits is false for each unit.
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

// feed carries reachability over the kept connections of a layer to what it
// gives out.
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

// hear carries it back to what comes into the layer, until all of that is heard.
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

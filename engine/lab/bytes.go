package lab

import "bonsai/engine/codec"

// Formats returns the names of the formats that a network is weighed in, the
// plainest first.
func Formats() []string {
	var names []string
	for _, f := range codec.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// quickWeights is how many weights are written in all formats in less time than
// a picture of the training takes.
const quickWeights = 5000

// bytes weighs the network. While a large one trains or ε is being dragged,
// what it weighed last stands.
func (l *Lab) bytes() Bytes {
	if l.weighed != nil && (l.Training() || l.draft) && weights(l.net) > quickWeights {
		return l.weighed
	}
	l.weighed = Bytes{}
	for _, f := range codec.Formats() {
		l.weighed[f.Name] = len(f.Encode(l.net))
	}
	return l.weighed
}

// operations counts the kept connections between units that are not dead: one
// multiplication and one addition each.
func operations(masks [][]uint8, dead [][]bool) int {
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

package lab

import "bonsai/engine/codec"

// Formats returns the names of the formats that a network is weighed in, the
// plainest first.
func Formats() []string { return codec.Names() }

// quickWeights is how many weights are written in all formats in less time than
// a picture of the training takes.
const quickWeights = 5000

// bytes weighs the network. While it trains and connections neither come nor
// go, what it weighed last stands: the values change a format's length by
// little. So it does for a large network as long as ε is being dragged.
func (l *Lab) bytes() Bytes {
	kept, small := l.Kept(), weights(l.net) <= quickWeights
	if l.weighed != nil && (l.Training() && (kept == l.weighedKept || !small) || l.draft && !small) {
		return l.weighed
	}
	l.weighed, l.weighedKept = Bytes{}, kept
	for _, name := range codec.Names() {
		l.weighed[name] = len(codec.Named(name).Encode(l.net))
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

package answers

import (
	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// A Memory keeps the classes that a network answers for the first samples of a set, for
// as long as they are asked for: the answers of the network before pruning are the same
// wherever ε is dragged. The zero Memory has none.
type Memory struct {
	by       *nn.Network
	revision int
	classes  []int
}

// Classes returns the class that a network answers for each sample of a set. revision is
// another number for other samples; sets with the same number begin with the same ones.
func (m *Memory) Classes(n *nn.Network, revision int, set data.Set) []int {
	if m.by != n || m.revision != revision || len(m.classes) < set.N {
		*m = Memory{n, revision, Classes(n, set)}
	}
	return m.classes[:set.N]
}

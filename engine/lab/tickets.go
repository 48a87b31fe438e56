package lab

import (
	"cmp"
	"encoding/json"
	"slices"
)

// A TicketTask is a lottery whose networks are measured after each round, and
// with them the control that tells whether it is the mask alone: the same mask
// with first weights drawn anew (Frankle and Carbin, ICLR 2019, figure 4). The
// rounds need each other, the controls do not: of them the task trains its part
// only.
type TicketTask struct {
	Lottery json.RawMessage `json:"lottery"` // the arguments of the command
	Part    int             `json:"part"`
	Of      int             `json:"of"`
}

// Tickets are the networks of a lottery on the test samples, once trained: the
// points of Found are the dense network and then one a round, those of Redrawn
// the controls.
type Tickets struct {
	Found   StudyCurve `json:"found"`
	Redrawn StudyCurve `json:"redrawn"`
}

// Names of the curves of tickets.
const (
	TicketsFound   = "ticket"
	TicketsRedrawn = "redrawn"
)

// Tickets carries a lottery out on the experiment as it stands.
func (h *Helper) Tickets(t TicketTask) (Tickets, error) {
	found := Tickets{StudyCurve{Name: TicketsFound}, StudyCurve{Name: TicketsRedrawn}}
	command, err := ParseCommand("lottery", t.Lottery)
	if err != nil {
		return found, err
	}
	lottery := command.(Lottery)
	l, err := h.repeated()
	if err != nil {
		return found, err
	}
	cuts := lottery.cuts(l.sparsity())
	if err := l.repeat(append(lottery.beginning(), lottery.training())); err != nil {
		return found, err
	}
	found.Found.Points = append(found.Found.Points, l.studyPoint())
	for round, cut := range cuts {
		if err := l.repeat([]step{cut}); err != nil {
			return found, err
		}
		if round%max(t.Of, 1) == t.Part {
			p, err := l.control(lottery.training())
			if err != nil {
				return found, err
			}
			found.Redrawn.Points = append(found.Redrawn.Points, p)
		}
		if err := l.repeat([]step{rewindStep{}, lottery.training()}); err != nil {
			return found, err
		}
		found.Found.Points = append(found.Found.Points, l.studyPoint())
	}
	return found, nil
}

// control measures what comes of training with weights drawn anew, and goes
// back to where it began.
func (l *Lab) control(training step) (StudyPoint, error) {
	before := l.present()
	if err := l.repeat([]step{rewindStep{random: true}, training}); err != nil {
		return StudyPoint{}, err
	}
	p := l.studyPoint()
	l.show(before)
	return p, nil
}

// studyPoint is the network as it is, on the test samples.
func (l *Lab) studyPoint() StudyPoint {
	return StudyPoint{
		Sparsity: l.sparsity(),
		Epsilon:  bounded(epsilonOf(l.rule, l.prunable(), masksOf(l.net))),
		Loss:     l.testMetrics.Loss,
		Accuracy: l.testMetrics.Accuracy,
		Bytes:    bitmaskBytes(l.net),
	}
}

// MergeTickets puts the parts of one lottery together.
func MergeTickets(parts []Tickets) []StudyCurve {
	merged := parts[0]
	for _, part := range parts[1:] {
		merged.Redrawn.Points = append(merged.Redrawn.Points, part.Redrawn.Points...)
	}
	slices.SortFunc(merged.Redrawn.Points, func(a, b StudyPoint) int { return cmp.Compare(a.Sparsity, b.Sparsity) })
	return []StudyCurve{merged.Found, merged.Redrawn}
}

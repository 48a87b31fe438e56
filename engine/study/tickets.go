package study

import (
	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Tickets carries out a lottery on the experiment as it stands.
func (h *Helper) Tickets(t snapshot.TicketTask) (snapshot.Tickets, error) {
	found := snapshot.Tickets{
		Found:   snapshot.StudyCurve{Name: snapshot.TicketsFound},
		Redrawn: snapshot.StudyCurve{Name: snapshot.TicketsRedrawn},
	}
	operation, err := recipe.ParseOperation("lottery", t.Lottery)
	if err != nil {
		return found, err
	}
	lottery := operation.(recipe.Lottery)
	l, err := h.repeated()
	if err != nil {
		return found, err
	}
	cuts, training := lottery.Cuts(l.Sparsity()), lottery.Training()
	if err := l.Repeat(append(lottery.Beginning(), training)); err != nil {
		return found, err
	}
	found.Found.Points = append(found.Found.Points, pointOf(l))
	for round, cut := range cuts {
		if err := l.Repeat([]recipe.Operation{cut}); err != nil {
			return found, err
		}
		if round%max(t.Of, 1) == t.Part {
			p, err := control(l, training)
			if err != nil {
				return found, err
			}
			found.Redrawn.Points = append(found.Redrawn.Points, p)
		}
		if err := l.Repeat([]recipe.Operation{recipe.Rewind{}, training}); err != nil {
			return found, err
		}
		found.Found.Points = append(found.Found.Points, pointOf(l))
	}
	return found, nil
}

// control measures what training with reinitialised weights achieves, and goes
// back to where it began.
func control(l *lab.Lab, training recipe.Operation) (p snapshot.StudyPoint, err error) {
	err = l.Try(func() error {
		if err := l.Repeat([]recipe.Operation{recipe.Rewind{Random: true}, training}); err != nil {
			return err
		}
		p = pointOf(l)
		return nil
	})
	return p, err
}

// pointOf measures the network as it is on the test samples.
func pointOf(l *lab.Lab) snapshot.StudyPoint {
	return snapshot.StudyPoint{
		Sparsity: l.Sparsity(),
		Epsilon:  l.Epsilon(),
		Loss:     l.TestMetrics().Loss,
		Accuracy: l.TestMetrics().Accuracy,
		Bytes:    bitmaskBytes(l.Network()),
	}
}

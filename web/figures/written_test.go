package figures_test

import (
	"testing"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

// 1,178 and 1,126 of 1,200 are 98.17 % and 93.83 %: a difference of 4.33 points, but of 4.4
// where they are written 98.2 % and 93.8 %.
func TestTheChangeIsThatOfTheWrittenAccuracies(t *testing.T) {
	for _, c := range []struct{ dense, test, want float64 }{
		{1178. / 1200, 1126. / 1200, -0.044}, {0.9, 0.9, 0}, {0.5, 0.75, 0.25}, {0.90049, 0.90051, 0.001},
	} {
		s := &snapshot.Snapshot{Dense: snapshot.Metrics{Accuracy: c.dense}, Test: snapshot.Metrics{Accuracy: c.test}}
		if got := figures.Change(s); got != c.want {
			t.Errorf("from %v to %v: %v, want %v", c.dense, c.test, got, c.want)
		}
	}
}

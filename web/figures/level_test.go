package figures_test

import (
	"testing"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

// A threshold of 0.3 is above two of the eight weights that are left, and two are
// settled: four of ten. A threshold of 0 leaves only what is settled.
func TestTheLevelAtAThresholdCountsWhatIsSettled(t *testing.T) {
	s := &snapshot.Snapshot{Total: 10, Layers: []snapshot.Layer{{
		W:    []float32{0, -0.1, 0.2, 0.3, -0.4, 0.5, 0.6, 0.7, 0.8, 0.9},
		Base: []uint8{0, 1, 1, 1, 1, 1, 1, 1, 1, 0},
	}}}
	for _, c := range []struct{ epsilon, want float64 }{{0, 0.2}, {0.3, 0.4}, {5, 1}} {
		if got := figures.LevelAt(s, c.epsilon); got != c.want {
			t.Errorf("at %v: %v, want %v", c.epsilon, got, c.want)
		}
	}
	if got := figures.Settled(s); got != 0.2 {
		t.Errorf("settled: %v, want 0.2", got)
	}
	if got := figures.Limit(s); got != float64(float32(0.1)) {
		t.Errorf("up to %v nothing more is pruned, want 0.1", got)
	}
	s.Layers[0].Base = []uint8{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	if got := figures.Limit(s); got != 0 {
		t.Errorf("with nothing settled up to %v nothing is pruned, want 0", got)
	}
}

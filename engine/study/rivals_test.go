package study

import (
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

func TestRivalsHaveTheSameBytesAndTheSameTraining(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(4), level("magnitude", "global", 0.7), epochs(2))
	s := l.Snapshot()
	rivals, err := helperFor(t, l).Rivals(snapshot.RivalsTask{Temperature: 4, Hard: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	if len(rivals) != 3 || rivals[0].Name != "pruned" || rivals[0].Metrics != s.Test || rivals[0].Kept != s.Kept {
		t.Fatalf("the first rival is %+v, the experiment has %+v and keeps %d", rivals[0], s.Test, s.Kept)
	}
	for _, r := range rivals[1:] {
		if r.Bytes > rivals[0].Bytes || r.Bytes < rivals[0].Bytes/2 {
			t.Errorf("%s has %d bytes against %d", r.Name, r.Bytes, rivals[0].Bytes)
		}
	}
	if rivals[1].Metrics == rivals[2].Metrics {
		t.Error("the teacher made no difference")
	}
	// The plain one is what anybody gets who trains that recipe for 6 epochs.
	r := recipe.Default()
	r.Layers = rivals[2].Layers
	plain, err := lab.New(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	do(t, plain, epochs(6))
	if got := plain.Snapshot().Test; got != rivals[2].Metrics {
		t.Errorf("trained by hand it reaches %+v, as a rival %+v", got, rivals[2].Metrics)
	}
	if _, err := helperFor(t, l).Rivals(snapshot.RivalsTask{Hard: 0.5}); err == nil {
		t.Error("a temperature of 0 was accepted")
	}
}

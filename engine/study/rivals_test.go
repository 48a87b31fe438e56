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

// The smallest steps are single neurons. In the reference network, one of the first layer
// takes 21 weights, 85 bytes; one of the second layer of a student takes about 20 bytes.
func TestStudentsTakeAboutTheBytesOfThePrunedNetwork(t *testing.T) {
	for _, c := range []struct {
		address string
		most    int // bytes between the pruned network and a student
	}{
		{"#steps=t10e,p:magnitude:global:s0.9,t5e", 20},
		{"#steps=t10e,p:magnitude:global:s0.8,t5e", 20},
		{"#steps=t10e,p:magnitude:global:s0.7,t5e", 20},
		{"#steps=t10e,p:magnitude:global:s0.5,t5e", 20},
		{"#steps=t10e", 20}, // nothing pruned: the student is as large as the network
		{"#dataset=spiral&layers=8.8.8&learningRate=0.01&steps=t10e,p:magnitude:global:s0.6,t5e", 20},
		// 196 inputs and 10 classes: one of 32 neurons takes 207 numbers, 700 bytes.
		{"#dataset=digits14&layers=32&learningRate=0.003&trainShare=80&init=he&steps=t10e,p:magnitude:global:s0.8,t5e", 350},
		{"#dataset=gauss&layers=&steps=t1e,p:magnitude:global:s0.5", 20}, // no layer to narrow
	} {
		x, err := recipe.ParseAddress(c.address)
		if err != nil {
			t.Fatal(err)
		}
		l, err := lab.Replay(x, nil)
		if err != nil {
			t.Fatal(err)
		}
		rivals, err := helperFor(t, l).Rivals(snapshot.RivalsTask{Temperature: 4, Hard: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		want := snapshot.RivalPruned
		if l.Sparsity() == 0 {
			want = snapshot.RivalPresent
		}
		if rivals[0].Name != want {
			t.Errorf("%s: the network is called %q, want %q", c.address, rivals[0].Name, want)
		}
		for _, r := range rivals[1:] {
			if abs(r.Bytes-rivals[0].Bytes) > c.most {
				t.Errorf("%s: %s, with %v hidden neurons, takes %d bytes, and the pruned network %d", c.address, r.Name, r.Layers, r.Bytes, rivals[0].Bytes)
			}
		}
	}
}

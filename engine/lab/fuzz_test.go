package lab

import (
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/engine/recipe"
)

// FuzzExecute carries out addresses in slices, at most some of them, and pauses. What
// is left is an experiment with an address, in which nothing is under way.
func FuzzExecute(f *testing.F) {
	for _, link := range golden.Links() {
		f.Add(link.Address, uint8(20))
	}
	for _, seed := range []string{
		"#dataset=xor&layers=3&steps=t3,p:obs:global:s0.5,c,q:codebook:4,t2,m,r,ri,d:2:4:0.5,t1",
		"#dataset=gauss&layers=2.2&steps=gradual:magnitude:global:s0.5:cubic:9,rigl:0.5:9,x:0:1:1,w:0:0:0:3,b:0:0:1,s:learningRate:1,t9",
		"#dataset=drawn&points=10.10.1.-10.-10.0&steps=t1",
		"#dataset=digits14&layers=2&steps=t1",
	} {
		f.Add(seed, uint8(200))
	}
	f.Fuzz(func(t *testing.T, hash string, budget uint8) {
		x, err := recipe.ParseAddress(hash)
		if err != nil {
			return
		}
		small, err := recipe.ParseAddress("#dataset=xor&layers=1")
		if err != nil {
			t.Fatal(err)
		}
		l, err := New(small.Recipe, nil)
		if err != nil {
			t.Fatal(err)
		}
		if l.Cost(x).Seconds > 0.02 { // so that ten million executions take an hour
			return
		}
		l.WorkInSlices()
		err = l.Do(recipe.Load{Experiment: x})
		for ; err == nil && budget > 0 && l.Training(); budget-- {
			err = l.Advance(1)
		}
		if err == nil {
			err = l.Do(recipe.Pause{})
		}
		s := l.Snapshot()
		if s.Training {
			t.Fatalf("%s: something is under way after Pause, or after %v", hash, err)
		}
		if _, err := recipe.ParseAddress(s.Link); err != nil {
			t.Fatalf("%s leads to the address %s: %v", hash, s.Link, err)
		}
	})
}

package browser

import (
	"testing"
	"time"
)

// Nodes and listeners do not become more with use. make soak does the same for half an
// hour, and looks at the memory too.
func TestUseLeavesNoNodesAndListeners(t *testing.T) {
	p := open(t, "#steps=t1e")
	for range 2 {
		p.must(Round(p.Page)) // makes what is made once
	}
	before, err := Used(p.Page)
	p.must(err)
	rounds := 0
	for began := time.Now(); time.Since(began) < time.Minute || rounds < 3; rounds++ {
		p.must(Round(p.Page))
	}
	after, err := Used(p.Page)
	p.must(err)
	t.Logf("%d rounds: from %+v to %+v", rounds, before, after)
	if float64(after.Nodes) > 1.05*float64(before.Nodes) || float64(after.Listeners) > 1.05*float64(before.Listeners) {
		t.Errorf("after %d rounds the page has %d nodes and %d listeners, before it had %d and %d",
			rounds, after.Nodes, after.Listeners, before.Nodes, before.Listeners)
	}
}

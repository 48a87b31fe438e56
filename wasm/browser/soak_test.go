package browser

import "testing"

// Nodes and listeners do not become more with use. What a page has differs from round to
// round (4,762 to 5,454 nodes, in no order: the browser collects garbage as it likes), so
// the fewest at the end are compared with the most at the beginning. make soak does the
// same for half an hour, and looks at the memory too.
func TestUseLeavesNoNodesAndListeners(t *testing.T) {
	p := open(t, "#steps=t1e")
	use := func(rounds int) (used []Usage) {
		for range rounds {
			p.must(Round(p.Page))
			u, err := Used(p.Page)
			p.must(err)
			used = append(used, u)
		}
		return used
	}
	first, last := use(3), use(4)
	before, after := first[0], last[0]
	for _, u := range first {
		before.Nodes, before.Listeners = max(before.Nodes, u.Nodes), max(before.Listeners, u.Listeners)
	}
	for _, u := range last {
		after.Nodes, after.Listeners = min(after.Nodes, u.Nodes), min(after.Listeners, u.Listeners)
	}
	if float64(after.Nodes) > 1.02*float64(before.Nodes) || after.Listeners > before.Listeners {
		t.Errorf("with use the nodes and listeners of the page become more: %+v, then %+v", first, last)
	}
}

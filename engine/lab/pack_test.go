package lab

import (
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/engine/recipe"
)

func TestTheReferenceExperimentsLinksAreShort(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(10), level("magnitude", "global", 0.8), epochs(5))
	if short := recipe.ShortLink(l.Snapshot().Link, false); len(short) > 150 {
		t.Errorf("the recipe takes %d characters: %s", len(short), short)
	}
	if short := recipe.ShortLink(modelLink(t, l, 16), false); len(short) > 330 {
		t.Errorf("the network takes %d characters", len(short))
	}
}

func TestGoldenLinksOpen(t *testing.T) {
	links := golden.Links()
	if len(links) < 20 {
		t.Fatalf("there are %d golden links", len(links))
	}
	for _, link := range links {
		for _, hash := range []string{link.Address, link.Short, link.Upper} {
			l := reference(t)
			do(t, l, load(hash))
			if got := l.Snapshot().Link; got != link.Address {
				t.Errorf("%s opens as %s", hash, got)
			}
		}
		if recipe.ShortLink(link.Address, false) != link.Short || recipe.ShortLink(link.Address, true) != link.Upper {
			t.Errorf("%s is written in other characters now", link.Address)
		}
	}
}

// The links come in pairs: a recipe, and the network that it led to when the pair was
// made. The first links said nothing of its history, later ones not that their values are
// rounded.
func TestGoldenRecipesLeadToTheirNetworks(t *testing.T) {
	links := golden.Links()
	for i := 0; i < len(links); i += 2 {
		l := reference(t)
		do(t, l, load(links[i].Address))
		got, want := modelLink(t, l, 16), links[i+1].Address
		if got != want && got != want+"q16" && !strings.HasPrefix(got, want+":") {
			t.Errorf("%s leads to\n%s, once to\n%s", links[i].Address, got, want)
		}
	}
}

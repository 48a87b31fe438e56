package lab

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

// Who opens a model link sees the same network, with nothing trained again.
func TestAModelLinkCarriesTheNetwork(t *testing.T) {
	for _, dataset := range []string{"tabular20", "spiral3", "reg-gauss"} {
		l := reference(t)
		do(t, l, recipe.Set{"dataset": json.RawMessage(`"` + dataset + `"`)}, epochs(3), level("magnitude", "global", 0.8), epochs(2), recipe.Quantize{Scheme: recipe.Codebook, Entries: 8})
		want := l.Snapshot()
		link := modelLink(t, l, 0)
		other := reference(t)
		do(t, other, load(link))
		got := other.Snapshot()
		if got.Test != want.Test || got.Bytes["arithmetic"] != want.Bytes["arithmetic"] {
			t.Errorf("%s: %+v and %d bytes came of %+v and %d", dataset, got.Test, got.Bytes["arithmetic"], want.Test, want.Bytes["arithmetic"])
		}
		if d := got.Dense; math.Abs(d.Loss-want.Dense.Loss) > 0.5e-3 || math.Abs(d.Accuracy-want.Dense.Accuracy) > 0.5e-4 {
			t.Errorf("%s: before was %+v, the sender has %+v", dataset, d, want.Dense)
		}
		if got.Link != link || got.Step != 0 {
			t.Errorf("%s: the address became %d characters from %d, at step %d", dataset, len(got.Link), len(link), got.Step)
		}
		if len(link) > 700 {
			t.Errorf("%s: %d characters", dataset, len(link))
		}
		do(t, other, epochs(1)) // and it goes on from there
	}
}

// The network may have other layers than the recipe.
func TestAModelLinkBringsItsLayers(t *testing.T) {
	l := reference(t)
	do(t, l, steps(5), recipe.Distil{Layers: []int{4}, Temperature: 2, Hard: 0.5}, steps(5))
	link := modelLink(t, l, 0)
	other := reference(t)
	do(t, other, load(link))
	if s := other.Snapshot(); len(s.Recipe.Layers) != 1 || s.Recipe.Layers[0] != 4 {
		t.Errorf("layers %v", s.Recipe.Layers)
	}
}

func TestBrokenModelLinksAreRefused(t *testing.T) {
	l := reference(t)
	do(t, l, steps(5), level("magnitude", "global", 0.9))
	link := modelLink(t, l, 0)
	before := bits(l.Snapshot())
	at := strings.Index(link, "n:") + 2
	for i := at; i < at+strings.Index(link[at:], ":"); i++ { // the network, without its history
		altered := []byte(link)
		altered[i] = 'A' + (altered[i]-'A'+1)%26
		for _, broken := range []string{string(altered), link[:i], link[:i] + link[i+1:]} {
			if broken == link {
				continue
			}
			if err := open(l, broken); err == nil {
				t.Fatalf("with character %d altered or gone the link was opened", i)
			}
		}
	}
	if err := open(l, "#dataset=moons&"+strings.TrimPrefix(link, "#")); err == nil {
		t.Error("a network for other data was opened")
	}
	if bits(l.Snapshot()) != before {
		t.Error("something changed")
	}
}

func modelLink(t *testing.T, l *Lab, entries int) string {
	t.Helper()
	m, err := l.Model(entries)
	if err != nil {
		t.Fatal(err)
	}
	return m.Link
}

// Who makes a link with fewer values is told what the others will see.
func TestAModelWithFewValuesIsMeasuredAsItOpens(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(3), level("magnitude", "global", 0.7))
	before := bits(l.Snapshot())
	for _, entries := range []int{0, 2, 4, 16} {
		m, err := l.Model(entries)
		if err != nil {
			t.Fatal(err)
		}
		other := reference(t)
		do(t, other, load(m.Link))
		s := other.Snapshot()
		if s.Test.Accuracy != m.Accuracy {
			t.Errorf("%d values: opened it reaches %v, said was %v", entries, s.Test.Accuracy, m.Accuracy)
		}
		for i, layer := range s.Layers {
			values := map[float32]bool{}
			for j, w := range layer.W {
				if layer.Mask[j] != 0 {
					values[w] = true
				}
			}
			if entries > 0 && len(values) > entries {
				t.Errorf("%d values: layer %d has %d", entries, i, len(values))
			}
		}
	}
	if bits(l.Snapshot()) != before {
		t.Error("making the links changed the network")
	}
	for _, bad := range []int{1, 257} {
		if m, err := l.Model(bad); err == nil {
			t.Errorf("%d values: %v", bad, m)
		}
	}
	large := reference(t)
	do(t, large, recipe.Set{"layers": []byte("[300,300]")})
	if _, err := large.Model(0); err == nil {
		t.Error("a network of a hundred thousand weights fits into a link")
	}
}

// Opening a network is one step back to what was there before.
func TestOpeningANetworkIsUndoneAtOnce(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1), level("magnitude", "global", 0.7))
	before := bits(l.Snapshot())
	link := modelLink(t, l, 4)
	do(t, l, load(link), recipe.Undo{})
	back := l.Snapshot()
	back.CanRedo = false
	if bits(back) != before {
		t.Error("it went back to something else")
	}
	do(t, l, recipe.Redo{})
	if l.Snapshot().Link != link {
		t.Error("it did not go forward again")
	}
	if err := open(l, link[:strings.Index(link, "n:")+40]); err == nil || l.Snapshot().Link != link {
		t.Errorf("a broken one was opened (%v)", err)
	}
}

// What an address claims is checked before it takes time or memory.
func TestAbsurdNetworksAreRefused(t *testing.T) {
	l := reference(t)
	before := bits(l.Snapshot())
	for name, address := range map[string]string{
		"a network of ones":  "steps=n:" + strings.Repeat("_", 19000),
		"a network of zeros": "steps=n:" + strings.Repeat("A", 19000),
		"many small ones":    "steps=n:AAEC" + strings.Repeat(",n:AAEC", 4000),
	} {
		for _, hash := range []string{"#" + address, recipe.ShortLink(address, false), recipe.ShortLink(address, true)} {
			if open(l, hash) == nil {
				t.Errorf("%s: is opened", name)
			}
		}
	}
	if bits(l.Snapshot()) != before {
		t.Error("something changed")
	}
}

// "Values in use" are those that the kept weights have: of 8 bits the multiples of the
// scale, of a codebook the entries that are used.
func TestSharingCountsTheValuesInUse(t *testing.T) {
	for _, scheme := range recipe.Schemes() {
		l := reference(t)
		do(t, l, epochs(2), level("magnitude", "global", 0.8), epochs(1), recipe.Quantize{Scheme: scheme, Entries: 16}, steps(3))
		s := l.Snapshot()
		for i, layer := range s.Layers {
			values := map[float32]bool{}
			for j, m := range layer.Mask {
				if m != 0 {
					values[layer.W[j]] = true
				}
			}
			if s.Sharing[i] != len(values) {
				t.Errorf("%s, layer %d: %d values in use, want %d", scheme, i, s.Sharing[i], len(values))
			}
		}
	}
}

// Eight bits are stored as eight bits: less than half of what the weights took.
func TestEightBitsTakeFewerBytes(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(2))
	before := l.Snapshot().Bytes["dense"]
	do(t, l, recipe.Quantize{Scheme: "int8"})
	if after := l.Snapshot().Bytes["dense"]; 2*after > before {
		t.Errorf("%d bytes became %d", before, after)
	}
}

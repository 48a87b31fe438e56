package lab

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"bonsai/engine/prune"
)

func TestOpeningALinkGivesTheSameBits(t *testing.T) {
	for name, commands := range map[string][]Command{
		"train prune tune": {Train{Epochs: 2}, epsilon(0.12), Train{Epochs: 1}},
		"odd steps":        {Train{Steps: 3}, Train{Steps: 44}, level("random", prune.ByLayer, 0.37), Train{Steps: 1}},
		"prune twice":      {Train{Epochs: 1}, epsilon(0.1), Train{Epochs: 1}, level("largest", prune.Global, 0.6)},
		"plane": {Set{
			"dataset": json.RawMessage(`"spiral3"`), "inputs": json.RawMessage(`["sinx1","x1","x2"]`),
			"layers": json.RawMessage("[8,5]"), "activation": json.RawMessage(`["tanh","relu"]`),
			"noise": json.RawMessage("10"), "optimizer": json.RawMessage(`"momentum"`), "seed": json.RawMessage("99"),
			"regularization": json.RawMessage(`"l1"`),
		}, Train{Epochs: 3}, epsilon(0.05)},
		"changed on the way": {Train{Epochs: 1}, Set{"learningRate": json.RawMessage("0.03"), "batchSize": json.RawMessage("7")}, Train{Steps: 11},
			Edit{Layer: 0, To: 1, From: 2, Value: -0.1}},
		"regression": {Set{"dataset": json.RawMessage(`"reg-gauss"`), "layers": json.RawMessage("[]")}, Train{Epochs: 1}},
		"drawn":      {Set{"dataset": json.RawMessage(`"drawn"`), "points": json.RawMessage(`[10,10,1,11,10,1,12,10,1,13,10,1,14,10,1,-10,10,0,-11,10,0,-12,10,0,-13,10,0,-14,10,0]`)}, Train{Epochs: 4}},
	} {
		t.Run(name, func(t *testing.T) {
			l := reference(t)
			do(t, l, commands...)
			want := l.Snapshot()
			other := reference(t)
			do(t, other, Load{want.Link})
			got := other.Snapshot()
			if got.Link != want.Link {
				t.Errorf("the address became %s, from %s", got.Link, want.Link)
			}
			for i := range want.Layers {
				for j, w := range want.Layers[i].W {
					if got.Layers[i].W[j] != w || got.Layers[i].Mask[j] != want.Layers[i].Mask[j] {
						t.Fatalf("layer %d, weight %d: %v, want %v", i, j, got.Layers[i].W[j], w)
					}
				}
			}
			if got.Test != want.Test || got.Train != want.Train || !maps.Equal(got.Bytes, want.Bytes) || got.Dense != want.Dense {
				t.Errorf("metrics %v %v, want %v %v", got.Test, got.Dense, want.Test, want.Dense)
			}
		})
	}
}

func TestEveryFieldIsWrittenAndReadInAnAddress(t *testing.T) {
	other := map[string]string{
		"dataset": "moons", "noise": "25", "trainShare": "55", "inputs": "x1.sinx2", "points": "1.-2.0",
		"layers": "3.4.5", "activation": "tanh.relu.linear", "init": "he", "optimizer": "sgd",
		"learningRate": "0.3", "batchSize": "9", "regularization": "l2", "regularizationRate": "0.5",
		"own": "0123456789ab", "labelColumn": "3", "regression": "1",
		"epochs": "77", "seed": "4294967295", "showTest": "1", "discretize": "1", "hide": "noise.seed",
	}
	var parts []string
	for _, f := range Fields() {
		value, ok := other[f.Name]
		if !ok {
			t.Fatalf("the test knows no other value for %s", f.Name)
		}
		parts = append(parts, f.Name+"="+value)
	}
	hash := "#" + strings.Join(parts, "&") + "&steps="
	l := reference(t)
	do(t, l, Load{hash})
	if got := l.Snapshot().Link; got != hash {
		t.Errorf("the address became\n%s, from\n%s", got, hash)
	}
}

func TestAddressWithoutStepsTrainsForTheRecipesEpochs(t *testing.T) {
	l := reference(t)
	do(t, l, Load{"#epochs=3&seed=4"})
	if s := l.Snapshot(); s.Epoch != 3 || s.Link != "#epochs=3&seed=4&steps=t3e" {
		t.Errorf("epoch %d at %s", s.Epoch, s.Link)
	}
}

func TestReferenceExperimentHasAShortAddress(t *testing.T) {
	l := reference(t)
	do(t, l, Train{Epochs: 10}, epsilon(0.12), Train{Epochs: 5})
	if got, want := l.Snapshot().Link, "#steps=t10e,p:magnitude:global:e0.12,t5e"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func FuzzParseLink(f *testing.F) {
	for _, seed := range []string{
		"", "#", "#steps=t10e,p:magnitude:global:e0.12,t5e", "#dataset=spiral&layers=8.8&steps=",
		"#points=1.2.0&dataset=drawn", "#steps=w:0:1:2:0.5,b:0:1:-3,s:learningRate:0.1,p:random:layer:s0.5",
	} {
		f.Add(seed)
		f.Add(ShortLink(seed, false))
		f.Add(ShortLink(seed, true))
	}
	f.Fuzz(func(t *testing.T, hash string) {
		o, err := parseLink(hash)
		if err != nil {
			return
		}
		l := &Lab{state: state{start: o.recipe, steps: o.steps}}
		again, err := parseLink(l.link())
		if err != nil {
			t.Fatalf("%q is written as %q, which is refused: %v", hash, l.link(), err)
		}
		if other := (&Lab{state: state{start: again.recipe, steps: again.steps}}); other.link() != l.link() {
			t.Fatalf("%q is not canonical: %q", l.link(), other.link())
		}
	})
}

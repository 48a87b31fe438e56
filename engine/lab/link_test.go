package lab

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

func TestOpeningALinkGivesTheSameBits(t *testing.T) {
	for name, commands := range map[string][]recipe.Operation{
		"train prune tune": {epochs(2), epsilon(0.12), epochs(1)},
		"odd steps":        {steps(3), steps(44), level("random", prune.ByLayer, 0.37), steps(1)},
		"prune twice":      {epochs(1), epsilon(0.1), epochs(1), level("largest", prune.Global, 0.6)},
		"plane": {recipe.Set{
			"dataset": json.RawMessage(`"spiral3"`), "inputs": json.RawMessage(`["sinx1","x1","x2"]`),
			"layers": json.RawMessage("[8,5]"), "activation": json.RawMessage(`["tanh","relu"]`),
			"noise": json.RawMessage("10"), "optimizer": json.RawMessage(`"momentum"`), "seed": json.RawMessage("99"),
			"regularization": json.RawMessage(`"l1"`),
		}, epochs(3), epsilon(0.05)},
		"changed on the way": {epochs(1), recipe.Set{"learningRate": json.RawMessage("0.03"), "batchSize": json.RawMessage("7")}, steps(11),
			edit(0, 1, 2, -0.1)},
		"regression": {recipe.Set{"dataset": json.RawMessage(`"reg-gauss"`), "layers": json.RawMessage("[]")}, epochs(1)},
		"drawn":      {recipe.Set{"dataset": json.RawMessage(`"drawn"`), "points": json.RawMessage(`[10,10,1,11,10,1,12,10,1,13,10,1,14,10,1,-10,10,0,-11,10,0,-12,10,0,-13,10,0,-14,10,0]`)}, epochs(4)},
	} {
		t.Run(name, func(t *testing.T) {
			l := reference(t)
			do(t, l, commands...)
			want := l.Snapshot()
			other := reference(t)
			do(t, other, load(want.Link))
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
	other := map[string]string{ // values of lists, texts and the data set
		"dataset": "moons", "inputs": "x1.sinx2", "points": "1.-2.0", "layers": "3.4.5", "activation": "tanh.relu.linear",
		"own": "0123456789ab", "reading": "1.cucdnpny.dkc.0.5.n4c", "network": "0123456789ab", "networkReading": "n4x3s,ss",
		"hide": "noise.seed",
	}
	standard := recipe.Default()
	var parts []string
	for _, f := range recipe.Fields() {
		value, ok := other[f.Name]
		switch {
		case ok:
		case f.Kind == recipe.Flag:
			value = "1"
		case len(f.Options) > 0:
			value = f.Options[0]
			if value == f.Text(&standard) {
				value = f.Options[1]
			}
		case f.Max > f.Min:
			value = strconv.FormatFloat(f.Max, 'f', -1, 64)
		}
		if value == "" || value == f.Text(&standard) {
			t.Fatalf("%s needs a value other than the default, which this test must know: %q is none", f.Name, value)
		}
		parts = append(parts, f.Name+"="+value)
	}
	hash := "#" + strings.Join(parts, "&") + "&steps="
	l := reference(t)
	do(t, l, load(hash))
	if got := l.Snapshot().Link; got != hash {
		t.Errorf("the address became\n%s, from\n%s", got, hash)
	}
}

func TestAddressWithoutStepsTrainsForTheRecipesEpochs(t *testing.T) {
	l := reference(t)
	do(t, l, load("#epochs=3&seed=4"))
	if s := l.Snapshot(); s.Epoch != 3 || s.Link != "#epochs=3&seed=4&steps=t3e" {
		t.Errorf("epoch %d at %s", s.Epoch, s.Link)
	}
}

func TestReferenceExperimentHasAShortAddress(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(10), epsilon(0.12), epochs(5))
	if got, want := l.Snapshot().Link, "#steps=t10e,p:magnitude:global:e0.12,t5e"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

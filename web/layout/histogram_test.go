package layout

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/snapshot"
)

func layerOf(weights []float32, mask, base []uint8) snapshot.Layer {
	return snapshot.Layer{In: len(weights), Out: 1, W: weights, Mask: mask, Base: base}
}

func TestCountsByHand(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	layers := []snapshot.Layer{
		layerOf(
			[]float32{0, 0.1, -0.1, 0.25, -0.49, 0.99, 1, -7},
			[]uint8{1, 1, 1, 1, 0, 1, 1, 0},
			[]uint8{1, 1, 1, 1, 1, 1, 1, 1}),
		layerOf(
			[]float32{nan, inf, -inf, 0, -0.6},
			[]uint8{1, 1, 1, 0, 1},
			[]uint8{1, 1, 1, 0, 1}),
	}
	var c Counts
	c.Fill(of(layers), 4, 1)
	// Bins of ¼. The zero with base 0 was cut for good, and NaN has no place.
	for _, check := range []struct {
		name      string
		got, want []int
	}{
		{"positive", c.Positive, []int{2, 1, 0, 3}},
		{"negative", c.Negative, []int{1, 0, 1, 1}},
		{"pruned", c.Pruned, []int{0, 1, 0, 1}},
	} {
		if !slices.Equal(check.got, check.want) {
			t.Errorf("%s: %v, want %v", check.name, check.got, check.want)
		}
	}
	if c.Tallest != 5 { // the last bin
		t.Errorf("the tallest bin has %d weights, want 5", c.Tallest)
	}
	c.Fill(of(layers[:0]), 3, 1)
	if !slices.Equal(c.Pruned, []int{0, 0, 0}) {
		t.Errorf("without layers the counts are %v", c.Pruned)
	}
}

func TestCountsByBruteForce(t *testing.T) {
	const bins, limit = 60, 1.5
	var layer snapshot.Layer
	state := uint32(1)
	for range 5000 {
		state = state*1664525 + 1013904223
		layer.W = append(layer.W, float32(int32(state))/(1<<30))
		layer.Mask = append(layer.Mask, uint8(state>>9&1))
		layer.Base = append(layer.Base, 1)
	}
	var c Counts
	c.Fill(of([]snapshot.Layer{layer}), bins, limit)
	for bin := range bins {
		var positive, negative, pruned int
		for i, w := range layer.W {
			size := math.Abs(float64(w))
			inside := size*bins/limit >= float64(bin) && (size*bins/limit < float64(bin+1) || bin == bins-1)
			switch {
			case !inside:
			case layer.Mask[i] == 0:
				pruned++
			case w < 0:
				negative++
			default:
				positive++
			}
		}
		if c.Positive[bin] != positive || c.Negative[bin] != negative || c.Pruned[bin] != pruned {
			t.Errorf("bin %d: %d, %d, %d, want %d, %d, %d", bin,
				c.Positive[bin], c.Negative[bin], c.Pruned[bin], positive, negative, pruned)
		}
	}
}

func TestMaxAbsIsFinite(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(-1))
	layers := []snapshot.Layer{{W: []float32{0.5, nan, -3}}, {W: []float32{inf, 2}}}
	if got := MaxAbs(layers); got != 3 {
		t.Errorf("MaxAbs = %v, want 3", got)
	}
	if got := MaxAbs([]snapshot.Layer{{W: []float32{nan, inf}}}); got != 0 {
		t.Errorf("MaxAbs without numbers = %v, want 0", got)
	}
}

// Counts that are changed step by step must be the same as new ones.
func TestCountsFollowTheMasks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	layers := []snapshot.Layer{layerOf(make([]float32, 1000), make([]uint8, 1000), make([]uint8, 1000)), layerOf([]float32{1, -1}, []uint8{1, 1}, []uint8{1, 1})}
	for i := range 1000 {
		layers[0].W[i] = float32(r.NormFloat64())
	}
	layers[0].W[7] = float32(math.NaN())
	s := &snapshot.Snapshot{Layers: layers, Revisions: snapshot.Revisions{Weights: 1, Base: 1}}
	var following Counts
	for round := range 40 {
		for l := range layers {
			layers[l].Mask = slices.Clone(layers[l].Mask)
			if round%10 == 0 {
				s.Revisions.Base++
				layers[l].Base = slices.Clone(layers[l].Base)
				layers[l].Base[r.IntN(len(layers[l].Base))] ^= 1
			}
			for range r.IntN(300) {
				layers[l].Mask[r.IntN(len(layers[l].Mask))] ^= 1
			}
		}
		if round == 25 {
			s.Revisions.Weights++
			layers[1].W = []float32{0.5, 2}
		}
		limit := 2.0
		if round > 30 {
			limit = 3
		}
		var fresh Counts
		fresh.Fill(s, 20, limit)
		following.Fill(s, 20, limit)
		if !slices.Equal(following.Positive, fresh.Positive) || !slices.Equal(following.Negative, fresh.Negative) || !slices.Equal(following.Pruned, fresh.Pruned) {
			t.Fatalf("round %d: the counts are %v, new ones %v", round, following, fresh)
		}
	}
}

// of is a snapshot of layers.
func of(layers []snapshot.Layer) *snapshot.Snapshot {
	return &snapshot.Snapshot{Layers: layers, Revisions: snapshot.Revisions{Weights: 1, Base: 1}}
}

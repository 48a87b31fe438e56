package web

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// lenet returns LeNet-300-100 on images of 28×28 pixels, with different weights.
func lenet() *snapshot.Snapshot {
	s := snapshotOf(784, 300, 100, 10)
	s.Width, s.Height = 28, 28
	for l := range s.Layers {
		for i := range s.Layers[l].W {
			s.Layers[l].W[i] = float32(uint32(i)*2654435761%2001)/1000 - 1
		}
	}
	return s
}

// frames returns two states while ε is dragged: in the second, every nth connection of
// the first is pruned.
func frames(s *snapshot.Snapshot, nth int) [2]*snapshot.Snapshot {
	later := *s
	later.Layers = append([]snapshot.Layer(nil), s.Layers...)
	at := 0
	for l := range later.Layers {
		mask := append([]uint8(nil), s.Layers[l].Mask...)
		for i := range mask {
			if at%nth == 0 {
				mask[i] = 0
			}
			at++
		}
		later.Layers[l].Mask = mask
	}
	return [2]*snapshot.Snapshot{s, &later}
}

// A view draws everything that is drawn in a frame while ε is dragged, but not to the
// screen.
type view struct {
	network   Network
	histogram Histogram
}

func (v *view) frame(s *snapshot.Snapshot, h Highlight) {
	v.network.Arrangement(s, testRect, 1)
	v.network.mesh.reset()
	v.network.collectFabric(s)
	v.network.strokes.add(&v.network.mesh, s, testTheme, h)
	look := v.network.strokes.look(s, testTheme, h)
	v.network.bands.review(&v.network.strokes, &look)
	v.network.collectUnits(s, testTheme, h)
	v.histogram.collect(s, layout.Rect{W: 800, H: 120}, testTheme, 1, true)
}

func TestNothingIsAllocatedPerFrame(t *testing.T) {
	for name, s := range map[string]*snapshot.Snapshot{"310 connections": snapshotOf(20, 10, 10, 1), "LeNet-300-100": lenet()} {
		v, drag := new(view), frames(s, 50)
		i := 0
		frame := func() {
			v.frame(drag[i%2], Highlight{Unit: &recipe.Unit{Layer: 1, Index: i % 2}})
			i++
		}
		frame()
		frame()
		if n := testing.AllocsPerRun(6, frame); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkDrag(b *testing.B) {
	for name, s := range map[string]*snapshot.Snapshot{
		"310":    snapshotOf(20, 10, 10, 1),
		"10000":  snapshotOf(20, 90, 90, 1),
		"20992":  snapshotOf(7, 64, 64, 64, 64, 64, 64, 1),
		"266200": lenet(),
	} {
		b.Run(name, func(b *testing.B) {
			v, drag := new(view), frames(s, 50)
			i := 0
			for b.Loop() {
				v.frame(drag[i%2], Highlight{})
				i++
			}
		})
	}
}

// BenchmarkArrival measures the first frame after a step of training: the weights have
// changed.
func BenchmarkArrival(b *testing.B) {
	v := new(view)
	snapshots := [2]*snapshot.Snapshot{lenet(), lenet()}
	i := 0
	for b.Loop() {
		v.frame(snapshots[i%2], Highlight{})
		i++
	}
}

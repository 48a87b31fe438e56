//go:build js

package main

import (
	"math"
	"strconv"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// scene draws the pictures into the rectangles that the page's layout leaves
// for them, on one canvas as large as the window. It draws only when asked.
type scene struct {
	*services
	theme *web.Theme

	network   web.Network
	matrix    web.Matrix
	histogram web.Histogram
	boundary  web.Boundary

	views  []string               // the pictures, by the ids of their elements
	places map[string]layout.Rect // by id, in CSS pixels
	scale  float64                // the pixels of the screen in a CSS pixel, when the places were measured
	drawn  []func()               // to be called after the next frame
	costs  costs

	begin     func()               // brings the page up to date before a frame
	highlight func() web.Highlight // what is pointed at
}

func newScene(sv *services, highlight func() web.Highlight) *scene {
	s := &scene{services: sv, places: map[string]layout.Rect{}, highlight: highlight}
	dom.Each(dom.Document, "[data-view]", func(e js.Value) { s.views = append(s.views, dom.Data(e, "view")) })
	return s
}

// run opens the canvas; it returns only when that fails.
func (s *scene) run() error {
	//lint:ignore SA1019 it is the only mode in which frames are drawn on request alone
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	return ebiten.RunGameWithOptions(s, &ebiten.RunGameOptions{ScreenTransparent: true})
}

// bind calls begin before a frame is drawn, and moved when pictures have got
// another place or size. The canvas only shows: left to itself it would take
// the focus, and keep it from Tab.
func (s *scene) bind(begin, moved func()) {
	s.begin = begin
	canvas := dom.One(dom.Document, "body > canvas")
	canvas.Set("inert", true)
	canvas.Call("setAttribute", "aria-hidden", "true")
	measure := func(js.Value) {
		if s.measure() {
			moved()
		}
	}
	observed := js.FuncOf(func(js.Value, []js.Value) any { measure(js.Null()); return nil })
	observer := js.Global().Get("ResizeObserver").New(observed)
	for _, v := range s.views {
		observer.Call("observe", dom.ByID(v))
	}
	dom.On(dom.Window, "resize", measure)
	dom.OnCapture(dom.Window, "scroll", measure)
}

// measure finds the places of the pictures, and tells whether one has changed.
func (s *scene) measure() (changed bool) {
	before, scale := s.places, s.scale
	s.places, s.scale = map[string]layout.Rect{}, deviceScale()
	for _, v := range s.views {
		changed = changed || s.place(v) != before[v]
	}
	if n := s.place("network"); changed && n.W > 0 {
		dom.Show(func(v *markup.View) { panel.PlaceMessage(v, n) })
	}
	return changed || s.scale != scale
}

// redraw asks for a frame.
func (s *scene) redraw() {
	//lint:ignore SA1019 it belongs to the mode that run sets
	ebiten.ScheduleFrame()
}

// afterDraw calls f when what holds now has been drawn. Nothing is drawn in a
// page that is hidden: there it is called at once.
func (s *scene) afterDraw(f func()) {
	if dom.Document.Get("hidden").Bool() {
		f()
		return
	}
	s.drawn = append(s.drawn, f)
	s.redraw()
}

// place is where a picture's element is, in CSS pixels of the window.
func (s *scene) place(id string) layout.Rect {
	if r, ok := s.places[id]; ok {
		return r
	}
	r := dom.Rect(dom.ByID(id))
	s.places[id] = r
	return r
}

// arrangement is where the network's neurons are, in pixels of the screen, of
// which there are scale to a CSS pixel.
func (s *scene) arrangement(shown *snapshot.Snapshot) (a *layout.Arrangement, scale float64) {
	scale = deviceScale()
	return s.network.Arrangement(shown, scaled(s.place("network"), scale), scale), scale
}

func deviceScale() float64 { return dom.Window.Get("devicePixelRatio").Float() }

func scaled(r layout.Rect, by float64) layout.Rect {
	return layout.Rect{X: r.X * by, Y: r.Y * by, W: r.W * by, H: r.H * by}
}

func (s *scene) Update() error { return nil }

// LayoutF makes the canvas as fine as the screen.
func (s *scene) LayoutF(width, height float64) (float64, float64) {
	scale := deviceScale()
	return math.Round(width * scale), math.Round(height * scale)
}

func (s *scene) Layout(int, int) (int, int) { panic("page: LayoutF is there") }

func (s *scene) Draw(screen *ebiten.Image) {
	s.begin()
	defer s.costs.endFrame(time.Now())
	if shown := s.Shown; shown != nil {
		s.drawViews(screen, shown)
	}
	for _, f := range s.drawn {
		f()
	}
	s.drawn = nil
}

func (s *scene) drawViews(screen *ebiten.Image, shown *snapshot.Snapshot) {
	scale := deviceScale()
	for _, v := range s.views {
		place := scaled(s.place(v), scale)
		if place.W < 1 || place.H < 1 {
			continue // not there in this layout
		}
		switch v {
		case "network":
			s.drawNetwork(screen, shown, place, scale)
		case "histogram":
			active := s.Dragged != nil || dom.IsFocused(dom.ByID("epsilon"))
			s.histogram.Draw(screen, shown, place, s.theme, scale, active)
		case "boundary":
			if shown.Plane {
				s.boundary.Draw(screen, shown, place, s.theme, scale)
			}
		}
	}
}

// layer is the index of the layer whose weights take the place of the network;
// not ok: none does.
func (s *scene) layer(shown *snapshot.Snapshot) (layer int, ok bool) {
	layer, err := strconv.Atoi(dom.Value("picture"))
	return layer, err == nil && layer < len(shown.Layers)
}

// at is the unit or else the connection at a point of the window, in CSS
// pixels: in the picture of the network a kept one, in that of a layer's
// weights any.
func (s *scene) at(x, y float64) (*recipe.Unit, *layout.Connection) {
	arrangement, scale := s.arrangement(s.Shown)
	if layer, ok := s.layer(s.Shown); ok {
		place := s.matrix.Place(s.Shown, layer, scaled(s.place("network"), scale), scale)
		return nil, place.ConnectionAt(layer, x*scale, y*scale)
	}
	return arrangement.Find(s.Shown.Layers, x*scale, y*scale)
}

// drawNetwork draws the network, or in its place the weights of one layer.
func (s *scene) drawNetwork(screen *ebiten.Image, shown *snapshot.Snapshot, place layout.Rect, scale float64) {
	lit := s.highlight()
	if layer, ok := s.layer(shown); ok {
		s.matrix.Draw(screen, shown, layer, place, s.theme, scale, lit)
		return
	}
	if s.network.Draw(screen, shown, place, s.theme, scale, lit) {
		s.redraw()
	}
}

// axis is the scale of |w| that the histogram and the slider of ε share, in CSS
// pixels.
func (s *scene) axis(shown *snapshot.Snapshot) layout.Axis {
	return s.histogram.Axis(shown, s.place("histogram"), 1)
}

// costs are how long the last frames took in the page's own code: for bringing
// the page up to date since the frame before, and for drawing.
type costs struct {
	frames  [256]time.Duration
	count   int
	pending time.Duration
}

// add counts what began at a time towards the next frame.
func (c *costs) add(began time.Time) { c.pending += time.Since(began) }

// endFrame ends a frame whose drawing began at a time.
func (c *costs) endFrame(began time.Time) {
	c.add(began)
	c.frames[c.count%len(c.frames)] = c.pending
	c.count++
	c.pending = 0
}

// list returns the frames since it was called last, 256 at most, in
// milliseconds and in no order.
func (c *costs) list() []any {
	list := make([]any, min(c.count, len(c.frames)))
	for i := range list {
		list[i] = float64(c.frames[i]) / float64(time.Millisecond)
	}
	c.count = 0
	return list
}

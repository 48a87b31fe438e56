//go:build js

package main

import (
	"image"
	"math"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/layout"
)

// scene draws the pictures into the rectangles that the page's layout leaves
// for them, on one canvas as large as the window. It draws only when asked.
type scene struct {
	app   *app
	theme *web.Theme

	network   web.Network
	matrix    web.Matrix
	histogram web.Histogram
	boundary  web.Boundary

	views  []string                               // the pictures, by the ids of their elements
	places map[string]layout.Rect                 // by id, in CSS pixels
	drawn  []func()                               // to be called after the next frame
	taken  func(pixels []byte, width, height int) // who wants to have the next frame
	costs  costs
}

func newScene(a *app) *scene {
	s := &scene{app: a, places: map[string]layout.Rect{}}
	each(document, "[data-view]", func(e js.Value) {
		s.views = append(s.views, data(e, "view"))
	})
	s.readTheme()
	return s
}

// run opens the canvas; it returns only when that fails.
func (s *scene) run() error {
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	return ebiten.RunGameWithOptions(s, &ebiten.RunGameOptions{ScreenTransparent: true})
}

// bind measures the layout again whenever it changes. The canvas only shows:
// left to itself it would take the focus, and keep it from Tab.
func (s *scene) bind() {
	canvas := one(document, "body > canvas")
	canvas.Set("inert", true)
	setAttribute(canvas, "aria-hidden", "true")
	measure := js.FuncOf(func(js.Value, []js.Value) any {
		clear(s.places)
		s.app.overlay.forget()
		if s.app.snapshot != nil {
			s.app.overlay.show(s.app.shown)
			s.app.studies.draw(s.app.shown)
		}
		s.redraw()
		return nil
	})
	observer := js.Global().Get("ResizeObserver").New(measure)
	for _, v := range s.views {
		observer.Call("observe", byID(v))
	}
	window.Call("addEventListener", "resize", measure)
	window.Call("addEventListener", "scroll", measure, map[string]any{"capture": true, "passive": true})
}

// readTheme takes the colours from the style sheet.
func (s *scene) readTheme() {
	style := js.Global().Call("getComputedStyle", document.Get("documentElement"))
	theme, err := web.ParseTheme(func(name string) string {
		return style.Call("getPropertyValue", "--"+name).String()
	})
	if err != nil {
		panic(err) // the style sheet is ours
	}
	s.theme = theme
	s.redraw()
}

// redraw asks for a frame.
func (s *scene) redraw() { ebiten.ScheduleFrame() }

// afterDraw calls f when what holds now has been drawn. Nothing is drawn in a
// page that is hidden: there it is called at once.
func (s *scene) afterDraw(f func()) {
	if document.Get("hidden").Bool() {
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
	box := byID(id).Call("getBoundingClientRect")
	r := layout.Rect{
		X: box.Get("left").Float(), Y: box.Get("top").Float(),
		W: box.Get("width").Float(), H: box.Get("height").Float(),
	}
	s.places[id] = r
	return r
}

// arrangement is where the network's neurons are, in pixels of the screen, of
// which there are scale to a CSS pixel.
func (s *scene) arrangement(now *snapshot.Snapshot) (a *layout.Arrangement, scale float64) {
	scale = deviceScale()
	return s.network.Arrangement(now, scaled(s.place("network"), scale), scale), scale
}

func deviceScale() float64 { return window.Get("devicePixelRatio").Float() }

func scaled(r layout.Rect, by float64) layout.Rect {
	return layout.Rect{X: r.X * by, Y: r.Y * by, W: r.W * by, H: r.H * by}
}

func (s *scene) Update() error { return nil }

// Layout makes the canvas as fine as the screen.
func (s *scene) LayoutF(width, height float64) (float64, float64) {
	scale := deviceScale()
	return math.Round(width * scale), math.Round(height * scale)
}

func (s *scene) Layout(int, int) (int, int) { panic("page: LayoutF is there") }

func (s *scene) Draw(screen *ebiten.Image) {
	if s.app.stale {
		s.app.update()
	}
	defer s.costs.endFrame(time.Now())
	if now := s.app.shown; now != nil {
		s.drawViews(screen, now)
	}
	if s.taken != nil {
		s.take(screen)
	}
	for _, f := range s.drawn {
		f()
	}
	s.drawn = nil
}

// photograph hands out the part of the next frame in which pictures are, as
// RGBA, over the page's background.
func (s *scene) photograph(taken func(pixels []byte, width, height int)) {
	s.taken = taken
	s.redraw()
}

func (s *scene) take(screen *ebiten.Image) {
	var all image.Rectangle
	scale := deviceScale()
	for _, v := range s.views {
		if r := scaled(s.place(v), scale); r.W >= 1 && r.H >= 1 {
			all = all.Union(image.Rect(int(r.X), int(r.Y), int(math.Ceil(r.X+r.W)), int(math.Ceil(r.Y+r.H))))
		}
	}
	all = all.Intersect(screen.Bounds())
	pixels := make([]byte, 4*all.Dx()*all.Dy())
	screen.SubImage(all).(*ebiten.Image).ReadPixels(pixels)
	for at := 0; at < len(pixels); at += 4 {
		for c, under := range [...]uint8{s.theme.Background.R, s.theme.Background.G, s.theme.Background.B, 255} {
			pixels[at+c] += uint8(int(under) * (255 - int(pixels[at+3])) / 255)
		}
	}
	s.taken(pixels, all.Dx(), all.Dy())
	s.taken = nil
}

func (s *scene) drawViews(screen *ebiten.Image, now *snapshot.Snapshot) {
	scale := deviceScale()
	for _, v := range s.views {
		place := scaled(s.place(v), scale)
		if place.W < 1 || place.H < 1 {
			continue // not there in this layout
		}
		switch v {
		case "network":
			s.drawNetwork(screen, now, place, scale)
		case "histogram":
			active := s.app.dragged != nil || isFocused(byID("epsilon"))
			s.histogram.Draw(screen, now, place, s.theme, scale, active)
		case "boundary":
			if now.Plane {
				s.boundary.Draw(screen, now, place, s.theme, scale)
			}
		}
	}
}

// drawNetwork draws the network, or in its place the weights of one layer.
func (s *scene) drawNetwork(screen *ebiten.Image, now *snapshot.Snapshot, place layout.Rect, scale float64) {
	lit := s.app.card.highlight()
	if layer, ok := s.app.picture.layer(now); ok {
		s.matrix.Draw(screen, now, layer, place, s.theme, scale, lit)
		return
	}
	s.network.Draw(screen, now, place, s.theme, scale, lit)
}

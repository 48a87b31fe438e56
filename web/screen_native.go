//go:build !js

package web

import "bonsai/web/layout"

// Outside the browser there is no screen, so tests look at the meshes that would be
// drawn. They need neither Ebitengine nor a desktop.
type (
	Image  struct{}
	vertex struct {
		DstX, DstY, SrcX, SrcY         float32
		ColorR, ColorG, ColorB, ColorA float32
	}
)

const noScreen = "web: only the browser has a screen to draw on"

func painted(*Image, int, int, []byte) *Image   { panic(noScreen) }
func canvas(*Image, int, int) *Image            { panic(noScreen) }
func (*mesh) draw(_, _ *Image)                  { panic(noScreen) }
func drawCells(_, _ *Image, x, y, cell float64) { panic(noScreen) }
func clip(*Image, layout.Rect) *Image           { panic(noScreen) }

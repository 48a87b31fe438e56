//go:build !js

package web

import "bonsai/web/layout"

// Natively there is no screen: what is collected for one can be looked at in
// tests, without Ebitengine and what it needs of a desktop.
type (
	Image  struct{}
	vertex struct {
		DstX, DstY, SrcX, SrcY         float32
		ColorR, ColorG, ColorB, ColorA float32
	}
)

const noScreen = "web: only the browser has a screen to draw on"

func painted(*Image, int, int, []byte) *Image   { panic(noScreen) }
func blank(*Image, int, int) *Image             { panic(noScreen) }
func (*mesh) draw(_, _ *Image)                  { panic(noScreen) }
func drawCells(_, _ *Image, x, y, cell float64) { panic(noScreen) }
func clip(*Image, layout.Rect) *Image           { panic(noScreen) }
